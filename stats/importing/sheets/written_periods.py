"""Periods as people write them in headings and cells: read where they can mean one thing alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import lru_cache

from ...periods import (
    Period,
    PeriodError,
    calendar_month,
    calendar_year,
    end_of_month,
    financial_year,
    months_later,
    parse_period,
)
from .marks import split_marks
from .workbook import Value

FIRST_YEAR, LAST_YEAR = 1900, 2099
LONGEST = 120  # characters in which a period is looked for
MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        [
            *("january", "february", "march", "april", "may", "june", "july", "august"),
            *("september", "october", "november", "december"),
        ],
        start=1,
    )
    for length in (3, len(name))
} | {"sept": 9}
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
YEAR = r"(?:19|20)[0-9]{2}"
PAIR = rf"({YEAR})\s?[-/–]\s?((?:19|20)?[0-9]{{2}})"

FINANCIAL = re.compile(r"\b(?:financial|fiscal)\s+year\b|\bf\.?y\.?\b\s*|\bfy(?=[0-9])")
CALENDAR = re.compile(r"\bcalendar\s+year\b|\bcy\b")
SHORT_PAIR = re.compile(r"([0-9]{2})\s?[-/–]\s?([0-9]{2})")
YEAR_TO = re.compile(
    r"(?:the )?(?:(?:12|twelve) months|year|y/e|ye)(?: (?:ending|ended|to|end))?(?: in)?"
    r" (?P<end>.+)"
)
QUARTER = re.compile(
    r"(?:q(?:uarter)?\s?([1-4]))\s*[, ]?\s*(.+)|(.+?)\s*[, ]?\s*q(?:uarter)?\s?([1-4])"
)
HALF = re.compile(r"h([12])\s*[, ]?\s*(.+)|(.+?)\s*[, ]?\s*h([12])")
MONTH_YEAR = re.compile(rf"{MONTH}\.?[\s,'’-]*(?P<year>{YEAR}|[0-9]{{2}})")
ONLY_MONTH = re.compile(rf"{MONTH}\.?")
SPOKEN_DAY = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[\s-]+{MONTH}\.?,?[\s-]*(?P<year>{YEAR})?"
)
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ t].*)?")
SLASHED_DAY = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4}|[0-9]{2})")

Readings = tuple[Period, ...]
"""What a text may mean: one period, several of which one must be chosen, or none."""


def periods_in(value: Value) -> Readings:
    """The periods that a cell may stand for. A single one is certain.

    A real date is never certain: "2011-12" typed into Excel becomes the first of December 2011.
    """
    if isinstance(value, bool) or value is None:
        return ()
    if isinstance(value, date):
        return _of_a_date(value)
    if isinstance(value, int | float):
        is_year = float(value).is_integer() and FIRST_YEAR <= value <= LAST_YEAR
        return (calendar_year(int(value)),) if is_year else ()
    if not isinstance(value, str) or len(value) > LONGEST:
        return ()
    return _of_text(value)


@lru_cache(maxsize=2048)
def _of_text(value: str) -> Readings:
    text = " ".join(split_marks(value)[0].casefold().split()).strip(" ,;:()")
    try:
        return _distinct(_readings(text))
    except (ValueError, PeriodError, OverflowError):
        return ()


def _distinct(periods: Iterable[Period]) -> Readings:
    return tuple(dict.fromkeys(periods))


def _of_a_date(day: date) -> Readings:
    if not FIRST_YEAR <= day.year < LAST_YEAR:
        return ()
    readings = [calendar_month(day.year, day.month)]
    if day.day == 1 and day.month == (day.year + 1) % 100:
        readings.insert(0, financial_year(day.year))
    return (*readings, Period(day, day))


def _readings(text: str) -> Iterable[Period]:  # noqa: PLR0911  a form of writing each
    if not text:
        return ()
    is_financial, is_calendar = bool(FINANCIAL.search(text)), bool(CALENDAR.search(text))
    if is_financial or is_calendar:
        text = CALENDAR.sub(" ", FINANCIAL.sub(" ", text)).strip(" ,;:()-")
        return _said_to_be(text, is_financial=is_financial)
    with suppress(PeriodError):
        return (parse_period(text),)
    if (short := _short_pair(text)) is not None:
        return (short,)
    if year_to := YEAR_TO.fullmatch(text):
        return _year_to(year_to["end"])
    if month := MONTH_YEAR.fullmatch(text):
        return (calendar_month(_year(month["year"]), MONTHS[month["month"]]),)
    if quarter := QUARTER.fullmatch(text):
        number, year = int(quarter[1] or quarter[4]), quarter[2] or quarter[3]
        return _part(year, months=3, number=number)
    if half := HALF.fullmatch(text):
        return _part(half[2] or half[3], months=6, number=int(half[1] or half[4]))
    return _span(text)


def _said_to_be(text: str, *, is_financial: bool) -> Iterable[Period]:
    """What stands beside "financial year" or "calendar year"."""
    if re.fullmatch(rf"{YEAR}|[0-9]{{2}}", text):
        year = _year(text)
        if not is_financial:
            return (calendar_year(year),)
        return (financial_year(year - 1), financial_year(year))  # named after which of its years?
    periods = tuple(_readings(text))
    wanted = 4 if is_financial else 1
    return tuple(period for period in periods if period.first.month == wanted)


def _short_pair(text: str) -> Period | None:
    """ "16/17" → 2016-17: only where the second year follows the first, and neither is a month."""
    pair = SHORT_PAIR.fullmatch(text)
    if pair and int(pair[2]) == (int(pair[1]) + 1) % 100 and int(pair[2]) > 12:
        return financial_year(_year(pair[1]))
    return None


def _year(text: str) -> int:
    year = int(text)
    return year if year >= 100 else year + (2000 if year < 70 else 1900)


def _year_to(end: str) -> Readings:
    if month := MONTH_YEAR.fullmatch(end):
        last = end_of_month(date(_year(month["year"]), MONTHS[month["month"]], 1))
    else:
        days = _days(end)
        if len(days) != 1:
            return ()
        last = days[0]
        if last != end_of_month(last):
            return ()
    return (Period(months_later(last, -11), last),)


def _part(year: str, *, months: int, number: int) -> Readings:
    """A quarter or half: of a financial year if both its years are written, else of either."""
    whole = _of_text(year)
    if len(whole) != 1 or whole[0].months != 12:
        return ()
    starts = [whole[0].first]
    if whole[0].first.month == 1:
        starts.append(date(whole[0].first.year, 4, 1))
    parts = []
    for start in starts:
        first = months_later(start, months * (number - 1))
        parts.append(Period(first, end_of_month(months_later(first, months - 1))))
    return tuple(parts)


def _span(text: str) -> Readings:
    """ "April 2016 to March 2017", "01/04/2016 - 31/03/2017", "July to December 2018"."""
    found: dict[Period, None] = {}
    for match in _splits(text):
        opening, closing = match
        lasts = _ends(closing)
        for last in lasts:
            for first in _starts(opening, last):
                if first <= last:
                    found[Period(first, last)] = None
        if found:
            break
    whole = [period for period in found if period.months is not None]
    # 01/04/2016 to 31/03/2017 is four ways of reading two days, and whole months but once.
    return tuple(whole) if len(whole) == 1 else tuple(found)


def _splits(text: str) -> Iterable[tuple[str, str]]:
    for between in (" to ", " and ", " until ", " - ", " – ", " — ", "–", "—", "/", "-"):
        if text.count(between) == 1:
            opening, closing = text.split(between)
            yield re.sub(r"^(?:from|between) ", "", opening.strip()), closing.strip()


def _ends(text: str) -> list[date]:
    if month := MONTH_YEAR.fullmatch(text):
        return [end_of_month(date(_year(month["year"]), MONTHS[month["month"]], 1))]
    return _days(text)


def _starts(text: str, last: date) -> list[date]:
    if month := MONTH_YEAR.fullmatch(text):
        return [date(_year(month["year"]), MONTHS[month["month"]], 1)]
    if month := ONLY_MONTH.fullmatch(text):  # "April to June 2017"
        number = MONTHS[month["month"]]
        return [date(last.year if number <= last.month else last.year - 1, number, 1)]
    return _days(text, default_year=last.year)


def _days(text: str, *, default_year: int | None = None) -> list[date]:
    """The days that a text may stand for."""
    found: list[date] = []

    def add(year: int, month: int, day: int) -> None:
        with suppress(ValueError):
            reading = date(year, month, day)
            if FIRST_YEAR <= year <= LAST_YEAR and reading not in found:
                found.append(reading)

    if match := ISO_DAY.fullmatch(text):
        add(int(match[1]), int(match[2]), int(match[3]))
    elif match := SLASHED_DAY.fullmatch(text):
        add(_year(match[3]), int(match[2]), int(match[1]))
        add(_year(match[3]), int(match[1]), int(match[2]))
    elif match := SPOKEN_DAY.fullmatch(text):
        year = match["year"] or default_year
        if year:
            add(int(year), MONTHS[match["month"]], int(match["day"]))
    return found


EMBEDDED = re.compile(rf"(?<![0-9/.-]){PAIR}(?![0-9/.-])|(?<![0-9/.-])({YEAR})(?![0-9/.-])")


def period_within(text: str) -> tuple[Readings, str]:
    """A period somewhere in a heading, and the words around it: "Offences 2016/17".

    The words matter: "2016/17 (to December)" is not the whole year.
    """
    readings = periods_in(text)
    if readings or len(text) > LONGEST:
        return readings, ""
    found = list(EMBEDDED.finditer(text))
    if len(found) != 1:
        return (), text
    rest = f"{text[: found[0].start()]} {text[found[0].end() :]}"
    return periods_in(found[0][0]), " ".join(rest.split()).strip(" ,;:()-–")
