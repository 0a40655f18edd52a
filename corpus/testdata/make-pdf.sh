#!/bin/bash
# Makes PDF files as the world makes them: make-pdf.sh FOLDER
# Debian packages: pandoc texlive-latex-extra texlive-publishers texlive-xetex
# texlive-lang-german texlive-lang-cyrillic lmodern libreoffice-writer chromium
# wkhtmltopdf weasyprint ghostscript groff poppler-utils pango1.0-tools qpdf
# fonts-noto-cjk. What is not installed is left out.
set -u
out=$(mkdir -p "$1" && cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export SOURCE_DATE_EPOCH=1615680000 HOME=$work

# run runs a program quietly, within a time, and tells what failed.
run() { timeout 120 "$@" >log 2>&1 || { echo "failed: $*" >&2; tail -3 log >&2; return 1; }; }
has() { command -v "$1" >/dev/null; }

texts=("$here"/make-pdf/harbour.md "$here"/../library/documents/*.md)
name() { basename "$1" .md | cut -c1-24; }

# latex NAME SOURCE OPTIONS...: pandoc and a TeX of one's choice.
latex() { local to=$out/$1.pdf from=$2; shift 2; run pandoc "$from" -f markdown -o "$to" "$@"; }

tex() {
	has pdflatex || return
	for t in "${texts[@]}"; do
		n=$(name "$t")
		latex "latex-$n" "$t"
		[ "$n" = harbour ] || latex "latex-twocolumn-$n" "$t" -V classoption=twocolumn -V geometry:margin=2cm --number-sections
		ieee "$n" "$t"
	done
	h=$here/make-pdf/harbour.md
	latex latex-report "$h" -V documentclass=report -V papersize=a5 --toc --number-sections -V header-includes='\usepackage{fancyhdr}\pagestyle{fancy}'
	latex latex-book "$h" -V documentclass=book -V classoption=openany --top-level-division=chapter --toc
	latex latex-times "$h" -V fontfamily=mathptmx -V fontsize=12pt -V papersize=letter
	latex latex-de "$here/make-pdf/hafen.md" -V papersize=a5
	latex latex-de-twocolumn "$here/make-pdf/hafen.md" -V classoption=twocolumn
	latex latex-ru "$here/make-pdf/gavan.md" --pdf-engine=xelatex -V mainfont='DejaVu Serif' -V papersize=a5
	latex latex-ru-twocolumn "$here/make-pdf/gavan.md" --pdf-engine=xelatex -V mainfont='DejaVu Serif' -V classoption=twocolumn
	sed '/^lang/d' "$here/make-pdf/gang.md" >gang.md
	latex latex-zh gang.md --pdf-engine=xelatex -V mainfont='Noto Serif CJK SC' -V header-includes='\XeTeXlinebreaklocale "zh"'
}

# ieee sets a text in the class of the IEEE, with title and abstract over two columns.
ieee() {
	pandoc "$2" -f markdown -t latex -o body.tex 2>log || return
	sed -i 's/\\begin{longtable}.*/\\begin{tabular}{lll}/; s/\\end{longtable}/\\end{tabular}/; /\\endhead\|\\endfirsthead\|\\endlastfoot/d; s/\\textsuperscript{\\textdegree}//' body.tex
	cat >"$1.tex" <<-TEX
		\documentclass[conference]{IEEEtran}
		\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{booktabs,array,calc,hyperref,longtable}
		\providecommand{\tightlist}{}
		\title{Notes on $(echo "$1" | tr '-' ' ')}
		\author{\IEEEauthorblockN{Marta Olsen}\IEEEauthorblockA{Harbour Office\\\\Lindvik}\and\IEEEauthorblockN{Ingrid Sand}\IEEEauthorblockA{Lighthouse\\\\Lindvik}}
		\begin{document}\maketitle
		\begin{abstract}We describe what is known and what is not, and set it in two columns, so that whoever reads it must find the way.\end{abstract}
		\input{body.tex}
		\end{document}
	TEX
	run pdflatex -interaction=nonstopmode "$1.tex" || true
	run pdflatex -interaction=nonstopmode "$1.tex" || true
	[ -s "$1.pdf" ] && cp "$1.pdf" "$out/ieee-$1.pdf"
}

# office lets LibreOffice set texts with headers and footers, in one and two columns.
office() {
	has soffice || return
	for t in "${texts[@]}" "$here"/make-pdf/hafen.md "$here"/make-pdf/gavan.md "$here"/make-pdf/gang.md; do
		n=$(name "$t")
		run pandoc "$t" -f markdown -s -t odt -o "office-$n.odt"
		run pandoc "$t" -f markdown -s -t docx -o "word-$n.docx"
		paged "$t" "$n"
	done
	run soffice --headless --convert-to pdf --outdir "$out" ./*.odt ./*.docx ./*.fodt
}

# paged writes a flat document with a running head, page numbers and two columns.
paged() {
	pandoc "$1" -f markdown -t opendocument -o body.xml 2>log || return
	{
		cat <<-'XML'
			<?xml version="1.0" encoding="UTF-8"?>
			<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
			<office:styles>
			<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:hyphenation-ladder-count="no-limit" fo:margin-bottom="0.2cm"/><style:text-properties fo:hyphenate="true" fo:font-size="10pt"/></style:style>
			<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:default-outline-level="1"><style:text-properties fo:font-size="16pt" fo:font-weight="bold"/></style:style>
			<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:default-outline-level="2"><style:text-properties fo:font-size="13pt" fo:font-weight="bold"/></style:style>
			</office:styles>
			<office:automatic-styles>
			<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"><style:columns fo:column-count="2" fo:column-gap="0.7cm"/></style:page-layout-properties><style:header-style/><style:footer-style/></style:page-layout>
			</office:automatic-styles>
			<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm">
			<style:header><text:p>Annals of the Harbour Office, volume 7</text:p></style:header>
			<style:footer><text:p>Page <text:page-number text:select-page="current">1</text:page-number> of <text:page-count>9</text:page-count></text:p></style:footer>
			</style:master-page></office:master-styles>
			<office:body><office:text>
		XML
		cat body.xml
		echo '</office:text></office:body></office:document>'
	} >"columns-$2.fodt"
}

css='@page{margin:2cm} body{font-family:"DejaVu Serif";font-size:11pt} code{font-family:monospace}'
columns='.two{column-count:2;column-gap:1cm;text-align:justify;hyphens:auto}'

browsers() {
	for t in "${texts[@]}" "$here"/make-pdf/hafen.md "$here"/make-pdf/gang.md; do
		n=$(name "$t")
		echo "<style>$css $columns</style>" >style.html
		run pandoc "$t" -f markdown -s -t html5 -H style.html -o "$n.html"
		sed 's/<body>/<body class="two">/' "$n.html" >"two-$n.html"
		if has chromium; then
			for f in "$n" "two-$n"; do
				run chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" --print-to-pdf="$out/chromium-$f.pdf" "file://$work/$f.html"
			done
		fi
		has wkhtmltopdf && run wkhtmltopdf -q --header-center '[title]' --footer-right '[page]/[topage]' "$n.html" "$out/wkhtml-$n.pdf"
		if has weasyprint; then
			sed 's|</style>|@page{@top-center{content:"The Lindvik Papers"} @bottom-center{content:counter(page)}}</style>|' "two-$n.html" >paged.html
			run weasyprint paged.html "$out/weasyprint-$n.pdf"
		fi
	done
}

# others are what groff, Ghostscript and cairo write.
others() {
	if has groff; then
		for page in bash tar find sed; do
			man -w "$page" >/dev/null 2>&1 || continue
			man -t "$page" >"$page.ps" 2>log && has ps2pdf && run ps2pdf "$page.ps" "$out/man-$page.pdf"
		done
		pandoc "$here/make-pdf/harbour.md" -f markdown -s -t ms -o harbour.ms 2>log
		groff -t -k -ms -Tps harbour.ms >harbour.ps 2>log && has ps2pdf && run ps2pdf harbour.ps "$out/groff-harbour.pdf"
	fi
	for f in "$out"/ieee-harbour.pdf "$out"/columns-harbour.pdf "$out"/chromium-harbour.pdf "$out"/latex-book.pdf; do
		[ -s "$f" ] || continue
		n=$(basename "$f")
		has gs && run gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile="$out/ghostscript-$n" "$f"
		has pdftocairo && run pdftocairo -pdf "$f" "$out/cairo-$n"
	done
	has pango-view && run pango-view -q --width=400 --output="$out/pango-harbour.pdf" "$here/make-pdf/harbour.md"
	for f in /usr/share/doc/{bzip2/manual,fontconfig/fontconfig-user,nettle-dev/nettle,teckit/TECkit_Binary_Format,teckit/TECkit_Tools,zlib1g-dev/crc-doc.1.0}.pdf.gz; do
		[ -s "$f" ] && zcat "$f" >"$out/debian-$(basename "$f" .gz)"
	done
	for f in /usr/share/doc/{libtasn1-doc/libtasn1,preview-latex-style/preview,shared-mime-info/shared-mime-info-spec}.pdf; do
		[ -s "$f" ] && cp "$f" "$out/debian-$(basename "$f")"
	done
}

# odd are those of which a reader must say something: in the folder odd.
odd() {
	local from=$out/latex-harbour.pdf
	mkdir -p "$out/odd"
	has qpdf && [ -s "$from" ] || return
	qpdf --encrypt secret owner 256 -- "$from" "$out/odd/encrypted.pdf"
	qpdf --encrypt '' owner 256 --print=none --extract=n -- "$from" "$out/odd/locked.pdf"
	has pdftoppm && has weasyprint || return
	pdftoppm -r 60 -gray -png "$from" scan
	for f in scan-*.png; do echo "<img src=$f style='width:100%'>"; done >scan.html
	run weasyprint scan.html "$out/odd/scan.pdf"
	qpdf --empty --pages "$from" 1 "$out/odd/scan.pdf" 2-z -- "$out/odd/half-scan.pdf"
	qpdf --rotate=+90 "$from" "$out/odd/turned.pdf"
	head -c 50000 "$from" >"$out/odd/cut.pdf"
}

tex
office
browsers
others
odd
ls "$out"/*.pdf | wc -l
