"""The figures that words are held against, and which of them a statement is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from press.wording.places import NATION, NATIONS, gazetteer_of, is_aggregate
from press.wording.statements import Setting
from press.wording.vocabulary import OTHER_NOUNS, singular
from stats.comparison import Comparison
from stats.periods import Period, month_number


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure: a value over a period, for an area and a category where they are given."""

    period: Period
    value: Decimal
    area: str | None = None
    category: str | None = None


Series = tuple[Observation, ...]
"""Observations of one area and category in the order of their periods, no period twice."""


class Pair(NamedTuple):
    """An older observation and a newer one of the same series."""

    old: Observation
    new: Observation

    @property
    def comparison(self) -> Comparison:
        """The two values side by side."""
        return _compared(self.old.value, self.new.value)

    @property
    def months_apart(self) -> int:
        """Months from the beginning of the one to the beginning of the other."""
        return month_number(self.new.period.first) - month_number(self.old.period.first)

    @property
    def caution(self) -> str:
        """Why the two should not be compared, or nothing when they may be."""
        old, new = self.old.period, self.new.period
        if old.overlaps(new):
            return f"The periods share days ({old.label}, {new.label})."
        if not old.is_as_long_as(new):
            return f"The periods differ in length ({old.label}, {new.label})."
        return ""


@lru_cache(maxsize=64)  # each statement about a pair asks, and each working of it
def _compared(old: Decimal, new: Decimal) -> Comparison:
    return Comparison(old, new)


class Figures:
    """All observations given for a text, looked up by what its sentences mention."""

    def __init__(
        self, observations: Iterable[Observation], *, area: str | None, measure: str | None
    ) -> None:
        self.observations = tuple(observations)
        self.area = area
        self.measure = (measure or "").lower()
        groups: dict[tuple[str | None, str | None], list[Observation]] = {}
        for observation in self.observations:
            groups.setdefault((observation.area, observation.category), []).append(observation)
        self._groups = {
            # By the days themselves, which compare many times faster than periods do.
            key: tuple(sorted(group, key=lambda one: (one.period.first, one.period.last)))
            for key, group in groups.items()
        }
        self._areas = frozenset(one.area for one in self.observations if one.area)
        self.gazetteer = gazetteer_of(self._areas, area)
        self.categories = frozenset(one.category for one in self.observations if one.category)

    @property
    def are_by_area(self) -> bool:
        """Whether the figures say what areas they are for."""
        return bool(self._areas)

    def subject_of(self, setting: Setting) -> str | None:
        """The one area that a rank is said of, where figures were given for it."""
        named = [name for name in setting.areas if name in self._areas]
        if len(named) == 1:
            return named[0]
        return self.area if not named and self.area in self._areas else None

    def forces(self) -> dict[str, Series]:
        """The totals of every area that is not itself made up of others."""
        return {
            area: series
            for (area, category), series in self._groups.items()
            if area is not None and category is None and not is_aggregate(area)
        }

    def total_of(self, area: str | None) -> Series | None:
        """The totals of one area, be it a force or made up of others."""
        return None if area is None else self._groups.get((area, None))

    def whole(self, *, is_national: bool) -> tuple[str, Series] | None:
        """The nation or region that areas are set beside; a region is the sum of its areas."""
        wholes = {
            area: series
            for (area, category), series in self._groups.items()
            if area is not None and category is None and is_aggregate(area)
        }
        known = {area for area in wholes if (area.lower() in NATIONS) is is_national}
        if known:
            rank = min(known, key=lambda one: one.lower() in NATIONS and NATIONS.index(one.lower()))
            return rank, wholes[rank]
        parts = list(self.forces().values())
        added = [] if is_national or len(parts) < 2 else _added(parts, None)
        return ("the areas given", added[0]) if added else None

    def elsewhere(self, setting: Setting) -> str:
        """The place a sentence is about where that is neither the text's nor one given for."""
        if setting.elsewhere or not setting.areas:
            return setting.elsewhere
        known = {self._known_as(name) for name in setting.areas}
        if known & self._areas or self.area in known:
            return ""
        return ", ".join(setting.areas)

    @cached_property
    def measured_nouns(self) -> frozenset[str]:
        """Plural nouns in the name of the measure: what its counts are counts of."""
        return _nouns_of(self.measure)

    @cached_property
    def are_proportions(self) -> bool:
        """Whether the values are percentages themselves."""
        if not self.observations or any(one.value > 100 for one in self.observations):
            return False
        words = ("per cent", "percent", "%", "proportion", "share of", "rate of")
        return any(word in self.measure for word in words)

    def series_for(self, setting: Setting) -> list[Series]:
        """The series that a sentence is about, by the areas and categories it names."""
        if len(self._groups) == 1:
            return list(self._groups.values())
        areas = self._areas_of(setting)
        if areas is None:
            return self._sums()
        categories = self._mentioned(setting.nearby or setting.sentence)
        wanted = [
            series
            for (area, category), series in self._groups.items()
            if (not areas or area in areas) and (not categories or category in categories)
        ]
        totals = [series for series in wanted if series[0].category is None]
        found = totals if totals and not categories else wanted
        return found + _added(found, None) if len(areas) > 1 else found

    def _areas_of(self, setting: Setting) -> frozenset[str] | None:
        """The areas a sentence is about; none for all, None for those that make up the text's."""
        named = [name for name in map(self._known_as, setting.areas) if name in self._areas]
        if named:
            return frozenset(named)
        if self.area is None or self.area in self._areas or not self._areas:
            return frozenset({self.area} & self._areas) if self.area else frozenset()
        return None

    def _known_as(self, name: str) -> str:
        """The name that the figures have for "nationally"; any other name as it is."""
        if name != NATION:
            return name
        given = self._areas | ({self.area} if self.area else frozenset())
        nations = [area for area in given if area.lower() in NATIONS]
        return min(nations, key=lambda area: NATIONS.index(area.lower()), default=name)

    def _sums(self) -> list[Series]:
        """One series that adds up the areas given, over the periods that all of them have.

        It stands in for a place, such as a nation of four forces, that has no figure of its own.
        """
        parts = [series for (_, category), series in self._groups.items() if category is None]
        if len(parts) < 2 or any(series[0].area is None for series in parts):
            return list(self._groups.values())
        return _added(parts, self.area)

    def _mentioned(self, passage: str) -> frozenset[str]:
        """The categories that a passage mentions, longest first."""
        mentioned = {name for name in self.categories if name.lower() in passage}
        return frozenset(
            name
            for name in mentioned
            if not any(name != other and name.lower() in other.lower() for other in mentioned)
        )

    def pairs_for(self, setting: Setting) -> list[Pair]:
        """The pairs that a change may be about, the likeliest first."""
        return [pair for series in self.series_for(setting) for pair in pairs_in(series, setting)]


