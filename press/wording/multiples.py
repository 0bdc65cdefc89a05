"""What "doubled", "nearly trebled" and "more than four times as many" allow.

The house rules: "doubled" is 1.95 to 2.05 times, "more than doubled" from 2 to under 3,
"nearly k" from 0.9 k to under k, "more than k" from k to under k + 0.9.
"""

from __future__ import annotations

from decimal import Decimal

from press.wording.approximators import BY_WORDS, Side
from press.wording.intervals import Interval

SAID_BARE_WITHIN = Decimal("0.005")
"""A bare multiple is said only when it rounds to itself at two places: with a hedge 2.03, which is
"more than doubled", tells the reader more. Copy by others is allowed BARE_ALLOWED."""

BARE_ALLOWED = Decimal("0.025")
"""A bare multiple passes within this fraction of itself: 2.925 to 3.075 for trebled."""

LARGE = 4
LARGE_ALLOWED = Decimal("0.05")
"""From fourfold on it is said more loosely: "tenfold" passes for 9.5 to 10.5."""

NEARLY_FROM = Decimal("0.9")


def multiple_interval(hedge: str | None, times: Decimal) -> Interval:
    """The ratios that a multiple allows, with or without a word from the table before it.

    Raises KeyError when the word stands in no row of the table.
    """
    side = Side.EXACT if hedge is None else BY_WORDS[hedge].side
    if side is Side.UNDER:
        return Interval(NEARLY_FROM * times, times, high_open=True)
    if side is Side.OVER:
        # Up to trebled for doubled: the rule gives two a whole step, the others nine tenths,
        # or from sevenfold on the share by which any number may be passed in what is said.
        step = Decimal(1) if times == 2 else max(Decimal("0.9"), times * Decimal("0.15"))
        return Interval(times, times + step, low_open=times != 2, high_open=True)
    if side is Side.AROUND:
        return Interval(NEARLY_FROM * times, times * Decimal("1.1"))
    allowed = LARGE_ALLOWED if times >= LARGE else BARE_ALLOWED
    return Interval(times * (1 - allowed), times * (1 + allowed))
