"""Named sets of areas, publications and figures. Public pages ask visible_at() and nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from . import clock

if TYPE_CHECKING:
    from .models import Area, Figure, Publication  # noqa: F401


class AreaQuerySet(models.QuerySet["Area"]):
    def police_forces(self) -> AreaQuerySet:
        """The areas that one police force answers for: 45 in the United Kingdom."""
        return self.exclude(body_name="")


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_at(self, moment: datetime | None = None) -> PublicationQuerySet:
        """What the public may know of at a moment (by default the clock's), and not before."""
        return self.filter(
            state__in=["scheduled", "published", "superseded"],
            publish_at__lte=moment or clock.moment(),
        )


class FigureQuerySet(models.QuerySet["Figure"]):
    def visible_at(self, moment: datetime | None = None) -> FigureQuerySet:
        """The figures that stand at a moment: public by then, and not yet superseded."""
        moment = moment or clock.moment()
        return self.filter(public_from__lte=moment).filter(
            models.Q(superseded_at__isnull=True) | models.Q(superseded_at__gt=moment)
        )

    def totals(self) -> FigureQuerySet:
        return self.filter(category__isnull=True)

    def for_display(self) -> FigureQuerySet:
        """With everything that naming a figure needs, in one query."""
        return self.select_related("measure", "area", "category", "source", "publication")

    def same_cell_as(self, figure: Figure) -> FigureQuerySet:
        """Every version of the same measure, area, category and period."""
        return self.filter(
            measure_id=figure.measure_id,
            area_id=figure.area_id,
            category_id=figure.category_id,
            period_start=figure.period_start,
            period_end=figure.period_end,
        )
