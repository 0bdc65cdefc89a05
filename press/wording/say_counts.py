"""Counts in words: "674", "nearly 700", "more than 300"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal, NamedTuple

from press.wording.approximators import (
    JUST_OVER,
    JUST_UNDER,
    MORE_THAN,
    NEARLY,
    Approximator,
)
from press.wording.intervals import Interval, exactly
from press.wording.kinds import Kind
from press.wording.numbers import digits, numeral
from press.wording.profiles import Profile
from press.wording.saying import CannotSay, Saying, choose

Prefer = Literal["below", "above"]

COMFORTABLY_CLOSE = Decimal("0.05")
"""A round number this near is taken before a less round one that is nearer still."""

BARELY_APART = Decimal("0.02")
"""Within this, "just over" and "just under" are open to a seeded choice."""


class RoundNumber(NamedTuple):
    """A round number near a value, seen from the value: below it or above it."""

    named: Decimal
    is_below: bool
    gap: Decimal
    step: Decimal


def say_count(value: Decimal | int, *, profile: Profile) -> Saying:
    """The count itself: "674", "nine". Raises CannotSay for a count below nought."""
    count = Decimal(value)
    if count < 0:
        raise CannotSay("A count cannot be below nought.")
    return Saying(
        text=numeral(count, profile=profile),
        kind=Kind.COUNT,
        says=exactly(count),
        truth=count,
        arithmetic=f"{digits(count)} as counted",
    )


def say_about(
    value: Decimal | int,
    *,
    profile: Profile,
    prefer: Prefer | None = None,
    seed: str | None = None,
) -> Saying:
    """The count by a round number close to it: "nearly 700" for 674, "more than 300" for 301.

    `prefer` names where the round number is to lie: "below" the value gives "more than",
    "above" it gives "nearly". Round values, and values too small to have a round number
    beside them, are said exactly.
    """
    count = Decimal(value)
    if is_round(count):
        return say_count(count, profile=profile)
    beside = _nearest_round(count, prefer)
    if beside is None:
        return say_count(count, profile=profile)
    row, says = approximation(count, beside.named, seed=seed)
    return Saying(
        text=f"{row} {numeral(beside.named, profile=profile)}",
        kind=Kind.COUNT,
        says=says,
        truth=count,
        arithmetic=_why(count, beside.named),
    )


def approximation(
    value: Decimal, named: Decimal, *, seed: str | None = None
) -> tuple[str, Interval]:
    """Words for a value beside a named number, with what they say.

    Raises CannotSay when the value is too far from the number for any row of the table.
    """
    near, wide = (JUST_OVER, MORE_THAN) if value > named else (JUST_UNDER, NEARLY)
    if not wide.saying(named).holds(value):
        raise CannotSay(f"{digits(value)} is too far from {digits(named)} to be said by it.")
    words = wide.words[:2]
    if abs(value - named) <= BARELY_APART * named:
        words = (*words, near.words[0])
    chosen = choose(words, seed=seed, about=f"approximator {digits(named)}")
    row: Approximator = near if chosen == near.words[0] else wide
    return chosen, row.saying(named)


def is_round(value: Decimal) -> bool:
    """Whether a value is already round: two figures and noughts, or halves of a hundred more."""
    if value != value.to_integral_value():
        return False
    size = value.adjusted()
    if size <= 1:
        return size == 0 or value % 10 == 0
    step = 5 * Decimal(10) ** (size - 2) if size >= 3 else Decimal(10)
    return value % step == 0


def _nearest_round(value: Decimal, prefer: Prefer | None) -> RoundNumber | None:
    """The roundest number comfortably close, else the closest the table allows at all."""
    wanted = [
        candidate
        for candidate in _round_numbers(value)
        if prefer is None or candidate.is_below == (prefer == "below")
    ]
    comfortable = [candidate for candidate in wanted if candidate.gap <= COMFORTABLY_CLOSE]
    if comfortable:
        return min(comfortable, key=lambda candidate: (-candidate.step, candidate.gap))
    allowed = [
        candidate
        for candidate in wanted
        if (MORE_THAN if candidate.is_below else NEARLY).saying(candidate.named).holds(value)
    ]
    return min(allowed, key=lambda candidate: candidate.gap, default=None)


def _round_numbers(value: Decimal) -> Iterator[RoundNumber]:
    """Round numbers on either side, by tens, fifties, hundreds and so on upwards."""
    for size in range(1, value.adjusted() + 2):
        for step in (Decimal(10) ** size, 5 * Decimal(10) ** size):
            below = (value / step).to_integral_value(ROUND_FLOOR) * step
            above = (value / step).to_integral_value(ROUND_CEILING) * step
            for named, is_below in ((below, True), (above, False)):
                if named > 0 and named != value:
                    gap = abs(value - named) / named
                    yield RoundNumber(named, is_below, gap, step)


def _why(value: Decimal, named: Decimal) -> str:
    relation = "more" if value > named else "less"
    return f"{digits(value)} is {digits(abs(value - named))} {relation} than {digits(named)}"
