#!/bin/sh
# Regenerates the fixtures from source/. Needs LibreOffice (Writer, its
# hyphenation for English), Chromium, qpdf, zip and Python 3.
set -eu
cd "$(dirname "$0")"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
office() { soffice -env:UserInstallation="file://$tmp/office" --headless ${from:+"$from"} --convert-to "$1" --outdir "$tmp" "$2" >/dev/null 2>&1; }
cp source/*.html "$tmp"
browser() { chromium --headless --no-sandbox --disable-gpu --user-data-dir="$tmp/browser" "$@" 2>/dev/null; }

from=
for to in odt docx rtf epub pdf; do
	office "$to" source/article.fodt
	cp "$tmp/article.$to" .
done
office html:HTML:EmbedImages source/article.fodt
cp "$tmp/article.html" office.html
from="--infilter=HTML (StarWriter)"
office docx source/german.html && cp "$tmp/german.docx" german.docx
office rtf source/ukrainian.html && cp "$tmp/ukrainian.rtf" ukrainian.rtf
office odt source/ukrainian.html && cp "$tmp/ukrainian.odt" ukrainian.odt
office pdf source/ukrainian.html && cp "$tmp/ukrainian.pdf" ukrainian.pdf
office txt:Text source/german.html && cp "$tmp/german.txt" german.txt

browser --dump-dom "file://$tmp/page.html" >article.html
browser --no-pdf-header-footer --print-to-pdf="$PWD/browser.pdf" "file://$tmp/page.html" >/dev/null
browser --print-to-pdf="$PWD/headed.pdf" "file://$tmp/ukrainian.html" >/dev/null

zip -q -d article.odt 'Thumbnails/*'
zip -q -d ukrainian.odt 'Thumbnails/*'
python3 source/make.py
qpdf --encrypt reader owner 256 -- article.pdf locked.pdf
qpdf --encrypt '' owner 256 --modify=none -- ukrainian.pdf restricted.pdf
qpdf --object-streams=generate --linearize headed.pdf linearized.pdf
rm -f locked.zip && zip -q -j -P reader locked.zip article.md
