"""What a placeholder is, and the figures that it makes words of. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from stats.comparison import Comparison

from .facts import Facts, KnownFigure, Unit
from .wording.profiles import Profile
from .wording.sayings import Saying


class MissingFigure(ValueError):
    """A sentence needs a figure that there is not; the message says which, where and why."""


class Claim(NamedTuple):
    """Words that say something of figures, with the working; `start` counts characters."""

    start: int
    text: str
    kind: str
    figures: tuple[int, ...]
    arithmetic: str

    def moved(self, by: int) -> Claim:
        """The same claim so many characters further on. (replace() takes four times as long.)"""
        if by == 0:
            return self
        return Claim(self.start + by, self.text, self.kind, self.figures, self.arithmetic)


class Words(NamedTuple):
    """The words for a placeholder, and the claims inside them."""

    text: str
    claims: tuple[Claim, ...] = ()


Say = Callable[[Facts, Profile], Words]


BOTH = frozenset(Unit)
COUNTS = frozenset({Unit.COUNT})
PROPORTIONS = frozenset({Unit.PROPORTION})


@dataclass(frozen=True)
class Placeholder:
    """`sample` is how it reads, shown beside it in the template's editor.

    `units` are those of figures that it makes sense of; `instead` names the placeholder that says
    as much of the others, where there is one.
    """

    name: str
    meaning: str
    sample: str
    say: Say
    units: frozenset[Unit] = BOTH
    instead: str = ""


# Figures that sentences need, or a reason why they cannot have them


def value_of(figure: KnownFigure | None, whose: str) -> tuple[Decimal, KnownFigure]:
    if figure is None:
        raise MissingFigure(f"There is no figure for {whose}.")
    if figure.value is None:
        raise MissingFigure(f"The figure for {whose} in {figure.period.label}: {figure.reason}.")
    return figure.value, figure


def current_of(facts: Facts) -> tuple[Decimal, KnownFigure]:
    return value_of(facts.current, facts.place.name)


def previous_of(facts: Facts) -> tuple[Decimal, KnownFigure]:
    if facts.not_comparable:
        raise MissingFigure(facts.not_comparable)
    return value_of(facts.previous, f"{facts.place.name} over an earlier period")


def pair_of(facts: Facts) -> tuple[Comparison, tuple[int, int]]:
    value, new = current_of(facts)
    earlier, old = previous_of(facts)
    change = facts.comparison or Comparison(old=earlier, new=value)
    return change, (new.figure_id, old.figure_id)


def nation_pair_of(facts: Facts) -> tuple[Comparison, tuple[int, int]]:
    value, new = value_of(facts.nation, "the United Kingdom")
    if facts.nation_not_comparable:
        raise MissingFigure(facts.nation_not_comparable)
    earlier, old = value_of(facts.nation_previous, "the United Kingdom over an earlier period")
    change = facts.nation_comparison or Comparison(old=earlier, new=value)
    return change, (new.figure_id, old.figure_id)


def claim_of(saying: Saying, figures: tuple[int, ...], text: str | None = None) -> Words:
    text = saying.text if text is None else text
    return Words(text, (Claim(0, text, str(saying.kind), figures, saying.arithmetic),))
