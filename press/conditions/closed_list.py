"""The closed list of conditions, under the headings that staff find them by."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from stats.comparison import Direction

from .condition import Condition, compared, compared_and_not, counts, opposite
from .questions import (
    MULTIPLE,
    PERCENTAGE,
    SIMILAR,
    SLIGHT,
    at_least_daily,
    beside,
    country,
    has_value,
    is_united_kingdom,
    level,
    monthly,
    most_forces_gave_breakdown,
    nation_is_known,
    nation_moved,
    no_breakdown,
    rate,
    reaches_back,
    runs_against_uk,
    some_breakdown,
    suppressed_parts,
    within_the_hour,
)

_MOVED = (
    Condition("rise", "It rose", compared(lambda c: c.direction is Direction.RISE)),
    Condition("fall", "It fell", compared(lambda c: c.direction is Direction.FALL)),
    Condition("same", "It did not change", compared(lambda c: c.direction is Direction.SAME)),
    Condition("changed", "It rose or fell", compared(lambda c: c.direction is not Direction.SAME)),
    Condition(
        "similar",
        "It is similar (under 1% or fewer than five apart)",
        SIMILAR,
    ),
    Condition("not_similar", "It is not similar", compared_and_not(SIMILAR)),
    Condition("slight", "The change is slight (under 2%)", SLIGHT),
    Condition("clear", "The change is not slight", compared_and_not(SLIGHT)),
)

_SAID = (
    Condition("percentage", "A percentage can be said", PERCENTAGE),
    opposite("no_percentage", "No percentage can be said", PERCENTAGE, of="percentage"),
    Condition("multiple", "It changed by a multiple (doubled, halved)", MULTIPLE),
    opposite("no_multiple", "It did not change by a multiple", MULTIPLE, of="multiple"),
    Condition("rate", "It can be said by the day, week or month", rate),
    opposite("no_rate", "It can be said by no day, week or month", rate, of="rate"),
    Condition("daily", "It can be said by the day", at_least_daily),
    opposite("not_daily", "It cannot be said by the day", at_least_daily, of="daily"),
    Condition("monthly", "It can be said by the month", monthly),
    opposite("not_monthly", "It cannot be said by the month", monthly, of="monthly"),
    Condition("minutes", "It comes to one or more an hour", within_the_hour),
    opposite("not_minutes", "It comes to fewer than one an hour", within_the_hour, of="minutes"),
)

_KNOWN = (
    Condition("known", "The figure is known", has_value),
    Condition("not_known", "The figure is not known", lambda f: not has_value(f)),
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
        lambda f: has_value(f) and not (f.current is not None and f.current.is_estimate),
    ),
    Condition("comparison", "An earlier figure is known", lambda f: f.comparison is not None),
    Condition("no_comparison", "No earlier figure is known", lambda f: f.comparison is None),
    Condition(
        "small_base",
        "The earlier figure is small",
        counts(compared(lambda c: c.needs_small_base_note)),
    ),
    Condition(
        "no_small_base",
        "The earlier figure is not small",
        compared_and_not(counts(compared(lambda c: c.needs_small_base_note))),
    ),
    Condition("first_figures", "These are the area’s first figures", lambda f: f.earliest is None),
    Condition(
        "earlier_figures", "There are figures of earlier periods", lambda f: f.earliest is not None
    ),
    Condition("long_series", "The series reaches back more than a year", reaches_back),
    Condition(
        "short_series", "The series reaches back a year at most", lambda f: not reaches_back(f)
    ),
    Condition("coverage", "It is known how many forces answered", lambda f: f.coverage is not None),
    Condition(
        "no_coverage", "It is not known how many forces answered", lambda f: f.coverage is None
    ),
    Condition("helpline", "A helpline is on record", lambda f: bool(f.help.number)),
)

_PARTS = (
    Condition("breakdown", "A breakdown is known", lambda f: bool(f.known_parts)),
    Condition("no_breakdown", "A breakdown was asked for and not given", no_breakdown),
    Condition("some_breakdown", "Only part of a breakdown was given", some_breakdown),
    Condition("hidden_breakdown", "Part of the breakdown is hidden", suppressed_parts),
    Condition("most_gave_breakdown", "Most forces gave a breakdown", most_forces_gave_breakdown),
    Condition(
        "few_gave_breakdown",
        "Not known that most forces gave a breakdown",
        lambda f: not most_forces_gave_breakdown(f),
    ),
)

_PLACE = (
    Condition("united_kingdom", "It is the United Kingdom", is_united_kingdom),
    opposite(
        "not_united_kingdom",
        "It is not the United Kingdom",
        is_united_kingdom,
        of="united_kingdom",
    ),
    Condition("nation", "It is a nation", level("nation")),
    Condition("region", "It is a region of England", level("region")),
    Condition("police_force_area", "It is a police force area", level("police-force-area")),
    Condition("police_force", "One police force answers for it", lambda f: bool(f.place.force)),
    Condition("no_police_force", "No one police force answers for it", lambda f: not f.place.force),
    Condition("in_england", "It is, or is in, England", country("england")),
    Condition("in_wales", "It is, or is in, Wales", country("wales")),
    Condition("in_scotland", "It is, or is in, Scotland", country("scotland")),
    Condition(
        "in_northern_ireland", "It is, or is in, Northern Ireland", country("northern-ireland")
    ),
)

_NATION = (
    Condition("uk_known", "The United Kingdom’s figure is known", nation_is_known),
    Condition("uk_rise", "The United Kingdom rose", nation_moved(Direction.RISE)),
    Condition("uk_fall", "The United Kingdom fell", nation_moved(Direction.FALL)),
)

_PEERS = (
    Condition(
        "has_peers",
        "Every neighbour has a figure to compare",
        beside(lambda peers: peers.can_be_ranked),
    ),
    Condition(
        "no_peers",
        "It cannot be set beside its neighbours",
        lambda f: f.peers is None or not f.peers.can_be_ranked,
    ),
    Condition(
        "ranked",
        "It is among the three highest of its neighbours",
        beside(lambda peers: peers.can(peers.rank)),
    ),
    Condition(
        "not_ranked",
        "It is not among the three highest of its neighbours",
        lambda f: f.peers is None or not f.peers.can(f.peers.rank),
    ),
    Condition(
        "ranks_first",
        "It is the highest of its neighbours",
        beside(lambda peers: peers.is_first),
    ),
    Condition(
        "only_one",
        "It is the only one of its neighbours to rise, or to fall",
        beside(lambda peers: peers.can(peers.only)),
    ),
    Condition(
        "runs_against_region",
        "It went against its region",
        beside(lambda peers: peers.can(peers.contrast)),
    ),
    Condition("runs_against_uk", "It went against the United Kingdom", runs_against_uk),
)

_HISTORY = (
    Condition(
        "record",
        "It is the highest or lowest of its whole series",
        beside(lambda peers: peers.is_record()),
    ),
    Condition(
        "record_high",
        "It is the highest of its whole series",
        beside(lambda peers: peers.is_record(Direction.RISE)),
    ),
    Condition(
        "highest_in_years",
        "It is the highest or lowest for years",
        beside(lambda peers: peers.can(peers.record)),
    ),
    Condition(
        "no_record",
        "It is neither the highest nor the lowest for years",
        lambda f: f.peers is None or not f.peers.can(f.peers.record),
    ),
    Condition(
        "in_a_row",
        "It went the same way three times or more",
        beside(lambda peers: peers.can(peers.streak)),
    ),
    Condition(
        "turned",
        "It turned after two years or more",
        beside(lambda peers: peers.can(peers.reversal)),
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
