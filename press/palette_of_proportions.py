"""Placeholders for the proportions that surveys find: in per cent, and changes in points. Pure.

"62%" of a sample is no 62 people, and 59% to 62% is three percentage points up: "up 3%" would
leave open of what.
"""

from __future__ import annotations

from .facts import Facts
from .placeholder import (
    PROPORTIONS,
    Placeholder,
    Words,
    claim_of,
    current_of,
    pair_of,
    previous_of,
    value_of,
)
from .wording.profiles import Profile
from .wording.sayings import say_level, say_points


def _per_cent(facts: Facts, profile: Profile) -> Words:
    value, figure = current_of(facts)
    return claim_of(say_level(value, profile=profile), (figure.figure_id,))


def _previous_per_cent(facts: Facts, profile: Profile) -> Words:
    value, figure = previous_of(facts)
    return claim_of(say_level(value, profile=profile), (figure.figure_id,))


def _uk_per_cent(facts: Facts, profile: Profile) -> Words:
    value, figure = value_of(facts.nation, "the United Kingdom")
    return claim_of(say_level(value, profile=profile), (figure.figure_id,))


def _points(facts: Facts, profile: Profile) -> Words:
    comparison, figures = pair_of(facts)
    return claim_of(say_points(comparison, profile=profile), figures)


OF_PROPORTIONS = (
    Placeholder(
        "per_cent", "the figure, a proportion", "62%", _per_cent, PROPORTIONS, instead="value"
    ),
    Placeholder(
        "previous_per_cent",
        "the earlier figure, a proportion",
        "59%",
        _previous_per_cent,
        PROPORTIONS,
        instead="previous_value",
    ),
    Placeholder(
        "points",
        "the change of a proportion",
        "up three percentage points",
        _points,
        PROPORTIONS,
        instead="percentage",
    ),
    Placeholder(
        "uk_per_cent",
        "the United Kingdom's figure, a proportion",
        "55%",
        _uk_per_cent,
        PROPORTIONS,
        instead="uk_value",
    ),
)
