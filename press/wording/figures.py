"""The figures that words are held against, and which of them a statement is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

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


@dataclass(frozen=True, slots=True)
class Pair:
    """An older observation and a newer one of the same series."""

    old: Observation
    new: Observation

    @property
    def comparison(self) -> Comparison:
        """The two values side by side."""
        return Comparison(self.old.value, self.new.value)

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
            key: tuple(sorted(group, key=lambda one: one.period)) for key, group in groups.items()
        }
        self._areas = frozenset(one.area for one in self.observations if one.area)
        self.categories = frozenset(one.category for one in self.observations if one.category)

    @property
    def measured_nouns(self) -> frozenset[str]:
        """Plural nouns in the name of the measure: what its counts are counts of."""
        words = "".join(letter if letter.isalpha() else " " for letter in self.measure).split()
        plurals = {word for word in words if word.endswith("s") and len(word) > 4}
        plurals |= {word for word in words if word in {"people", "children"}}
        plurals -= OTHER_NOUNS
        return frozenset(plurals | {singular(word) for word in plurals})

    @property
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
        areas = self._wanted(self._areas, setting.sentence, self.area)
        categories = self._wanted(self.categories, setting.nearby or setting.sentence, None)
        wanted = [
            series
            for (area, category), series in self._groups.items()
            if (not areas or area in areas) and (not categories or category in categories)
        ]
        totals = [series for series in wanted if series[0].category is None]
        return totals if totals and not categories else wanted

    @staticmethod
    def _wanted(names: frozenset[str], sentence: str, own: str | None) -> frozenset[str]:
        """Names that the sentence mentions, longest first; else the text's own."""
        mentioned = {name for name in names if name.lower() in sentence}
        mentioned = {
            name
            for name in mentioned
            if not any(name != other and name.lower() in other.lower() for other in mentioned)
        }
        if mentioned:
            return frozenset(mentioned)
        return frozenset({own}) & names if own is not None else frozenset()

    def pairs_for(self, setting: Setting) -> list[Pair]:
        """The pairs that a change may be about, the likeliest first."""
        return [pair for series in self.series_for(setting) for pair in pairs_in(series, setting)]


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


def at_period(series: Series, period: Period | None) -> Observation | None:
    """The observation of exactly this period."""
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
