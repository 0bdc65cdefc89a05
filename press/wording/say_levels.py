"""Proportions in words: "62%" as it was found, and "up three percentage points"."""

from __future__ import annotations

from decimal import Decimal

from press.wording.intervals import exactly, rounding_to
from press.wording.kinds import Kind
from press.wording.numbers import digits, numeral, rounded
from press.wording.numbers import percent as percentage
from press.wording.profiles import Profile
from press.wording.saying import CannotSay, Saying
from stats.comparison import Comparison, Direction

TENTH = Decimal("0.1")


def say_level(value: Decimal, *, profile: Profile, seed: str | None = None) -> Saying:
    """A proportion in per cent, as exactly as it is held: "62%", "62.5 per cent".

    Raises CannotSay for what is no proportion: less than nought or more than 100.
    """
    if not 0 <= value <= 100:
        raise CannotSay(f"{digits(value)} is no proportion in per cent.")
    text = percentage(value, profile=profile)
    return Saying(text, Kind.PERCENT, exactly(value), value, f"{digits(value)}%")


def say_points(comparison: Comparison, *, profile: Profile, seed: str | None = None) -> Saying:
    """How a proportion moved: "up three percentage points", "unchanged at 59%".

    To a tenth of a point. Raises CannotSay where that would say none of what is some.
    """
    old, new, size = comparison.old, comparison.new, abs(comparison.difference)
    working = f"{digits(new)}% − {digits(old)}% = {digits(comparison.difference)} points"
    if comparison.direction is Direction.SAME:
        text = f"unchanged at {percentage(old, profile=profile)}"
        return Saying(text, Kind.DIRECTION, exactly(old), new, working)
    said = rounded(size, 1)
    if said == 0:
        raise CannotSay("It moved by less than a tenth of a percentage point.")
    way = "up" if comparison.direction is Direction.RISE else "down"
    points = "point" if said == 1 else "points"
    return Saying(
        f"{way} {numeral(said, profile=profile)} percentage {points}",
        Kind.PERCENTAGE_POINTS,
        exactly(size) if said == size else rounding_to(said, TENTH),
        size,
        working,
    )
