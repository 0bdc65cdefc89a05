"""Where the table is in a sheet: titles stand above its headings, and notes below its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .context import Context
from .grid import Grid, value_at
from .headings import role_of, understand
from .marks import ASKED, certain_status, normal_mark, split_marks
from .reading import Given
from .workbook import (
    FailedFormula,
    Hidden,
    MayBeRaised,
    NoResult,
    Percentage,
    Row,
    Superscript,
    Value,
    written,
)
from .written_periods import periods_in

HEADINGS_WITHIN = 60  # rows
HEADING_LEVELS = 4
LONGEST_HEADING = 120  # characters: longer text is a sentence
NUMBER = re.compile(r"[-−–(]?\s*[0-9][0-9,.\s]*(?:%|e[+-]?[0-9]+)?\)?", re.IGNORECASE)


def is_figure_like(value: Value) -> bool:
    """Whether a cell holds a number, or what stands in place of one. Blank cells do not."""
    match value:
        case None | bool() | date():
            return False
        case int() | float() | Percentage() | FailedFormula() | NoResult():
            return True
        case Hidden() | MayBeRaised():
            return True
        case Superscript():
            return NUMBER.fullmatch(value.text) is not None
        case str():
            bare = split_marks(value)[0]
            return (
                NUMBER.fullmatch(bare) is not None
                or certain_status(value) is not None
                or normal_mark(value) in ASKED
            )


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table's headings, as the spreadsheet numbers them."""

    first: int
    last: int
    _levels: dict[int, tuple[Value, ...]]

    def levels(self, column: int) -> tuple[Value, ...]:
        """The headings over a column, the uppermost first, merged ones filled."""
        return self._levels.get(column, ())


def find_table(grid: Grid, context: Context) -> Table | None:
    """The table of a sheet, or None where no row can be told to be its headings."""
    top = grid.rows[:HEADINGS_WITHIN]
    scores = [_score(row, grid, context) for row in top]
    best = max(range(len(top)), key=lambda at: scores[at], default=None)
    if best is None or scores[best] == 0 or best + 1 >= len(grid.rows):
        return None
    first = last = best
    while (
        first > 0
        and best - first < HEADING_LEVELS
        and _is_level_above(top[first - 1], top[first], grid, context)
    ):
        first -= 1
    while (
        last + 2 < len(grid.rows)
        and last - best < HEADING_LEVELS
        and _is_level_below(grid.rows[last + 1], grid.rows[last], grid)
    ):
        last += 1
    rows = grid.rows[first : last + 1]
    return Table(rows[0].number, rows[-1].number, _levels(rows, grid, context))


def _score(row: Row, grid: Grid, context: Context) -> int:
    """How many cells of a row are headings; none if a number stands in it, or a sentence."""
    score = filled = 0
    for column in grid.columns:
        value = value_at(row, column)
        if value is None:
            continue
        filled += 1
        if _is_number(value):
            return 0
        score += _says_something(value, context)
    return score if filled > 1 else 0


def _is_number(value: Value) -> bool:
    """A number that is no year, or what stands for one."""
    return is_figure_like(value) and not periods_in(value)


def _says_something(value: Value, context: Context) -> bool:
    text = written(value)
    if len(text) > LONGEST_HEADING or isinstance(value, bool):
        return False
    if role_of(text) is not None:
        return True
    heading = understand([value], context, None)
    return heading.given != Given() or heading.has_unsure_period or context.is_generic(text)


def _is_level_above(above: Row, row: Row, grid: Grid, context: Context) -> bool:
    """Whether a row groups the headings below it, as years do over categories."""
    if above.number + 1 != row.number:
        return False
    filled = [column for column in grid.columns if value_at(above, column) is not None]
    if not filled or any(_is_number(value_at(above, column)) for column in filled):
        return False
    if len(filled) == 1:  # a title, unless it is merged over some columns and not over all
        return filled[0] > grid.columns[0] and grid.span(above.number, filled[0]) > 1
    return any(_says_something(value_at(above, column), context) for column in filled)


def _is_level_below(below: Row, row: Row, grid: Grid) -> bool:
    """Whether a row goes on with the headings above it: texts alone, and no name to begin with."""
    if below.number != row.number + 1:
        return False
    first = grid.columns[0]
    if value_at(below, first) is not None:
        return False
    values = [value_at(below, column) for column in grid.columns]
    filled = [value for value in values if value is not None]
    return len(filled) > 1 and not any(map(is_figure_like, filled))


def _levels(rows: Sequence[Row], grid: Grid, context: Context) -> dict[int, tuple[Value, ...]]:
    found: dict[int, tuple[Value, ...]] = {}
    filled = [_filled_rightwards(row, rows[at + 1 :], grid) for at, row in enumerate(rows)]
    for column in grid.columns:
        levels = [values.get(column) for values in filled]
        distinct = [
            level
            for at, level in enumerate(levels)
            if level is not None and level not in levels[:at]
        ]
        found[column] = tuple(distinct)
    return found


def _filled_rightwards(row: Row, below: Sequence[Row], grid: Grid) -> dict[int, Value]:
    """A row's headings; blanks take the one to the left where what stands below repeats itself.

    Text files know no merged cells: 2016-17, blank, 2017-18, blank over Total, Possession, Total,
    Possession can mean one thing alone.
    """
    values = {column: grid.filled(row.number, column) for column in grid.columns}
    said = [column for column in grid.columns if values[column] is not None]
    if not below or grid.sheet.merged:
        return values
    groups: list[list[int]] = []
    for column in grid.columns:
        if values[column] is not None and _has_below(column, below):
            groups.append([column])
        elif groups and values[column] is None and _has_below(column, below):
            groups[-1].append(column)
    patterns = {
        tuple(written(value_at(lower, column)) for column in group for lower in below)
        for group in groups
    }
    if len(groups) > 1 and len(patterns) == 1 and said:
        for group in groups:
            for column in group[1:]:
                values[column] = values[group[0]]
    return values


def _has_below(column: int, below: Sequence[Row]) -> bool:
    return any(value_at(row, column) is not None for row in below)
