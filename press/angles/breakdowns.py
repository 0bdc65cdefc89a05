"""How the make-up of a total shifted, and who gave none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from press.wording.figures import Observation
from press.wording.numbers import numeral
from press.wording.profiles import Profile
from press.wording.saying import working
from stats.comparison import SMALLEST_BASE_WITHOUT_NOTE

from .angle import Angle, Kind, Reason, Unsaid
from .newsworthiness import of_kind
from .picture import Picture, Slice, Spot, Step
from .sentences import counted, number_of, when

SHIFT_FROM = Decimal(10)
"""Percentage points that a part's share must move by: less is the noise of recording."""


def breakdowns(picture: Picture, profile: Profile) -> Iterator[Angle]:
    """For each area with two full breakdowns, the part whose share of the total moved most."""
    for spot in picture.areas:
        step = picture.steps.get(spot.pk)
        if step is None or step.change.old < SMALLEST_BASE_WITHOUT_NOTE or not step.change.new:
            continue
        slices = [one for one in picture.slices.get(spot.pk, ()) if _is_known(one, step)]
        if not slices or len(slices) != len(picture.slices[spot.pk]):
            continue
        chosen = max(slices, key=lambda one: (abs(_shift(one, step)), one.label))
        if abs(_shift(chosen, step)) >= SHIFT_FROM:
            yield _angle(picture, spot, step, chosen, profile)


def _is_known(one: Slice, step: Step) -> bool:
    figures = (one.figure, one.previous)
    return (
        all(figure is not None and figure.value is not None for figure in figures)
        and one.previous is not None
        and one.previous.period == step.old.period
    )


def _values(one: Slice) -> tuple[Decimal, Decimal]:
    old = None if one.previous is None else one.previous.value
    return old or Decimal(0), one.figure.value or Decimal(0)


def _shares(one: Slice, step: Step) -> tuple[Decimal, Decimal]:
    old, new = _values(one)
    return 100 * old / step.change.old, 100 * new / step.change.new


def _shift(one: Slice, step: Step) -> Decimal:
    """In percentage points, above nought where the part grew as a share of the total."""
    old, new = _shares(one, step)
    return new - old


def _angle(picture: Picture, spot: Spot, step: Step, one: Slice, profile: Profile) -> Angle:
    (old, new), (before, after) = _values(one), _shares(one, step)
    recorded = counted(picture, spot).removeprefix(picture.nouns.plural)
    verb = "was" if new == 1 else "were"
    sentence = (
        f"Of the {number_of(step.change.new, picture, profile)}{recorded}"
        f" {when(step.new.period)}, {numeral(new, profile=profile)} {verb} for {one.label},"
        f" compared with {numeral(old, profile=profile)} of"
        f" {numeral(step.change.old, profile=profile)} {when(step.old.period)}."
    )
    points = min(20, int(abs(after - before)))
    ours = (one.figure.figure_id, *(() if one.previous is None else (one.previous.figure_id,)))
    return Angle(
        kind=Kind.BREAKDOWN,
        areas=(spot.pk,),
        sentence=sentence,
        figures=(*ours, *step.figures),
        working=(
            f"{working(new)} ÷ {working(step.change.new)} = {working(after, 1)}%, and"
            f" {working(old)} ÷ {working(step.change.old)} = {working(before, 1)}%"
        ),
        reasons=(
            *of_kind(Kind.BREAKDOWN, spot.place.level),
            Reason(f"a shift of {abs(after - before):.0f} percentage points", points),
        ),
        about=spot.as_observed,
        measure=picture.measure,
        evidence=_evidence(picture, spot, step),
    )


def _evidence(picture: Picture, spot: Spot, step: Step) -> tuple[Observation, ...]:
    name = spot.as_observed
    found = [
        Observation(step.old.period, step.change.old, name),
        Observation(step.new.period, step.change.new, name),
    ]
    for one in picture.slices[spot.pk]:
        old, new = _values(one)
        found.append(Observation(step.old.period, old, name, one.label))
        found.append(Observation(step.new.period, new, name, one.label))
    return tuple(found)


def missing_breakdowns(picture: Picture, profile: Profile) -> Iterator[Angle | Unsaid]:
    """Forces that gave a total without its parts. "Unlike most" only if most gave them."""
    forces = [spot for spot in picture.areas if spot.is_force and picture.slices.get(spot.pk)]
    without = [spot for spot in forces if _gave_none(picture.slices[spot.pk])]
    asked = picture.asked or sum(spot.is_force for spot in picture.spots.values())
    gave = len(forces) - len(without)
    if not without:
        return
    if 2 * gave <= asked:
        yield Unsaid(
            "“Unlike most forces” of a missing breakdown",
            f"{gave} of {asked} police forces are known to have given one",
            tuple(spot.pk for spot in without),
        )
        return
    for spot in without:
        yield Angle(
            kind=Kind.NO_BREAKDOWN,
            areas=(spot.pk,),
            sentence=(
                f"Unlike most police forces, {spot.place.force} did not give a breakdown of its"
                f" figures {when(picture.period)}."
            ),
            figures=tuple(one.figure.figure_id for one in picture.slices[spot.pk]),
            working=f"{gave} of {asked} police forces gave a breakdown",
            reasons=tuple(of_kind(Kind.NO_BREAKDOWN)),
            about=spot.as_observed,
            measure=picture.measure,
        )


def _gave_none(slices: Sequence[Slice]) -> bool:
    """Asked for the parts and given none. Parts that we suppress were given."""
    return all(one.figure.value is None and not one.figure.is_suppressed for one in slices)
