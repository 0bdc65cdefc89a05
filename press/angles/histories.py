"""A figure beside those of its own area before it: records, first times, runs and turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from press.wording.figures import Observation
from press.wording.numbers import numeral
from press.wording.profiles import Profile
from press.wording.say_series import (
    say_passed,
    say_record,
    say_reversal,
    say_since,
    say_streak,
)
from press.wording.saying import CannotSay, Saying
from stats.comparison import SMALLEST_BASE_FOR_PERCENTAGE

from .angle import Angle, Kind
from .changes import SMALL_BASE_NOTE
from .newsworthiness import of_change, of_kind, of_length
from .picture import Picture, Spot
from .sentences import PAST, counted, from_to, number_of, the_number, when

Sentence = Callable[[Picture, Spot, Saying, Profile], str]


def histories(picture: Picture, profile: Profile) -> Iterator[Angle]:
    """Every angle that an area's own gap-free series gives."""
    for spot in picture.areas:
        if len(picture.runs.get(spot.pk, ())) < 3:
            continue
        for kind, say, sentence in _KINDS:
            angle = _angle(kind, say, sentence, picture=picture, spot=spot, profile=profile)
            if angle is not None:
                yield angle


def run_of(picture: Picture, area: int) -> tuple[Observation, ...]:
    """An area's gap-free comparable series, as the sayings take it."""
    name = picture.spots[area].as_observed
    return tuple(
        Observation(one.period, one.value, name)
        for one in picture.runs.get(area, ())
        if one.value is not None
    )


def _angle(
    kind: Kind,
    say: Callable[..., Saying],
    sentence: Sentence,
    *,
    picture: Picture,
    spot: Spot,
    profile: Profile,
) -> Angle | None:
    run, step = picture.runs[spot.pk], picture.steps.get(spot.pk)
    # A count as small as that makes no record: one more or fewer is nothing but chance.
    if (
        step is None
        or step.old.period != run[-2].period
        or step.change.new < SMALLEST_BASE_FOR_PERCENTAGE
    ):
        return None
    try:
        saying = say(run_of(picture, spot.pk), profile=profile)
    except CannotSay:
        return None
    reach = f"comparable figures for {len(run)} periods"
    return Angle(
        kind=kind,
        areas=(spot.pk,),
        sentence=sentence(picture, spot, saying, profile),
        figures=tuple(one.figure_id for one in reversed(run)),
        working=saying.arithmetic,
        reasons=(
            *of_kind(kind, spot.place.level),
            *of_change(step.change),
            *of_length(len(run), reach),
        ),
        about=spot.as_observed,
        measure=picture.measure,
        evidence=picture.observed(spot.pk),
        cautions=(SMALL_BASE_NOTE,) if step.change.needs_small_base_note else (),
    )


def _record(picture: Picture, spot: Spot, saying: Saying, profile: Profile) -> str:
    """The series is named with it: a record is only as long as what it was held against."""
    run = picture.runs[spot.pk]
    return (
        f"{_there_were(picture, spot, profile)}, {saying.text} in a series"
        f" that begins {when(run[0].period)}."
    )


def _since(picture: Picture, spot: Spot, saying: Saying, profile: Profile) -> str:
    return f"{_there_were(picture, spot, profile)}, {saying.text}."


def _there_were(picture: Picture, spot: Spot, profile: Profile) -> str:
    """ "There were 674 child abuse image offences recorded in Lancashire in 2017-18"."""
    new = picture.steps[spot.pk].new
    value = picture.steps[spot.pk].change.new
    rest = counted(picture, spot).removeprefix(picture.nouns.plural)
    return f"There were {number_of(value, picture, profile)}{rest} {when(new.period)}"


def _passed(picture: Picture, spot: Spot, saying: Saying, profile: Profile) -> str:
    step = picture.steps[spot.pk]
    value = numeral(step.change.new, profile=profile)
    return f"{the_number(picture, spot)} {saying.text}, reaching {value} {when(step.new.period)}."


def _after(picture: Picture, spot: Spot, saying: Saying, profile: Profile) -> str:
    """ "… rose from 591 in 2016-17 to 674 in 2017-18, after three consecutive falls"."""
    step = picture.steps[spot.pk]
    verb = PAST[step.change.direction]
    return f"{the_number(picture, spot)} {verb} {from_to(step, profile)}, {saying.text}."


def _streak(picture: Picture, spot: Spot, saying: Saying, profile: Profile) -> str:
    step = picture.steps[spot.pk]
    verb = PAST[step.change.direction]
    if saying.text.startswith("for "):
        return f"{the_number(picture, spot)} {verb} {saying.text}, {from_to(step, profile)}."
    return f"{the_number(picture, spot)} {verb} {from_to(step, profile)}, {saying.text}."


_KINDS: tuple[tuple[Kind, Callable[..., Saying], Sentence], ...] = (
    (Kind.RECORD, say_record, _record),
    (Kind.SINCE, say_since, _since),
    (Kind.FIRST_TIME, say_passed, _passed),
    (Kind.REVERSAL, say_reversal, _after),
    (Kind.STREAK, say_streak, _streak),
)
