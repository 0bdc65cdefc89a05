"""When a sentence of a template applies: a closed list, chosen from by name.

Pure. Every condition is a question about the facts with the answer yes or no, so a template is
data and nothing that an editor types is ever run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps

from stats.comparison import Comparison, Direction

from .facts import Facts
from .wording.profiles import WEB
from .wording.sayings import (
    CannotSay,
    say_interval_rate,
    say_multiple,
    say_percent_change,
    say_rate,
)

Test = Callable[[Facts], bool]


class UnknownCondition(KeyError):
    """A template names a condition that is not on the list."""


@dataclass(frozen=True)
class Condition:
    """`label` is what staff choose in the template's editor."""

    name: str
    label: str
    holds: Test


def _compared(test: Callable[[Comparison], bool]) -> Test:
    """A question about the change since the previous figure; no, where there is none."""

    @wraps(test)
    def holds(facts: Facts) -> bool:
        return facts.comparison is not None and test(facts.comparison)

    return holds


def _nation_moved(direction: Direction) -> Test:
    def holds(facts: Facts) -> bool:
        change = facts.nation_comparison
        return (
            not _is_united_kingdom(facts)
            and change is not None
            and _can_say_percent(change)
            and (change.direction is direction)
        )

    return holds


def _is_united_kingdom(facts: Facts) -> bool:
    return facts.place.level == "united-kingdom"


def _can_say_percent(change: Comparison) -> bool:
    return _can(lambda: say_percent_change(change, profile=WEB))


def _can_say_multiple(change: Comparison) -> bool:
    return _can(lambda: say_multiple(change, profile=WEB))


def _at_least_daily(facts: Facts) -> bool:
    """Whether the count can be said by the day, which is the shortest unit that reads well."""
    figure = facts.current
    if figure is None or figure.value is None or figure.value < 1:
        return False
    value, period = figure.value, figure.period
    try:
        return say_rate(value, period=period, profile=WEB).unit.endswith("day")
    except CannotSay:
        return False


def _monthly(facts: Facts) -> bool:
    figure = facts.current
    if figure is None or figure.value is None or figure.value < 1:
        return False
    value, period = figure.value, figure.period
    return (period.months or 0) > 1 and _can(
        lambda: say_rate(value, period=period, profile=WEB, unit="month")
    )


def _within_the_hour(facts: Facts) -> bool:
    figure = facts.current
    if figure is None or figure.value is None or figure.value < 1:
        return False
    value, period = figure.value, figure.period
    minutes = period.days * 24 * 60 / value
    return minutes <= 60 and _can(lambda: say_interval_rate(value, period=period, profile=WEB))


def _can(say: Callable[[], object]) -> bool:
    try:
        say()
    except CannotSay:
        return False
    return True


def _no_breakdown(facts: Facts) -> bool:
    """Asked for the parts and given none. Parts that we suppress were given."""
    return bool(facts.parts) and all(
        part.figure.value is None and not part.figure.is_suppressed for part in facts.parts
    )


def _some_breakdown(facts: Facts) -> bool:
    missing = [part for part in facts.parts if part.figure.value is None]
    return 0 < len(missing) < len(facts.parts) and not any(
        part.figure.is_suppressed for part in missing
    )


def _most_forces_gave_breakdown(facts: Facts) -> bool:
    return facts.forces_in_all > 0 and 2 * facts.forces_with_breakdown > facts.forces_in_all


_ALL = (
    Condition("rise", "It rose", _compared(lambda c: c.direction is Direction.RISE)),
    Condition("fall", "It fell", _compared(lambda c: c.direction is Direction.FALL)),
    Condition("same", "It did not change", _compared(lambda c: c.direction is Direction.SAME)),
    Condition("changed", "It rose or fell", _compared(lambda c: c.direction is not Direction.SAME)),
    Condition("slight", "The change is slight (under 2%)", _compared(lambda c: c.is_slight)),
    Condition("clear", "The change is not slight", _compared(lambda c: not c.is_slight)),
    Condition("comparison", "An earlier figure is known", lambda f: f.comparison is not None),
    Condition("no_comparison", "No earlier figure is known", lambda f: f.comparison is None),
    Condition("percentage", "A percentage can be said", _compared(_can_say_percent)),
    Condition(
        "no_percentage",
        "No percentage can be said",
        lambda f: f.comparison is None or not _can_say_percent(f.comparison),
    ),
    Condition(
        "multiple", "It changed by a multiple (doubled, halved)", _compared(_can_say_multiple)
    ),
    Condition(
        "no_multiple",
        "It did not change by a multiple",
        lambda f: f.comparison is None or not _can_say_multiple(f.comparison),
    ),
    Condition(
        "small_base", "The earlier figure is small", _compared(lambda c: c.needs_small_base_note)
    ),
    Condition("daily", "It can be said by the day", _at_least_daily),
    Condition("not_daily", "It cannot be said by the day", lambda f: not _at_least_daily(f)),
    Condition("monthly", "It can be said by the month", _monthly),
    Condition("minutes", "It comes to one or more an hour", _within_the_hour),
    Condition("breakdown", "A breakdown is known", lambda f: bool(f.known_parts)),
    Condition("no_breakdown", "A breakdown was asked for and not given", _no_breakdown),
    Condition("some_breakdown", "Only part of a breakdown was given", _some_breakdown),
    Condition("most_gave_breakdown", "Most forces gave a breakdown", _most_forces_gave_breakdown),
    Condition(
        "few_gave_breakdown",
        "Not known that most forces gave a breakdown",
        lambda f: not _most_forces_gave_breakdown(f),
    ),
    Condition("coverage", "It is known how many forces answered", lambda f: f.coverage is not None),
    Condition(
        "no_coverage", "It is not known how many forces answered", lambda f: f.coverage is None
    ),
    Condition("united_kingdom", "The area is the United Kingdom", _is_united_kingdom),
    Condition(
        "not_united_kingdom",
        "The area is not the United Kingdom",
        lambda f: not _is_united_kingdom(f),
    ),
    Condition("police_force", "One police force answers for it", lambda f: bool(f.place.force)),
    Condition("no_police_force", "No one police force answers for it", lambda f: not f.place.force),
    Condition("uk_rise", "The United Kingdom rose", _nation_moved(Direction.RISE)),
    Condition("uk_fall", "The United Kingdom fell", _nation_moved(Direction.FALL)),
    Condition(
        "estimate",
        "The figure is an estimate",
        lambda f: f.current is not None and f.current.is_estimate,
    ),
    Condition("helpline", "A helpline is on record", lambda f: bool(f.help.number)),
)

CONDITIONS = {condition.name: condition for condition in _ALL}


def all_hold(names: Iterable[str], facts: Facts) -> bool:
    """Whether every condition named holds; with none named, yes.

    Raises UnknownCondition for a name that is not on the list.
    """
    chosen = []
    for name in names:
        if name not in CONDITIONS:
            raise UnknownCondition(name)
        chosen.append(CONDITIONS[name])
    return all(condition.holds(facts) for condition in chosen)
