"""What can be taken away: the figures of a measure, of a measure in an area, of a version.

What is public at a moment, and no more. The moment is kept with the collection, because what is
streamed is read after the request that asked for it has been answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from .. import clock
from ..models import Area, Figure, Measure, Publication, Source
from ..queries import FigureQuerySet
from ..versions import figures_of


@dataclass(frozen=True, kw_only=True)
class Collection:
    """Figures with a name. `address` is that of their page; their files lie beside it."""

    name: str
    title: str
    address: str
    figures: FigureQuerySet
    measures: tuple[Measure, ...]
    moment: datetime
    publication: Publication | None = None

    def file_address(self, form: str) -> str:
        return f"{self.address.rstrip('/')}.{form}"

    @property
    def publications(self) -> list[Publication]:
        """The versions that the figures were published with, the newest first."""
        if self.publication is not None:
            return [self.publication]
        inside = self.figures.filter(publication=OuterRef("pk")).order_by()
        found = Publication.objects.visible_at(self.moment).filter(Exists(inside))
        return list(found.order_by("-publish_at", "-pk"))

    @property
    def sources(self) -> list[Source]:
        inside = self.figures.filter(source=OuterRef("pk")).order_by()
        return list(Source.objects.filter(Exists(inside)).order_by("reference"))


def of_measure(measure: Measure) -> Collection:
    """The figures of a measure that stand, for every area, category and period."""
    moment = clock.moment()
    return Collection(
        name=measure.slug,
        title=measure.name,
        address=reverse("statistics:measure", args=[measure.slug]),
        figures=Figure.objects.visible_at(moment).filter(measure=measure),
        measures=(measure,),
        moment=moment,
    )


def of_area(measure: Measure, area: Area) -> Collection:
    whole = of_measure(measure)
    return Collection(
        name=f"{measure.slug}-{area.slug}",
        title=_("%(measure)s: %(area)s") % {"measure": measure.name, "area": area.name},
        address=reverse("statistics:area", args=[measure.slug, area.slug]),
        figures=whole.figures.filter(area=area),
        measures=(measure,),
        moment=whole.moment,
    )


def of_version(publication: Publication) -> Collection:
    """What a version of a publication showed when it was the newest, and goes on showing."""
    moment = clock.moment()
    figures = figures_of(publication).known_at(moment)
    inside = figures.filter(measure=OuterRef("pk")).order_by()
    return Collection(
        name=f"{publication.slug}-v{publication.version}",
        title=publication.title,
        address=reverse("statistics:version", args=[publication.slug, publication.version]),
        figures=figures,
        measures=tuple(Measure.objects.filter(Exists(inside)).order_by("name")),
        moment=moment,
        publication=publication,
    )


def absolute(address: str) -> str:
    """An address of this site as others have to write it."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{address}"


def publisher() -> str:
    """The name of the charity, as its site bears it."""
    site = Site.objects.filter(is_default_site=True).first()
    return (site.site_name if site else "") or str(settings.WAGTAIL_SITE_NAME)
