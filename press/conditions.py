"""When a sentence of a template applies: a closed list, chosen from by name.

Pure. Every condition is a question about the facts with the answer yes or no, so a template is
data and nothing that an editor types is ever run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from types import MappingProxyType

from stats.comparison import Comparison, Direction

from .angles.peers import Peers
from .facts import Facts, Unit
from .wording.profiles import WEB
from .wording.say_ranks import say_contrast
from .wording.sayings import (
    CannotSay,
    say_interval_rate,
    say_multiple,
    say_percent_change,
    say_rate,
)

Test = Callable[[Facts], bool]

LONGEST_YEAR = 366  # days
SIMILAR_POINTS = 1
SLIGHT_POINTS = 2
"""A proportion that moved by less is similar, or went only slightly: in percentage points."""


class UnknownCondition(KeyError):
    """A template names a condition that is not on the list."""


@dataclass(frozen=True)
class Condition:
    """`label` is what staff choose in the template's editor.

    `opposite_of` names the condition that holds exactly where this one does not.
    """

    name: str
    label: str
    holds: Test
    opposite_of: str = ""


def _compared(test: Callable[[Comparison], bool]) -> Test:
    """A question about the change since the previous figure; no, where there is none."""

    @wraps(test)
    def holds(facts: Facts) -> bool:
        return facts.comparison is not None and test(facts.comparison)

    return holds


def _counts(test: Test) -> Test:
    """A question that makes sense of counts; no, of a proportion."""

    @wraps(test)
    def holds(facts: Facts) -> bool:
        return facts.nouns.unit is Unit.COUNT and test(facts)

    return holds


def _opposite(name: str, label: str, test: Test, *, of: str) -> Condition:
    return Condition(name, label, lambda facts: not test(facts), opposite_of=of)


def _by_unit(
    of_counts: Callable[[Comparison], bool], of_proportions: Callable[[Comparison], bool]
) -> Test:
    """How far apart two figures are: two counts by their size, two proportions by their points."""

    def holds(facts: Facts) -> bool:
        test = of_counts if facts.nouns.unit is Unit.COUNT else of_proportions
        return facts.comparison is not None and test(facts.comparison)

    return holds


def _nation_moved(direction: Direction) -> Test:
    def holds(facts: Facts) -> bool:
        change = facts.nation_comparison
        return (
            not _is_united_kingdom(facts)
            and change is not None
            and change.direction is direction
            and _is_clear(change, facts.nouns.unit)
        )

    return holds


def _is_united_kingdom(facts: Facts) -> bool:
    return facts.place.level == "united-kingdom"


def _is_clear(change: Comparison, unit: Unit) -> bool:
    """Whether the size of a change can be said, in per cent or in percentage points."""
    if unit is Unit.PROPORTION:
        return abs(change.difference) >= SIMILAR_POINTS
    return _can_say_percent(change)


def _can_say_percent(change: Comparison) -> bool:
    return _can(lambda: say_percent_change(change, profile=WEB))


def _can_say_multiple(change: Comparison) -> bool:
    return _can(lambda: say_multiple(change, profile=WEB))


@_counts
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


@_counts
def _monthly(facts: Facts) -> bool:
    figure = facts.current
    if figure is None or figure.value is None or figure.value < 1:
        return False
    value, period = figure.value, figure.period
    return (period.months or 0) > 1 and _can(
        lambda: say_rate(value, period=period, profile=WEB, unit="month")
    )


@_counts
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


def _has_value(facts: Facts) -> bool:
    return facts.current is not None and facts.current.value is not None


@_counts
def _rate(facts: Facts) -> bool:
    figure = facts.current
    if figure is None or figure.value is None:
        return False
    value, period = figure.value, figure.period
    return _can(lambda: say_rate(value, period=period, profile=WEB))


def _suppressed_parts(facts: Facts) -> bool:
    return any(part.figure.is_suppressed for part in facts.parts)


def _reaches_back(facts: Facts) -> bool:
    """Whether the series begins more than a year before the period that the release is about."""
    if facts.current is None or facts.earliest is None:
        return False
    return (facts.current.period.first - facts.earliest.first).days > LONGEST_YEAR


def _nation_is_known(facts: Facts) -> bool:
    return (
        not _is_united_kingdom(facts)
        and facts.nation is not None
        and facts.nation.value is not None
    )


def _level(level: str) -> Test:
    return lambda facts: facts.place.level == level


def _country(slug: str) -> Test:
    return lambda facts: facts.country == slug


def _beside(test: Callable[[Peers], bool]) -> Test:
    """A question about the area among its neighbours, or in its history; no, where it has none."""

    @wraps(test)
    def holds(facts: Facts) -> bool:
        return facts.peers is not None and test(facts.peers)

    return holds


def _runs_against_uk(facts: Facts) -> bool:
    mine, whole = facts.comparison, facts.nation_comparison
    if _is_united_kingdom(facts) or mine is None or whole is None:
        return False
    if facts.previous is None or facts.nation_previous is None:
        return False
    return facts.previous.period == facts.nation_previous.period and _can(
        lambda: say_contrast(mine, whole, is_national=True)
    )


def _compared_and_not(test: Test) -> Test:
    """A no that there is something to compare for."""
    return lambda facts: facts.comparison is not None and not test(facts)


_SIMILAR = _by_unit(lambda c: c.is_similar, lambda c: abs(c.difference) < SIMILAR_POINTS)
_SLIGHT = _by_unit(lambda c: c.is_slight, lambda c: 0 < abs(c.difference) < SLIGHT_POINTS)
_PERCENTAGE = _counts(_compared(_can_say_percent))
_MULTIPLE = _counts(_compared(_can_say_multiple))

_MOVED = (
    Condition("rise", "It rose", _compared(lambda c: c.direction is Direction.RISE)),
    Condition("fall", "It fell", _compared(lambda c: c.direction is Direction.FALL)),
    Condition("same", "It did not change", _compared(lambda c: c.direction is Direction.SAME)),
    Condition("changed", "It rose or fell", _compared(lambda c: c.direction is not Direction.SAME)),
    Condition(
        "similar",
        "It is similar (under 1% or fewer than five apart)",
        _SIMILAR,
    ),
    Condition("not_similar", "It is not similar", _compared_and_not(_SIMILAR)),
    Condition("slight", "The change is slight (under 2%)", _SLIGHT),
    Condition("clear", "The change is not slight", _compared_and_not(_SLIGHT)),
)

_SAID = (
    Condition("percentage", "A percentage can be said", _PERCENTAGE),
    _opposite("no_percentage", "No percentage can be said", _PERCENTAGE, of="percentage"),
    Condition("multiple", "It changed by a multiple (doubled, halved)", _MULTIPLE),
    _opposite("no_multiple", "It did not change by a multiple", _MULTIPLE, of="multiple"),
    Condition("rate", "It can be said by the day, week or month", _rate),
    _opposite("no_rate", "It can be said by no day, week or month", _rate, of="rate"),
    Condition("daily", "It can be said by the day", _at_least_daily),
    _opposite("not_daily", "It cannot be said by the day", _at_least_daily, of="daily"),
    Condition("monthly", "It can be said by the month", _monthly),
    _opposite("not_monthly", "It cannot be said by the month", _monthly, of="monthly"),
    Condition("minutes", "It comes to one or more an hour", _within_the_hour),
    _opposite("not_minutes", "It comes to fewer than one an hour", _within_the_hour, of="minutes"),
)

_KNOWN = (
    Condition("known", "The figure is known", _has_value),
    Condition("not_known", "The figure is not known", lambda f: not _has_value(f)),
    Condition(
        "suppressed",
        "The figure is hidden (suppressed)",
        lambda f: f.current is not None and f.current.is_suppressed,
    ),
    Condition(
        "estimate",
        "The figure is an estimate",
        lambda f: f.current is not None and f.current.is_estimate,
    ),
    Condition(
        "not_estimate",
        "The figure is no estimate",
        lambda f: _has_value(f) and not (f.current is not None and f.current.is_estimate),
    ),
    Condition("comparison", "An earlier figure is known", lambda f: f.comparison is not None),
    Condition("no_comparison", "No earlier figure is known", lambda f: f.comparison is None),
    Condition(
        "small_base",
        "The earlier figure is small",
        _counts(_compared(lambda c: c.needs_small_base_note)),
    ),
    Condition(
        "no_small_base",
        "The earlier figure is not small",
        _compared_and_not(_counts(_compared(lambda c: c.needs_small_base_note))),
    ),
    Condition("first_figures", "These are the area’s first figures", lambda f: f.earliest is None),
    Condition(
        "earlier_figures", "There are figures of earlier periods", lambda f: f.earliest is not None
    ),
    Condition("long_series", "The series reaches back more than a year", _reaches_back),
    Condition(
        "short_series", "The series reaches back a year at most", lambda f: not _reaches_back(f)
    ),
    Condition("coverage", "It is known how many forces answered", lambda f: f.coverage is not None),
    Condition(
        "no_coverage", "It is not known how many forces answered", lambda f: f.coverage is None
    ),
    Condition("helpline", "A helpline is on record", lambda f: bool(f.help.number)),
)

_PARTS = (
    Condition("breakdown", "A breakdown is known", lambda f: bool(f.known_parts)),
    Condition("no_breakdown", "A breakdown was asked for and not given", _no_breakdown),
    Condition("some_breakdown", "Only part of a breakdown was given", _some_breakdown),
    Condition("hidden_breakdown", "Part of the breakdown is hidden", _suppressed_parts),
    Condition("most_gave_breakdown", "Most forces gave a breakdown", _most_forces_gave_breakdown),
    Condition(
        "few_gave_breakdown",
        "Not known that most forces gave a breakdown",
        lambda f: not _most_forces_gave_breakdown(f),
    ),
)

_PLACE = (
    Condition("united_kingdom", "It is the United Kingdom", _is_united_kingdom),
    _opposite(
        "not_united_kingdom",
        "It is not the United Kingdom",
        _is_united_kingdom,
        of="united_kingdom",
    ),
    Condition("nation", "It is a nation", _level("nation")),
    Condition("region", "It is a region of England", _level("region")),
    Condition("police_force_area", "It is a police force area", _level("police-force-area")),
    Condition("police_force", "One police force answers for it", lambda f: bool(f.place.force)),
    Condition("no_police_force", "No one police force answers for it", lambda f: not f.place.force),
    Condition("in_england", "It is, or is in, England", _country("england")),
    Condition("in_wales", "It is, or is in, Wales", _country("wales")),
    Condition("in_scotland", "It is, or is in, Scotland", _country("scotland")),
    Condition(
        "in_northern_ireland", "It is, or is in, Northern Ireland", _country("northern-ireland")
    ),
)

_NATION = (
    Condition("uk_known", "The United Kingdom’s figure is known", _nation_is_known),
    Condition("uk_rise", "The United Kingdom rose", _nation_moved(Direction.RISE)),
    Condition("uk_fall", "The United Kingdom fell", _nation_moved(Direction.FALL)),
)

_PEERS = (
    Condition(
        "has_peers",
        "Every neighbour has a figure to compare",
        _beside(lambda peers: peers.can_be_ranked),
    ),
    Condition(
        "no_peers",
        "It cannot be set beside its neighbours",
        lambda f: f.peers is None or not f.peers.can_be_ranked,
    ),
    Condition(
        "ranked",
        "It is among the three highest of its neighbours",
        _beside(lambda peers: peers.can(peers.rank)),
    ),
    Condition(
        "not_ranked",
        "It is not among the three highest of its neighbours",
        lambda f: f.peers is None or not f.peers.can(f.peers.rank),
    ),
    Condition(
        "ranks_first",
        "It is the highest of its neighbours",
        _beside(lambda peers: peers.is_first),
    ),
    Condition(
        "only_one",
        "It is the only one of its neighbours to rise, or to fall",
        _beside(lambda peers: peers.can(peers.only)),
    ),
    Condition(
        "runs_against_region",
        "It went against its region",
        _beside(lambda peers: peers.can(peers.contrast)),
    ),
    Condition("runs_against_uk", "It went against the United Kingdom", _runs_against_uk),
)

_HISTORY = (
    Condition(
        "record",
        "It is the highest or lowest of its whole series",
        _beside(lambda peers: peers.is_record()),
    ),
    Condition(
        "record_high",
        "It is the highest of its whole series",
        _beside(lambda peers: peers.is_record(Direction.RISE)),
    ),
    Condition(
        "highest_in_years",
        "It is the highest or lowest for years",
        _beside(lambda peers: peers.can(peers.record)),
    ),
    Condition(
        "no_record",
        "It is neither the highest nor the lowest for years",
        lambda f: f.peers is None or not f.peers.can(f.peers.record),
    ),
    Condition(
        "in_a_row",
        "It went the same way three times or more",
        _beside(lambda peers: peers.can(peers.streak)),
    ),
    Condition(
        "turned",
        "It turned after two years or more",
        _beside(lambda peers: peers.can(peers.reversal)),
    ),
)

GROUPS: Mapping[str, tuple[Condition, ...]] = MappingProxyType(
    {
        "Which way it went": _MOVED,
        "What can be said": _SAID,
        "What is known": _KNOWN,
        "The breakdown": _PARTS,
        "Where it is": _PLACE,
        "The United Kingdom, for other areas": _NATION,
        "Its neighbours": _PEERS,
        "Its own history": _HISTORY,
    }
)
"""The list under the headings that staff find it by."""

CONDITIONS = {condition.name: condition for group in GROUPS.values() for condition in group}
NAMES = frozenset(CONDITIONS)


class Answers(dict[str, bool]):
    """What one area's facts answer, by the names of conditions.

    Each is asked once, and when it is first wanted: many sentences of a template ask the same.
    """

    def __init__(self, facts: Facts) -> None:
        super().__init__()
        self._facts = facts

    def __missing__(self, name: str) -> bool:
        condition = CONDITIONS[name]
        if condition.opposite_of:
            answer = not self[condition.opposite_of]
        else:
            answer = condition.holds(self._facts)
        self[name] = answer
        return answer

    def all_hold(self, names: Sequence[str]) -> bool:
        """Whether every condition named holds; with none named, yes.

        Raises UnknownCondition for a name that is not on the list.
        """
        if not NAMES.issuperset(names):
            raise UnknownCondition(next(name for name in names if name not in NAMES))
        return all(map(self.__getitem__, names))


def answers_of(facts: Facts) -> Answers:
    """What these facts have answered so far, and will when they are asked."""
    answers: Answers | None = facts.kept.get(Answers)
    if answers is None:
        answers = facts.kept[Answers] = Answers(facts)
    return answers


def all_hold(names: Sequence[str], facts: Facts) -> bool:
    """Whether every condition named holds of the facts. Raises UnknownCondition."""
    return answers_of(facts).all_hold(names)
