"""Who did not answer, and what this version corrects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from press.facts import KnownFigure
from press.wording.figures import Observation
from press.wording.numbers import digits, numeral
from press.wording.profiles import Profile

from .angle import Angle, Kind, Reason
from .newsworthiness import of_kind
from .picture import Corrected, Picture, Spot
from .sentences import capital, listed, when

NAMED_AT_MOST = 10

DID_WHAT: Mapping[str, str] = MappingProxyType(
    {
        "sent": "had not answered",
        "acknowledged": "had not answered",
        "refused": "refused to give figures",
        "not-held": "did not hold the figures",
        "in-part": "answered in part",
    }
)
"""What a force did, by the state of the request. Five different things, and none of them nought."""


def coverage(picture: Picture, profile: Profile) -> Iterator[Angle]:
    """How many answered, and one angle for each way of not answering, naming who."""
    asked, answered = picture.asked, picture.answered
    if asked is not None and answered is not None and answered < asked:
        yield _how_many(picture, answered, asked, profile)
    by_state: dict[str, list[Spot]] = defaultdict(list)
    for area, state in picture.replies.items():
        if state in DID_WHAT and area in picture.spots:
            by_state[DID_WHAT[state]].append(picture.spots[area])
    for did, spots in sorted(by_state.items()):
        spots.sort(key=lambda spot: (spot.place.name, spot.pk))
        named = [spot.place.force or spot.place.in_prose for spot in spots[:NAMED_AT_MOST]]
        if len(spots) > NAMED_AT_MOST:
            named.append(f"{numeral(len(spots) - NAMED_AT_MOST, profile=profile)} other forces")
        yield Angle(
            kind=Kind.COVERAGE,
            areas=tuple(spot.pk for spot in spots),
            sentence=f"{capital(listed(named))} {did}.",
            figures=_figures_of(picture, spots),
            working=f"{len(spots)} of {len(picture.replies)} requests, as recorded",
            reasons=(*of_kind(Kind.COVERAGE), _how_wide(len(spots))),
            about="",
            measure=picture.measure,
        )


def _how_many(picture: Picture, answered: int, asked: int, profile: Profile) -> Angle:
    unit = "police force" if asked == 1 else "police forces"
    return Angle(
        kind=Kind.COVERAGE,
        areas=(),
        sentence=(
            f"Figures came from {numeral(answered, profile=profile)} of the"
            f" {numeral(asked, profile=profile)} {unit} that were asked."
        ),
        figures=(),
        working=f"{answered} of {asked} answered, as the publication records",
        reasons=(*of_kind(Kind.COVERAGE), _how_wide(asked - answered)),
        about="",
        measure=picture.measure,
    )


def _how_wide(missing: int) -> Reason:
    words = "one force is missing" if missing == 1 else f"{missing} forces are missing"
    return Reason(words, min(12, 2 * missing))


def _figures_of(picture: Picture, spots: list[Spot]) -> tuple[int, ...]:
    current = (picture.current.get(spot.pk) for spot in spots)
    return tuple(figure.figure_id for figure in current if figure is not None)


def corrections(picture: Picture, profile: Profile) -> Iterator[Angle]:
    """Every figure that this version corrects: what it said, what it says, and why."""
    for one in picture.corrections:
        spot = picture.spots[one.area]
        yield Angle(
            kind=Kind.CORRECTION,
            areas=(spot.pk,),
            sentence=_corrected(picture, spot, one),
            figures=(one.new.figure_id, one.old.figure_id),
            working=f"{_shown(one.old)} before, {_shown(one.new)} now",
            reasons=tuple(of_kind(Kind.CORRECTION, spot.place.level)),
            about=spot.as_observed,
            measure=picture.measure,
            evidence=tuple(
                Observation(figure.period, figure.value, spot.as_observed)
                for figure in (one.old, one.new)
                if figure.value is not None
            ),
            cautions=(f"The reason on record: {one.new.reason}",) if one.new.reason else (),
        )


def _corrected(picture: Picture, spot: Spot, one: Corrected) -> str:
    what = f"The figure for {spot.place.in_prose}"
    if one.category:
        what += f" for {one.category}"
    period = when(one.new.period)
    if one.old.value is None or one.new.value is None:
        return (
            f"{what} {period} has been corrected: it was {_said(one.old)} and is {_said(one.new)}."
        )
    return f"{what} {period} has been corrected from {_said(one.old)} to {_said(one.new)}."


def _said(figure: KnownFigure) -> str:
    """Corrections are exact: digits throughout, and the reason where there is no number."""
    return digits(figure.value) if figure.value is not None else f"“{figure.reason}”"


def _shown(figure: KnownFigure) -> str:
    return digits(figure.value) if figure.value is not None else figure.reason
