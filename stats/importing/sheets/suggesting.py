"""How a workbook is probably read: headings found, columns recognised, the rest to be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from .area_names import is_force
from .context import Context, words_of
from .grid import Grid, value_at
from .headings import CODES, WIDER_AREAS, Heading, understand
from .reading import ONCE_ONLY, ColumnReading, Given, Reading, Role, SheetReading
from .tables import Table, find_table, is_figure_like
from .workbook import Sheet, Value, Workbook, written
from .written_periods import period_within, periods_in

LOOKED_AT = 200  # rows of a column, to see what it holds
TITLE_ROWS = 20

Remembered = Callable[[str], Mapping[str, Any] | None]
"""What was remembered of headings with this fingerprint: the JSON of `to_remember`."""


def nothing_remembered(headings: str) -> None:
    """For a first file."""


def suggest(
    workbook: Workbook, *, context: Context, remembered: Remembered = nothing_remembered
) -> Reading:
    """A reading of every sheet. What is not certain in it, `questions` will ask."""
    return Reading(
        sheets=tuple(
            suggest_sheet(sheet, context=context, remembered=remembered)
            for sheet in workbook.sheets
            if sheet.rows
        )
    )


def suggest_sheet(
    sheet: Sheet,
    *,
    context: Context,
    remembered: Remembered = nothing_remembered,
    with_hidden: bool = False,
) -> SheetReading:
    """A reading of one sheet. Hidden ones, and those without a table, are not read unless asked."""
    grid = Grid(sheet, with_hidden=with_hidden)
    table = find_table(grid, context)
    if table is None:
        return SheetReading(sheet=sheet.name, is_read=False, with_hidden=with_hidden)
    titles = _titles(grid, table)
    measure = context.measure_within([*titles, sheet.name])
    columns = _Columns(grid, table, context, measure).read()
    reading = SheetReading(
        sheet=sheet.name,
        is_read=not sheet.is_hidden,
        first_heading_row=table.first,
        last_heading_row=table.last,
        last_row=_last_row(grid, table, columns, context),
        columns=columns,
        given=_of_the_sheet(columns, titles, sheet.name, measure),
        with_hidden=with_hidden,
    )
    return _with_memory(reading, remembered(reading.fingerprint))


def _titles(grid: Grid, table: Table) -> list[str]:
    above = [row for row in grid.rows if row.number < table.first][:TITLE_ROWS]
    return [written(cell) for row in above for cell in row.cells if isinstance(cell, str)]


def _of_the_sheet(
    columns: Sequence[ColumnReading], titles: list[str], name: str, measure: str | None
) -> Given:
    """What titles say for all figures: a measure, and a period where there is no other."""
    roles = {column.role for column in columns}
    if Role.MEASURE in roles:
        measure = None
    if roles & {Role.PERIOD, Role.PERIOD_START} or any(column.given.period for column in columns):
        return Given(measure=measure)
    said = {readings[0] for text in (*titles, name) if len(readings := period_within(text)[0]) == 1}
    return Given(measure=measure, period=said.pop() if len(said) == 1 else None)


class Content(NamedTuple):
    """What the cells under a heading hold, by count."""

    filled: int
    figures: int
    areas: int
    periods: int


class _Columns:
    """Recognises the columns of one table."""

    def __init__(self, grid: Grid, table: Table, context: Context, measure: str | None) -> None:
        self._grid = grid
        self._table = table
        self._context = context
        self._measure = measure
        self._rows = [row for row in grid.rows if row.number > table.last][:LOOKED_AT]

    def read(self) -> tuple[ColumnReading, ...]:
        found = [
            column for index in self._grid.columns if (column := self._column(index)) is not None
        ]
        found = _one_area(found, self._content)
        found = _areas_over_figures(found)
        found = _totals_over_years(found)
        return tuple(_once_each(found))

    def _column(self, index: int) -> ColumnReading | None:
        levels = self._table.levels(index)
        content = self._content(index)
        if not levels and not content.filled:
            return None
        heading = understand(levels, self._context, self._measure)
        role = self._role(heading, content)
        if role is Role.UNKNOWN and not content.filled:
            role = Role.IGNORED
        unsure = _unsure(heading) if role in (Role.FIGURE, Role.UNKNOWN) else ()
        given = heading.given if role in (Role.FIGURE, Role.UNKNOWN) else Given()
        return ColumnReading(
            index=index, heading=heading.text, role=role, given=given, unsure=unsure
        )

    def _role(self, heading: Heading, content: Content) -> Role:
        if heading.role is not None:
            return heading.role
        mostly = max(content.filled, 1) / 2
        if content.areas > mostly and heading.given == Given():
            return Role.AREA
        says_something = heading.given != Given() or heading.has_unsure_period
        if content.figures >= mostly and says_something and not heading.unknown:
            return Role.FIGURE
        if content.figures >= mostly and heading.text and not heading.unknown:
            return Role.FIGURE  # "Number of offences"
        if content.periods > mostly and not heading.text:
            return Role.PERIOD
        return Role.UNKNOWN

    def _content(self, index: int) -> Content:
        filled = figures = areas = periods = 0
        for row in self._rows:
            value = value_at(row, index)
            if value is None:
                continue
            filled += 1
            figures += is_figure_like(value)
            if isinstance(value, str) and not is_figure_like(value):
                recognised = self._context.names.recognise(value)
                areas += recognised.code is not None or bool(recognised.candidates)
            periods += len(periods_in(value)) == 1
        return Content(filled, figures, areas, periods)


def _unsure(heading: Heading) -> tuple[str, ...]:
    unsure = ["category"] if heading.unknown else []
    if heading.has_unsure_period:
        unsure.append("period")
    return tuple(unsure)


def _one_area(
    columns: list[ColumnReading], content: Callable[[int], Content]
) -> list[ColumnReading]:
    """Of several columns of areas, the one that says most: a code, else a force, else a region."""
    areas = [column for column in columns if column.role is Role.AREA]
    if len(areas) < 2:
        return columns

    def rank(column: ColumnReading) -> tuple[bool, bool, int]:
        words = words_of(column.heading)
        recognised = content(column.index).areas
        return (recognised > 0 and words in CODES, words not in WIDER_AREAS, -column.index)

    chosen = max(areas, key=rank)
    return [
        replace(column, role=Role.IGNORED)
        if column.role is Role.AREA and column is not chosen
        else column
        for column in columns
    ]


def _areas_over_figures(columns: list[ColumnReading]) -> list[ColumnReading]:
    """Where each row has its area, a heading that sounds like one is unsure."""
    has_areas = any(column.role is Role.AREA for column in columns)
    if not has_areas:
        return columns
    return [
        replace(column, role=Role.UNKNOWN, unsure=("category", *column.unsure))
        if column.role is Role.FIGURE and column.given.area is not None
        else column
        for column in columns
    ]


def _totals_over_years(columns: list[ColumnReading]) -> list[ColumnReading]:
    """ "Total" beside years is a sum of years: which period it is for must be said."""
    figures = [column for column in columns if column.role is Role.FIGURE]
    with_period = [column for column in figures if column.given.period]
    if not with_period or len(with_period) == len(figures):
        return columns
    return [
        replace(column, role=Role.UNKNOWN, unsure=(*column.unsure, "period"))
        if column.role is Role.FIGURE and column.given.period is None and not column.unsure
        else column
        for column in columns
    ]


def _once_each(columns: Iterable[ColumnReading]) -> list[ColumnReading]:
    """Roles that only one column can have; another with the same is to be asked."""
    seen: set[Role] = set()
    found = []
    for column in columns:
        role = column.role
        if role in ONCE_ONLY and role in seen:
            found.append(replace(column, role=Role.UNKNOWN))
        else:
            found.append(column)
        seen.add(role)
    return found


def _last_row(grid: Grid, table: Table, columns: Sequence[ColumnReading], context: Context) -> int:
    """The last row that holds a figure, or a force without any; notes stand below it."""
    wanted = [column.index for column in columns if column.role in (Role.FIGURE, Role.UNKNOWN)]
    areas = [column.index for column in columns if column.role is Role.AREA]
    last = table.last
    for row in grid.rows:
        if row.number <= table.last:
            continue
        if any(is_figure_like(value_at(row, index)) for index in wanted) or (
            row.number == last + 1
            and any(_is_a_force(value_at(row, index), context) for index in areas)
        ):
            last = row.number
    return last


def _is_a_force(value: Value, context: Context) -> bool:
    code = context.names.recognise(written(value)).code
    return code is not None and is_force(code)


def _with_memory(reading: SheetReading, memory: Mapping[str, Any] | None) -> SheetReading:
    """A reading with what people said of the same headings before; periods are said anew."""
    if memory is None:
        return reading
    known = {said["index"]: ColumnReading.from_json(said) for said in memory["columns"]}
    columns = []
    for column in reading.columns:
        before = known.get(column.index)
        if before is None or before.heading != column.heading:
            return reading
        unsure = tuple(what for what in column.unsure if what == "period")
        given = replace(before.given, period=column.given.period)
        if before.role is Role.UNKNOWN:
            columns.append(column)
        else:
            columns.append(replace(column, role=before.role, given=given, unsure=unsure))
    return replace(
        reading,
        columns=tuple(columns),
        given=reading.given.over(Given.from_json(memory["given"])),
    )
