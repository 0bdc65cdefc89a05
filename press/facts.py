"""What is known of one area when its release is written. Pure: no database in sight."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from stats.comparison import Comparison
from stats.periods import Period

if TYPE_CHECKING:
    from .angles.peers import Peers


@dataclass(frozen=True)
class KnownFigure:
    """A figure as a sentence sees it: its value, or the reason why there is none."""

    figure_id: int
    period: Period
    value: Decimal | None
    reason: str = ""
    is_estimate: bool = False
    is_suppressed: bool = False


@dataclass(frozen=True)
class Place:
    """How an area is named in prose, how wide it is, and the police force that answers for it."""

    name: str
    in_prose: str
    level: str
    force: str = ""


class Unit(StrEnum):
    """What the figures of a measure are numbers of; the values are the kinds of a measure."""

    COUNT = "count"
    PROPORTION = "proportion"


@dataclass(frozen=True)
class Nouns:
    """One of what is counted, and many; `welsh` is many of them as they read after “o”.

    Where the figures are proportions, these are what they are proportions of, in per cent.
    """

    singular: str
    plural: str
    welsh: str = ""
    unit: Unit = Unit.COUNT

    @property
    def for_the_reader(self) -> str:
        """What the reader of claims is told that figures are of."""
        return described(self.plural, self.unit)


def described(measure: str, unit: Unit) -> str:
    """The words for a measure from which the reader of claims tells proportions from counts."""
    return f"{measure}, per cent" if unit is Unit.PROPORTION else measure


@dataclass(frozen=True)
class Part:
    """One category of the total, as it reads after a number."""

    label: str
    figure: KnownFigure


@dataclass(frozen=True)
class Coverage:
    """How many police forces were asked, and how many answered."""

    asked: int
    answered: int


@dataclass(frozen=True)
class Help:
    """A current way to get help, from the helpline's own record."""

    number: str = ""
    hours: str = ""


@dataclass(frozen=True)
class Spoken:
    """A local spokesperson's words, with the direction (of press.quoting) that they fit."""

    text: str
    speaker: str
    direction: str = "any"


@dataclass(frozen=True)
class Welsh:
    """What the area and its breakdown are called in Welsh; blank where nobody has said it yet.

    `parts` are categories as the facts label them, each with what it is after “am”; `around` gives
    the names of the places around the area. All come with the mutations that their place asks for.
    """

    area: str = ""
    in_area: str = ""
    force: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    around: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Facts:
    """Everything that a release for one area may say.

    `previous` is the latest earlier figure that this one compares with, over a period of the same
    length; where a break in the series or changed counting rules forbid every comparison, there is
    none, and `not_comparable` is the public reason. `nation`, `nation_previous` and
    `nation_not_comparable` are the United Kingdom's, for context in every other release.
    `forces_with_breakdown` counts the police forces that split their total, of `forces_in_all`.
    `seed` is the area's GSS code: words that may vary do so by it, and by nothing else. `country`
    is the slug of the nation that the area is or lies in. `earliest` is the first period of the
    area's series, None where these figures are its first. `spokespeople` are the local quotations
    in use for the area and the measure, in the order in which they are tried. `peers` is the area
    among its neighbours and in its own history, where it has figures. `welsh` has the names that a
    Welsh release says.

    `kept` is what has been worked out of these facts: what conditions answer, and what placeholders
    say. A template is composed with the same facts many times while it is proved.
    """

    place: Place
    nouns: Nouns
    current: KnownFigure | None
    previous: KnownFigure | None = None
    parts: tuple[Part, ...] = ()
    nation: KnownFigure | None = None
    nation_previous: KnownFigure | None = None
    not_comparable: str = ""
    nation_not_comparable: str = ""
    coverage: Coverage | None = None
    forces_with_breakdown: int = 0
    forces_in_all: int = 0
    help: Help = field(default_factory=Help)
    seed: str = ""
    country: str = ""
    earliest: Period | None = None
    spokespeople: tuple[Spoken, ...] = ()
    peers: Peers | None = None
    welsh: Welsh = field(default_factory=Welsh)
    kept: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @cached_property
    def without_seed(self) -> Facts:
        """The same facts, of which everything is said in the plainest words."""
        return replace(self, seed="") if self.seed else self

    @cached_property
    def comparison(self) -> Comparison | None:
        """This area's figure against its previous one, where both are known."""
        return compare(self.previous, self.current)

    @cached_property
    def nation_comparison(self) -> Comparison | None:
        return compare(self.nation_previous, self.nation)

    @property
    def known_parts(self) -> tuple[Part, ...]:
        """The breakdown, if every part of it is known; a partial one is none."""
        if self.parts and all(part.figure.value is not None for part in self.parts):
            return self.parts
        return ()


def compare(old: KnownFigure | None, new: KnownFigure | None) -> Comparison | None:
    """The comparison of two figures, or None unless both have a value."""
    if old is None or new is None or old.value is None or new.value is None:
        return None
    return Comparison(old=old.value, new=new.value)
