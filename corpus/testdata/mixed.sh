#!/bin/bash
# Makes 300 and more files of all kinds as the world makes them, none by our own
# writers, in folders by kind: mixed.sh FOLDER
# Debian packages: those of make-pdf.sh and make-office.sh, and asciidoctor
# python3-docutils docutils-doc enscript html2text imagemagick gnumeric abiword
# python3-xlwt p7zip-full texlive-lang-german texlive-lang-french fonts-hosny-amiri
# culmus debian-policy. What is not installed is left out.
set -u
out=$(mkdir -p "$1" && cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export SOURCE_DATE_EPOCH=1681725600 HOME=$work LC_ALL=C.UTF-8

# run runs a program quietly, within a time, and tells what failed.
run() { timeout 180 "$@" >log 2>&1 || { echo "failed: $*" >&2; tail -3 log >&2; return 1; }; }
has() { command -v "$1" >/dev/null; }
name() { basename "${1%.*}"; }

/usr/bin/python3 "$here/mixed/texts.py" "$work" || exit 1
western=(mill ferry observatory muehle moulin molino mlyn degirmen)
others=(melnica mylos mofang suisha banga tahuna tahana)
all=("${western[@]}" "${others[@]}")

# font names a font for each script that TeX and browsers can be told.
font() {
	case $1 in
	mofang) echo 'Noto Serif CJK SC' ;; suisha) echo 'Noto Serif CJK JP' ;; banga) echo 'Noto Serif CJK KR' ;;
	tahuna) echo 'Amiri' ;; tahana) echo 'Frank Ruehl CLM' ;; *) echo 'DejaVu Serif' ;;
	esac
}

# latex NAME SOURCE OPTIONS...: what pandoc and a TeX set.
latex() { local to=$out/pdf/$1.pdf from=$2.md; shift 2; run pandoc "$from" -f markdown -o "$to" "$@"; }

tex() {
	has pdflatex || return
	mkdir -p "$out/pdf"
	for n in mill ferry observatory muehle moulin; do
		latex "tex-$n" $n -V papersize=a5
		sed '/^|/d' $n.md >narrow-$n.md # long tables cannot stand in columns
		latex "tex-columns-$n" narrow-$n -V classoption=twocolumn -V geometry:margin=2cm --number-sections
	done
	latex tex-book mill -V documentclass=book -V classoption=openany --top-level-division=chapter --toc
	latex tex-report ferry -V documentclass=report --toc -V fontfamily=mathptmx -V header-includes='\usepackage{fancyhdr}\pagestyle{fancy}'
	latex tex-slides observatory -t beamer -V theme=Madrid
	for n in molino mlyn degirmen melnica mylos mofang suisha banga; do
		local more=()
		case $n in mofang | suisha | banga) more=(-V 'header-includes=\XeTeXlinebreaklocale "zh"') ;; esac
		sed '/^lang/d' $n.md >bare-$n.md
		latex "xetex-$n" bare-$n --pdf-engine=xelatex -V mainfont="$(font $n)" "${more[@]}"
		sed '/^|/d' bare-$n.md >narrow-$n.md
		latex "xetex-columns-$n" narrow-$n --pdf-engine=xelatex -V mainfont="$(font $n)" -V classoption=twocolumn -V geometry:margin=2cm "${more[@]}"
	done
	has lualatex && latex luatex-mill mill --pdf-engine=lualatex
	/usr/bin/python3 "$here/mixed/tex.py" . # texts with three columns, formulas, floats
	for f in three.tex ieee.tex letter.tex; do
		[ -s $f ] && run pdflatex -interaction=nonstopmode $f
		[ -s ${f%.tex}.pdf ] && cp ${f%.tex}.pdf "$out/pdf/tex-$f.pdf"
	done
}

