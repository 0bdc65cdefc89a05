"""The sheets of a file once more, with what is wrong marked and said beside the rows.

Text is written as text: a cell that begins with "=" stays what it says, and is never a formula.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

from django.utils.translation import gettext as _

from ..importing.columns import spreadsheet_letters
from ..importing.sheets import Sheet, written
from ..models import ReceivedFile, StagedRow
from . import decisions, judging
from .judging import Outcome
from .reading import opened

LONGEST_TEXT = 32_767  # characters in a cell, rows and columns of a sheet: Excel's limits
MOST_COLUMNS = 16_384
LONGEST_SHEET_NAME = 31
NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LARGEST_EXACT = 10**15
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
BAD = {"bg_color": "#FDE7E7", "border": 1, "border_color": "#B00020"}
STYLES = {
    "bad": BAD,
    "bad day": {**BAD, "num_format": "yyyy-mm-dd"},
    "said": {"bold": True, "font_color": "#8A0019"},
    "heading": {"bold": True},
}
CELL = re.compile(r"([A-Z]+)([0-9]+)")


class Marks(NamedTuple):
    """What is said beside a row, and which of its cells are marked (by letters)."""

    sentences: dict[str, None]
    cells: set[str]


def marked_sheet(file: ReceivedFile) -> IO[bytes]:
    """An .xlsx, to be read from its beginning. Raises UnreadableFile."""
    import xlsxwriter  # memory that only this screen should cost

    workbook = opened(file)
    marks = _marks(file)
    content = TemporaryFile()  # noqa: SIM115  whoever answers with it closes it
    headings = {
        judging.stored_sheet(sheet["sheet"]): sheet["last_heading_row"]
        for sheet in file.reading.get("sheets", [])
    }
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        styles = {name: book.add_format(style) for name, style in STYLES.items()}
        names: set[str] = set()
        for sheet in workbook.sheets:
            page = book.add_worksheet(_sheet_name(sheet.name, names))
            name = judging.stored_sheet(sheet.name)
            _write(page, sheet, marks.get(name, {}), styles, heading_row=headings.get(name, 0))
            if sheet.is_hidden and len(names) > 1:
                page.hide()
    content.seek(0)
    return content


def _write(
    page: Any,
    sheet: Sheet,
    marks: Mapping[int, Marks],
    styles: Mapping[str, Any],
    *,
    heading_row: int,
) -> None:
    """Row after row, as the writer wants it, which keeps no row that is done."""
    beside = min(sheet.width, MOST_COLUMNS - 1)
    page.set_column(beside, beside, 80)
    for row in sheet.rows:
        mark = marks.get(row.number)
        for column, value in enumerate(row.cells[:beside]):
            style = None
            if mark is not None and spreadsheet_letters(column) in mark.cells:
                style = styles["bad day" if isinstance(value, date) else "bad"]
            _put(page, row.number - 1, column, value, style)
        if mark is not None:
            text = " ".join(mark.sentences)[:LONGEST_TEXT]
            page.write_string(row.number - 1, beside, UNWRITABLE.sub("�", text), styles["said"])
        elif row.number == heading_row and marks:
            page.write_string(row.number - 1, beside, _("What to mend"), styles["heading"])


def _put(page: Any, row: int, column: int, value: Any, style: Any) -> None:
    match value:
        case None:
            if style is not None:
                page.write_blank(row, column, None, style)
        case bool():
            page.write_boolean(row, column, value, style)
        case int() | float() if math.isfinite(value) and abs(value) < LARGEST_EXACT:
            page.write_number(row, column, value, style)
        case date() if value.year >= 1900:
            page.write_datetime(row, column, value, style)
        case _:
            text = UNWRITABLE.sub("�", written(value))[:LONGEST_TEXT]
            page.write_string(row, column, text, style)


def _marks(file: ReceivedFile) -> dict[str, dict[int, Marks]]:
    """What to say beside each row, by sheet and the row's number in the spreadsheet."""
    marks: dict[str, dict[int, Marks]] = defaultdict(dict)
    rows = StagedRow.objects.filter(
        file=file,
        verdict__in=[
            *judging.VERDICTS[Outcome.REFUSED],
            *judging.VERDICTS[Outcome.LEFT_OUT],
            "without-reason",
        ],
    ).order_by("number")
    for row in rows.iterator(chunk_size=2_000):
        for fault in judging.problems(row):
            _mark(
                marks, row, fault.sheet, fault.cell, f"{fault.cell}: {fault.wrong} {fault.remedy}"
            )
        if left_out := decisions.reason_to_leave_out(row):
            said = _("%(cell)s was left out: %(reason)s") % {
                "cell": row.cell,
                "reason": left_out["left_out"],
            }
            _mark(marks, row, row.sheet, row.cell, said)
    return marks


def _mark(
    marks: dict[str, dict[int, Marks]], row: StagedRow, sheet: str, cell: str, said: str
) -> None:
    """Mark the cell at fault, and say why beside the row in which it is."""
    place = CELL.fullmatch(cell) or CELL.fullmatch(row.cell)
    if place is None:
        return
    letters, number = place[1], int(place[2])
    mark = marks[judging.stored_sheet(sheet or row.sheet)].setdefault(number, Marks({}, set()))
    mark.sentences[said] = None
    mark.cells.add(letters)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes: short, without brackets, and no two alike."""
    plain = NOT_IN_A_SHEET_NAME.sub(" ", UNWRITABLE.sub(" ", name)).strip(" '") or _("Sheet")
    plain = plain[:LONGEST_SHEET_NAME].rstrip(" '")
    chosen, number = plain, 2
    while chosen.casefold() in taken or chosen.casefold() == "history":
        chosen = f"{plain[: LONGEST_SHEET_NAME - 4]} {number}"
        number += 1
    taken.add(chosen.casefold())
    return chosen
