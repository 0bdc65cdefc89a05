"""How many sentences a second one core reads and holds against figures."""

from __future__ import annotations

import time
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


def run() -> float:
    """Sentences a second of one core's own time, on text like that of a press release."""
    observations = (
        Observation(financial_year(2016), Decimal(591)),
        Observation(financial_year(2017), Decimal(674)),
    )
    check(TEXT, observations)
    began = time.process_time()
    for _ in range(ROUNDS):
        check(TEXT, observations, area="Norfolk", measure="child abuse image offences")
    return ROUNDS * SENTENCES / (time.process_time() - began)


def lines() -> list[Line]:
    """The speed beside the one wanted."""
    speed = run()
    return [
        Line(
            what="claims found and checked, against the speed wanted",
            ours=speed,
            theirs=WANTED,
            unit="sentences/s",
            ratio=speed / WANTED,
            target=1.0,
        )
    ]
