"""Used on: every page and block that shows a figure, or any version of it.

Which objects to look at comes from Wagtail's reference index; what they show is read from them.
However many places there are, the number of queries depends only on how many kinds of page there
are among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from ..models import Figure
from .series import Series
from .standing import Standing, at_hand, standing_of
from .uses import Use, uses_in
from .words import problem_with, shown


@dataclass(frozen=True)
class Place:
    """One place that shows a figure: where it is, how it reads now, and what is wrong with it."""

    source: models.Model
    where: str
    block_id: str
    reads: str
    trouble: str
    figure: Figure | None

    @property
    def is_public(self) -> bool:
        return bool(getattr(self.source, "live", True))


def places_of(figure: Figure) -> list[Place]:
    """Every place that shows this figure or any version of its cell, tables and charts too."""
    alike = Figure.objects.filter(measure=figure.measure_id).filter(
        Q(category=figure.category_id)
        if figure.category_id is not None
        else Q(category__isnull=True)
    )
    versions = set(Figure.objects.same_cell_as(figure).values_list("pk", flat=True))

    def shows_it(use: Use, standing: Standing | None) -> bool:
        if use.across is None or standing is None:
            return use.figure_id in versions
        return Series(standing.chosen, use.across).holds(figure)

    return [
        place for use, standing, place in _all_places(_sources_of(alike)) if shows_it(use, standing)
    ]


def places_showing(figures: Collection[Figure]) -> list[Place]:
    """places_of() for many figures at once, each place once; as many queries as for one."""
    if not figures:
        return []
    cells = Q()
    for measure, area, category, first, last in {_cell(figure) for figure in figures}:
        cells |= Q(
            measure=measure, area=area, category=category, period_start=first, period_end=last
        )
    versions = set(Figure.objects.filter(cells).values_list("pk", flat=True))
    alike = Figure.objects.filter(measure__in={figure.measure_id for figure in figures})

    def shows_one(use: Use, standing: Standing | None) -> bool:
        if use.across is None or standing is None:
            return use.figure_id in versions
        series = Series(standing.chosen, use.across)
        return any(series.holds(figure) for figure in figures)

    return [
        place
        for use, standing, place in _all_places(_sources_of(alike))
        if shows_one(use, standing)
    ]


def _cell(figure: Figure) -> tuple[int, int, int | None, date, date]:
    return (
        figure.measure_id,
        figure.area_id,
        figure.category_id,
        figure.period_start,
        figure.period_end,
    )


def places_to_look_at() -> list[Place]:
    """Every place on the site where a figure no longer reads as it was chosen to."""
    return [place for _use, _standing, place in _all_places(_sources_of(None)) if place.trouble]


def _sources_of(figures: models.QuerySet[Figure] | None) -> list[models.Model]:
    """The objects that refer to any of these figures (or to any figure at all)."""
    figure_type = ContentType.objects.get_for_model(Figure)
    references = ReferenceIndex.objects.filter(to_content_type=figure_type)
    if figures is not None:
        keys = figures.annotate(key=Cast("pk", CharField())).values("key")
        references = references.filter(to_object_id__in=keys)
    found: defaultdict[int, set[str]] = defaultdict(set)
    pairs = references.values_list("base_content_type", "object_id").distinct()
    for content_type, key in pairs:
        found[content_type].add(key)
    return [source for kind, keys in found.items() for source in _load(kind, keys)]


def _load(content_type: int, keys: set[str]) -> Iterable[models.Model]:
    model = ContentType.objects.get_for_id(content_type).model_class()
    if model is None or model is Figure:
        return []
    if model is Page:
        return _load_pages(keys)
    return model._default_manager.filter(pk__in=keys)


def _load_pages(keys: set[str]) -> Iterable[models.Model]:
    pages: Iterable[models.Model] = Page.objects.filter(pk__in=keys).specific().order_by("title")
    return pages


def _all_places(
    sources: Iterable[models.Model],
) -> Iterator[tuple[Use, Standing | None, Place]]:
    found = [(source, use) for source in sources for use in uses_in(source)]
    with at_hand(use.figure_id for _source, use in found if use.figure_id is not None):
        standing = standing_of(use.figure_id for _s, use in found if use.figure_id is not None)
        for source, use in found:
            stands = standing.get(use.figure_id or 0)
            yield use, stands, _place(source, use, stands)


def _place(source: models.Model, use: Use, standing: Standing | None) -> Place:
    figure = standing.figure if standing else None
    if use.embed is not None:
        reads, _as_chosen = shown(standing, use.embed.format)
        trouble = problem_with(use.embed, standing)
    elif use.across is not None:
        reads, trouble = _("among others"), _trouble_of_a_block(standing)
    else:
        reads = figure.shown_value if figure else ""
        trouble = _trouble_of_a_block(standing)
    return Place(source, use.where, use.block_id, reads, trouble, figure)


def _trouble_of_a_block(standing: Standing | None) -> str:
    if standing is None:
        return _("a figure is missing: the one chosen is not among the statistics")
    return standing.problem


__all__ = ["Place", "places_of", "places_showing", "places_to_look_at"]
