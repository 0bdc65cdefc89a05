"""The rows of a sheet as its reading parts them: labels to the left, figures to the right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from .area_names import AreaNames, is_force
from .context import words_of
from .grid import Grid, value_at
from .headings import ARE_FORCES, WIDER_AREAS
from .marks import split_marks
from .reading import ColumnReading, Role, SheetReading
from .workbook import Row, Sheet, Value, cell_name, written

LONGEST_NAME = 60  # characters
SLASHED = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


class SheetCells:
    """One sheet under its reading."""

    def __init__(self, sheet: Sheet, how: SheetReading, names: AreaNames) -> None:
        self.sheet = sheet
        self._names = names
        self.how = how
        self._grid = Grid(sheet, with_hidden=how.with_hidden)
        visible = set(self._grid.columns)
        columns = [column for column in how.columns if column.index in visible]
        self.figures = [column for column in columns if column.role is Role.FIGURE]
        self.by_role: dict[Role, ColumnReading] = {}
        for column in columns:
            self.by_role.setdefault(column.role, column)
        self.area = self.by_role.get(Role.AREA)
        self.are_forces = _are_forces(self.area)
        self._status = self.by_role.get(Role.STATUS)
        self._labels = [
            self.by_role[role].index
            for role in (Role.AREA, Role.CATEGORY, Role.MEASURE, Role.PERIOD, Role.PERIOD_START)
            if role in self.by_role
        ]
        self._has_merged = bool(sheet.merged)

    def rows(self) -> Iterator[Row]:
        """The rows that hold figures, or a name beside which figures are missing.

        A row without a name is a note or a line left free, unless a figure stands in it. A region
        over the rows of its forces is a heading: it has no figure and no status.
        """
        for row in self._grid.between(self.how.last_heading_row + 1, self.how.last_row):
            has_figure = any(self.value(row, column.index) is not None for column in self.figures)
            if has_figure or self.has_status(row) or self._is_labelled(row):
                yield row

    def _is_labelled(self, row: Row) -> bool:
        """Whether it says whose figures are missing: a sentence does not, nor does a heading."""
        if not self._labels or any(self.label(row, index) is None for index in self._labels):
            return False
        if self.area is None:
            return True
        name = written(self.label(row, self.area.index))
        code = self._names.recognise(name, are_forces=self.are_forces).code
        return len(name) <= LONGEST_NAME and (code is None or is_force(code))

    def value(self, row: Row, column: int) -> Value:
        return value_at(row, column)

    def label(self, row: Row, column: int) -> Value:
        """What stands in a column of labels; a merged cell labels all the rows that it spans."""
        return self._grid.filled(row.number, column) if self._has_merged else value_at(row, column)

    def is_merged_away(self, row: Row, column: int) -> bool:
        """Whether a cell lies under a merged one, and so has no figure of its own."""
        return self._has_merged and (row.number, column) in self._grid.merged_from

    def is_merged(self, row: Row, column: int) -> bool:
        """Whether a cell spans several, so that its figure is of more than one."""
        return self._has_merged and (row.number, column) in self._begins

    @cached_property
    def _begins(self) -> set[tuple[int, int]]:
        return set(self._grid.merged_from.values())

    def text(self, row: Row, role: Role) -> str:
        column = self.by_role.get(role)
        return "" if column is None else written(self.label(row, column.index))

    def has_status(self, row: Row) -> bool:
        return self._status is not None and bool(written(value_at(row, self._status.index)))

    def cell(self, row: Row, column: int) -> str:
        return cell_name(row=row.number, column=column)

    def has_unclear_days(self) -> bool:
        """Whether days are written so that day and month could change places, and nobody has said.

        A 13th or later anywhere settles it for the whole column: one hand wrote it.
        """
        return self.how.day_first is None and self._slashed_days() is True

    def day_first(self) -> bool | None:
        """How 03/04/2017 is read: as said, or as the other days of the sheet prove."""
        if self.how.day_first is not None:
            return self.how.day_first
        unclear = self._slashed_days()
        return None if unclear in (None, True) else self._proven

    _proven: bool | None = None

    def _slashed_days(self) -> bool | None:
        """None without such days; True where they are unclear; False where they prove one way."""
        columns = [
            self.by_role[role]
            for role in (Role.PERIOD_START, Role.PERIOD_END)
            if role in self.by_role
        ]
        first_above = second_above = found = False
        for row in self._grid.between(self.how.last_heading_row + 1, self.how.last_row):
            for column in columns:
                value = value_at(row, column.index)
                match = SLASHED.fullmatch(value.strip()) if isinstance(value, str) else None
                if match:
                    found = True
                    first_above = first_above or int(match[1]) > 12
                    second_above = second_above or int(match[2]) > 12
        if not found:
            return None
        self._proven = first_above
        return first_above == second_above


def iso_day(value: Value, *, day_first: bool | None) -> str:
    """A day as `days.read_day` takes it; what cannot be told is left as it is written."""
    if isinstance(value, date):
        return value.isoformat()
    text = written(value)
    match = SLASHED.fullmatch(text)
    if match is None or day_first is None:
        return text
    day, month = (match[1], match[2]) if day_first else (match[2], match[1])
    return f"{match[3]}-{int(month):02d}-{int(day):02d}"


def _are_forces(area: ColumnReading | None) -> bool | None:
    """What the heading of the areas says of their level."""
    if area is None:
        return None
    words = words_of(split_marks(area.heading)[0])
    if ARE_FORCES & set(words):
        return True
    return False if words in WIDER_AREAS else None
