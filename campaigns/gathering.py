"""What the sections of a body need of the database, read once for all and only if needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.functional import cached_property

from helpline_info.models import SupportCategory
from helpline_info.now import ChannelNow, help_for
from stats.models import Area

from .chosen import every_one_known, known
from .chosen_rows import all_categories
from .partners import region_of

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue


class Gathered:
    """The worries, channels and police forces of one body: a query for each sort, none for more."""

    def __init__(self, body: StreamValue | None, request: HttpRequest | None) -> None:
        self._body = body
        self._request = request

    @cached_property
    def _all_categories(self) -> list[Any]:
        found = every_one_known(SupportCategory)
        return list(all_categories()) if found is None else found

    @property
    def categories(self) -> list[SupportCategory]:
        """Those that have been published and not taken back, in their order."""
        return [category for category in self._all_categories if category.live]

    def channels_for(self, category: SupportCategory | None) -> list[ChannelNow]:
        """The channels that serve a category, or all of them without one."""
        channels = help_for(self._request).channels  # those that the layout has read already
        if category is None:
            return channels
        serving = {each.pk: set(each.channel_ids or ()) for each in self._all_categories}
        return [now for now in channels if now.channel.pk in serving.get(category.pk, ())]

    @cached_property
    def _areas(self) -> Mapping[str, Area]:
        codes = {
            code
            for block in self._body or ()
            if block.block_type == "supporting_forces"
            for code in block.value["forces"]
        }
        return areas_by_code(codes)

    def forces_by_region(self, codes: Iterable[str]) -> list[tuple[str, list[Area]]]:
        """Regions by name, each with its police forces. A code that has gone is left out."""
        codes = list(codes)
        areas: Mapping[str, Area] | None = known(Area, codes)
        if areas is None:
            areas = self._areas if self._body is not None else areas_by_code(codes)
        found = (areas[code] for code in codes if code in areas)
        regions: defaultdict[str, list[Area]] = defaultdict(list)
        for area in sorted(found, key=lambda area: area.body_name):
            regions[region_of(area)].append(area)
        return sorted(regions.items())


def areas_by_code(codes: Iterable[str]) -> Mapping[str, Area]:
    """Police force areas with their region and, where we have it, their partner."""
    areas = Area.objects.select_related("parent", "partner")
    return {area.gss_code: area for area in areas.filter(gss_code__in=list(codes))}


def gathered(context: Mapping[str, Any]) -> Gathered:
    """What the body around a section has gathered; for a section drawn alone, its own."""
    found: Gathered | None = context.get("gathered")
    return found or Gathered(None, context.get("request"))
