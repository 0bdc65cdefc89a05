"""What is known where a text is checked: the figures, and the facts that are no figures. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from press.wording.figures import Observation
from press.wording.terminology import KnownTerm
from stats.periods import Period


@dataclass(frozen=True, slots=True)
class KnownFact:
    """Words that stand on another record than figures, such as a telephone number, and which."""

    words: str
    explanation: str


@dataclass(frozen=True, slots=True)
class PoliceForces:
    """How many police forces were asked for a publication, and how many answered."""

    asked: int
    answered: int


@dataclass(frozen=True)
class Peers:
    """The areas of other police forces, for words that set one area beside others.

    `missing` gives for each of them without a figure of the period the reason why.
    """

    observations: tuple[Observation, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    figure_ids: Mapping[Observation, int] = field(default_factory=dict)


NO_PEERS = Peers()


def never_parted(area: str, older: Period, newer: Period) -> str:
    """For series without a break: any two of their figures may be compared."""
    return ""


@dataclass(frozen=True)
class Background:
    """Everything that one release's text is held against.

    `measure` holds the name and the nouns of what is counted, `measure_name` the name alone.

    `observations` are of its own area, the areas around it and the nation; `peers` gives those of
    all police forces, or those of one region by its name, when a sentence asks for them.
    `figure_ids` maps each observation back to its statistics entry. `gap` says why the area has no
    figure for the period, where it has none. `why_not_compared` gives the public reason why two
    periods of an area do not compare, or nothing.
    """

    area: str
    measure: str
    observations: tuple[Observation, ...]
    figure_ids: Mapping[Observation, int]
    period: Period | None = None
    region: str = ""
    gap: str = ""
    police_forces: PoliceForces | None = None
    facts: tuple[KnownFact, ...] = ()
    terms: tuple[KnownTerm, ...] = ()
    measure_name: str = ""
    welsh_names: Mapping[str, str] = field(default_factory=dict)
    peers: Callable[[str], Peers] = lambda region: NO_PEERS
    why_not_compared: Callable[[str, Period, Period], str] = never_parted

    def figures_of(
        self, observations: tuple[Observation, ...], peers: Peers = NO_PEERS
    ) -> tuple[int, ...]:
        """The statistics entries behind some observations; a sum of several has none of its own."""
        found = (
            self.figure_ids.get(observation, peers.figure_ids.get(observation))
            for observation in observations
        )
        return tuple(dict.fromkeys(one for one in found if one is not None))

    @property
    def has_own_figures(self) -> bool:
        """Whether any figure is of the text's own area."""
        return any(one.area == self.area for one in self.observations)

    @property
    def what_is_known(self) -> str:
        """The figures at hand, in a sentence: where a claim finds none that could bear it."""
        areas = dict.fromkeys(one.area for one in self.observations if one.area)
        if not areas:
            return f"No figures of “{self.measure_name}” are known here."
        periods = sorted({one.period for one in self.observations})
        labels = ", ".join(dict.fromkeys(period.label for period in periods))
        return f"Known here: {self.measure_name} for {_listed(list(areas))} ({labels})."


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
