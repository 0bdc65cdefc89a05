"""Areas that went against the region or nation that they are part of."""

from __future__ import annotations

from collections.abc import Iterator

from press.wording.figures import Observation
from press.wording.profiles import Profile
from press.wording.say_ranks import SMALLEST_SET, say_contrast
from press.wording.saying import CannotSay

from .angle import Angle, Kind
from .newsworthiness import of_change, of_kind
from .picture import Group, Picture, Spot, Step
from .sentences import moved, the_number
from .standing import standing_of, sum_of

COVERS = "The larger figure covers %(answered)d of the %(asked)d police forces that were asked."
"""Not a sentence for readers: what a press officer should know."""


def contrasts(picture: Picture, profile: Profile) -> Iterator[Angle]:
    """Each area against the whole that it lies in, and against the United Kingdom."""
    wholes = wholes_of(picture)
    for spot in picture.areas:
        for pk in _above(picture, spot):
            whole = wholes.get(pk)
            step = None if whole is None else picture.step_over(spot.pk, whole.old.period)
            if whole is None or step is None:
                continue
            angle = _angle(
                picture, spot, step, above=picture.spots[pk], whole=whole, profile=profile
            )
            if angle is not None:
                yield angle


def wholes_of(picture: Picture) -> dict[int, Step]:
    """The change of each region and nation: its own figure's, or of the sum of all its forces."""
    found = {
        spot.pk: picture.steps[spot.pk]
        for spot in picture.areas
        if spot.pk in picture.steps and spot.place.level != "police-force-area"
    }
    for group in picture.groups:
        if group.whole.pk and group.whole.pk not in found and _may_be_added_up(picture, group):
            total = sum_of(standing_of(picture, group))
            if total is not None:
                found[group.whole.pk] = total
    return found


def _may_be_added_up(picture: Picture, group: Group) -> bool:
    """Where a whole has a figure that cannot be compared, no sum of ours stands in for it."""
    return picture.is_count and group.whole.pk not in picture.current


def _above(picture: Picture, spot: Spot) -> list[int]:
    """The parent and the United Kingdom. A region of two forces makes no trend."""
    parent = spot.parent
    if parent is None:
        return []
    found = []
    beneath = sum(1 for other in picture.spots.values() if other.parent == parent)
    if beneath >= SMALLEST_SET:
        found.append(parent)
    top = parent
    while (higher := picture.spots[top].parent) is not None:
        top = higher
    return found if top == parent and found else [*found, top]


def _angle(
    picture: Picture, spot: Spot, step: Step, *, above: Spot, whole: Step, profile: Profile
) -> Angle | None:
    is_national = above.place.level != "region"
    try:
        saying = say_contrast(step.change, whole.change, is_national=is_national)
    except CannotSay:
        return None
    kind = Kind.AGAINST_NATION if is_national else Kind.AGAINST_REGION
    sentence = (
        f"{the_number(picture, spot)} {moved(step, profile)}. This was {saying.text}:"
        f" across {above.place.in_prose} it {moved(whole, profile)}."
    )
    is_sum = whole.new.figure_id == 0
    return Angle(
        kind=kind,
        areas=(spot.pk, above.pk),
        sentence=sentence,
        figures=(*step.figures, *(() if is_sum else whole.figures)),
        working=f"{saying.arithmetic}{' (the sum of its areas)' if is_sum else ''}",
        reasons=(*of_kind(kind, spot.place.level), *of_change(step.change)),
        about=spot.as_observed,
        measure=picture.measure,
        evidence=(*observed_step(step, spot), *observed_step(whole, above)),
        cautions=_cautions(picture),
    )


def observed_step(step: Step, spot: Spot) -> tuple[Observation, ...]:
    """The two figures of a change, as a sentence is held against them."""
    return (
        Observation(step.old.period, step.change.old, spot.as_observed),
        Observation(step.new.period, step.change.new, spot.as_observed),
    )


def _cautions(picture: Picture) -> tuple[str, ...]:
    if picture.asked is None or picture.answered is None or picture.answered == picture.asked:
        return ()
    return (COVERS % {"answered": picture.answered, "asked": picture.asked},)
