"""One measure of a publication among all that is known of it, as the finders of angles see it.

Pure. It answers which figures may stand side by side; the finders say what comes of that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from press.facts import KnownFigure, Nouns, Place, compare
from press.wording.figures import Observation
from press.wording.say_ranks import AreaSet
from stats.comparability import Break
from stats.comparison import Comparison
from stats.periods import Period

RECORDED_NOUNS = frozenset({"offence", "offences", "crime", "crimes", "incident", "incidents"})
"""What the police record. People who seek help are nobody's recorded anything."""

ENGLAND_AND_WALES = "England and Wales"


@dataclass(frozen=True, slots=True)
class Spot:
    """An area with its key and the key of the area that it is part of."""

    pk: int
    place: Place
    parent: int | None = None

    @property
    def is_force(self) -> bool:
        return bool(self.place.force)

    @property
    def as_observed(self) -> str:
        """Its name beside those of others: the West Midlands are a force, and a region."""
        return self.place.in_prose.removeprefix("the ")


@dataclass(frozen=True, slots=True)
class Slice:
    """One category of an area's total: this period's figure, and the one it compares with."""

    label: str
    figure: KnownFigure
    previous: KnownFigure | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A figure that this version corrects, with what it said before."""

    area: int
    category: str
    old: KnownFigure
    new: KnownFigure


@dataclass(frozen=True, slots=True)
class Step:
    """A figure and the earlier one that it compares with, both with a value."""

    old: KnownFigure
    new: KnownFigure
    change: Comparison

    @classmethod
    def between(cls, old: KnownFigure, new: KnownFigure) -> Step | None:
        """The change from one figure to the other, if both have a value."""
        change = compare(old, new)
        return None if change is None else cls(old, new, change)

    @property
    def figures(self) -> tuple[int, int]:
        return self.new.figure_id, self.old.figure_id

    @property
    def intervals(self) -> int:
        """How many periods it spans: one, unless some between are unknown or do not compare."""
        return self.new.period.intervals_since(self.old.period) or 1


@dataclass(frozen=True, slots=True)
class Group:
    """The police force areas inside a nation or region, all of them."""

    whole: Spot
    members: tuple[int, ...]


def _no_breaks(area: int) -> Sequence[Break]:
    return ()


@dataclass(frozen=True)
class Picture:
    """Everything that the angles of one measure are found in.

    `series` holds each area's totals up to `period`, the earliest first, as they will read once
    the publication is public. `replies` holds where each force's request stands, by the value of
    its state; `asked` and `answered` how many forces were asked and gave figures.
    """

    measure: str
    nouns: Nouns
    period: Period
    spots: Mapping[int, Spot]
    series: Mapping[int, Sequence[KnownFigure]]
    slices: Mapping[int, Sequence[Slice]] = field(default_factory=dict)
    corrections: Sequence[Corrected] = ()
    breaks: Callable[[int], Sequence[Break]] = _no_breaks
    replies: Mapping[int, str] = field(default_factory=dict)
    asked: int | None = None
    answered: int | None = None
    is_count: bool = True

    @cached_property
    def is_recorded(self) -> bool:
        """Whether the police record what is counted, so that "recorded" belongs beside it."""
        return not RECORDED_NOUNS.isdisjoint(self.nouns.plural.lower().split())

    @property
    def unit(self) -> str:
        """What a set of areas is called: those who record are forces."""
        return "police force" if self.is_recorded else "police force area"

    @cached_property
    def current(self) -> dict[int, KnownFigure]:
        """The figure of the period for every area that has one, with a value or a reason."""
        return {
            area: series[-1]
            for area, series in self.series.items()
            if series and series[-1].period == self.period
        }

    @cached_property
    def areas(self) -> list[Spot]:
        """The areas with a figure in the period, widest first and then by name."""
        wide = ("united-kingdom", "nation", "region")
        return sorted(
            (self.spots[area] for area in self.current),
            key=lambda spot: (
                wide.index(spot.place.level) if spot.place.level in wide else len(wide),
                spot.place.name,
                spot.pk,
            ),
        )

    @cached_property
    def runs(self) -> dict[int, tuple[KnownFigure, ...]]:
        """For each area the longest stretch up to the period that has no gap and no break."""
        return {area: self._run(area) for area in self.current}

    def _run(self, area: int) -> tuple[KnownFigure, ...]:
        newest = self.current[area]
        if not _is_sure(newest):
            return ()
        breaks = self.breaks(area)
        by_steps = {newest.period.intervals_since(one.period): one for one in self.series[area]}
        found = [newest]
        while True:
            earlier = by_steps.get(len(found))
            if earlier is None or not _is_sure(earlier):
                break
            if any(broken.parts(earlier.period, newest.period) for broken in breaks):
                break
            found.append(earlier)
        return tuple(reversed(found))

    @cached_property
    def steps(self) -> dict[int, Step]:
        """The latest change of every area that has one to be told."""
        found = {}
        for area in self.current:
            step = self._step(area)
            if step is not None:
                found[area] = step
        return found

    def _step(self, area: int) -> Step | None:
        """The same rule as for any release: the latest earlier figure that no break parts."""
        new = self.current[area]
        breaks = self.breaks(area)
        for old in reversed(self.series[area][:-1]):
            if not new.period.is_comparable_with(old.period):
                continue
            if any(broken.parts(old.period, new.period) for broken in breaks):
                if any(broken.parts_all_earlier(old.period, new.period) for broken in breaks):
                    return None
                continue
            return Step.between(old, new) if _is_sure(old) and _is_sure(new) else None
        return None

    def step_over(self, area: int, older: Period) -> Step | None:
        """An area's change since one period, where that is the one that its figure tells."""
        step = self.steps.get(area)
        return step if step is not None and step.old.period == older else None

    @cached_property
    def groups(self) -> list[Group]:
        """The sets that ranks are said of: three forces or more, one of them with a figure here."""
        inside: dict[int, list[int]] = defaultdict(list)
        for spot in self.spots.values():
            above = spot.parent if spot.is_force else None
            while above is not None:
                inside[above].append(spot.pk)
                above = self.spots[above].parent
        groups = [
            Group(self.spots[whole], tuple(sorted(members)))
            for whole, members in sorted(inside.items())
        ]
        groups += _england_and_wales(groups)
        current = set(self.current)
        return [
            group
            for group in groups
            if len(group.members) >= 3 and not current.isdisjoint(group.members)
        ]

    def area_set(self, group: Group) -> AreaSet:
        return AreaSet(len(group.members), self.unit, group.whole.place.in_prose)

    def observed(self, *areas: int) -> tuple[Observation, ...]:
        """The comparable figures of areas, for a sentence to be held against."""
        return tuple(one for area in areas for one in self._observed[area])

    @cached_property
    def _observed(self) -> dict[int, tuple[Observation, ...]]:
        found: dict[int, tuple[Observation, ...]] = defaultdict(tuple)
        for area, run in self.runs.items():
            name = self.spots[area].as_observed
            known = list(run)
            step = self.steps.get(area)
            if step is not None and step.old not in known:
                known.insert(0, step.old)
            found[area] = tuple(
                Observation(one.period, one.value, name) for one in known if one.value is not None
            )
        return found


def _england_and_wales(groups: Sequence[Group]) -> list[Group]:
    """The two together, which many figures of the police are gathered for."""
    by_name = {group.whole.place.name: group for group in groups}
    if not {"England", "Wales"} <= by_name.keys():
        return []
    england, wales = by_name["England"], by_name["Wales"]
    place = Place(ENGLAND_AND_WALES, ENGLAND_AND_WALES, "nation")
    both = Spot(0, place, england.whole.parent)
    return [Group(both, tuple(sorted((*england.members, *wales.members))))]


def _is_sure(figure: KnownFigure) -> bool:
    """An estimate bears no rank and no record: it may be the estimate that makes it."""
    return figure.value is not None and not figure.is_estimate
