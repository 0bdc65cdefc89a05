"""How each area's figure moved: since last time, as a multiple, and over its whole series."""

from __future__ import annotations

from collections.abc import Iterator

from press.wording.numbers import numeral
from press.wording.profiles import Profile
from press.wording.say_changes import VERBS, percent_arithmetic, say_multiple
from press.wording.saying import CannotSay
from stats.comparison import Direction

from .angle import Angle, Kind
from .newsworthiness import of_change, of_kind, of_length
from .picture import Picture, Spot, Step
from .sentences import from_to, moved, number_of, the_number, when

SMALL_BASE_NOTE = (
    "The earlier figure is under 50: print both counts, and make little of the change."
)
LONG_SPAN = 3
"""Periods between the ends of a series before its whole change is an angle of its own."""


def changes(picture: Picture, profile: Profile) -> Iterator[Angle]:
    """One plain angle for every area with a change, so that no area goes without."""
    for spot in picture.areas:
        step = picture.steps.get(spot.pk)
        if step is not None:
            sentence = f"{the_number(picture, spot)} {moved(step, profile)}."
            yield _angle(Kind.CHANGE, picture, spot, step, sentence)


def multiples(picture: Picture, profile: Profile) -> Iterator[Angle]:
    """Figures that doubled, trebled, halved or came to some other simple multiple."""
    for spot in picture.areas:
        step = picture.steps.get(spot.pk)
        if step is None:
            continue
        try:
            words = say_multiple(step.change, profile=profile).text
        except CannotSay:
            continue
        yield _angle(
            Kind.MULTIPLE, picture, spot, step, _multiple(words, picture, spot, step, profile)
        )


def _multiple(words: str, picture: Picture, spot: Spot, step: Step, profile: Profile) -> str:
    if words.endswith(("halved", *VERBS.values())):
        return f"{the_number(picture, spot)} {words}, {from_to(step, profile)}."
    of_these = number_of(step.change.new, picture, profile)
    old = numeral(step.change.old, profile=profile)
    recorded = " recorded" if picture.is_recorded else ""
    place = spot.place.in_prose
    across = "across" if spot.place.level == "united-kingdom" else "in"
    return (
        f"There were {of_these}{recorded} {across} {place} {when(step.new.period)}, {words} as"
        f" {when(step.old.period)}, when there were {old}."
    )


def spans(picture: Picture, profile: Profile) -> Iterator[Angle]:
    """The change from one end of a gap-free series to the other.

    Where the last period ran against it, the angle says so: a rise over ten years may hide a fall.
    """
    for spot in picture.areas:
        run = picture.runs.get(spot.pk, ())
        last = picture.steps.get(spot.pk)
        if len(run) <= LONG_SPAN or last is None or last.old.period != run[-2].period:
            continue
        step = Step.between(run[0], run[-1])
        if step is None or step.change.has_small_base or step.change.is_similar:
            continue
        sentence = f"{the_number(picture, spot)} {moved(step, profile)}."
        against = {step.change.direction, last.change.direction} == {Direction.RISE, Direction.FALL}
        figures: tuple[int, ...] = step.figures
        if against:
            way = "fell" if last.change.direction is Direction.FALL else "rose"
            sentence += f" In the last period alone it {way}, {from_to(last, profile)}."
            figures = (*figures, last.old.figure_id)
        yield Angle(
            kind=Kind.SPAN,
            areas=(spot.pk,),
            sentence=sentence,
            figures=figures,
            working=percent_arithmetic(step.change),
            reasons=(
                *of_kind(Kind.SPAN, spot.place.level),
                *of_change(step.change),
                *of_length(len(run) - 1, f"over {len(run) - 1} periods"),
            ),
            about=spot.as_observed,
            measure=picture.measure,
            evidence=picture.observed(spot.pk),
        )


def _angle(kind: Kind, picture: Picture, spot: Spot, step: Step, sentence: str) -> Angle:
    return Angle(
        kind=kind,
        areas=(spot.pk,),
        sentence=sentence,
        figures=step.figures,
        working=percent_arithmetic(step.change),
        reasons=(*of_kind(kind, spot.place.level), *of_change(step.change)),
        about=spot.as_observed,
        measure=picture.measure,
        evidence=picture.observed(spot.pk),
        cautions=(SMALL_BASE_NOTE,) if step.change.needs_small_base_note else (),
    )
