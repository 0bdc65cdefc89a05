"""A set of areas over the same two periods: what each has, and what is in the way. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from press.facts import KnownFigure
from press.wording.figures import Observation
from press.wording.profiles import CHARITY
from stats.comparison import Comparison
from stats.periods import Period

from .angle import Unsaid
from .picture import Group, Picture, Step
from .sentences import listed

NAMED_MISSING = 6


@dataclass(frozen=True)
class Standing:
    """A set of areas with the figures that they are put in order by.

    `steps` are those over the same two periods; None for an area that has no such change, and
    `why_not` says what is in the way of the whole set, by area.
    """

    picture: Picture
    group: Group
    older: Period | None

    @cached_property
    def levels(self) -> dict[str, Decimal | None]:
        return {self._name(area): _sure_value(self._current(area)) for area in self.group.members}

    @cached_property
    def steps(self) -> dict[int, Step | None]:
        if self.older is None:
            return dict.fromkeys(self.group.members)
        return {area: self.picture.step_over(area, self.older) for area in self.group.members}

    @cached_property
    def changes(self) -> dict[str, Comparison | None]:
        return {
            self._name(area): None if step is None else step.change
            for area, step in self.steps.items()
        }

    @cached_property
    def evidence(self) -> tuple[Observation, ...]:
        """Both periods of every area: what the whole set's ranks are held against."""
        return tuple(
            Observation(one.period, one.value, self._name(area))
            for area, step in self.steps.items()
            for one in (None if step is None else step.old, self._current(area))
            if one is not None and one.value is not None
        )

    @cached_property
    def without_level(self) -> list[int]:
        return [area for area in self.group.members if self.levels[self._name(area)] is None]

    @cached_property
    def without_change(self) -> list[int]:
        return [area for area, step in self.steps.items() if step is None]

    def figures(self, *, both: bool = True) -> tuple[int, ...]:
        found = [figure.figure_id for area in self.group.members if (figure := self._current(area))]
        if both:
            found += [step.old.figure_id for step in self.steps.values() if step is not None]
        return tuple(found)

    def _current(self, area: int) -> KnownFigure | None:
        return self.picture.current.get(area)

    def _name(self, area: int) -> str:
        return self.picture.spots[area].as_observed


def standing_of(picture: Picture, group: Group) -> Standing:
    """The set over the two periods that most of its areas tell their change over."""
    older: dict[Period, int] = {}
    for area in group.members:
        step = picture.steps.get(area)
        if step is not None:
            older[step.old.period] = older.get(step.old.period, 0) + 1
    chosen = max(older, key=lambda period: (older[period], period), default=None)
    return Standing(picture, group, chosen)


def not_known(standing: Standing, missing: list[int], *, changes: bool) -> Unsaid:
    picture = standing.picture
    names = [_why(picture, area, changes=changes) for area in missing[:NAMED_MISSING]]
    if len(missing) > NAMED_MISSING:
        names.append(f"{len(missing) - NAMED_MISSING} more")
    what = "Ranks by change, and “only”," if changes else "Ranks by number"
    lacking = "no comparable change" if changes else "no comparable figure"
    return Unsaid(
        what=f"{what} among {set_in_words(standing)}",
        because=f"there is {lacking} for {listed(names)}",
        areas=tuple(missing),
    )


def _why(picture: Picture, area: int, *, changes: bool) -> str:
    name = picture.spots[area].place.name
    figure = picture.current.get(area)
    if figure is None:
        return name
    if figure.value is None:
        return f"{name} ({figure.reason})" if figure.reason else name
    if figure.is_estimate:
        return f"{name} (an estimate)"
    return name


def set_in_words(standing: Standing) -> str:
    return standing.picture.area_set(standing.group).in_words(CHARITY)


def sum_of(standing: Standing) -> Step | None:
    """The change of the whole: its own figure's if there is one, else the sum of all its areas."""
    whole = standing.group.whole.pk
    if standing.older is None:
        return None
    own = standing.picture.step_over(whole, standing.older) if whole else None
    if own is not None or standing.without_change:
        return own
    steps = [step for step in standing.steps.values() if step is not None]
    old = sum((step.change.old for step in steps), Decimal(0))
    new = sum((step.change.new for step in steps), Decimal(0))
    return Step.between(
        KnownFigure(0, standing.older, old), KnownFigure(0, standing.picture.period, new)
    )


def observed_whole(standing: Standing, whole: Step) -> tuple[Observation, ...]:
    name = standing.group.whole.as_observed
    return (
        Observation(whole.old.period, whole.change.old, name),
        Observation(whole.new.period, whole.change.new, name),
    )


def _sure_value(figure: KnownFigure | None) -> Decimal | None:
    return None if figure is None or figure.is_estimate else figure.value
