"""A sheet as it is read: without what is hidden, and with merged cells filled."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from .workbook import Row, Sheet, Value


class Grid:
    """Cells by row number (as the spreadsheet has it) and column (from nought)."""

    def __init__(self, sheet: Sheet, *, with_hidden: bool = False) -> None:
        self.sheet = sheet
        self.rows: list[Row] = [
            row for row in sheet.rows if with_hidden or row.number not in sheet.hidden_rows
        ]
        self.columns = [
            column
            for column in range(sheet.width)
            if with_hidden or column not in sheet.hidden_columns
        ]

    @cached_property
    def _by_number(self) -> dict[int, Row]:
        return {row.number: row for row in self.rows}

    @cached_property
    def merged_from(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each cell that lies under a merged one: where that begins, as (row, column)."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for merged in self.sheet.merged:
            for row in range(merged.first.row + 1, merged.last.row + 2):
                for column in range(merged.first.column, merged.last.column + 1):
                    if (row, column) != (merged.first.row + 1, merged.first.column):
                        found[row, column] = (merged.first.row + 1, merged.first.column)
        return found

    def at(self, row: int, column: int) -> Value:
        """What a cell holds itself."""
        return value_at(self._by_number.get(row), column)

    def filled(self, row: int, column: int) -> Value:
        """What a cell holds, or the merged one that it lies under."""
        return self.at(*self.merged_from.get((row, column), (row, column)))

    def span(self, row: int, column: int) -> int:
        """How many columns a cell is merged over: 1 where it is not."""
        for merged in self.sheet.merged:
            if merged.first == (row - 1, column):
                return merged.last.column - column + 1
        return 1

    def between(self, first: int, last: int) -> Iterator[Row]:
        return (row for row in self.rows if first <= row.number <= last)


def value_at(row: Row | None, column: int) -> Value:
    if row is None or column >= len(row.cells):
        return None
    return row.cells[column]
