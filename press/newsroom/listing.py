"""Which releases the public may read, and of which areas there are any."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from stats.models import Area, AreaLevel

from ..models import ReleasePage
from ..queries import ReleaseQuerySet

RELEASES_ON_A_PAGE = 20


@dataclass(frozen=True)
class AreaWithReleases:
    area: Area
    count: int


@dataclass(frozen=True)
class AreasUnderAHeading:
    """`heading` is the nation or region that the areas lie in; empty for the widest ones."""

    heading: str
    areas: tuple[AreaWithReleases, ...]


def newest_first(area: Area | None = None) -> ReleaseQuerySet:
    """Releases that are out at the clock's moment, as lists show them; of one area, if given."""
    found: ReleaseQuerySet = ReleasePage.objects.out().with_public_versions()
    if area is not None:
        found = found.filter(area=area)
    ordered: ReleaseQuerySet = found.select_related("area").order_by(
        "-first_public_from", "area__name", "pk"
    )
    return ordered


def areas_with_releases() -> list[AreasUnderAHeading]:
    """Every area that has a release out, by nation or region, in two queries."""
    out = ReleasePage.objects.out()
    counts = dict(out.order_by().values_list("area").annotate(Count("pk")))
    groups: dict[str, list[AreaWithReleases]] = defaultdict(list)
    for area in Area.objects.filter(pk__in=counts).select_related("parent").order_by("name"):
        groups[_heading(area)].append(AreaWithReleases(area, counts[area.pk]))
    return [
        AreasUnderAHeading(heading, tuple(groups[heading]))
        for heading in sorted(groups)  # the widest have no heading and come first
    ]


def _heading(area: Area) -> str:
    is_wide = area.level in (AreaLevel.UNITED_KINGDOM, AreaLevel.NATION, AreaLevel.REGION)
    return "" if is_wide or area.parent is None else area.parent.name
