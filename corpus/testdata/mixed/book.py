"""Writes workbooks with openpyxl, XlsxWriter and xlwt: book.py SOURCES FOLDER"""
import csv
import datetime
import sys

import openpyxl
import xlsxwriter
try:
    import xlwt
except ImportError:
    xlwt = None

source, out = sys.argv[1:]


def rows(name):
    with open(f"{source}/{name}.csv", encoding="utf-8") as f:
        return [[int(c) if c.isdigit() else c for c in row] for row in csv.reader(f)]


def stock():
    b = openpyxl.Workbook()
    s = b.active
    s.title = "Stock"
    s.append(["Stock of the honey shop"])
    s.append([])
    s.append(["Sort", "Price", "Jars", "Filled on", "Share"])
    for row in (("lime", 4.5, 120, datetime.date(2023, 4, 3), 0.4), ("heather", 6.25, 48, datetime.date(2023, 4, 9), 0.16), ("clover", 3, 132, datetime.date(2023, 4, 12), 0.44)):
        s.append(row)
    for row in s.iter_rows(min_row=4, max_row=6):
        row[1].number_format, row[3].number_format, row[4].number_format = '#,##0.00 "marks"', "d mmmm yyyy", "0%"
    s["A8"] = "=SUM(C4:C6)"
    t = b.create_sheet("Hives")
    t["A1"], t["B1"], t["D1"] = "Keeper", "2022", "2023"
    for cell, text in zip(("B2", "C2", "D2", "E2"), ("hives", "queens", "hives", "queens")):
        t[cell] = text
    for merge in ("A1:A2", "B1:C1", "D1:E1"):
        t.merge_cells(merge)
    for row in (("Hester Loam", 7, 8, 9, 9), ("Giles Thrale", 3, 3, 2, 4)):
        t.append(row)
    b.save(f"{out}/stock.xlsx")


def many():
    b = xlsxwriter.Workbook(f"{out}/many.xlsx")
    b.set_properties({"title": "Towns of the valleys", "author": "Ottoline Farrow"})
    for name in ("mill", "ferry", "observatory", "melnica", "mofang", "tahuna"):
        s = b.add_worksheet(name)
        for i, row in enumerate(rows(name)):
            s.write_row(i, 0, row)
        s.add_table(0, 0, len(rows(name)) - 1, 3, {"columns": [{"header": str(h)} for h in rows(name)[0]]})
    wide = b.add_worksheet("Tides")
    wide.write_row(0, 0, ["Harbour"] + [f"{d} May" for d in range(1, 32)])
    for i, town in enumerate(("Ostermere", "Quilby", "Fennwater")):
        wide.write_row(i + 1, 0, [town] + [round(1.1 + .37 * ((i + 2) * d % 7), 2) for d in range(1, 32)])
    b.close()


def long():
    b = xlsxwriter.Workbook(f"{out}/long.xlsx", {"constant_memory": True})
    s = b.add_worksheet("Register")
    s.write_row(0, 0, ["Number", "Boat", "Owner", "Length in metres"])
    for i in range(3000):
        s.write_row(i + 1, 0, [f"R-{i:05}", f"Duck {i % 97}", f"Owner {i % 411}", 4 + i % 23])
    b.close()


def old():
    if xlwt is None:
        return
    b = xlwt.Workbook()
    s = b.add_sheet("Towns")
    for i, row in enumerate(rows("mill")):
        for j, cell in enumerate(row):
            s.write(i, j, cell)
    b.save(f"{out}/old.xls")


stock()
many()
long()
old()
