"""Which figures a version of a publication shows, and what each version corrected.

A correction is a publication of the same web address with the next number. It holds the corrected
figures alone; everything else that it shows, it shows from the versions before it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from .models import Figure, Publication

if TYPE_CHECKING:
    from .queries import FigureQuerySet, PublicationQuerySet


def figures_of(publication: Publication) -> FigureQuerySet:
    """The figures that a version shows: those up to it, less those that were corrected by then.

    They say nothing about who may see them: for the public, ask known_at() of them as well. Not
    visible_at(): an old version keeps showing what it said.
    """
    up_to_here = Figure.objects.filter(
        publication__slug=publication.slug, publication__version__lte=publication.version
    )
    corrected = up_to_here.filter(supersedes=OuterRef("pk"))
    return up_to_here.filter(~Exists(corrected.order_by()))


def versions_of(publication: Publication) -> PublicationQuerySet:
    """Every version of a publication, newest first. For the public, ask visible_at() of them."""
    return Publication.objects.filter(slug=publication.slug).order_by("-version")


def corrections_of(publication: Publication) -> FigureQuerySet:
    """The figures with which one version corrected others, each with what it corrects.

    Old value: `figure.supersedes.shown_value`; new value: `figure.shown_value`; reason: its note.
    """
    return _with_what_they_correct(Figure.objects.filter(publication=publication))


def corrections_at(moment: datetime | None = None) -> FigureQuerySet:
    """Every correction that is public by a moment (by default the clock's), newest first."""
    return _with_what_they_correct(Figure.objects.known_at(moment)).order_by("-public_from", "-pk")


def _with_what_they_correct(figures: FigureQuerySet) -> FigureQuerySet:
    return (
        figures.filter(supersedes__isnull=False)
        .for_display()
        .select_related("supersedes__publication")
        .order_by("measure__name", "area__name", "-period_end", "pk")
    )
