"""The questions that conditions ask of one area's facts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import wraps

from stats.comparison import Comparison, Direction
from stats.periods import Period

from ..angles.peers import Peers
from ..facts import Facts, Unit
from ..wording.profiles import WEB
from ..wording.say_ranks import say_contrast
from ..wording.sayings import (
    CannotSay,
    say_interval_rate,
    say_multiple,
    say_percent_change,
    say_rate,
)
from .condition import Test, by_unit, compared, counts

LONGEST_YEAR = 366  # days
SIMILAR_POINTS = 1
SLIGHT_POINTS = 2
"""A proportion that moved by less is similar, or went only slightly: in percentage points."""


def is_united_kingdom(facts: Facts) -> bool:
    return facts.place.level == "united-kingdom"


def nation_moved(direction: Direction) -> Test:
    def holds(facts: Facts) -> bool:
        change = facts.nation_comparison
        return (
            not is_united_kingdom(facts)
            and change is not None
            and change.direction is direction
            and is_clear(change, facts.nouns.unit)
        )

    return holds


def is_clear(change: Comparison, unit: Unit) -> bool:
    """Whether the size of a change can be said, in per cent or in percentage points."""
    if unit is Unit.PROPORTION:
        return abs(change.difference) >= SIMILAR_POINTS
    return can_say_percent(change)


def can_say_percent(change: Comparison) -> bool:
    return _can(lambda: say_percent_change(change, profile=WEB))


def can_say_multiple(change: Comparison) -> bool:
    return _can(lambda: say_multiple(change, profile=WEB))


def counted(test: Callable[[Decimal, Period], bool]) -> Test:
    """A question about how many were counted over which period; no, where none were."""

    @counts
    @wraps(test)
    def holds(facts: Facts) -> bool:
        figure = facts.current
        if figure is None or figure.value is None or figure.value < 1:
            return False
        return test(figure.value, figure.period)

    return holds


@counted
def at_least_daily(value: Decimal, period: Period) -> bool:
    """Whether the count can be said by the day, which is the shortest unit that reads well."""
    try:
        return say_rate(value, period=period, profile=WEB).unit.endswith("day")
    except CannotSay:
        return False


@counted
def monthly(value: Decimal, period: Period) -> bool:
    return (period.months or 0) > 1 and _can(
        lambda: say_rate(value, period=period, profile=WEB, unit="month")
    )


@counted
def within_the_hour(value: Decimal, period: Period) -> bool:
    minutes = period.days * 24 * 60 / value
    return minutes <= 60 and _can(lambda: say_interval_rate(value, period=period, profile=WEB))


@counted
def rate(value: Decimal, period: Period) -> bool:
    return _can(lambda: say_rate(value, period=period, profile=WEB))


def _can(say: Callable[[], object]) -> bool:
    try:
        say()
    except CannotSay:
        return False
    return True


def has_value(facts: Facts) -> bool:
    return facts.current is not None and facts.current.value is not None


def no_breakdown(facts: Facts) -> bool:
    """Asked for the parts and given none. Parts that we suppress were given."""
    return bool(facts.parts) and all(
        part.figure.value is None and not part.figure.is_suppressed for part in facts.parts
    )


def some_breakdown(facts: Facts) -> bool:
    missing = [part for part in facts.parts if part.figure.value is None]
    return 0 < len(missing) < len(facts.parts) and not any(
        part.figure.is_suppressed for part in missing
    )


def most_forces_gave_breakdown(facts: Facts) -> bool:
    return facts.forces_in_all > 0 and 2 * facts.forces_with_breakdown > facts.forces_in_all


def suppressed_parts(facts: Facts) -> bool:
    return any(part.figure.is_suppressed for part in facts.parts)


def reaches_back(facts: Facts) -> bool:
    """Whether the series begins more than a year before the period that the release is about."""
    if facts.current is None or facts.earliest is None:
        return False
    return (facts.current.period.first - facts.earliest.first).days > LONGEST_YEAR


def nation_is_known(facts: Facts) -> bool:
    return (
        not is_united_kingdom(facts) and facts.nation is not None and facts.nation.value is not None
    )


def level(name: str) -> Test:
    return lambda facts: facts.place.level == name


def country(slug: str) -> Test:
    return lambda facts: facts.country == slug


def beside(test: Callable[[Peers], bool]) -> Test:
    """A question about the area among its neighbours, or in its history; no, where it has none."""

    @wraps(test)
    def holds(facts: Facts) -> bool:
        return facts.peers is not None and test(facts.peers)

    return holds


def runs_against_uk(facts: Facts) -> bool:
    mine, whole = facts.comparison, facts.nation_comparison
    if is_united_kingdom(facts) or mine is None or whole is None:
        return False
    if facts.previous is None or facts.nation_previous is None:
        return False
    return facts.previous.period == facts.nation_previous.period and _can(
        lambda: say_contrast(mine, whole, is_national=True)
    )


SIMILAR = by_unit(lambda c: c.is_similar, lambda c: abs(c.difference) < SIMILAR_POINTS)
SLIGHT = by_unit(lambda c: c.is_slight, lambda c: 0 < abs(c.difference) < SLIGHT_POINTS)
PERCENTAGE = counts(compared(can_say_percent))
MULTIPLE = counts(compared(can_say_multiple))
