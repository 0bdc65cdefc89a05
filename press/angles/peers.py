"""An area among its neighbours and in its own history, for the release that is about it. Pure.

The neighbours are the police force areas of the same region, or of Wales. The rules are those of
the angles, so that a release says of its area what the list of angles says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from press.wording.profiles import CHARITY, Profile
from press.wording.say_ranks import RankedBy, say_contrast, say_only, say_place
from press.wording.say_series import say_record, say_reversal, say_since, say_streak
from press.wording.saying import CannotSay, Saying
from stats.comparison import SMALLEST_BASE_FOR_PERCENTAGE, Direction

from .histories import run_of
from .picture import Group, Picture, Spot, Step
from .standing import Standing, standing_of, sum_of

MOST_PEERS = 60
"""Larger sets than all forces of the kingdom are not read for a release, and not ranked in it."""


@dataclass(frozen=True)
class Said:
    """Words with the figures that they follow from."""

    saying: Saying
    figures: tuple[int, ...]


@dataclass(frozen=True)
class Peers:
    """`picture` holds the neighbours and the place that they make up, and nothing wider."""

    picture: Picture
    area: int

    @property
    def spot(self) -> Spot:
        return self.picture.spots[self.area]

    @cached_property
    def whole(self) -> Spot | None:
        """The region, or nation, that the area is part of."""
        parent = self.spot.parent
        return None if parent is None else self.picture.spots.get(parent)

    @cached_property
    def group(self) -> Group | None:
        groups = (one for one in self.picture.groups if one.whole.pk == self.spot.parent)
        return next((one for one in groups if self.area in one.members), None)

    @cached_property
    def standing(self) -> Standing | None:
        return None if self.group is None else standing_of(self.picture, self.group)

    @cached_property
    def can_be_ranked(self) -> bool:
        """Whether every neighbour has a comparable figure, now and before."""
        standing = self.standing
        return standing is not None and not standing.without_level and not standing.without_change

    @cached_property
    def whole_step(self) -> Step | None:
        """The change of the region: its own figure's, or of the sum of all its forces."""
        if self.standing is not None:
            return sum_of(self.standing)
        return None if self.whole is None else self.picture.steps.get(self.whole.pk)

    def rank(self, profile: Profile) -> Said:
        """ "the highest of the five police forces in the North West"; down to the third."""
        standing = self._ranked()
        if (standing.levels[self.spot.as_observed] or 0) < SMALLEST_BASE_FOR_PERCENTAGE:
            raise CannotSay("So small a number makes no rank.")
        saying = say_place(
            self.spot.as_observed,
            standing.levels,
            among=self.picture.area_set(standing.group),
            by=RankedBy.LEVEL,
            profile=profile,
        )
        return Said(saying, standing.figures(both=False))

    @property
    def is_first(self) -> bool:
        """Whether it has the highest number of its neighbours."""
        try:
            return self.rank(CHARITY).saying.truth == 1
        except CannotSay:
            return False

    def only(self, profile: Profile) -> Said:
        """ "the only one of the five police forces in the North West to record a fall"."""
        standing = self._ranked()
        saying = say_only(
            self.spot.as_observed,
            standing.changes,
            among=self.picture.area_set(standing.group),
            verb="record" if self.picture.is_recorded else "see",
            profile=profile,
        )
        return Said(saying, standing.figures())

    def contrast(self, profile: Profile) -> Said:
        """ "against the regional trend"."""
        step, whole = self.picture.steps.get(self.area), self.whole_step
        if step is None or whole is None or self.whole is None or self.group is None:
            raise CannotSay("There is no region to set it against.")
        if whole.old.period != step.old.period:
            raise CannotSay("Its region is compared over another time.")
        is_national = self.whole.place.level != "region"
        saying = say_contrast(step.change, whole.change, is_national=is_national)
        others = (
            whole.figures
            if whole.new.figure_id
            else standing_of(self.picture, self.group).figures()
        )
        return Said(saying, tuple(dict.fromkeys((*step.figures, *others))))

    def record(self, profile: Profile) -> Said:
        """ "the highest on record", "the lowest since 2014-15"."""
        try:
            return self._history(say_record, profile)
        except CannotSay:
            return self._history(say_since, profile)

    def streak(self, profile: Profile) -> Said:
        """ "for the third year running"."""
        return self._history(say_streak, profile)

    def reversal(self, profile: Profile) -> Said:
        """ "after three consecutive falls"."""
        return self._history(say_reversal, profile)

    def can(self, say: Callable[[Profile], Said]) -> bool:
        """Whether one of the above can be said."""
        try:
            say(CHARITY)
        except CannotSay:
            return False
        return True

    def is_record(self, direction: Direction | None = None) -> bool:
        """Whether it stands highest (RISE), lowest (FALL) or either in the whole series."""
        try:
            text = self._history(say_record, CHARITY).saying.text
        except CannotSay:
            return False
        wanted = {Direction.RISE: "highest", Direction.FALL: "lowest"}
        return direction is None or wanted.get(direction, "") in text

    def _ranked(self) -> Standing:
        if self.standing is None:
            raise CannotSay("It has no neighbours to be ranked among.")
        return self.standing

    def _history(self, say: Callable[..., Saying], profile: Profile) -> Said:
        run = self.picture.runs.get(self.area, ())
        value = run[-1].value if run else None
        if value is None or value < SMALLEST_BASE_FOR_PERCENTAGE:
            raise CannotSay("So small a number makes no record.")
        saying = say(run_of(self.picture, self.area), profile=profile)
        return Said(saying, tuple(one.figure_id for one in reversed(run)))
