"""Makes the spreadsheets beside it: `python tests/stats/importing/replies/build.py`.

They have the shapes in which police forces answer. Their figures are public: offences that forces
recorded, as newspapers printed them in 2018 and 2016.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import xlsxwriter
import xlwt
from odf import table, text
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties, TextProperties

HERE = Path(__file__).resolve().parent
TITLE = "Child abuse image offences recorded by police"

# Offences in 2016/17 and in 2017/18, by the names that the forces go by in their replies.
FORCES: Sequence[tuple[str, int, int]] = (
    ("Lancs", 591, 674),
    ("Northants", 245, 263),
    ("Derbyshire Constabulary", 302, 301),
    ("Hertfordshire", 309, 301),
    ("N Wales", 287, 373),
    ("South Wales Police", 528, 543),
    ("Gwent", 259, 267),
    ("Dyfed Powys", 363, 275),
)
# Offences in 2017/18: all, taking or making or distributing, possession.
KINDS = (("Lancashire", 674, 541, 133), ("Derbyshire", 301, 37, 264))
# Sexual offences against children in 2014/15 and in 2015/16. Durham gave none.
NORTH_EAST = (
    ("Cleveland", "247", "820"),
    ("Northumbria", "778", "1,482"),
    ("North Yorkshire", "624", "681"),
    ("Durham", "not supplied", "not supplied"),
)
TAKING, POSSESSION = "Taking, making and distributing", "Possession"


def wide() -> None:
    """A row a force, a column a year; a title above, a total and notes below."""
    with xlsxwriter.Workbook(HERE / "wide.xlsx") as book:
        sheet = book.add_worksheet("Offences")
        bold, thousands = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
        sheet.merge_range("A1:D1", TITLE, bold)
        sheet.write("A2", "Freedom of information request, answered on 6 June 2018")
        sheet.write_row("A4", ["Police force", "2016/17", "2017/18", "% change"], bold)
        row = 4
        for name, before, now in FORCES:
            sheet.write_row(row, 0, [name, before, now], thousands)
            sheet.write_formula(
                row, 3, f"=C{row + 1}/B{row + 1}-1", book.add_format({"num_format": "0%"}),
                now / before - 1,
            )  # fmt: skip
            row += 1
        sheet.write_row(row, 0, ["UK total", 18_522, 22_724], thousands)
        sheet.write(row + 2, 0, "Notes")
        sheet.write(row + 3, 0, "Figures are of offences recorded, not of offences committed.")


def long() -> None:
    """A row a figure, with real dates."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    sheet.append(["Force", "Offence", "Start date", "End date", "Number", "Notes"])
    for name, *numbers in KINDS:
        for kind, number in zip(("Total", TAKING, POSSESSION), numbers, strict=True):
            sheet.append([name, kind, date(2017, 4, 1), date(2018, 3, 31), number, None])
    sheet.append(
        ["Northants", POSSESSION, date(2017, 4, 1), date(2018, 3, 31), "not supplied",
         "The force gave no breakdown by offence."]
    )  # fmt: skip
    book.save(HERE / "long.xlsx")


def merged_headings() -> None:
    """Years merged over kinds of offence, and the name of the sheet's measure in its title."""
    with xlsxwriter.Workbook(HERE / "merged_headings.xlsx") as book:
        sheet = book.add_worksheet("Table 1")
        centred = book.add_format({"align": "center"})
        sheet.write("A1", f"Table 1: {TITLE}")
        sheet.merge_range("A3:A4", "Force", centred)
        sheet.write("B3", "2016/17")
        sheet.merge_range("C3:E3", "2017/18", centred)
        sheet.write_row("B4", ["Total", "Total", TAKING, POSSESSION])
        for row, (name, *numbers) in enumerate(KINDS, start=4):
            before = {"Lancashire": 591, "Derbyshire": 302}[name]
            sheet.write_row(row, 0, [name, before, *numbers])


def one_force() -> None:
    """A force's own reply in old Excel: a row a kind of offence, and marks where numbers lack."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("FOI 1234-18")
    lines = (
        ("Lancashire Constabulary: child abuse image offences recorded by police",),
        (),
        ("Offence", "2016/17", "2017/18"),
        (TAKING, "n/k", 541),
        (POSSESSION, "n/k", "133*"),
        ("All offences", 591, 674),
        (),
        ("* Includes offences that were recorded late.",),
    )
    for row, cells in enumerate(lines):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    book.save(str(HERE / "one_force.xls"))


def footnotes() -> None:
    """OpenDocument: raised marks, words in place of numbers, a hidden sheet of workings."""
    book = OpenDocumentSpreadsheet()
    raised = Style(name="T1", family="text")
    raised.addElement(TextProperties(textposition="super 58%"))
    book.automaticstyles.addElement(raised)
    hidden = Style(name="ta2", family="table")
    hidden.addElement(TableProperties(display="false"))
    book.automaticstyles.addElement(hidden)
    sheet = table.Table(name="Replies")
    lines = [("Force", "2014/15", "2015/16"), *NORTH_EAST]
    notes = "1 The force changed how it records offences in 2015."
    for cells in (*lines, (), (notes,)):
        row = table.TableRow()
        for cell in cells:
            holder = table.TableCell(valuetype="string")
            paragraph = text.P(text=cell)
            if cell == "820":
                paragraph.addElement(text.Span(stylename=raised, text="1"))
            holder.addElement(paragraph)
            row.addElement(holder)
        sheet.addElement(row)
    book.spreadsheet.addElement(sheet)
    workings = table.Table(name="Workings", stylename=hidden)
    row = table.TableRow()
    holder = table.TableCell(valuetype="string")
    holder.addElement(text.P(text="Not to be sent"))
    row.addElement(holder)
    workings.addElement(row)
    book.spreadsheet.addElement(workings)
    book.save(str(HERE / "footnotes.ods"))


def semicolons() -> None:
    """Text with semicolons, as a spreadsheet set to another country writes it."""
    with (HERE / "semicolons.csv").open("w", newline="", encoding="cp1252") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([f"{TITLE} – years to March"])
        writer.writerow([])
        writer.writerow(["Force", "2016/17", "", "2017/18", ""])
        writer.writerow(["", "Total", POSSESSION, "Total", POSSESSION])
        writer.writerow(["Lancashire", 591, "*", 674, 133])
        writer.writerow(["Derbyshire", 302, "-", 301, 264])
        writer.writerow(["Total", 893, "", 975, 397])


def meeting_a_child() -> None:
    """Small numbers: a force that hides them, in old Excel with a column a year."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for row, cells in enumerate(
        (
            ("Area", "Year ending March 2012", "Year ending March 2016"),
            ("Notts", "<5", 27),
            ("Derbys", "*", "not held"),
        )
    ):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    book.save(str(HERE / "small_numbers.xls"))


if __name__ == "__main__":
    for build in (wide, long, merged_headings, one_force, footnotes, semicolons, meeting_a_child):
        build()
