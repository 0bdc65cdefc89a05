"""What "a third", "almost a quarter" and "more than half" allow of a share or a change."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from press.wording.approximators import BY_WORDS, Side
from press.wording.intervals import Interval

BARE_WITHIN = Decimal("0.015")
"""A bare fraction may be a point and a half away from the truth: 32.7% is "a third"."""

LEAST_OVER = Decimal("0.05")
"""How far beyond a fraction "more than" may reach in what is read, however small the fraction."""

PARTS: Mapping[str, int] = MappingProxyType(
    {
        "half": 2,
        "third": 3,
        "quarter": 4,
        "fourth": 4,
        "fifth": 5,
        "sixth": 6,
        "seventh": 7,
        "eighth": 8,
        "ninth": 9,
        "tenth": 10,
    }
)

SAID: tuple[tuple[str, int, int], ...] = (
    ("a tenth", 1, 10),
    ("a fifth", 1, 5),
    ("a quarter", 1, 4),
    ("a third", 1, 3),
    ("two-fifths", 2, 5),
    ("half", 1, 2),
    ("three-fifths", 3, 5),
    ("two-thirds", 2, 3),
    ("three-quarters", 3, 4),
    ("four-fifths", 4, 5),
    ("nine in 10", 9, 10),
)
"""The fractions that are written, roundest of the language only."""


def fraction_saying(hedge: str | None, named: Decimal) -> Interval:
    """The shares about which a fraction may be written, bare or with a word before it."""
    if hedge is None:
        return Interval(named - BARE_WITHIN, named + BARE_WITHIN)
    side = BY_WORDS[hedge].side
    if side is Side.UNDER:
        return Interval(named - min(Decimal("0.04"), named * Decimal("0.12")), named, False, True)
    return Interval(named, named * Decimal("1.15"), low_open=True)


def fraction_checking(hedge: str | None, named: Decimal) -> Interval:
    """The shares at which a fraction passes: wider than what may be written.

    "Almost a quarter" passes for 22.7%, which is under 0.92 of a quarter: fractions are
    coarser than numbers, so their hedges reach further.
    """
    side = Side.EXACT if hedge is None else BY_WORDS[hedge].side
    reach = min(Decimal("0.05"), named * Decimal("0.15"))
    if side is Side.UNDER:
        return Interval(named - reach, named, high_open=True)
    if side is Side.OVER:
        # A tenth and its like are coarse: "more than a tenth" is no lie of 14%.
        return Interval(named, max(named * Decimal("1.35"), named + LEAST_OVER), low_open=True)
    if side is Side.AROUND:
        return Interval(named - reach, named + reach)
    return Interval(named - BARE_WITHIN, named + BARE_WITHIN)
