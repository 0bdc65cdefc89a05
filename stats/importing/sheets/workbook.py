"""A workbook as it was read: sheets, rows and cells, each as plain as it can be.

What a cell holds is `str`, `int`, `float`, `bool`, `date` or None for a blank one, or one of the
six kinds below, which are never taken for a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ..columns import spreadsheet_letters
from ..sentences import Sentence


class Kind(StrEnum):
    """What a file really is, whatever its name says."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Percentage:
    """A number shown as a percentage: 0.25 in the file is 25% on the screen. `text` is "25%"."""

    text: str


@dataclass(frozen=True, slots=True)
class FailedFormula:
    """What a formula leaves when it fails: "#REF!"."""

    text: str


@dataclass(frozen=True, slots=True)
class NoResult:
    """A formula whose result was never stored, so that nobody but Excel knows it."""

    text: str = "="


@dataclass(frozen=True, slots=True)
class Superscript:
    """Text with a mark raised above the line: "674" and "1", which plain text makes 6741 of."""

    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """A number that its format hides, as '[<5]"*"' does: shown as a mark, and stored."""

    text: str = "***"


@dataclass(frozen=True, slots=True)
class MayBeRaised:
    """Digits of old Excel where a mark is raised somewhere: "6741" may be 674 and a note."""

    text: str


Plain = str | int | float | bool | date | None
Value = Plain | Percentage | FailedFormula | NoResult | Hidden | Superscript | MayBeRaised


class Place(NamedTuple):
    """Where a cell is, counted from nought."""

    row: int
    column: int

    @property
    def name(self) -> str:
        """ "B7"."""
        return f"{spreadsheet_letters(self.column)}{self.row + 1}"


class Range(NamedTuple):
    """Cells merged into one, both corners included; the first one holds what they say."""

    first: Place
    last: Place


class Row(NamedTuple):
    """A row that holds something. `number` is the spreadsheet's, which counts from 1."""

    number: int
    cells: Sequence[Value]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Rows without anything in them are left out; hidden ones are there and named."""

    name: str
    rows: Sequence[Row]
    is_hidden: bool = False
    merged: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()  # as the spreadsheet numbers them, from 1
    hidden_columns: frozenset[int] = frozenset()  # from nought
    has_decimal_commas: bool = False  # a CSV separated by semicolons

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that could be read. `notices` say what was left out or is not as its name says."""

    name: str
    kind: Kind
    sha256: str
    size: int
    sheets: tuple[Sheet, ...]
    notices: tuple[Sentence, ...] = ()
    encoding: str = ""  # of a CSV
    _by_name: Mapping[str, Sheet] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {sheet.name: sheet for sheet in self.sheets})

    def sheet(self, name: str) -> Sheet | None:
        return self._by_name.get(name)

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self.sheets)


def cell_name(*, row: int, column: int) -> str:
    """ "B7": `row` as the spreadsheet numbers it, `column` from nought."""
    return f"{spreadsheet_letters(column)}{row}"


def written(value: Value) -> str:
    """What a cell holds, as text. Numbers have the 15 digits that a spreadsheet shows."""
    if value is None or isinstance(value, str):
        return (value or "").strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    return f"{value.text} [{value.mark}]" if isinstance(value, Superscript) else value.text


def _number(value: float) -> str:
    """674.0 → "674"; 0.1 + 0.2 → "0.3", for binary noise is nobody's figure."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    return f"{value:.15g}"
