"""How newsworthy an angle is: points that are added up, so that anybody can see why.

The kind gives the first points. Then come how wide the place is, how large the change, and how
many areas a rank was won among; a small base, on which chance weighs heavily, takes points away.
Nothing is drawn by lot and nothing learnt: the same figures give the same order. Level angles
stand by kind, then by the area's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from stats.comparison import Comparison

from .angle import Kind, Reason

OF_KIND: Mapping[Kind, Reason] = MappingProxyType(
    {
        Kind.CORRECTION: Reason("a figure was corrected, which must be told before all else", 120),
        Kind.ONLY: Reason("alone among its neighbours", 62),
        Kind.LARGEST_RISE: Reason("the largest rise of its set", 58),
        Kind.LARGEST_FALL: Reason("the largest fall of its set", 58),
        Kind.RECORD: Reason("a record", 56),
        Kind.FIRST_TIME: Reason("a round number passed for the first time", 54),
        Kind.CLUSTER: Reason("steep changes side by side", 52),
        Kind.AGAINST_NATION: Reason("against the national trend", 50),
        Kind.AGAINST_REGION: Reason("against the regional trend", 50),
        Kind.REVERSAL: Reason("a turn after several years", 50),
        Kind.MULTIPLE: Reason("a multiple such as doubled or halved", 48),
        Kind.SINCE: Reason("the highest or lowest for years", 46),
        Kind.STREAK: Reason("several years the same way", 42),
        Kind.LARGEST_TOTAL: Reason("the largest number of its set", 40),
        Kind.HOW_MANY: Reason("how many areas went which way", 38),
        Kind.SPAN: Reason("the change over the whole series", 34),
        Kind.BREAKDOWN: Reason("the make-up of the total shifted", 32),
        Kind.COVERAGE: Reason("figures that are missing", 30),
        Kind.NO_BREAKDOWN: Reason("a breakdown that is missing", 24),
        Kind.CHANGE: Reason("the change since last time", 20),
    }
)

OF_LEVEL: Mapping[str, Reason] = MappingProxyType(
    {
        "united-kingdom": Reason("for the whole United Kingdom", 20),
        "nation": Reason("for a whole nation", 14),
        "region": Reason("for a whole region", 10),
    }
)

MOST_FOR_SIZE = 20
PERCENT_A_POINT = 5
"""A point for each five per cent of change, up to twenty."""

SMALL_BASE = Reason("on a small base", -15)
SLIGHT = Reason("a slight change", -12)
MOST_FOR_SET = 12
AREAS_A_POINT = 4


def of_kind(kind: Kind, level: str = "") -> list[Reason]:
    """The points of a kind of angle, and of how wide its area is."""
    reasons = [OF_KIND[kind]]
    if level in OF_LEVEL:
        reasons.append(OF_LEVEL[level])
    return reasons


def of_change(change: Comparison | None) -> list[Reason]:
    """The points of a change's size, less those of a small base."""
    if change is None:
        return []
    if change.needs_small_base_note:
        return [SMALL_BASE]
    if change.is_slight or change.is_similar:
        return [SLIGHT]
    percent = change.percent_rounded or 0
    points = min(MOST_FOR_SIZE, abs(percent) // PERCENT_A_POINT)
    return [Reason(f"a change of {abs(percent)} per cent", points)] if points else []


def of_set(number: int) -> list[Reason]:
    """The points of how many areas a rank was won among."""
    points = min(MOST_FOR_SET, number // AREAS_A_POINT)
    return [Reason(f"among {number} areas", points)] if points else []


def of_length(periods: int, words: str) -> list[Reason]:
    """The points of how far back a series reaches, or how long a run is: two for each period."""
    return [Reason(words, min(MOST_FOR_SIZE, 2 * periods))]
