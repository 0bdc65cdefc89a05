"""What a condition is, and how one is made of a narrower question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from stats.comparison import Comparison

from ..facts import Facts, Unit

Test = Callable[[Facts], bool]


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


def compared(test: Callable[[Comparison], bool]) -> Test:
    """A question about the change since the previous figure; no, where there is none."""

    @wraps(test)
    def holds(facts: Facts) -> bool:
        return facts.comparison is not None and test(facts.comparison)

    return holds


def counts(test: Test) -> Test:
    """A question that makes sense of counts; no, of a proportion."""

    @wraps(test)
    def holds(facts: Facts) -> bool:
        return facts.nouns.unit is Unit.COUNT and test(facts)

    return holds


def by_unit(
    of_counts: Callable[[Comparison], bool], of_proportions: Callable[[Comparison], bool]
) -> Test:
    """How far apart two figures are: two counts by their size, two proportions by their points."""

    def holds(facts: Facts) -> bool:
        test = of_counts if facts.nouns.unit is Unit.COUNT else of_proportions
        return facts.comparison is not None and test(facts.comparison)

    return holds


def compared_and_not(test: Test) -> Test:
    """A no that there is something to compare for."""
    return lambda facts: facts.comparison is not None and not test(facts)


def opposite(name: str, label: str, test: Test, *, of: str) -> Condition:
    return Condition(name, label, lambda facts: not test(facts), opposite_of=of)
