"""An area by whatever name a reporter types for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stats.importing.sheets import AreaNames
from stats.importing.vocabulary import KnownArea
from stats.models import Area, AreaSpelling

LONGEST_NAME = 80


@dataclass(frozen=True)
class Found:
    """The one area that is meant; or those that may be."""

    area: Area | None
    candidates: tuple[Area, ...] = ()


def find_area(typed: str) -> Found:
    """The area that a text names, in any spelling that staff have taught: two queries, no guess.

    Nothing of the text is kept.
    """
    typed = " ".join(typed[: LONGEST_NAME + 1].split())
    if not typed or len(typed) > LONGEST_NAME:
        return Found(None)
    areas, names = known_names()
    recognised = names.recognise(typed)
    if recognised.code is not None:
        return Found(areas[recognised.code])
    return Found(None, tuple(areas[code] for code in recognised.candidates if code in areas))


def known_names() -> tuple[dict[str, Area], AreaNames]:
    """Every area by its code, and the names and spellings that it goes by: two queries."""
    areas = {area.gss_code: area for area in Area.objects.all()}
    said = dict(AreaSpelling.objects.values_list("spelling", "area__gss_code"))
    return areas, AreaNames(_known(areas.values()), spellings=said)


def _known(areas: Iterable[Area]) -> dict[str, KnownArea]:
    """Each by its names, in Welsh too, and that of its police force."""
    return {
        area.gss_code: KnownArea(
            area.name,
            tuple(
                filter(
                    None,
                    (area.body_name, area.slug, area.name_in_welsh, area.body_name_in_welsh),
                )
            ),
        )
        for area in areas
    }
