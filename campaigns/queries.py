"""Reading pages and the figures on them, in a number of queries that their length cannot change."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from stats.models import Figure

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue

    from .models import IntroducedPage


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
        if block["type"] == "key_figure" and block["value"].get("figure"):
            yield block["value"]["figure"], block["value"].get("caption", "")
