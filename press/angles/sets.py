"""What is said of a whole set of areas: how many went which way, and where changes were steep."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from press.wording.profiles import Profile
from press.wording.say_ranks import say_how_many
from press.wording.saying import CannotSay, working
from stats.comparison import SMALLEST_BASE_WITHOUT_NOTE, Direction

from .angle import Angle, Kind, Reason
from .newsworthiness import of_change, of_kind, of_set
from .picture import Step
from .sentences import NOUN, capital, listed, percent_text, when, where
from .standing import Standing, observed_whole, sum_of

STEEP_FROM = Decimal(20)
"""Per cent, and more than the whole by STEEPER_BY points and a quarter again: a steep change."""

STEEPER_BY = Decimal(10)
STEEPER_TIMES = Decimal("1.25")
FEWEST_STEEP = 2
MOST_STEEP = 4


def how_many(standing: Standing, profile: Profile) -> Iterator[Angle]:
    """How many went the way that most of them went."""
    picture, group = standing.picture, standing.group
    ways = [change.direction for change in standing.changes.values() if change is not None]
    way = max((Direction.RISE, Direction.FALL), key=ways.count)
    if 2 * ways.count(way) <= len(ways):
        return
    try:
        saying = say_how_many(
            standing.changes,
            way=way,
            among=picture.area_set(group),
            verb="recorded" if picture.is_recorded else "saw",
            profile=profile,
        )
    except CannotSay:
        return
    is_all = ways.count(way) == len(ways)
    extra = (Reason("every one of them", 6),) if is_all else ()
    place = group.whole.place
    yield Angle(
        kind=Kind.HOW_MANY,
        areas=(group.whole.pk,) if group.whole.pk else (),
        sentence=(
            f"{capital(where(group.whole))}, {saying.text} in {picture.nouns.plural}"
            f" {when(picture.period)}."
        ),
        figures=standing.figures(),
        working=saying.arithmetic,
        reasons=(*of_kind(Kind.HOW_MANY, place.level), *of_set(len(group.members)), *extra),
        about=group.whole.as_observed,
        measure=picture.measure,
        evidence=standing.evidence,
    )


def clusters(standing: Standing, profile: Profile) -> Iterator[Angle]:
    """Two to four areas of one region whose change was far steeper than the region's own."""
    picture, group = standing.picture, standing.group
    whole = sum_of(standing)
    if whole is None or whole.change.percent is None or group.whole.place.level != "region":
        return
    way, percent = whole.change.direction, whole.change.percent
    if way is Direction.SAME:
        return
    steep = sorted(
        (area for area, step in standing.steps.items() if _is_steep(step, way, abs(percent))),
        key=lambda area: (-_size(standing.steps[area]), picture.spots[area].place.name),
    )
    if not FEWEST_STEEP <= len(steep) <= min(MOST_STEEP, 3 * len(group.members) // 5):
        return
    named = [
        f"{picture.spots[area].place.in_prose}"
        f" ({percent_text(_size(standing.steps[area]), profile)})"
        for area in steep
    ]
    against = percent_text(percent, profile)
    yield Angle(
        kind=Kind.CLUSTER,
        areas=(*steep, *((group.whole.pk,) if group.whole.pk else ())),
        sentence=(
            f"{capital(NOUN[way])}s in {picture.nouns.plural} {when(picture.period)} were"
            f" particularly steep in {listed(named)}, against {against} across"
            f" {group.whole.place.in_prose}."
        ),
        figures=standing.figures(),
        working="; ".join(
            f"{picture.spots[area].place.name} {working(_size(standing.steps[area]))}%"
            for area in steep
        ),
        reasons=(*of_kind(Kind.CLUSTER), *of_set(len(group.members)), *of_change(whole.change)),
        about=group.whole.as_observed,
        measure=picture.measure,
        evidence=(*standing.evidence, *observed_whole(standing, whole)),
    )


def _is_steep(step: Step | None, way: Direction, whole: Decimal) -> bool:
    if step is None or step.change.direction is not way:
        return False
    size = _size(step)
    return (
        step.change.old >= SMALLEST_BASE_WITHOUT_NOTE
        and size >= STEEP_FROM
        and size >= whole + STEEPER_BY
        and size >= whole * STEEPER_TIMES
    )


def _size(step: Step | None) -> Decimal:
    percent = None if step is None else step.change.percent
    return abs(percent) if percent is not None else Decimal(0)
