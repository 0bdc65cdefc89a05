"""The files themselves: CSV and JSON piece by piece, without an end; XLSX whole, up to a length."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from .collections import Collection
from .csv_rows import csv_lines, plain_number
from .metadata import described
from .records import NAMES, records

MOST_ROWS_OF_A_SPREADSHEET = 50_000
"""Longer ones take too long to make while somebody waits; the CSV has no end."""

LONGEST_CELL = 32_767  # characters, by Excel's own limit


class TooLongForASpreadsheet(ValueError):
    """There are more rows than a spreadsheet is made of while somebody waits."""


def as_csv(collection: Collection) -> Iterator[bytes]:
    return csv_lines(_with_names(collection))


def _with_names(collection: Collection) -> Iterator[tuple[object, ...]]:
    yield NAMES
    yield from records(collection.figures)


def as_json(collection: Collection) -> Iterator[bytes]:
    """An object with `about` and `figures`. Values are text, so that none loses a digit."""
    about = json.dumps(described(collection), ensure_ascii=False, indent=1)
    yield f'{{"about": {about},\n"figures": ['.encode()
    for number, row in enumerate(records(collection.figures)):
        figure = dict(zip(NAMES, map(_as_json, row), strict=True))
        yield (
            ("," if number else "").encode()
            + b"\n"
            + json.dumps(figure, ensure_ascii=False).encode()
        )
    yield b"\n]}\n"


def _as_json(value: object) -> object:
    if isinstance(value, Decimal):
        return plain_number(value)
    return value.isoformat() if isinstance(value, date) else value


def as_xlsx(collection: Collection) -> bytes:
    """A spreadsheet with the figures on one sheet and what has to be known on the other.

    Text is written as text whatever it begins with, and numbers as numbers: nothing in it is a
    formula. Raises TooLongForASpreadsheet.
    """
    import xlsxwriter  # memory that only whoever asks for a spreadsheet should cost

    if collection.figures[MOST_ROWS_OF_A_SPREADSHEET:].exists():
        raise TooLongForASpreadsheet
    file = BytesIO()
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": collection.title})
        bold = book.add_format({"bold": True})
        _write_figures(book.add_worksheet("Figures"), collection, bold)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _write_about(book.add_worksheet("About"), described(collection), bold, wrapped)
    return file.getvalue()


def _write_figures(sheet: Any, collection: Collection, bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(NAMES) - 1, 18)
    for column, name in enumerate(NAMES):
        sheet.write_string(0, column, name, bold)
    for number, row in enumerate(records(collection.figures), start=1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value)


def _write(sheet: Any, row: int, column: int, value: object) -> None:
    """A number as a number, a day as a day, and anything else as text: never as a formula."""
    if value is None:
        return
    if isinstance(value, int | Decimal):
        is_whole = value == int(value)
        sheet.write_number(row, column, int(value) if is_whole else float(value))
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value)
    else:
        sheet.write_string(row, column, str(value)[:LONGEST_CELL])


def _write_about(sheet: Any, about: Mapping[str, Any], bold: Any, wrapped: Any) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    for number, (name, text) in enumerate(_lines(about)):
        sheet.write_string(number, 0, name.replace("_", " "), bold)
        sheet.write_string(number, 1, text[:LONGEST_CELL], wrapped)


def _lines(about: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is nested in the JSON, one under another."""
    for name, value in about.items():
        if isinstance(value, Mapping):
            yield from _lines(value)
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, Mapping):
                    yield from _lines(item)
                else:
                    yield name, str(item)
        else:
            yield name, str(value)
