"""Rates in words: "nearly two each day", "one every 23 minutes".

Always an average over the days really in the period, so the sentence around it says
"on average".
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Literal

from press.wording.approximators import MORE_THAN, NEARLY
from press.wording.intervals import Interval, exactly
from press.wording.kinds import Kind
from press.wording.numbers import digits, numeral
from press.wording.profiles import Profile
from press.wording.say_counts import approximation, say_about
from press.wording.saying import CannotSay, RateSaying, Saying, choose, working
from stats.periods import Period

RateUnit = Literal["day", "week", "month", "auto"]

SMALLEST_RATE = Decimal("1.7")
"""Below this many a day the rate is said by the week, and below it a week by the month."""

UNIT_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "day": ("each day", "a day", "every day"),
        "week": ("a week", "each week", "every week"),
        "month": ("a month", "each month", "every month"),
    }
)
MINUTES: tuple[tuple[str, int], ...] = (
    ("second", 0),
    ("minute", 1),
    ("hour", 60),
    ("day", 1_440),
    ("week", 10_080),
)
CLOSE_ENOUGH_TO_ROUND = Decimal("0.05")
LONGEST_BETWEEN = Decimal(8 * 10_080)
"""Eight weeks in minutes: what happens more seldom has no meaningful time between."""


def units_in(period: Period, unit: str) -> Decimal | None:
    """How many of the unit the period really holds; None for months when they are not whole."""
    if unit == "day":
        return Decimal(period.days)
    if unit == "week":
        return Decimal(period.days) / 7
    return None if period.months is None else Decimal(period.months)


def say_rate(
    value: Decimal | int,
    *,
    period: Period,
    profile: Profile,
    unit: RateUnit = "auto",
    seed: str | None = None,
) -> RateSaying:
    """A count as a rate: 674 in a year is "nearly two each day".

    With "auto" the day is tried first, then the week, then the month. Raises CannotSay when
    no number lies close enough for any of them.
    """
    count = Decimal(value)
    if count <= 0:
        raise CannotSay("Nothing was counted, so there is no rate.")
    units = ("day", "week", "month") if unit == "auto" else (unit,)
    for tried in units:
        held = units_in(period, tried)
        if held is None or (unit == "auto" and tried != "month" and count < SMALLEST_RATE * held):
            continue
        try:
            number, says = _rate_number(count / held, profile, seed)
        except CannotSay:
            continue
        spoken_unit = choose(UNIT_WORDS[tried], seed=seed, about="unit of a rate")
        return RateSaying(
            text=f"{number} {spoken_unit}",
            kind=Kind.RATE,
            says=says,
            truth=count / held,
            arithmetic=f"{_division(count, tried, period)} = {working(count / held)} a {tried}",
            number=number,
            unit=spoken_unit,
        )
    raise CannotSay(
        f"{digits(count)} in {digits(period.days)} days comes close to no whole number "
        f"{'a ' + unit if unit != 'auto' else 'a day, a week or a month'}."
    )


def _division(count: Decimal, unit: str, period: Period) -> str:
    if unit == "month":
        return f"{digits(count)} ÷ {period.months} months"
    weeks = " × 7" if unit == "week" else ""
    return f"{digits(count)} ÷ {digits(period.days)} days{weeks}"


def _rate_number(rate: Decimal, profile: Profile, seed: str | None) -> tuple[str, Interval]:
    """Words for the number of a rate: a round one from 100, else the whole number beside it."""
    if rate >= 100:
        said = say_about(rate, profile=profile, seed=seed)
        return said.text, said.says
    below = rate.to_integral_value(ROUND_FLOOR)
    if rate == below:
        return numeral(below, profile=profile), exactly(rate)
    above = below + 1
    named = above if above - rate < rate - below else below
    if named == below and not MORE_THAN.saying(below).holds(rate):
        named = above
    if named == above and not NEARLY.saying(above).holds(rate):
        named = below
    words, says = approximation(rate, named, seed=seed)
    return f"{words} {numeral(named, profile=profile)}", says


def say_interval_rate(
    value: Decimal | int, *, period: Period, profile: Profile, seed: str | None = None
) -> Saying:
    """How far apart on average: 22,724 in a year is "one every 23 minutes".

    When the time between is not close to a whole number it is said from above ("more than one
    every seven minutes"). Raises CannotSay when that would not be close either.
    """
    count = Decimal(value)
    if count <= 0:
        raise CannotSay("Nothing was counted, so there is no time between.")
    minutes = Decimal(period.days) * 1_440 / count
    if minutes > LONGEST_BETWEEN:
        raise CannotSay(f"{digits(count)} in {digits(period.days)} days is too few to space out.")
    unit, apart = _time_between(minutes)
    nearest = apart.to_integral_value(ROUND_HALF_UP)
    working_line = f"{digits(period.days)} days ÷ {digits(count)} = one every {working(apart)}"
    if abs(nearest - apart) <= CLOSE_ENOUGH_TO_ROUND * apart:
        opening, named = "one every", nearest
        says = Interval(nearest / Decimal("1.05"), nearest / Decimal("0.95"))
    else:
        opening, named = "more than one every", apart.to_integral_value(ROUND_CEILING)
        says = Interval(named / Decimal("1.15"), named, high_open=True)
        if not says.holds(apart):
            raise CannotSay(f"One every {working(apart)} {unit}s is close to no whole number.")
    return Saying(
        text=f"{opening} {_so_long(named, unit, profile)}",
        kind=Kind.INTERVAL_RATE,
        says=says,
        truth=apart,
        arithmetic=f"{working_line} {unit}s",
    )


def _so_long(number: Decimal, unit: str, profile: Profile) -> str:
    return unit if number == 1 else f"{numeral(number, profile=profile)} {unit}s"


def _time_between(minutes: Decimal) -> tuple[str, Decimal]:
    """The largest unit of which there are at least one and a half, seconds failing all."""
    for unit, size in reversed(MINUTES):
        if size and minutes >= size * Decimal("1.5"):
            return unit, minutes / size
    return "second", minutes * 60
