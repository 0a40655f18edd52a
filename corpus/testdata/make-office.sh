#!/bin/bash
# Makes files of office programs, books and tables as the world makes them:
# make-office.sh FOLDER
# Debian packages: pandoc libreoffice-writer-nogui libreoffice-calc-nogui
# libreoffice-impress-nogui python3-docx python3-openpyxl python3-xlsxwriter;
# for one book, calibre. What is not installed is left out.
set -u
out=$(mkdir -p "$1" && cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export SOURCE_DATE_EPOCH=1709596800 HOME=$work

# run runs a program quietly, within a time, and tells what failed.
run() { timeout 120 "$@" >log 2>&1 || { echo "failed: $*" >&2; tail -3 log >&2; return 1; }; }
has() { command -v "$1" >/dev/null; }

sources=("$here"/make-office/*.md "$here"/../library/documents/*.md)
name() { basename "${1%.*}" | cut -c1-24; }

pandocs() {
	has pandoc || return
	for s in "${sources[@]}"; do
		for form in docx pptx odt; do
			run pandoc "$s" -f markdown -t $form --toc -o "$out/pandoc-$(name "$s").$form"
		done
		for form in epub2 epub3; do
			run pandoc "$s" -f markdown -t $form --toc -o "$out/pandoc-$(name "$s")-$form.epub"
		done
	done
}

# office FILE FORM NAME: what LibreOffice writes of a file. A form may name a
# filter: "csv:Text - txt - csv (StarCalc):59,34,ANSI".
office() {
	rm -rf made && run soffice --headless --convert-to "$2" --outdir made "$1" && mv made/* "$out/$3"
}

offices() {
	has soffice || return
	for s in "$out"/pandoc-*.docx; do
		n=$(name "${s/pandoc-/}")
		office "$s" odt "libreoffice-$n.odt"
		office "$out/libreoffice-$n.odt" docx "libreoffice-$n.docx"
		office "$out/libreoffice-$n.odt" epub "libreoffice-$n.epub"
	done
	for s in "$out"/pandoc-*.pptx; do
		n=$(name "${s/pandoc-/}")
		office "$s" odp "libreoffice-$n.odp"
		office "$out/libreoffice-$n.odp" pptx "libreoffice-$n.pptx"
	done
	office "$here/make-office/tracked.fodt" odt libreoffice-tracked.odt
	office "$out/libreoffice-tracked.odt" docx libreoffice-tracked.docx
	cp "$here/make-office/tracked.fodt" "$out"
	for s in "$here/make-office/cities.csv" "$out"/*.xlsx; do
		n=$(name "$s")
		office "$s" ods "libreoffice-$n.ods"
		office "$out/libreoffice-$n.ods" xlsx "libreoffice-$n.xlsx"
	done
	office "$out/libreoffice-cities.ods" "csv:Text - txt - csv (StarCalc):59,34,ANSI" libreoffice-semicolons.csv
	office "$out/libreoffice-cities.ods" "csv:Text - txt - csv (StarCalc):9,34,UTF8" libreoffice-tabs.tsv
}

pandocs
for script in word book; do
	has /usr/bin/python3 && run /usr/bin/python3 "$here/make-office/$script.py" "$out"
done
offices
cp "$here/make-office/cities.csv" "$out"
if has ebook-convert; then
	run ebook-convert "$out/pandoc-handbook.docx" "$out/calibre-handbook.epub"
fi
