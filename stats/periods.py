"""Stretches of time that figures are counted over: what they are called and which compare.

Pure Python: nothing here knows of Django. Days are whole days and both ends belong to the
period, so the financial year 2017-18 runs from 1 April 2017 to 31 March 2018 inclusive.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache

MONTH_NAMES = tuple(calendar.month_name)
HALF_YEAR_STARTS = frozenset({1, 4, 7, 10})
QUARTER_STARTS = frozenset({1, 4, 7, 10})


class PeriodError(ValueError):
    """A period that cannot be: its last day comes before its first, or its name is not known."""


class PeriodKind(StrEnum):
    """The sorts of period that have a name of their own."""

    FINANCIAL_YEAR = "financial year"
    CALENDAR_YEAR = "calendar year"
    HALF_YEAR = "half year"
    QUARTER = "quarter"
    MONTH = "month"
    OTHER = "other"


@dataclass(frozen=True, order=True)
class Period:
    """From the first day to the last, both included. Raises PeriodError when they are swapped."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise PeriodError(
                f"The period ends on {spoken_day(self.last)}, before it begins on "
                f"{spoken_day(self.first)}."
            )

    @property
    def days(self) -> int:
        """Days really in the period: 366 in a leap year, which rates must divide by."""
        return (self.last - self.first).days + 1

    @cached_property
    def months(self) -> int | None:
        """Whole calendar months, or None when the period begins or ends inside a month."""
        if self.first.day != 1 or (self.last + timedelta(days=1)).day != 1:
            return None
        return month_number(self.last) - month_number(self.first) + 1

    @cached_property
    def kind(self) -> PeriodKind:
        """Which sort of period this is. Years begin in January or April, halves in a quarter."""
        start = self.first.month
        match self.months:
            case 12 if start == 4:
                return PeriodKind.FINANCIAL_YEAR
            case 12 if start == 1:
                return PeriodKind.CALENDAR_YEAR
            case 6 if start in HALF_YEAR_STARTS:
                return PeriodKind.HALF_YEAR
            case 3 if start in QUARTER_STARTS:
                return PeriodKind.QUARTER
            case 1:
                return PeriodKind.MONTH
            case _:
                return PeriodKind.OTHER

    @cached_property
    def label(self) -> str:
        """The name on a chart or a table: "2017-18", "2018", "January to June 2018"."""
        if self.kind is PeriodKind.FINANCIAL_YEAR:
            return financial_year_label(self.first.year)
        if self.kind is PeriodKind.CALENDAR_YEAR:
            return str(self.first.year)
        if self.months == 12:
            return f"the year to {spoken_month(self.last)}"
        if self.months == 1:
            return spoken_month(self.first)
        if self.days == 1:
            return spoken_day(self.first)
        return f"{self._opening()} to {self._closing()}"

    @cached_property
    def in_words(self) -> str:
        """The period as a sentence takes it: "between April 2017 and March 2018"."""
        if self.kind in (PeriodKind.CALENDAR_YEAR, PeriodKind.MONTH):
            return f"in {self.label}"
        if self.months == 12 and self.kind is PeriodKind.OTHER:
            return f"in {self.label}"
        if self.days == 1:
            return f"on {self.label}"
        return f"between {self._opening()} and {self._closing()}"

    def previous(self) -> Period:
        """The period just before, of the same kind and length."""
        if self.months is None:
            return Period(self.first - timedelta(days=self.days), self.first - timedelta(days=1))
        return Period(months_later(self.first, -self.months), self.first - timedelta(days=1))

    def overlaps(self, other: Period) -> bool:
        """Whether any day belongs to both."""
        return self.first <= other.last and other.first <= self.last

    def is_as_long_as(self, other: Period) -> bool:
        """Equal in whole months, or in days to within one when either is not whole months."""
        if self.months is not None and other.months is not None:
            return self.months == other.months
        return abs(self.days - other.days) <= 1

    def is_comparable_with(self, other: Period) -> bool:
        """Whether a change between the two may be stated: equally long and no day shared."""
        return self.is_as_long_as(other) and not self.overlaps(other)

    def intervals_since(self, other: Period) -> int | None:
        """How many periods on this one is: 2014-15 to 2018-19 is four, though it holds five.

        Negative when this one is the earlier. None when the two differ in length or do not
        lie on the same grid (years to March against years to June).
        """
        if not self.is_as_long_as(other):
            return None
        if self.months is not None and other.months is not None:
            apart, length = month_number(self.first) - month_number(other.first), self.months
        else:
            apart, length = (self.first - other.first).days, self.days
        return apart // length if apart % length == 0 else None

    def _opening(self) -> str:
        if self.months is None:
            return spoken_day(self.first)
        if self.first.year == self.last.year:
            return MONTH_NAMES[self.first.month]
        return spoken_month(self.first)

    def _closing(self) -> str:
        return spoken_day(self.last) if self.months is None else spoken_month(self.last)


