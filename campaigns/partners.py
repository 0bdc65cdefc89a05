"""Partners put in order for a page: police forces by region, then everybody else by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from stats.models import Area, AreaLevel

if TYPE_CHECKING:
    from .models import Partner

LOGO = "max-240x96|format-webp"


def region_of(area: Area) -> str:
    """The part of the country a force is listed under: its region, or the nation that it serves."""
    if area.level == AreaLevel.NATION or area.parent is None:
        return area.name
    return area.parent.name


def in_groups(partners: Iterable[Partner]) -> list[tuple[str, list[Partner]]]:
    """A heading for each group with its partners by name: regions first, in their order."""
    regions: defaultdict[str, list[Partner]] = defaultdict(list)
    others: defaultdict[str, list[Partner]] = defaultdict(list)
    for partner in sorted(partners, key=lambda partner: partner.name):
        if partner.area is not None:
            regions[region_of(partner.area)].append(partner)
        else:
            others[partner.get_kind_display()].append(partner)
    return [*sorted(regions.items()), *sorted(others.items())]
