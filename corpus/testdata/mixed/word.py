"""Writes documents with python-docx: word.py FOLDER"""
import datetime
import sys

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

out = sys.argv[1]


def save(document, name, title):
    p = document.core_properties
    p.title, p.author, p.created = title, "Ottoline Farrow", datetime.datetime(2023, 4, 17)
    document.save(f"{out}/{name}")


def minutes():
    d = docx.Document()
    d.sections[0].header.paragraphs[0].text = "Council of Quilby: confidential until read"
    d.add_heading("Minutes of the bridge committee", 0)
    d.add_paragraph("Present were Ottoline Farrow, Jasper Thrale and, from the second item on, a dog.")
    for n, (title, text) in enumerate((("Toll", "The toll for the iron bridge is raised to 6 pennies from 1 June 2023."),
                                       ("Paint", "The bridge is painted green every 11 years; the next time is 2029."),
                                       ("Other business", "The lamp on the third pier is mended by Jasper Thrale before Michaelmas."))):
        d.add_heading(f"{n + 1}. {title}", 1)
        d.add_paragraph(text)
    t = d.add_table(rows=1, cols=3, style="Light Grid Accent 1")
    for cell, text in zip(t.rows[0].cells, ("Member", "Office", "Telephone")):
        cell.text = text
    for row in (("Ottoline Farrow", "chair", "Quilby 117"), ("Jasper Thrale", "lamps", "Quilby 23")):
        for cell, text in zip(t.add_row().cells, row):
            cell.text = text
    save(d, "python-minutes.docx", "")


def form():
    d = docx.Document()
    cols = OxmlElement("w:cols")
    cols.set(qn("w:num"), "2")
    d.sections[0]._sectPr.append(cols)
    d.add_paragraph("Application for a bee permit", style="Title")
    t = d.add_table(rows=4, cols=4, style="Table Grid")
    t.cell(0, 0).merge(t.cell(0, 3)).text = "To be filled in by the keeper"
    for i, text in enumerate(("Name", "Hester Loam", "Hives", "9", "Street", "Clover Lane 4", "Sting count", "31", "Fee", "2 marks", "Paid on", "3 May 2023")):
        t.cell(1 + i // 4, i % 4).text = text
    inner = t.cell(3, 3).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "stamp", "B-77"
    t.columns[0].width = Cm(3)
    for text in ("Hives stand at least 12 metres from a path.", "Queens are not transferable."):
        d.add_paragraph(text, style="List Number")
    save(d, "python-form.docx", "Bee permit")


minutes()
form()