def spoken_day(day: date) -> str:
    """ "4 August 2017": the day as British newspapers print it."""
    return f"{day.day} {MONTH_NAMES[day.month]} {day.year}"


def spoken_month(day: date) -> str:
    """ "August 2017"."""
    return f"{MONTH_NAMES[day.month]} {day.year}"


def financial_year_label(year: int) -> str:
    """ "2017-18"; over the turn of a century both years are whole: "1999-2000"."""
    following = year + 1
    return f"{year}-{following}" if following % 100 == 0 else f"{year}-{following % 100:02d}"


def month_number(day: date) -> int:
    """Months since the year nought, so that two dates' months can be taken from each other."""
    return day.year * 12 + day.month - 1


def months_later(day: date, months: int) -> date:
    """The first of the month so many months after (or, if negative, before) the day's own."""
    year, month = divmod(month_number(day) + months, 12)
    return date(year, month + 1, 1)


def end_of_month(day: date) -> date:
    """The last day of the month that the day is in."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


@lru_cache(maxsize=256)
def financial_year(year: int) -> Period:
    """The year from 1 April of the year given."""
    return Period(date(year, 4, 1), date(year + 1, 3, 31))


@lru_cache(maxsize=256)
def calendar_year(year: int) -> Period:
    """The year from 1 January."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def calendar_month(year: int, month: int) -> Period:
    """One whole month. Raises PeriodError when there is no such month."""
    if not 1 <= month <= 12:
        raise PeriodError(f"There is no month {month}: months go from 01 to 12.")
    first = date(year, month, 1)
    return Period(first, end_of_month(first))


WRITTEN_YEAR = re.compile(r"(?:19|20)\d\d")
WRITTEN_PAIR = re.compile(r"((?:19|20)\d\d)\s?([-/\u2013])\s?((?:19|20)?\d\d)")
WHAT_TO_WRITE = "Write 2017-18 for a financial year, 2018 for a calendar year, 2018-01 for a month."


def parse_period(text: str) -> Period:
    """Read "2017-18", "2017/18", "2017/2018", "2018" or "2018-01".

    "2011-12" is the financial year, not December 2011: a second number that is the next year
    always wins. Raises PeriodError, saying what to write instead.
    """
    written = text.strip()
    if WRITTEN_YEAR.fullmatch(written):
        return calendar_year(int(written))
    pair = WRITTEN_PAIR.fullmatch(written)
    if pair is None:
        raise PeriodError(f"“{written}” is not a period known here. {WHAT_TO_WRITE}")
    year, between, second = int(pair[1]), pair[2], pair[3]
    if int(second) == ((year + 1) if len(second) == 4 else (year + 1) % 100):
        return financial_year(year)
    if between == "-" and len(second) == 2 and 1 <= int(second) <= 12:
        return calendar_month(year, int(second))
    raise PeriodError(
        f"“{written}” is neither a month nor two years that follow each other: "
        f"did you mean {financial_year_label(year)}? {WHAT_TO_WRITE}"
    )
