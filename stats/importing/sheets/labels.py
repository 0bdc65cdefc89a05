"""What a row says of all its figures, apart from the numbers: whose, of what, when, from whom."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ...periods import Period
from ..days import read_days
from ..sentences import Fault, say, shortened
from ..sentences import gettext_noop as _
from ..understanding import read_note, read_source
from .area_names import normal
from .cells import SheetCells, iso_day
from .context import Context
from .marks import LEFT_OUT
from .reading import Given, Reading, Role
from .workbook import Row, Value, written
from .written_periods import periods_in

REMEMBERED = 4096  # different texts of a column, for a file repeats itself
KEYS = {
    Role.AREA: "area",
    Role.MEASURE: "measure",
    Role.CATEGORY: "category",
    Role.PERIOD: "period",
    Role.PERIOD_START: "period_start",
    Role.PERIOD_END: "period_end",
    Role.STATUS: "status",
    Role.SOURCE: "source",
    Role.NOTE: "note",
}


class Labels(NamedTuple):
    """`written` is what each label's cell holds; a fault stands beside its column's index."""

    given: Given
    note: str
    written: dict[str, str]
    faults: tuple[tuple[int, Fault], ...]

    def text(self, role: Role) -> str:
        return self.written.get(KEYS[role], "")

    def is_faulty(self, *whats: str) -> bool:
        return any(fault.column in whats for _index, fault in self.faults)


class LabelReader:
    """Reads the labels of one sheet's rows. Nothing in a cell makes it raise."""

    def __init__(self, cells: SheetCells, reading: Reading, context: Context) -> None:
        self._cells = cells
        self._answered = reading.areas
        self._context = context
        self._day_first = cells.day_first()
        remember = lru_cache(maxsize=REMEMBERED)
        self._area = remember(self._read_area)
        self._period = remember(read_period)
        self._days = remember(self._read_days)
        self._source = remember(read_source)
        self._columns = [
            (role, key, cells.by_role[role].index)
            for role, key in KEYS.items()
            if role in cells.by_role
        ]

    def read(self, row: Row) -> Labels | None:
        """None for a row that a person has said to leave out."""
        values = {role: self._cells.label(row, index) for role, _key, index in self._columns}
        texts = {key: written(values[role]) for role, key, _index in self._columns}
        area = self._area(texts["area"]) if "area" in texts else None
        if area == LEFT_OUT:
            return None
        period = self._labelled_period(values)
        source = self._source(texts["source"]) if texts.get("source") else None
        note = read_note(texts.get("note", ""))
        answers = (area, period, source, note)
        faults = [answer for answer in answers if isinstance(answer, Fault)]
        if isinstance(period, list):
            faults += period
        given = Given(
            area=None if isinstance(area, Fault) else area,
            period=period if isinstance(period, Period) else None,
            source=None if isinstance(source, Fault) else source,
        )
        return Labels(
            given=given,
            note="" if isinstance(note, Fault) else note,
            written=texts,
            faults=tuple((self._index_of(fault), fault) for fault in faults),
        )

    def _index_of(self, fault: Fault) -> int:
        return next(index for _role, key, index in self._columns if key == fault.column)

    def _labelled_period(self, values: dict[Role, Value]) -> Period | Fault | list[Fault] | None:
        if Role.PERIOD in values:
            value = values[Role.PERIOD]
            return self._period(type(value).__name__, value)
        if Role.PERIOD_START in values and Role.PERIOD_END in values:
            first, last = (
                iso_day(values[role], day_first=self._day_first)
                for role in (Role.PERIOD_START, Role.PERIOD_END)
            )
            return self._days(first, last)
        return None

    @staticmethod
    def _read_days(first: str, last: str) -> Period | list[Fault]:
        answer = read_days(first, last)
        return answer if isinstance(answer, list) else Period(answer.first, answer.last)

    def _read_area(self, text: str) -> str | Fault:
        answered = self._answered.get(normal(text))
        if answered == LEFT_OUT or answered in self._context.vocabulary.areas:
            return str(answered)
        names = self._context.names
        recognised = names.recognise(text, are_forces=self._cells.are_forces)
        if recognised.code is not None:
            return recognised.code
        listed = ", ".join(map(names.title, recognised.candidates[:4]))
        if not text.strip():
            wrong = say(_("there is no name of an area."))
        elif recognised.is_near or not listed:
            wrong = say(_("no area known has this name."))
        else:
            wrong = say(_("this name can mean several areas."))
        if listed:
            remedy = say(_("Say which is meant, perhaps: %(names)s."), names=listed)
        else:
            remedy = say(_("Write the name of the area or its police force in each row."))
        return Fault("area", shortened(text), wrong, remedy)


def read_period(kind: str, value: Value) -> Period | Fault:
    """`kind` keeps 1, 1.0 and true apart where answers are remembered."""
    readings = periods_in(value)
    if len(readings) == 1:
        return readings[0]
    text = shortened(written(value))
    if not text:
        return unsaid("period", _("it is not said which period this is for."))
    if readings:
        listed = "; ".join(period.label for period in readings)
        return Fault(
            "period",
            text,
            say(_("this can be read in several ways: %(readings)s."), readings=listed),
            say(_("Write 2017-18 for a financial year, 2018 for a calendar year, as text.")),
        )
    return Fault(
        "period",
        text,
        say(_("this is not a period known here.")),
        say(
            _("Write 2017-18 for a financial year, 2018 for a calendar year, 2018-01 for a month.")
        ),
    )


def unsaid(what: str, wrong: str) -> Fault:
    return Fault(what, "", say(wrong), say(_("Say it for the column or the whole sheet.")))
