"""How many sentences a second one core reads and holds against figures."""

from __future__ import annotations

import time
from collections.abc import Sequence
from decimal import Decimal

from press.wording.claims import Observation, check
from stats.periods import financial_year
from tests.benchmarks.lines import Line

TEXT = (
    "Norfolk Police recorded 674 child abuse image offences in 2017/18, up from 591 the year "
    "before. That is a rise of 14 per cent, and nearly two offences each day. The charity, which "
    "was set up in 1995, works across the UK with adults worried about their own thoughts or "
    "behaviour towards children. Of the 674 offences, 541 were for taking, making or "
    "distributing images. Anyone worried about a child under 16 can call 0808 1000 900 in "
    "confidence. Crimes have more than doubled in four years, the highest since 2014/15, and one "
    "is recorded every 23 minutes. Police forces say that better recording accounts for some of "
    "the increase. The full findings are published on Thursday 20 September 2018."
)
SENTENCES = 8
ROUNDS = 250
WANTED = 2_000
"""Sentences a second: a release of 40 sentences re-checked on every key pressed."""


AREAS = 45
YEARS = range(2013, 2018)
OWN = (
    Observation(financial_year(2016), Decimal(591)),
    Observation(financial_year(2017), Decimal(674)),
)


def of_all_areas() -> tuple[Observation, ...]:
    """Five years of every force, Norfolk among them."""
    others = (
        Observation(financial_year(year), Decimal(100 + 7 * number + year % 10), f"Force {number}")
        for number in range(1, AREAS)
        for year in YEARS
    )
    return (*(Observation(one.period, one.value, "Norfolk") for one in OWN), *others)


def run(observations: Sequence[Observation] = OWN) -> float:
    """Sentences a second of one core's own time, on text like that of a press release."""
    check(TEXT, observations)
    began = time.process_time()
    for _ in range(ROUNDS):
        check(TEXT, observations, area="Norfolk", measure="child abuse image offences")
    return ROUNDS * SENTENCES / (time.process_time() - began)


def lines() -> list[Line]:
    """The speeds beside the one wanted."""
    speeds = {
        "claims found and checked, against the speed wanted": run(),
        f"the same beside five years of {AREAS} areas": run(of_all_areas()),
    }
    return [
        Line(
            what=what,
            ours=speed,
            theirs=WANTED,
            unit="sentences/s",
            ratio=speed / WANTED,
            target=1.0,
        )
        for what, speed in speeds.items()
    ]
