"""Rows as CSV, piece by piece: safe to open in a spreadsheet, and flat in memory.

Pure Python: nothing here knows of Django. The page's downloads and the API write through it.

A spreadsheet takes a cell that begins with =, +, -, @, a tab or a carriage return for a formula,
and one that says =HYPERLINK(…) can send away what stands beside it. Text that begins so gets an
apostrophe in front (OWASP, "CSV Injection"). Numbers are given as numbers and written bare, so that
-5 stays -5; text that reads as a plain number, "-5" or "+0.25", is nothing else and stays too.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import StringIO

MAY_OPEN_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
A_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?", re.ASCII)
FIRST_PIECE = 4 * 1024  # characters: the first rows leave at once, so that the reader sees a start
PIECE = 64 * 1024  # characters: large enough that few pieces are sent, small beside any memory


def defused(value: str) -> str:
    """The text as a cell that no spreadsheet runs; a plain number stays one."""
    if value.lstrip(" ").startswith(MAY_OPEN_A_FORMULA) and not A_NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def cell(value: object) -> str:
    """One value as text: a Decimal without noughts after the point, a day as 2018-03-31."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain_number(value)
        case int() | float():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case _:
            return defused(str(value))


def plain_number(value: Decimal) -> str:
    """Digits, a point where one is needed, no exponent: Decimal("3549.0000") is 3549."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The rows as UTF-8, in pieces as they fill: give it a generator, and nothing is kept.

    Lines end with CRLF, as RFC 4180 says. The first piece is small, so that it leaves at once.
    """
    written = StringIO(newline="")
    writer = csv.writer(written)
    enough = FIRST_PIECE
    for row in rows:
        writer.writerow([cell(value) for value in row])
        if written.tell() >= enough:
            yield written.getvalue().encode()
            written.seek(0)
            written.truncate()
            enough = PIECE
    if written.tell():
        yield written.getvalue().encode()
