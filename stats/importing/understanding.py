"""From the text of a row to what it says of a figure, or to everything that is wrong with it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from typing import NamedTuple

from .columns import Cells
from .days import read_days
from .numbers import Statuses, read_quantity
from .sentences import Fault, Problem, say
from .sentences import gettext_noop as _
from .vocabulary import Vocabulary

LONGEST_SOURCE = 200  # characters
# Neither a database nor a reader can make anything of them; a note may have lines and tabs.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
REMEMBERED = 4096  # different texts of a column, for a file repeats itself


class FigureRow(NamedTuple):
    """What a row says, its names known to exist. No category is the total; no source is none."""

    number: int
    measure: str
    category: str
    area: str
    first: date
    last: date
    value: Decimal | None
    status: str
    source: str
    note: str


class Understanding:
    """Reads rows against what is known. No text in any cell makes it raise."""

    def __init__(
        self, *, vocabulary: Vocabulary, statuses: Statuses, decimal_commas: bool = False
    ) -> None:
        remember = lru_cache(maxsize=REMEMBERED)
        self._naming = remember(vocabulary.read_naming)
        self._area = remember(vocabulary.read_area)
        self._days = remember(read_days)
        self._quantity = remember(
            partial(read_quantity, statuses=statuses, decimal_commas=decimal_commas)
        )
        self._source = remember(read_source)

    def understand(self, number: int, cells: Cells) -> FigureRow | list[Problem]:
        """A row as a figure's, or all its problems in the order of the columns."""
        naming = self._naming(cells.measure, cells.category)
        area = self._area(cells.area_gss_code)
        days = self._days(cells.period_start, cells.period_end)
        quantity = self._quantity(cells.value, cells.status)
        source = self._source(cells.source)
        note = read_note(cells.note) if cells.note else ""
        if (
            isinstance(naming, list)
            or isinstance(area, Fault)
            or isinstance(days, list)
            or isinstance(quantity, list)
            or isinstance(source, Fault)
            or isinstance(note, Fault)
        ):
            faults = _faults(naming, area, days, quantity, source, note)
            return [Problem(number, fault) for fault in faults]
        return FigureRow(number, *naming, area, *days, *quantity, source, note)


def _faults(*answers: object) -> list[Fault]:
    faults: list[Fault] = []
    for answer in answers:
        if isinstance(answer, Fault):
            faults.append(answer)
        elif isinstance(answer, list):
            faults.extend(answer)
    faults.sort(key=lambda fault: Cells._fields.index(fault.column))
    return faults


def read_source(text: str) -> str | Fault:
    """The reference of a source, its blanks made single: two ways of typing it are one source."""
    source = " ".join(text.split())
    if UNWRITABLE.search(source):
        return _unwritable("source", source)
    if len(source) > LONGEST_SOURCE:
        return Fault(
            "source",
            source,
            say(_("a reference has at most %(longest)s characters."), longest=str(LONGEST_SOURCE)),
            say(_("Write a short reference here, and the rest in the note.")),
        )
    return source


def read_note(text: str) -> str | Fault:
    """Free text, with the line ends of this system."""
    note = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _unwritable("note", note) if UNWRITABLE.search(note) else note


def _unwritable(column: str, text: str) -> Fault:
    return Fault(
        column,
        text,
        say(_("it holds characters that cannot be written.")),
        say(_("Type the text again instead of copying it.")),
    )
