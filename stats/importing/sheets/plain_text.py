"""A CSV file as a sheet. Its cells are all text, and nothing in it is merged or hidden."""

from __future__ import annotations

import io
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from ..decoding import examine
from ..reading import SEPARATORS, BrokenRow, rows_of, text_of
from ..sentences import UnreadableFile
from . import refusals
from .limits import Limits
from .workbook import Row, Sheet

LOOKED_AT = 1 << 16  # characters, to find the separator
ROWS_LOOKED_AT = 200


class PlainText(NamedTuple):
    sheet: Sheet
    encoding: str
    sha256: str


def read(path: Path, *, name: str, limits: Limits) -> PlainText:
    """Raises UnreadableFile where it is not text, its quotation marks are broken, or it is long."""
    with path.open("rb") as file:
        decoding = examine(file)
        text = text_of(file, decoding)
        separator = _separator(text.read(LOOKED_AT))
        text.seek(0)
        rows: list[Row] = []
        texts: dict[str, str] = {}
        cells = letters = 0
        try:
            for number, row in rows_of(text, separator=separator):
                values = [texts.setdefault(cell, cell) if cell.strip() else None for cell in row]
                while values and values[-1] is None:
                    values.pop()
                if len(values) > limits.columns:
                    raise refusals.too_wide(limits.columns)
                cells += len(values)
                letters += sum(map(len, row))
                if cells > limits.cells:
                    raise refusals.too_many_cells(limits.cells)
                if letters > limits.letters:
                    raise refusals.too_much_text(limits.letters)
                rows.append(Row(number, tuple(values)))
        except BrokenRow as broken:
            raise UnreadableFile(broken.fault.wrong, broken.fault.remedy) from None
    sheet = Sheet(name=name, rows=tuple(rows), has_decimal_commas=separator == ";")
    return PlainText(sheet, decoding.name, decoding.sha256)


def _separator(opening: str) -> str:
    """The one that most rows agree on: which parts them into the same number of cells, above one.

    Not the header alone, as for files of our own: titles and notes may stand above and below.
    """
    return max(SEPARATORS, key=lambda separator: _agreement(opening, separator))


def _agreement(opening: str, separator: str) -> int:
    rows = rows_of(io.StringIO(opening, newline=""), separator=separator)
    widths: Counter[int] = Counter()
    try:
        for row in islice(rows, ROWS_LOOKED_AT):
            widths[len(row.cells)] += 1
    except BrokenRow:
        pass  # the opening ends inside a quoted cell, or the separator is wrong
    return max((rows * (width - 1) for width, rows in widths.items()), default=0)
