#!/bin/bash
# Makes files of reStructuredText and AsciiDoc as the world writes them:
# make-markup.sh FOLDER
# Debian packages: docutils-doc python3.11-doc asciidoctor pandoc. What is not
# installed is left out.
set -u
out=$(mkdir -p "$1" && cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)

# plain FILE NAME: a copy of a file that may be compressed.
plain() { case $1 in *.gz) gzip -dc "$1" >"$out/$2" ;; *) cp "$1" "$out/$2" ;; esac; }

# The manuals of docutils, and what Sphinx makes Python's of.
find -L /usr/share/doc/docutils* -path '*/docs/*.txt*' 2>/dev/null | while read -r f; do
	name=$(basename "${f%.gz}" .txt)
	plain "$f" "docutils-$name.rst"
done
find -L /usr/share/doc/python3*/html/_sources -name '*.rst.txt*' 2>/dev/null | while read -r f; do
	name=${f#*_sources/}
	plain "$f" "python-$(echo "${name%.rst.txt*}" | tr / -).rst"
done

# The manuals of Asciidoctor.
find -L /usr/share/doc/asciidoctor /usr/share/rubygems-integration -name '*.adoc*' 2>/dev/null | while read -r f; do
	name=$(basename "${f%.gz}")
	plain "$f" "asciidoctor-$name"
done

# What pandoc writes of Markdown and reStructuredText.
if command -v pandoc >/dev/null; then
	for f in "$here"/../library/documents/*.md; do
		for form in rst asciidoc; do
			extension=${form/asciidoc/adoc}
			timeout 60 pandoc "$f" -s -f markdown -t $form -o "$out/pandoc-$(basename "$f" .md).$extension" 2>/dev/null
		done
	done
	for f in "$out"/docutils-*.rst; do
		timeout 60 pandoc "$f" -s -f rst -t asciidoc -o "$out/pandoc-$(basename "$f" .rst).adoc" 2>/dev/null
	done
fi
ls "$out"/*.rst "$out"/*.adoc | wc -l
