"""Writes workbooks with openpyxl and XlsxWriter: book.py FOLDER"""
import datetime
import sys

import openpyxl
import xlsxwriter

out = sys.argv[1]
day = datetime.date(2024, 3, 5)


def store():
    b = openpyxl.Workbook()
    s = b.active
    s.title = "Stock"
    s.append(["Stock of the mill"])
    s.append([])
    s.append(["Part", "Price", "In stock", "Counted on", "Share"])
    for row in (("Upper wheel", 1250.5, 2, day, 0.256), ("Lower wheel", 980, 1, day, 0.1), ("Sack", 1.2, 12000, day, 0.644)):
        s.append(row)
    for row in s.iter_rows(min_row=4):
        row[1].number_format = "#,##0.00 [$€-1]"
        row[2].number_format = "#,##0"
        row[3].number_format = "d mmmm yyyy"
        row[4].number_format = "0.0%"
    s["A8"] = "Counted by Anna Novak."
    g = b.create_sheet("Harvest")
    g["A1"], g["B1"], g["D1"] = "Field", "2022", "2023"
    for cell, text in zip(("B2", "C2", "D2", "E2"), ("wheat", "rye", "wheat", "rye")):
        g[cell] = text
    g.merge_cells("A1:A2")
    g.merge_cells("B1:C1")
    g.merge_cells("D1:E1")
    g.append(["North", 10, 11, 12, 13])
    g.append(["South", 20, 21, 22, 23])
    h = b.create_sheet("Wages")
    h.append(["Name", "Wage"])
    h.append(["Anna Novak", 4321])
    h.sheet_state = "hidden"
    s.column_dimensions.group("G", "H", hidden=True)
    s["G3"], s["G4"] = "Secret", "concealed"
    b.properties.title, b.properties.creator = "Stock book", "Mara Oduya"
    b.properties.created = b.properties.modified = datetime.datetime(2024, 3, 5)
    b.save(f"{out}/openpyxl-stock.xlsx")


def formulas():
    b = openpyxl.Workbook()
    b.active.append(["Item", "Sum"])
    b.active.append(["Sacks", "=1+2"])
    b.save(f"{out}/openpyxl-formulas.xlsx")


def ledger():
    b = xlsxwriter.Workbook(f"{out}/xlsxwriter-ledger.xlsx")
    b.set_properties({"title": "", "author": "Boris Ode", "created": datetime.datetime(2024, 3, 5)})
    s = b.add_worksheet("Sheet1")
    money, date = b.add_format({"num_format": '"€"#,##0.00;[Red]-"€"#,##0.00'}), b.add_format({"num_format": 14})
    s.write_row(1, 1, ["Date", "Paid to", "Amount", "Note"])
    for i, (name, amount) in enumerate((("Smith", -120), ("Baker", 340.5), ("Cooper", 12))):
        s.write_datetime(2 + i, 1, datetime.datetime(2024, 3, 5 + i), date)
        s.write(2 + i, 2, name)
        s.write(2 + i, 3, amount, money)
    s.write_rich_string(2, 4, "for ", b.add_format({"bold": True}), "nails", " and screws")
    s.write_formula(5, 3, "=SUM(D3:D5)", money, 232.5)
    s.write(5, 2, "Sum")
    s.write(3, 4, True)
    s.write_comment(3, 4, "a comment")
    b.close()


store()
formulas()
ledger()
