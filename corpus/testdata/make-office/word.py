"""Writes documents with python-docx: word.py FOLDER"""
import datetime
import sys

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

out = sys.argv[1]
day = datetime.datetime(2024, 3, 5)


def save(document, name, title, author):
    p = document.core_properties
    p.title, p.author, p.created, p.modified = title, author, day, day
    document.save(f"{out}/{name}")


def staff():
    d = docx.Document()
    d.sections[0].header.paragraphs[0].text = "A header that nobody reads"
    d.add_paragraph("Staff of the mill", style="Title")
    d.add_heading("People", 1)
    t = d.add_table(rows=1, cols=3, style="Light Grid Accent 1")
    for cell, text in zip(t.rows[0].cells, ("Name", "Post", "Office")):
        cell.text = text
    for row in (("Anna Novak", "miller", "B-101"), ("Boris Ode", "carpenter", "B-102")):
        for cell, text in zip(t.add_row().cells, row):
            cell.text = text
    d.add_heading("Duties", 2)
    for text, style in (("Grind the corn.", "List Number"), ("Mend the wheel.", "List Number"), ("oak", "List Bullet 2"), ("Sweep.", "List Number")):
        d.add_paragraph(text, style=style)
    plain = d.add_table(rows=3, cols=3, style="Table Grid")
    plain.cell(0, 0).merge(plain.cell(0, 2)).text = "Shifts of the week"
    for i, text in enumerate(("Monday", "Anna", "Boris", "Tuesday", "Boris", "Anna")):
        plain.cell(1 + i // 3, i % 3).text = text
    p = d.add_paragraph("Water weighs 10")
    p.add_run("3").font.superscript = True
    p.add_run(" kg a cubic metre. ")
    hidden = p.add_run("A hidden word. ")
    hidden.font.hidden = True
    p.add_run("Page ")
    field(p, " PAGE ", "7")
    p.add_run(" tells more.")
    save(d, "python-staff.docx", "", "python-docx")


def field(p, instruction, result):
    for kind, text in (("begin", None), (None, instruction), ("separate", None), (None, result), ("end", None)):
        r = p.add_run()._r
        if kind:
            e = OxmlElement("w:fldChar")
            e.set(qn("w:fldCharType"), kind)
        else:
            e = OxmlElement("w:instrText" if text == instruction else "w:t")
            e.set(qn("xml:space"), "preserve")
            e.text = text
        r.append(e)


def bold():
    d = docx.Document()
    for heading, text in (("Opening hours", "The mill is open from nine to five."), ("Tickets", "A ticket costs 4 crowns.")):
        d.add_paragraph().add_run(heading).bold = True
        d.add_paragraph(text)
    save(d, "python-bold.docx", "Word Document", "Mara Oduya")


def styled():
    d = docx.Document()
    s = d.styles.add_style("Kapitel", WD_STYLE_TYPE.PARAGRAPH)
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), "0")
    s.element.get_or_add_pPr().append(outline)
    d.styles.add_style("Absatz", WD_STYLE_TYPE.PARAGRAPH).base_style = d.styles["Normal"]
    unter = d.styles.add_style("Überschrift 2", WD_STYLE_TYPE.PARAGRAPH)
    unter.base_style = d.styles["Normal"]
    d.add_paragraph("Die Mühle", style="Kapitel")
    d.add_paragraph("Sie wurde 1788 erbaut und steht am Fluss.", style="Absatz")
    d.add_paragraph("Das Rad", style="Überschrift 2")
    d.add_paragraph("Es ist aus Eiche und dreht sich zwölfmal in der Minute.", style="Absatz")
    save(d, "python-styled.docx", "Die Mühle am Fluss", "Jörg Süß")


staff()
bold()
styled()
