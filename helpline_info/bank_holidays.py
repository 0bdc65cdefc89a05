"""Bank holidays by nation. Pure Python; the days come from the library `holidays`.

England and Wales have the same ones. A day that stands in for a holiday on a weekend is one too,
and so is the holiday itself: on Saturday 26 December and on Monday 28 December nobody answers.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays

ENGLAND_AND_WALES = "england-and-wales"
SCOTLAND = "scotland"
NORTHERN_IRELAND = "northern-ireland"

_SUBDIVISIONS = {ENGLAND_AND_WALES: "ENG", SCOTLAND: "SCT", NORTHERN_IRELAND: "NIR"}
YEARS_AHEAD = 2  # as far as any opening is looked for


def bank_holidays(nation: str, first_day: date) -> frozenset[date]:
    """A nation's bank holidays in the year of a day and in those that opening hours look into.

    Raises KeyError for a nation that does not exist.
    """
    years = range(first_day.year, first_day.year + YEARS_AHEAD + 1)
    return frozenset().union(*(_of_year(nation, year) for year in years))


@cache
def _of_year(nation: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year))
