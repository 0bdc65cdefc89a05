"""Pictures of made-up figures in real places, for angles to be found in."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from press.angles import Angle, Picture, Slice, Spot
from press.facts import KnownFigure, Nouns, Place
from press.wording.claims import Claim, check
from stats.periods import Period, financial_year

LAST = 2017
NOUNS = Nouns("child abuse image offence", "child abuse image offences")
UK, ENGLAND, NORTH_WEST, WALES = 1, 2, 3, 4
WHOLES = {
    UK: Spot(UK, Place("United Kingdom", "the United Kingdom", "united-kingdom")),
    ENGLAND: Spot(ENGLAND, Place("England", "England", "nation"), UK),
    NORTH_WEST: Spot(NORTH_WEST, Place("North West", "the North West", "region"), ENGLAND),
    WALES: Spot(WALES, Place("Wales", "Wales", "nation"), UK),
}
FORCES = {
    11: ("Lancashire", "Lancashire Constabulary", NORTH_WEST),
    12: ("Cumbria", "Cumbria Constabulary", NORTH_WEST),
    13: ("Cheshire", "Cheshire Constabulary", NORTH_WEST),
    14: ("Merseyside", "Merseyside Police", NORTH_WEST),
    15: ("Greater Manchester", "Greater Manchester Police", NORTH_WEST),
    21: ("North Wales", "North Wales Police", WALES),
    22: ("South Wales", "South Wales Police", WALES),
    23: ("Gwent", "Gwent Police", WALES),
    24: ("Dyfed-Powys", "Dyfed-Powys Police", WALES),
}
NAMES = {name: pk for pk, (name, _force, _parent) in FORCES.items()} | {
    spot.place.name: pk for pk, spot in WHOLES.items()
}

Values = Sequence[int | None]


def spots(*names: str) -> dict[int, Spot]:
    """The wholes, and those forces that are named; with none named, all of them."""
    found = dict(WHOLES)
    for pk, (name, force, parent) in FORCES.items():
        if not names or name in names:
            found[pk] = Spot(pk, Place(name, name, "police-force-area", force), parent)
    return found


def series(values: Values, *, area: int, last: int = LAST, **fields: Any) -> list[KnownFigure]:
    """Yearly figures up to the last year; a year without a number is one not supplied."""
    first = last + 1 - len(values)
    return [
        KnownFigure(
            area * 1000 + year,
            financial_year(year),
            None if value is None else Decimal(value),
            reason="not supplied" if value is None else "",
            **fields,
        )
        for year, value in enumerate(values, start=first)
    ]


def picture(table: Mapping[str, Values], **fields: Any) -> Picture:
    """A picture of yearly figures by the name of the area, the last of each in 2017-18."""
    return Picture(
        **{
            "measure": "child abuse image offences",
            "nouns": NOUNS,
            "period": financial_year(LAST),
            "spots": spots(),
            "series": {
                NAMES[name]: series(values, area=NAMES[name]) for name, values in table.items()
            },
            **fields,
        }
    )


def slices(parts: Mapping[str, tuple[int | None, int | None]]) -> list[Slice]:
    """Categories with the figure of the year before and of the last."""
    number = itertools.count(900_000)

    def known(value: int | None, period: Period) -> KnownFigure:
        reason = "" if value is not None else "not supplied"
        decimal = None if value is None else Decimal(value)
        return KnownFigure(next(number), period, decimal, reason)

    return [
        Slice(label, known(new, financial_year(LAST)), known(old, financial_year(LAST - 1)))
        for label, (old, new) in parts.items()
    ]


def claims_of(angle: Angle) -> list[Claim]:
    """The claims of an angle's sentence, held against the evidence that it carries."""
    return check(angle.sentence, angle.evidence, area=angle.about or None, measure=angle.measure)
