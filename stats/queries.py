"""Named sets of areas, publications and figures. Public pages ask visible_at() and nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from . import clock

if TYPE_CHECKING:
    from .models import (  # noqa: F401
        Area,
        AuditEntry,
        Category,
        Chart,
        Figure,
        Measure,
        Publication,
        ReleaseDate,
        SeriesBreak,
    )


class AreaQuerySet(models.QuerySet["Area"]):
    def police_forces(self) -> AreaQuerySet:
        """The areas that one police force answers for: 45 in the United Kingdom."""
        return self.exclude(body_name="")

    def in_wales(self) -> AreaQuerySet:
        """Wales and the areas within it: a GSS code opens with the letter of its nation."""
        return self.filter(gss_code__startswith="W")


class MeasureQuerySet(models.QuerySet["Measure"]):
    def visible_at(self, moment: datetime | None = None) -> MeasureQuerySet:
        """What the public has been told figures of: a measure's name may itself be news."""
        from .models import Figure

        known = Figure.objects.known_at(moment).filter(measure=models.OuterRef("pk"))
        return self.filter(models.Exists(known))


class CategoryQuerySet(models.QuerySet["Category"]):
    def visible_at(self, moment: datetime | None = None) -> CategoryQuerySet:
        """What the public has been told figures of."""
        from .models import Figure

        known = Figure.objects.known_at(moment).filter(category=models.OuterRef("pk"))
        return self.filter(models.Exists(known))


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_at(self, moment: datetime | None = None) -> PublicationQuerySet:
        """What the public may know of at a moment (by default the clock's), and not before."""
        return self.filter(
            state__in=["scheduled", "published", "superseded"],
            publish_at__lte=moment or clock.moment(),
        )

    def newest_visible_at(self, moment: datetime | None = None) -> PublicationQuerySet:
        """Of each publication, its newest version among those that are visible."""
        from .models import Publication

        newer = Publication.objects.visible_at(moment).filter(
            slug=models.OuterRef("slug"), version__gt=models.OuterRef("version")
        )
        return self.visible_at(moment).filter(~models.Exists(newer))

    def due_at(self, now: datetime) -> PublicationQuerySet:
        """Those that came out by themselves and are still labelled as scheduled."""
        return self.filter(state="scheduled", publish_at__lte=now)

    def of_the_same_address(self, publication: Publication) -> PublicationQuerySet:
        """All its versions, the newest first: the order in which they are locked."""
        return self.filter(slug=publication.slug).order_by("-version")


class FigureQuerySet(models.QuerySet["Figure"]):
    def known_at(self, moment: datetime | None = None) -> FigureQuerySet:
        """What has been public by a moment, whether it still stands or was corrected since."""
        return self.filter(public_from__lte=moment or clock.moment())

    def visible_at(self, moment: datetime | None = None) -> FigureQuerySet:
        """The figures that stand at a moment: public by then, and not yet superseded."""
        moment = moment or clock.moment()
        return self.known_at(moment).filter(
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
            category_id=figure.category_id,  # type: ignore[misc]  # None is the total
            period_start=figure.period_start,
            period_end=figure.period_end,
        )


class SeriesBreakQuerySet(models.QuerySet["SeriesBreak"]):
    def visible_at(self, moment: datetime | None = None) -> SeriesBreakQuerySet:
        """Those that public figures reach: one after them tells of figures that are not out."""
        from .models import Figure

        reached = Figure.objects.known_at(moment).filter(
            measure=models.OuterRef("measure"), period_end__gte=models.OuterRef("starts_on")
        )
        return self.filter(models.Exists(reached))


class ReleaseDateQuerySet(models.QuerySet["ReleaseDate"]):
    def announced_at(self, moment: datetime | None = None) -> ReleaseDateQuerySet:
        """What had been announced by a moment."""
        return self.filter(announced_at__lte=moment or clock.moment())


class ChartQuerySet(models.QuerySet["Chart"]):
    def visible_at(self, moment: datetime | None = None) -> ChartQuerySet:
        """The drawn charts whose every figure is public at a moment."""
        return self.filter(state="done", public_from__lte=moment or clock.moment())

    def free_at(self, now: datetime) -> ChartQuerySet:
        """Those that wait to be drawn, or whose worker has let its lease run out."""
        return self.filter(
            models.Q(state="ready") | models.Q(state="running", leased_until__lt=now)
        )


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def about(self, subject: models.Model) -> AuditEntryQuerySet:
        """Everything that was done to one thing."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)

    def about_publication(self, publication: Publication) -> AuditEntryQuerySet:
        """Everything done to a version of a publication and to its figures and files.

        What other rooms make of it, such as releases, have a record of their own.
        """
        return self.filter(data__publication=publication.pk, subject_type__startswith="stats.")

    def about_publication_or_its_measures(self, publication: Publication) -> AuditEntryQuerySet:
        """The same, and what was done since it was begun to the vocabulary of its figures."""
        from .models import Figure, Measure

        inside = Figure.objects.filter(publication=publication, measure=models.OuterRef("pk"))
        measures = Measure.objects.filter(models.Exists(inside.order_by()))
        of_measures = models.Q(
            subject_type__in=("stats.measure", "stats.category", "stats.seriesbreak"),
            data__measure__in=list(measures.values_list("pk", flat=True)),
            at__gte=publication.created_at,
        )
        return self.filter(models.Q(data__publication=publication.pk) | of_measures)
