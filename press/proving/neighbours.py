"""Neighbours and a past for invented figures, so that ranks and records are proved too. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from stats.periods import Period

from ..angles.peers import Peers
from ..angles.picture import Picture, Spot
from ..facts import KnownFigure, Nouns, Place

OWN, WHOLE, FIRST_NEIGHBOUR = 1, 2, 3
MIDLANDS = Place("Midlands", "the Midlands", "region")
WALES = Place("Wales", "Wales", "nation")
NAMES = ("Northshire", "Eastshire", "Southshire", "Westshire")

Moves = Sequence[tuple[int | None, int | None]]
"""The earlier and the present figure of each neighbour."""


def peers_among(
    place: Place,
    *,
    country: str,
    known: Sequence[KnownFigure],
    neighbours: Moves,
    nouns: Nouns,
) -> Peers | None:
    """An area with its series (`known`, the earliest first) among neighbours of its region.

    None where it has no figure of the period. Areas that are no one force's have no neighbours.
    """
    if not known:
        return None
    has_neighbours = place.level == "police-force-area" and bool(neighbours)
    spots = {OWN: Spot(OWN, place, WHOLE if has_neighbours else None)}
    series: dict[int, Sequence[KnownFigure]] = {OWN: known}
    periods = tuple(one.period for one in known[-2:])
    if has_neighbours:
        spots[WHOLE] = Spot(WHOLE, WALES if country == "wales" else MIDLANDS)
        for number, (name, moved) in enumerate(zip(NAMES, neighbours, strict=True)):
            pk = FIRST_NEIGHBOUR + number
            spots[pk] = Spot(pk, Place(name, name, place.level, f"{name} Police"), WHOLE)
            series[pk] = _series(pk, periods, moved[-len(periods) :])
    picture = Picture(
        measure=nouns.plural,
        nouns=nouns,
        period=known[-1].period,
        spots=spots,
        series=series,
    )
    return Peers(picture, OWN)


def _series(
    area: int, periods: Sequence[Period], values: Sequence[int | None]
) -> tuple[KnownFigure, ...]:
    return tuple(
        KnownFigure(
            -(100 * area + number),
            period,
            None if value is None else Decimal(value),
            "not supplied" if value is None else "",
        )
        for number, (period, value) in enumerate(zip(periods, values, strict=True))
    )
