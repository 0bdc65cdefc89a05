"""What a workbook says of its cells that their values do not: gathered while its parts are read."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntFlag

from .workbook import (
    FailedFormula,
    Hidden,
    MayBeRaised,
    NoResult,
    Percentage,
    Superscript,
    Value,
)

COLUMNS = 1 << 15  # more than any format has
BITS = 6  # of remarks


class Remark(IntFlag):
    """What is remarkable about a cell."""

    FORMULA = 1
    FAILED = 2
    PERCENTAGE = 4
    HIDDEN_NUMBER = 8  # its number format shows something else: "<5" for 3
    SUPERSCRIPT = 16
    MAY_BE_RAISED = 32  # text in which some letters have fonts of their own


@dataclass(slots=True)
class Remarks:
    """Those of one sheet. Places are counted from nought; eight bytes a cell."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    superscripts: dict[int, tuple[str, str]] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)  # "#REF!", by row and column
    _cells: array[int] = field(default_factory=lambda: array("Q"))
    _is_sorted: bool = True

    def add(self, row: int, column: int, remark: Remark) -> None:
        self._cells.append((row * COLUMNS + column) << BITS | remark)
        self._is_sorted = False

    def add_superscript(self, row: int, column: int, text: str, mark: str) -> None:
        self.superscripts[row * COLUMNS + column] = (text, mark)
        self.add(row, column, Remark.SUPERSCRIPT)

    def __len__(self) -> int:
        return len(self._cells)

    def of_row(self, row: int) -> Iterator[tuple[int, Remark]]:
        """Columns and what is remarkable in them."""
        if not self._is_sorted:
            self._cells = array("Q", sorted(self._cells))
            self._is_sorted = True
        cells = self._cells
        end = (row + 1) * COLUMNS << BITS
        at = bisect_left(cells, row * COLUMNS << BITS)
        while at < len(cells) and cells[at] < end:
            yield (cells[at] >> BITS) % COLUMNS, Remark(cells[at] & ((1 << BITS) - 1))
            at += 1

    def apply(self, row: int, values: list[Value]) -> None:
        """Turn the values of a row into what they really are."""
        for column, remark in self.of_row(row):
            while column >= len(values):
                values.append(None)
            values[column] = self._remarked(row, column, values[column], remark)

    def _remarked(self, row: int, column: int, value: Value, remark: Remark) -> Value:
        if Remark.SUPERSCRIPT in remark:
            return Superscript(*self.superscripts[row * COLUMNS + column])
        if Remark.FAILED in remark:
            return FailedFormula(self.errors.get((row, column), "#ERROR!"))
        if isinstance(value, str) and Remark.MAY_BE_RAISED in remark:
            return MayBeRaised(value) if value.replace(",", "").isdigit() else value
        return NoResult() if value is None and Remark.FORMULA in remark else _shown(value, remark)


def _shown(value: Value, remark: Remark) -> Value:
    """What the format of its cell makes of a number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if Remark.PERCENTAGE in remark:
            return Percentage(f"{float(value) * 100:.10g}%")
        if Remark.HIDDEN_NUMBER in remark:
            return Hidden()
    return value


HIDING_WORDS = ("[<", "[>", "[=")


def remark_of_format(code: str) -> Remark | None:
    """What a number format does to a number: "0.0%", or '[<5]"*";0', which hides small ones."""
    bare = _without_quotations(code)
    if "%" in bare:
        return Remark.PERCENTAGE
    if any(word in bare for word in HIDING_WORDS) and '"' in code:
        return Remark.HIDDEN_NUMBER
    first = bare.split(";")[0].strip().casefold()
    shows = any(sign in first for sign in "0#?@") or any(letter in first for letter in "ymdhsg")
    return None if shows or not code else Remark.HIDDEN_NUMBER


def _without_quotations(code: str) -> str:
    """A format's code without the text that it prints as it stands."""
    bare: list[str] = []
    at = 0
    while at < len(code):
        if code[at] == '"':
            end = code.find('"', at + 1)
            at = len(code) if end < 0 else end + 1
        elif code[at] in "\\_*":  # the next character is printed, left free, or repeated
            at += 2
        else:
            bare.append(code[at])
            at += 1
    return "".join(bare)
