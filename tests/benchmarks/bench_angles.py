"""How long the angles of a publication take to find, and that they stay fast for many areas."""

from __future__ import annotations

import time
from decimal import Decimal

from press.angles import Picture, Spot, find_angles
from press.facts import KnownFigure, Nouns, Place
from stats.periods import financial_year
from tests.benchmarks.lines import Line

YEARS = range(2008, 2018)
ROUNDS = 3
SECONDS = {45: 0.5, 450: 2.0}
"""What they may take: a screen of all forces opens at once, one of ten times as many soon."""

FORCES_IN_A_REGION = 5


def picture_of(areas: int) -> Picture:
    """Ten years of so many forces, five to a region, without a gap: every rank can be said."""
    nation = Spot(1, Place("England", "England", "nation"))
    spots = {nation.pk: nation}
    series = {}
    for number in range(areas):
        region, pk = 100 + number // FORCES_IN_A_REGION, 10_000 + number
        name = f"Region {region}"
        spots[region] = Spot(region, Place(name, name, "region"), nation.pk)
        name = f"Shire {number}"
        spots[pk] = Spot(pk, Place(name, name, "police-force-area", f"{name} Police"), region)
        series[pk] = [
            KnownFigure(
                pk * 100 + year % 100,
                financial_year(year),
                Decimal(200 + (number * 7919 + (year * 104729) % 997) % 991),
            )
            for year in YEARS
        ]
    nouns = Nouns("offence", "offences")
    return Picture("offences", nouns, financial_year(YEARS[-1]), spots, series)


def lines() -> list[Line]:
    """The seconds taken beside the seconds allowed, on one core's own time."""
    return [_line(areas, allowed) for areas, allowed in SECONDS.items()]


def _line(areas: int, allowed: float) -> Line:
    took = []
    for _ in range(ROUNDS):
        picture = picture_of(areas)  # a new one each time: a picture keeps what it has worked out
        began = time.process_time()
        find_angles([picture])
        took.append(time.process_time() - began)
    best = min(took)
    return Line(
        what=f"angles of {areas} areas over {len(YEARS)} years, against the time allowed",
        ours=best,
        theirs=allowed,
        unit="s",
        ratio=allowed / best,
        target=1.0,
    )