# office FORM FOLDER FILES...: what LibreOffice makes of files, all at once.
office() { local form=$1 to=$2; shift 2; [ $# -gt 0 ] && run soffice --headless --convert-to "$form" --outdir "$to" "$@"; }

offices() {
	has soffice && has pandoc || return
	mkdir -p docx odt pptx made "$out"/{office,slides,sheets,pdf,books}
	for n in "${all[@]}"; do
		run pandoc $n.md -f markdown -s -o docx/$n.docx
		run pandoc $n.md -f markdown -s --toc -o odt/$n.odt
	done
	for n in mill muehle melnica mofang; do run pandoc $n.md -f markdown -s -o pptx/$n.pptx; done
	for n in "${all[@]}"; do cp docx/$n.docx "$out/office/pandoc-$n.docx"; done
	for n in ferry moulin mylos tahana; do cp odt/$n.odt "$out/office/pandoc-$n.odt"; done
	for n in mill muehle; do cp pptx/$n.pptx "$out/slides/pandoc-$n.pptx"; done
	office odt made docx/{mill,muehle,moulin,mlyn,melnica,mofang,tahuna,tahana}.docx
	office docx made odt/{ferry,molino,degirmen,mylos,suisha,banga}.odt
	office fodt made odt/{observatory,melnica}.odt
	office rtf made docx/{mill,melnica,mofang}.docx
	office doc made docx/{ferry,muehle}.docx
	office html made odt/{mill,moulin}.odt
	office txt:Text made docx/observatory.docx
	office epub made odt/{mill,mlyn}.odt
	office odp made pptx/{mill,melnica,mofang}.pptx
	office ppt made pptx/muehle.pptx
	for f in made/*.{odt,docx,fodt,rtf,doc}; do cp "$f" "$out/office/libreoffice-$(basename "$f")"; done
	for f in made/*.{odp,ppt}; do cp "$f" "$out/slides/libreoffice-$(basename "$f")"; done
	for f in made/*.epub; do cp "$f" "$out/books/libreoffice-$(basename "$f")"; done
	mkdir -p "$out/web"
	for f in made/*.{html,txt}; do cp "$f" "$out/web/libreoffice-$(basename "$f")"; done
	office pptx "$out/slides" "$out"/slides/libreoffice-*.odp
	office pdf pdfs docx/*.docx pptx/*.pptx
	for f in pdfs/*.pdf; do cp "$f" "$out/pdf/office-$(basename "$f")"; done
	for n in mill muehle melnica tahuna; do
		/usr/bin/python3 "$here/mixed/columns.py" odt/$n.odt columns-$n.odt
	done
	office pdf "$out/pdf" columns-*.odt
	/usr/bin/python3 "$here/mixed/word.py" "$out/office"
}

sheets() {
	mkdir -p "$out/sheets"
	/usr/bin/python3 "$here/mixed/book.py" "$work" "$out/sheets"
	for n in "${all[@]}"; do cp $n.csv "$out/sheets/$n.csv"; done
	sed 's/,/;/g' mill.csv | iconv -t utf-16 >"$out/sheets/utf16-semicolons.csv"
	sed 's/,/\t/g' melnica.csv | iconv -t cp1251 >"$out/sheets/cp1251-tabs.tsv"
	iconv -t gb18030 mofang.csv >"$out/sheets/gb18030.csv"
	has soffice || return
	office ods made-sheets "$out"/sheets/*.xlsx mill.csv muehle.csv mofang.csv
	for f in made-sheets/*.ods; do cp "$f" "$out/sheets/libreoffice-$(basename "$f")"; done
	office xlsx made-sheets made-sheets/{mill,mofang}.ods
	for f in made-sheets/*.xlsx; do cp "$f" "$out/sheets/libreoffice-$(basename "$f")"; done
	office xls made-sheets made-sheets/muehle.ods && cp made-sheets/muehle.xls "$out/sheets/libreoffice-muehle.xls"
	office fods "$out/sheets" ferry.csv
	office pdf made-sheets made-sheets/{mill,stock}.ods
	for f in made-sheets/*.pdf; do cp "$f" "$out/pdf/sheet-$(basename "$f")"; done
	if has ssconvert; then
		run ssconvert molino.csv "$out/sheets/gnumeric-molino.xlsx"
		run ssconvert mlyn.csv "$out/sheets/gnumeric-mlyn.ods"
		run ssconvert mlyn.csv "$out/web/gnumeric-mlyn.html"
	fi
	if has abiword; then
		run abiword --to=docx -o "$out/office/abiword-mill.docx" docx/mill.docx
		run abiword --to=odt -o "$out/office/abiword-ferry.odt" odt/ferry.odt
	fi
}

css='@page{margin:2cm} body{font-family:"DejaVu Serif","Noto Serif CJK SC","Amiri","Frank Ruehl CLM",serif;font-size:11pt}'
columns='.two{column-count:2;column-gap:1cm;text-align:justify;hyphens:auto}'

browsers() {
	mkdir -p "$out"/{web,pdf}
	for n in "${all[@]}"; do
		local right=
		case $n in tahuna | tahana) right=' dir="rtl"' ;; esac
		echo "<style>$css $columns</style>" >style.html
		run pandoc $n.md -f markdown -s -t html5 -H style.html -o $n.html
		sed -i "s/<body>/<body$right>/" $n.html
		sed "s/<body/<body class=\"two\"/" $n.html >two-$n.html
		cp $n.html "$out/web/pandoc-$n.html"
		case $n in mill | muehle | moulin | melnica | mofang | tahuna | tahana | observatory)
			has chromium && for f in $n two-$n; do
				run chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" --print-to-pdf="$out/pdf/chromium-$f.pdf" "file://$work/$f.html"
			done
			has weasyprint && sed 's|</style>|@page{@top-center{content:"Papers of the Seven Valleys"} @bottom-center{content:counter(page)}}</style>|' two-$n.html >paged.html && run weasyprint paged.html "$out/pdf/weasyprint-$n.pdf"
			;;
		esac
		case $n in mill | ferry | mlyn | mylos | suisha)
			has wkhtmltopdf && run wkhtmltopdf -q --footer-right '[page]/[topage]' $n.html "$out/pdf/wkhtml-$n.pdf" ;;
		esac
	done
	# What a browser keeps of a page once its scripts have run, and old encodings.
	if has chromium; then
		cp "$here/mixed/site.html" site.html
		chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" --dump-dom "file://$work/site.html" >"$out/web/chromium-saved.html" 2>log
	fi
	sed 's/charset="utf-8"/charset="iso-8859-1"/' moulin.html | iconv -t latin1//TRANSLIT >"$out/web/latin1.html"
	sed 's/charset="utf-8"/charset="windows-1251"/' melnica.html | iconv -t cp1251//TRANSLIT >"$out/web/cp1251.html"
	sed 's/charset="utf-8"/charset="shift_jis"/' suisha.html | iconv -t shift_jis//TRANSLIT >"$out/web/shift-jis.html"
	sed 's/charset="utf-8"/charset="gb18030"/' mofang.html | iconv -t gb18030 >"$out/web/gb18030.html"
	iconv -t utf-16 mill.html >"$out/web/utf16.html"
}

texts() {
	mkdir -p "$out"/{text,markup,books}
	for n in "${all[@]}"; do cp $n.md "$out/text/$n.md"; done
	for n in mill melnica mofang tahuna moulin; do run pandoc $n.md -f markdown -t plain --columns=72 -o "$out/text/$n.txt"; done
	for pair in moulin:latin1 molino:cp1252 mlyn:iso-8859-2 mlyn:cp1250 melnica:cp1251 melnica:koi8-r mylos:iso-8859-7 degirmen:iso-8859-9 \
		mofang:gb18030 mofang:big5 suisha:shift_jis suisha:euc-jp banga:euc-kr tahuna:cp1256 tahana:cp1255 mill:utf-16 muehle:utf-16be melnica:utf-32 mill:cp037; do
		n=${pair%%:*} code=${pair#*:}
		pandoc $n.md -f markdown -t plain --columns=72 2>log | iconv -t "$code//TRANSLIT" >"$out/text/$n-$code.txt" 2>log
	done
	pandoc mill.md -t plain | sed 's/$/\r/' >"$out/text/dos.txt"
	pandoc ferry.md -t plain | tr '\n' '\r' >"$out/text/mac.txt"
	has html2text && html2text -utf8 muehle.html >"$out/text/html2text.txt" 2>log
	for n in mill muehle melnica mofang tahuna; do
		run pandoc $n.md -f markdown -s -t rst -o "$out/markup/pandoc-$n.rst"
		run pandoc $n.md -f markdown -s -t asciidoc -o "$out/markup/pandoc-$n.adoc"
	done
	for form in org latex man mediawiki jira textile docbook ipynb rtf; do
		case $form in latex) e=tex ;; man) e=1 ;; docbook) e=xml ;; mediawiki) e=wiki ;; *) e=$form ;; esac
		run pandoc ferry.md -f markdown -s -t $form -o "$out/markup/pandoc-ferry.$e"
	done
	for n in "${all[@]}"; do run pandoc $n.md -f markdown -t epub3 --toc -o "$out/books/pandoc-$n.epub"; done
	for n in mill melnica; do run pandoc $n.md -f markdown -t epub2 -o "$out/books/pandoc2-$n.epub"; done
	run pandoc moulin.md -f markdown -s -t fb2 -o "$out/books/pandoc-moulin.fb2"
	has rst2html && run rst2html "$out/markup/pandoc-mill.rst" "$out/web/docutils-mill.html"
	has asciidoctor && run asciidoctor "$out/markup/pandoc-muehle.adoc" -o "$out/web/asciidoctor-muehle.html" && run asciidoctor -b docbook "$out/markup/pandoc-mill.adoc" -o "$out/markup/asciidoctor-mill.dbk"
	has asciidoctor && run asciidoctor -b manpage -a mantitle=mill -a manvolnum=1 -d article "$out/markup/pandoc-mill.adoc" -o "$out/markup/asciidoctor.roff"
}

# debian takes the documentation of Debian as it is installed.
debian() {
	mkdir -p "$out/debian"
	take() { [ -f "$1" ] && cp -L "$1" "$out/debian/$2"; }
	local doc=/usr/share/doc n=0
	for f in $doc/{bash/INTRO.gz,bash/RBASH,debconf/README.Debian,apt/README.md.gz,bzip2/manual.pdf.gz,bzip2/manual.html,gawk/README.gz,ghostscript/README.Debian,grep/NEWS.gz,xz-utils/faq.txt.gz,sed/NEWS.gz,fontconfig/fontconfig-user.txt.gz,fontconfig/fontconfig-user.pdf.gz,fontconfig/fontconfig-user.html,shared-mime-info/shared-mime-info-spec.pdf,mime-support/README,perl/README.Debian,python3/python-policy.txt.gz,libtasn1-doc/libtasn1.pdf,procps/FAQ.gz,zlib1g-dev/algorithm.txt.gz,zlib1g-dev/crc-doc.1.0.pdf.gz,git/RelNotes/2.39.0.txt.gz,git/README.md.gz,adduser/examples/README,groff-base/README.gz,libreoffice-common/README.Debian.gz,coreutils/README.gz,tar/NEWS.gz,wget/NEWS.gz,openssl/README.md.gz,asciidoctor/README.adoc.gz,debian-policy/policy.txt.gz,debian-policy/fhs/fhs-3.0.html,nano/nano.html,nano/faq.html}; do
		take "$f" "$(echo "${f#$doc/}" | tr / -)"
	done
	find -L $doc/docutils* -path '*/docs/*.txt*' 2>/dev/null | sort | head -8 | while read -r f; do gzip -dcf "$f" >"$out/debian/docutils-$(basename "${f%.gz}" .txt).rst"; done
	find -L $doc/debian-policy/policy.html -name '*.html' 2>/dev/null | sort | head -6 | while read -r f; do take "$f" "policy-$(basename "$f")"; done
	find -L $doc/python3.11*/html/library -name '*.html' 2>/dev/null | sort | head -6 | while read -r f; do take "$f" "python-$(basename "$f")"; done
	find -L /usr/share/doc/git /usr/share/doc/xz-utils -name '*.html' 2>/dev/null | sort | head -4 | while read -r f; do take "$f" "html-$(basename "$f")"; done
	mkdir -p "$out/pdf"
	for page in bash tar find sed; do
		has ps2pdf && man -w $page >/dev/null 2>&1 && man -t $page >$page.ps 2>log && run ps2pdf $page.ps "$out/pdf/groff-$page.pdf"
		man -w $page >/dev/null 2>&1 && man -w $page | head -1 | xargs -I{} cp {} "$out/debian/$page.1.gz" && man -Thtml $page >"$out/debian/man-$page.html" 2>log
	done
}

# converters make PDFs: Ghostscript, cairo, groff, enscript and pango.
converters() {
	mkdir -p "$out/pdf"
	for f in "$out"/pdf/{tex-columns-mill,chromium-two-muehle,office-melnica,xetex-mofang,columns-mill}.pdf; do
		[ -s "$f" ] || continue
		n=$(basename "$f")
		has gs && run gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile="$out/pdf/ghostscript-$n" "$f"
		has pdftocairo && run pdftocairo -pdf "$f" "$out/pdf/cairo-$n"
	done
	has qpdf && run qpdf --linearize --object-streams=generate "$out/pdf/tex-mill.pdf" "$out/pdf/qpdf-linear.pdf"
	has pango-view && for n in mill tahuna mofang; do run pango-view -q --width=450 --output="$out/pdf/pango-$n.pdf" $n.md; done
	if has groff && has ps2pdf; then
		pandoc ferry.md -s -t ms 2>log | groff -t -k -ms -Tps >ferry.ps 2>log && run ps2pdf ferry.ps "$out/pdf/groff-ms.pdf"
		groff -k -ms -Tpdf <(pandoc mill.md -s -t ms) >"$out/pdf/groff-pdf.pdf" 2>log
	fi
	if has enscript && has ps2pdf; then
		pandoc mill.md -t plain --columns=70 | iconv -t latin1//TRANSLIT >plain.txt
		enscript -q -2 -r -p two.ps plain.txt 2>log && run ps2pdf two.ps "$out/pdf/enscript-two.pdf"
	fi
}

# small are chats, programs and mail.
small() {
	mkdir -p "$out"/{chats,code,mail}
	/usr/bin/python3 "$here/mixed/small.py" "$out"
}

# odd are those of which a reader must say something.
odd() {
	mkdir -p "$out/odd"
	cd "$out/odd" || return
	local from=$out/pdf/tex-mill.pdf
	if has qpdf && [ -s "$from" ]; then
		qpdf --encrypt secret owner 256 -- "$from" encrypted.pdf
		qpdf --encrypt secret owner 128 --use-aes=n --allow-weak-crypto -- "$from" encrypted-old.pdf 2>/dev/null || qpdf --allow-weak-crypto --encrypt secret owner 40 -- "$from" encrypted-old.pdf
		qpdf --encrypt '' owner 256 --print=none --extract=n -- "$from" locked.pdf
		qpdf --rotate=+90 "$from" turned.pdf
		head -c 30000 "$from" >cut.pdf
	fi
	if has pdftoppm && has convert; then
		pdftoppm -r 70 -gray -png "$from" "$work/scan"
		convert "$work"/scan-*.png scan.pdf 2>/dev/null || { has weasyprint && for f in "$work"/scan-*.png; do echo "<img src=$f style='width:100%'>"; done >"$work/scan.html" && weasyprint -q "$work/scan.html" scan.pdf; }
		cp "$work/$(cd "$work" && ls scan-*.png | head -1)" picture.png
		has qpdf && qpdf --empty --pages "$from" 1 scan.pdf 2-z -- half-scan.pdf
		has img2pdf && img2pdf "$work"/scan-*.png -o scan-img2pdf.pdf
	fi
	if has soffice; then
		run soffice --headless --convert-to 'docx:MS Word 2007 XML' --outdir "$work/locked" "$work/docx/mill.docx"
		/usr/bin/python3 "$here/mixed/locked.py" "$work/docx/mill.docx" "$out/odd" 2>/dev/null
	fi
	: >empty.txt; : >empty.pdf; : >empty.docx; : >empty.xlsx; : >empty.epub; : >empty.html; : >empty.csv; : >empty.md; : >empty.json
	printf '\n\n  \n' >blank.txt
	cp "$out/pdf/tex-mill.pdf" pdf-named.docx
	cp "$out/office/pandoc-mill.docx" docx-named.pdf
	cp "$out/office/pandoc-mill.docx" docx-named.xlsx
	cp "$out/web/pandoc-mill.html" html-named.docx
	cp "$out/web/pandoc-mill.html" html-named.pdf
	cp "$out/text/mill.md" md-named.html
	cp "$out/books/pandoc-mill.epub" epub-named.zip
	cp "$out/sheets/mill.csv" csv-named.xlsx
	cp "$out/office/libreoffice-ferry.doc" doc-named.docx
	cp picture.png picture-named.txt 2>/dev/null
	cp "$out/text/mill.md" 'name with spaces, "quotes" and ümlaut.md'
	(cd "$out" && zip -q -r odd/everything.zip text/mill.md web/pandoc-moulin.html pdf/tex-muehle.pdf office/pandoc-mlyn.docx chats)
	(cd "$out" && tar czf odd/texts.tar.gz text/*.txt)
	has 7z && (cd "$out" && 7z a -bso0 -bsp0 -psecret odd/encrypted.zip text/mill.md && 7z a -bso0 -bsp0 odd/seven.7z text/mill.md)
	gzip -c "$out/text/mill.md" >mill.md.gz
	bzip2 -c "$out/text/melnica.md" >melnica.md.bz2
	xz -c "$out/text/moulin.md" >moulin.md.xz
	cd "$work" || exit 1
}

for part in ${2:-tex offices sheets browsers texts debian converters small odd}; do
	started=$SECONDS
	$part
	echo "$part: $((SECONDS - started)) s" >&2
done
find "$out" -type f | wc -l
