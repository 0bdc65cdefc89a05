"""Which columns a file of figures has, and how a row is picked apart by them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from .sentences import Fault, Sentence, UnreadableFile, say, shortened
from .sentences import gettext_noop as _


class Cells(NamedTuple):
    """The text of a row, by column."""

    measure: str
    area_gss_code: str
    category: str
    period_start: str
    period_end: str
    value: str
    status: str
    source: str
    note: str


COLUMNS = Cells._fields
BETWEEN_WORDS = re.compile(r"[\s_-]+")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def column_name(heading: str) -> str:
    """ "Area GSS code" → "area_gss_code"."""
    return BETWEEN_WORDS.sub("_", heading.strip().casefold())


def columns_known(headings: Sequence[str]) -> int:
    """How many of the columns needed a header has; tells a right separator from a wrong one."""
    return len({column_name(heading) for heading in headings} & set(COLUMNS))


def spreadsheet_letters(index: int) -> str:
    """The name that a spreadsheet gives a column: 0 → A, 25 → Z, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = LETTERS[letter] + letters
    return letters


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns needed stand in a file, and the names of those that it has besides."""

    width: int
    ignored: tuple[str, ...]
    places: tuple[int, ...]  # of COLUMNS, in their order
    _pick: Callable[[Sequence[str]], Sequence[str]]

    @classmethod
    def of(cls, header: Sequence[str]) -> Columns:
        """Raises UnreadableFile, naming every column that is missing or there twice."""
        width = len(header)
        while width and not header[width - 1].strip():
            width -= 1  # spreadsheets like to leave empty columns at the end
        headings = header[:width]
        names = [column_name(heading) for heading in headings]
        wrong = [*_missing(names, headings), *_repeated(names)]
        if wrong:
            raise UnreadableFile(*wrong)
        ignored = tuple(
            shortened(heading.strip()) or spreadsheet_letters(index)
            for index, heading in enumerate(headings)
            if names[index] not in COLUMNS
        )
        places = tuple(map(names.index, COLUMNS))
        return cls(width, ignored, places, itemgetter(*places))

    def place_of(self, column: str) -> int:
        """How many columns stand before it."""
        return self.places[COLUMNS.index(column)]

    def pick(self, row: Sequence[str]) -> Cells | Fault:
        """The cells needed of a row, or why its cells cannot be told apart."""
        if len(row) < self.width:
            return self._uneven(
                row,
                _("The row is cut short, or separators are missing: mend it in a spreadsheet."),
            )
        if len(row) > self.width and any(cell.strip() for cell in row[self.width :]):
            return self._uneven(
                row,
                _(
                    "A cell that holds a separator (as in 1,747) must stand in quotation marks:"
                    " a spreadsheet puts them there by itself."
                ),
            )
        return Cells._make(self._pick(row))

    def _uneven(self, row: Sequence[str], remedy: str) -> Fault:
        wrong = say(
            _("it has %(cells)s cells and the header %(columns)s."),
            cells=str(len(row)),
            columns=str(self.width),
        )
        return Fault("", "", wrong, say(remedy))


def _missing(names: Sequence[str], headings: Sequence[str]) -> list[Sentence]:
    missing = [column for column in COLUMNS if column not in names]
    if not missing:
        return []
    return [
        say(
            _(
                "Columns are missing: %(missing)s. The first row of the file names these:"
                " %(found)s. Add what is missing, empty where there is nothing to say."
            ),
            missing=", ".join(missing),
            found=", ".join(shortened(heading.strip()) or "–" for heading in headings[:30]) or "–",
        )
    ]


def _repeated(names: Sequence[str]) -> list[Sentence]:
    return [
        say(
            _("There is more than one column %(column)s (%(letters)s): keep the right one."),
            column=column,
            letters=", ".join(
                spreadsheet_letters(index) for index, name in enumerate(names) if name == column
            ),
        )
        for column in COLUMNS
        if names.count(column) > 1
    ]