IRREGULAR = {"people": "person", "children": "child"}


@lru_cache(maxsize=64)  # texts without number are held against figures of the same few measures
def _nouns_of(measure: str) -> frozenset[str]:
    words = "".join(letter if letter.isalpha() else " " for letter in measure).split()
    plurals = {word for word in words if word.endswith("s") and len(word) > 4}
    plurals |= {word for word in words if word in {"people", "children"}}
    plurals -= OTHER_NOUNS
    return frozenset(plurals | {IRREGULAR.get(word) or singular(word) for word in plurals})


def _added(parts: Sequence[Series], area: str | None) -> list[Series]:
    """One series of the sums of several, over the periods that all of them have."""
    by_period: dict[Period, list[Observation]] = {}
    for one in (one for series in parts for one in series):
        by_period.setdefault(one.period, []).append(one)
    whole = [
        Observation(period, sum((one.value for one in found), Decimal(0)), area)
        for period, found in by_period.items()
        if len(found) == len(parts)
    ]
    return [tuple(sorted(whole, key=lambda one: one.period))] if whole else []


def pairs_in(series: Series, setting: Setting) -> list[Pair]:
    """The pairs of one series that a setting allows.

    Where the text names the older period, its value or the span, only that pair can bear the
    words; otherwise the last period is compared with the one before it or with the first.
    """
    if len(series) < 2 or series[0].period == series[-1].period:
        return []
    newest = _target(series, setting)
    older = [one for one in series if one.period < newest.period]
    if not older:
        newest, older = series[-1], list(series[:-1])
    named = _named_base(older, newest, setting)
    if named is not None:
        return [Pair(named, newest)]
    pairs = [Pair(older[-1], newest)]
    if len(older) > 1 and not setting.is_yearly:
        pairs.append(Pair(older[0], newest))
    return pairs


def tiling(series: Series, period: Period | None) -> Series:
    """The observations that make up a longer period exactly, one after the other."""
    if period is None:
        return ()
    run = tuple(
        one for one in series if period.first <= one.period.first and one.period.last <= period.last
    )
    is_whole = sum(one.period.days for one in run) == period.days
    return run if len(run) > 1 and is_whole else ()


def at_period(series: Series, period: Period | None) -> Observation | None:
    """The observation of exactly this period."""
    if period is None:
        return None
    return next((one for one in series if one.period == period), None)


def _target(series: Series, setting: Setting) -> Observation:
    return at_period(series, setting.at) or series[-1]


def _named_base(
    older: Sequence[Observation], newest: Observation, setting: Setting
) -> Observation | None:
    base = at_period(tuple(older), setting.base)
    if base is not None:
        return base
    if setting.old_named is not None:
        same = [one for one in older if one.value == setting.old_named]
        if same:
            return same[-1]
    months = Decimal(12) if setting.is_yearly and setting.months is None else setting.months
    if months is None:
        return None
    return next((one for one in older if Pair(one, newest).months_apart == months), None)
