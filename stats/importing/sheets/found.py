"""From a workbook and its reading to figures: each with its cell, or with all that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from ..sentences import Fault, say, sentence_from_json, sentence_to_json, shortened
from ..sentences import gettext_noop as _
from ..understanding import FigureRow
from .cells import SheetCells
from .context import Context, normal_name
from .labels import REMEMBERED, LabelReader, Labels, unsaid
from .marks import LEFT_OUT, key_of_mark, split_marks
from .quantities import LeftOut, Measured, Quantities
from .reading import ColumnReading, Given, Reading, Role, SheetReading
from .workbook import Row, Sheet, Value, Workbook, written

Naming = tuple[str, str] | Fault | str
"""The slugs of a measure and a category, why there are none, or LEFT_OUT."""

LONGEST_LEGEND = 500  # characters
LEGEND = re.compile(
    r"([*†‡§¶#^]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[(?:note )?\w{1,2}\]|\((?:note )?\w{1,2}\)|[0-9]{1,2}(?=[\s.:)]))"
    r"[\s:=.)–-]*[^\W\d]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A fault and the cell that it is in, which may be a label's and not the figure's."""

    sheet: str
    cell: str
    fault: Fault

    def to_json(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "cell": self.cell,
            "column": self.fault.column,
            "value": self.fault.value,
            "wrong": sentence_to_json(self.fault.wrong),
            "remedy": sentence_to_json(self.fault.remedy),
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> CellProblem:
        return cls(
            said["sheet"],
            said["cell"],
            Fault(
                said["column"],
                said["value"],
                sentence_from_json(said["wrong"]),
                sentence_from_json(said["remedy"]),
            ),
        )


class Found(NamedTuple):
    """What one cell says: a figure, or what is wrong with it; never both, nor neither.

    `mark` stood beside the number, or in its place: "*", "[p]", "<5". It leads to `row.note`,
    but is no reason for a correction.
    """

    number: int
    sheet: str
    cell: str
    written: Mapping[str, str]
    row: FigureRow | None
    problems: tuple[CellProblem, ...]
    mark: str = ""


def read(workbook: Workbook, reading: Reading, *, context: Context) -> Iterator[Found]:
    """Each figure cell of the sheets that are read, in their order. Never raises.

    What `questions` would ask and nobody has answered is a problem of the cells that it is about.
    """
    number = 0
    for sheet in workbook.sheets:
        how = reading.sheet(sheet.name)
        if how is None or not how.is_read:
            continue
        for found in _SheetReader(sheet, how, reading, context).read(number):
            number = found.number
            yield found


class _SheetReader:
    """Reads the figures of one sheet."""

    def __init__(self, sheet: Sheet, how: SheetReading, reading: Reading, context: Context) -> None:
        self._sheet = sheet
        self._categories = reading.categories
        self._context = context
        self._cells = SheetCells(sheet, how, context.names)
        self._labels = LabelReader(self._cells, reading, context)
        self._columns = [(column, column.given.over(how.given)) for column in self._cells.figures]
        self._legend = _legend(sheet, how)
        self._quantities = Quantities(
            statuses=context.statuses,
            marks=reading.marks,
            has_decimal_commas=sheet.has_decimal_commas,
        )
        self._quantity = lru_cache(maxsize=REMEMBERED)(self._read_quantity)
        self._naming = lru_cache(maxsize=REMEMBERED)(self._read_naming)

    def read(self, number: int) -> Iterator[Found]:
        """`number` is that of the last figure before."""
        for row in self._cells.rows():
            labels = self._labels.read(row)
            if labels is None:
                continue
            for column, said in self._columns:
                if self._cells.is_merged_away(row, column.index):
                    continue
                given = labels.given.over(said)
                found = self._figure(number + 1, row, column, given=given, labels=labels)
                if found is not None:
                    number += 1
                    yield found

    def _figure(
        self, number: int, row: Row, column: ColumnReading, *, given: Given, labels: Labels
    ) -> Found | None:
        """`given` is what the row, the heading and the sheet say together."""
        value = self._cells.value(row, column.index)
        measure = labels.text(Role.MEASURE) or given.measure or ""
        naming = self._naming(measure, labels.text(Role.CATEGORY), given.category or "")
        is_count = isinstance(naming, tuple) and naming[0] in self._context.counts
        status = labels.text(Role.STATUS)
        quantity = self._quantity(type(value).__name__, value, status, is_count)
        if naming == LEFT_OUT or isinstance(quantity, LeftOut):
            return None
        if self._cells.is_merged(row, column.index):
            quantity = _merged(value)
        said = {**labels.written, "value": written(value)}
        cell = self._cells.cell(row, column.index)
        faults = [*labels.faults, *self._faults(column, labels, given, naming)]
        if isinstance(quantity, Fault):
            faults.append((column.index, quantity))
        if (
            faults
            or not isinstance(naming, tuple)
            or not isinstance(quantity, Measured)
            or given.period is None
        ):
            problems = tuple(
                CellProblem(self._sheet.name, self._cells.cell(row, index), fault)
                for index, fault in faults
            )
            return Found(number, self._sheet.name, cell, said, None, problems)
        figure = FigureRow(
            number,
            *naming,
            given.area or "",
            given.period.first,
            given.period.last,
            quantity.value,
            quantity.status,
            given.source or "",
            labels.note or self._legend.get(key_of_mark(quantity.mark), quantity.mark),
        )
        return Found(number, self._sheet.name, cell, said, figure, (), quantity.mark)

    def _faults(
        self, column: ColumnReading, labels: Labels, given: Given, naming: Naming
    ) -> Iterator[tuple[int, Fault]]:
        """What is missing or wrong besides the labels and the number."""
        if isinstance(naming, Fault):
            role = Role.MEASURE if naming.column == "measure" else Role.CATEGORY
            at = self._cells.by_role.get(role, column)
            yield at.index, naming
        elif labels.text(Role.MEASURE) and column.given.measure not in (None, naming[0]):
            yield column.index, _twice("measure")
        if given.area is None and not labels.is_faulty("area"):
            yield column.index, unsaid("area", _("it is not said which area this is for."))
        if labels.given.period and column.given.period:
            yield column.index, _twice("period")
        elif given.period is None and not labels.is_faulty(*PERIODS):
            yield column.index, unsaid("period", _("it is not said which period this is for."))

    def _read_quantity(
        self, kind: str, value: Value, status: str, is_count: bool
    ) -> Measured | LeftOut | Fault:
        """`kind` keeps 1, 1.0 and true apart, which are one key."""
        return self._quantities.read(value, status, is_count=is_count)

    def _read_naming(self, measure_text: str, category_text: str, given: str) -> Naming:
        """`given` is the category that the heading says, or ""."""
        context = self._context
        measure = context.measure(measure_text)
        if measure is None:
            answer = context.vocabulary.read_naming(measure_text, "")
            return answer[0] if isinstance(answer, list) else (answer.measure, "")
        category = context.category(split_marks(category_text)[0], measure)
        if category is None:
            category = self._categories.get(normal_name(category_text), category_text)
        if category == LEFT_OUT:
            return LEFT_OUT
        if category and given and category != given:
            return _twice("category")
        named = context.vocabulary.read_naming(measure, category or given)
        return named[0] if isinstance(named, list) else (named.measure, named.category)


PERIODS = ("period", "period_start", "period_end")
SAID_TWICE = {
    "period": _("the row and the heading each name a period."),
    "category": _("the row and the heading each name a category."),
    "measure": _("the row and the heading name two measures."),
}


def _twice(what: str = "period") -> Fault:
    remedy = say(_("Leave one of the two columns out, or give a figure for both together."))
    return Fault(what, "", say(SAID_TWICE[what]), remedy)


def _merged(value: Value) -> Fault:
    return Fault(
        "value",
        shortened(written(value)),
        say(_("the cell is merged with others, so its figure is for more than one.")),
        say(_("Unmerge the cells, and write each figure in its own.")),
    )


def _legend(sheet: Sheet, how: SheetReading) -> dict[str, str]:
    """What the marks mean, as notes below the table say: "* Includes 2015/16"."""
    found: dict[str, str] = {}
    for row in sheet.rows:
        if row.number <= how.last_row:
            continue
        text = next((cell for cell in row.cells if isinstance(cell, str)), "")
        match = LEGEND.match(text.strip())
        if match and len(text) <= LONGEST_LEGEND:
            found.setdefault(key_of_mark(match[1]), text.strip())
    return found
