"""Named sets of the work of building drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Q
from wagtail.models import PageQuerySet

from stats.models import Figure, Publication

if TYPE_CHECKING:
    from .models import DraftBuild, ReleaseVersion  # noqa: F401


@dataclass(frozen=True)
class Progress:
    """How far a publication's drafts are, in numbers of releases."""

    total: int
    done: int
    failed: int

    @property
    def is_finished(self) -> bool:
        """Whether nothing more happens until a person acts."""
        return self.done + self.failed == self.total

    @property
    def unfinished(self) -> int:
        return self.total - self.done - self.failed


class ReleaseQuerySet(PageQuerySet):
    def out(self) -> ReleaseQuerySet:
        """What the public may see: put out by a person, of figures that are public by now.

        A release that is put out before its figures' moment waits for them.
        """
        visible = Publication.objects.visible_at()
        released: ReleaseQuerySet = self.live().public().filter(publication__in=visible)
        return released

    def quoting(self, figure: Figure) -> ReleaseQuerySet:
        """Those built with words that follow from a figure, or from any version of it."""
        versions = Figure.objects.same_cell_as(figure)
        quoting: ReleaseQuerySet = self.filter(claims__figures__in=versions).distinct()
        return quoting


class ReleaseVersionQuerySet(models.QuerySet["ReleaseVersion"]):
    def public_at(self, moment: datetime) -> ReleaseVersionQuerySet:
        """Versions whose own moment has come. The newest of a release is what it says."""
        return self.filter(public_from__lte=moment)


class DraftBuildQuerySet(models.QuerySet["DraftBuild"]):
    def free_at(self, moment: datetime) -> DraftBuildQuerySet:
        """Rows that a worker may take: waiting, or leased by one that must have died."""
        return self.filter(Q(state="ready") | Q(state="running", leased_until__lt=moment))

    def for_display(self) -> DraftBuildQuerySet:
        return self.select_related("area", "template", "release").order_by("area__name", "pk")

    def progress(self) -> Progress:
        counted = self.aggregate(
            total=Count("pk"),
            done=Count("pk", filter=Q(state="done")),
            failed=Count("pk", filter=Q(state="failed")),
        )
        return Progress(**counted)
