"""Sets an OpenDocument text in two columns with heads and feet: columns.py FROM TO"""
import re
import sys
import zipfile

head = '<style:header><text:p>Papers of the Seven Valleys, volume 3</text:p></style:header>'
foot = '<style:footer><text:p>Page <text:page-number text:select-page="current">1</text:page-number></text:p></style:footer>'
with zipfile.ZipFile(sys.argv[1]) as old, zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as new:
    for entry in old.infolist():
        data = old.read(entry)
        if entry.filename == "styles.xml":
            text = data.decode("utf-8")
            text = re.sub(r"(<style:page-layout-properties[^>]*?)/?>(.*?)(?=<style:header-style|<style:footer-style|</style:page-layout>)",
                          r'\1><style:columns fo:column-count="2" fo:column-gap="0.7cm"/></style:page-layout-properties>', text, flags=re.S)
            text = re.sub(r"(<style:master-page [^>]*?)/>", r"\1>" + head + foot + "</style:master-page>", text)
            data = text.encode("utf-8")
        new.writestr(entry, data)
