"""Reading pages and the figures on them, in a number of queries that their length cannot change."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from django.db.models import F
from wagtail.models import PageManager, PageQuerySet

from stats.models import Figure

from .open_to_all import is_open_to_all
from .running import Stage

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue

    from .models import CampaignPage, HomePage, IntroducedPage


class CampaignPageQuerySet(PageQuerySet):
    """Campaigns by what visitors may read of them."""

    def on_the_site(self) -> CampaignPageQuerySet:
        """Published, and open to everybody."""
        found: CampaignPageQuerySet = self.live().filter(is_open_to_all())
        return found

    def latest_first(self) -> CampaignPageQuerySet:
        """By their first day; those without one in the order of the page tree, after the others."""
        found: CampaignPageQuerySet = self.order_by(F("starts_on").desc(nulls_last=True), "path")
        return found


CampaignPageManager = PageManager.from_queryset(CampaignPageQuerySet)


def campaigns_of(home: HomePage) -> tuple[list[CampaignPage], list[CampaignPage]]:
    """The campaigns under a home page that are not over, and those that are: in one query."""
    from .models import CampaignPage

    found = list(CampaignPage.objects.child_of(home).on_the_site().latest_first())
    running = [campaign for campaign in found if campaign.stage is not Stage.OVER]
    over = [campaign for campaign in found if campaign.stage is Stage.OVER]
    return sorted(running, key=lambda campaign: campaign.stage is Stage.AHEAD), over


# The sections that stand on figures, and the fields that hold them.
FIGURES_OF = {"key_figure": ("figure",), "help_sought": ("older", "newer")}


@dataclass(frozen=True)
class KeyFigure:
    """A figure as a page shows it: what the editor says of it, and what stands today."""

    caption: str
    figure: Figure


def standing_figures(chosen: Iterable[Figure]) -> dict[int, Figure]:
    """For the key of each chosen figure, the one that stands now for the same cell: one query.

    An editor chooses a figure once; when it is corrected, the correction is what stands. A figure
    that is not public at the site's moment, or has come to have no value, has no entry.
    """
    figures = list(chosen)
    if not figures:
        return {}
    visible = Figure.objects.visible_at().filter(value__isnull=False)
    standing = reduce(operator.or_, (visible.same_cell_as(figure) for figure in figures))
    by_cell = {_cell(figure): figure for figure in standing.for_display()}
    return {figure.pk: by_cell[_cell(figure)] for figure in figures if _cell(figure) in by_cell}


def _cell(figure: Figure) -> tuple[object, ...]:
    return (
        figure.measure_id,
        figure.area_id,
        figure.category_id,
        figure.period_start,
        figure.period_end,
    )


def key_figures_of(pages: Iterable[IntroducedPage]) -> dict[int, list[KeyFigure]]:
    """The key figures of each page, in its own order, in two queries for all pages together."""
    said = {page.pk: list(_key_figures_in(page.body)) for page in pages}
    wanted = {figure_id for figures in said.values() for figure_id, _caption in figures}
    chosen = Figure.objects.in_bulk(wanted)
    standing = standing_figures(chosen.values())
    return {
        page_id: [
            KeyFigure(caption, standing[figure_id])
            for figure_id, caption in figures
            if figure_id in standing
        ]
        for page_id, figures in said.items()
    }


def _key_figures_in(body: StreamValue) -> Iterable[tuple[int, str]]:
    """Keys and captions straight from the stored text, without loading each page's figures."""
    for block in body.raw_data:
        for name in FIGURES_OF.get(block["type"], ()):
            if block["value"].get(name):
                yield block["value"][name], block["value"].get("caption", "")
