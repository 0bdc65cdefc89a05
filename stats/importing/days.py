"""From the text of two days to a period. One way of writing a day: 2017-04-01.

01/04/2017 is 1 April in Britain and 4 January in America, and a spreadsheet may have turned it
round on the way, so it is refused with what it would be.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ..periods import PeriodError, end_of_month, parse_period, spoken_day, spoken_month
from .sentences import Fault, Sentence, say
from .sentences import gettext_noop as _

ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
FIRST_YEAR, LAST_YEAR = 1900, 2099

DAY_FIRST = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4}|[0-9]{2})(?:[ T].*)?")
YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]?([0-9]{1,2})[-/. ]?([0-9]{1,2})(?:[ T].*)?")
DAY_NUMBER = re.compile(r"[1-6][0-9]{4}")
DAY_NUMBERS_COUNT_FROM = date(1899, 12, 30)  # the day nought of Excel and LibreOffice
WITH_MONTH_NAMES = ("%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d %b %y", "%B %d, %Y")


class Days(NamedTuple):
    first: date
    last: date


def read_days(first_text: str, last_text: str) -> Days | list[Fault]:
    """The first and the last day of a period, both included."""
    first = read_day(first_text, column="period_start")
    last = read_day(last_text, column="period_end")
    if isinstance(first, Fault) or isinstance(last, Fault):
        return [day for day in (first, last) if isinstance(day, Fault)]
    if last < first:
        return [
            Fault(
                "period_end",
                last_text.strip(),
                say(
                    _("the period ends before it starts, on %(first)s."),
                    first=spoken_day(first),
                ),
                say(_("Write the first day in period_start and the last in period_end.")),
            )
        ]
    return Days(first, last)


def read_day(text: str, *, column: str) -> date | Fault:
    written = text.strip()
    match = ISO_DAY.fullmatch(written)
    if match is None:
        return Fault(column, written, *_explain(written))
    year, month, day = map(int, match.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Fault(
            column,
            written,
            say(
                _("the year is not between %(first)s and %(last)s."),
                first=str(FIRST_YEAR),
                last=str(LAST_YEAR),
            ),
            say(_("Write the year in full, as in 2017-04-01.")),
        )
    try:
        return date(year, month, day)
    except ValueError:
        return Fault(column, written, say(_("there is no such day.")), _nearest(year, month))


def _nearest(year: int, month: int) -> Sentence:
    if not 1 <= month <= 12:
        return say(_("Write the year, the month (01 to 12) and the day: 2017-04-01."))
    last = end_of_month(date(year, month, 1))
    return say(
        _("The last day of %(month)s is %(last)s."), month=spoken_month(last), last=last.isoformat()
    )


def _explain(written: str) -> tuple[Sentence, Sentence]:
    """What is wrong with text that is no day as days are written here, and what to write."""
    if not written:
        return say(_("there is no day.")), say(_("Write it as 2017-04-01."))
    with suppress(PeriodError):
        period = parse_period(written)
        return say(_("this is a period, and a day is needed.")), say(
            _("For %(period)s write %(first)s in period_start and %(last)s in period_end."),
            period=period.label,
            first=period.first.isoformat(),
            last=period.last.isoformat(),
        )
    readings = _readings(written)
    wrong = say(_("days are written year, month, day."))
    if not readings:
        return wrong, say(_("Write it as 2017-04-01."))
    if len(readings) == 1:
        return wrong, say(
            _("Write %(day)s if it is %(spoken)s."),
            day=readings[0].isoformat(),
            spoken=spoken_day(readings[0]),
        )
    return say(_("this day can be read in two ways.")), say(
        _(
            "Write %(british)s if it is %(british_spoken)s,"
            " or %(american)s if it is %(american_spoken)s."
        ),
        british=readings[0].isoformat(),
        british_spoken=spoken_day(readings[0]),
        american=readings[1].isoformat(),
        american_spoken=spoken_day(readings[1]),
    )


def _readings(written: str) -> list[date]:
    """The days that a text may stand for, the British reading first."""
    found: list[date] = []

    def add(year: int, month: int, day: int) -> None:
        with suppress(ValueError):
            reading = date(year, month, day)
            if FIRST_YEAR <= year <= LAST_YEAR and reading not in found:
                found.append(reading)

    if match := DAY_FIRST.fullmatch(written):
        one, other, year = map(int, match.groups())
        year += 2000 if year < 100 else 0
        add(year, other, one)
        add(year, one, other)
    elif match := YEAR_FIRST.fullmatch(written):
        add(*map(int, match.groups()))
    elif DAY_NUMBER.fullmatch(written):
        found.append(DAY_NUMBERS_COUNT_FROM + timedelta(days=int(written)))
    else:
        for form in WITH_MONTH_NAMES:
            with suppress(ValueError):
                named = datetime.strptime(written, form).date()  # noqa: DTZ007  a day has no zone
                add(named.year, named.month, named.day)
    return found
