"""Published figures and pages for tests, made by the same actions that staff use."""

from __future__ import annotations

import itertools
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from wagtail.models import Site

from campaigns.models import CampaignPage, HomePage
from stats import actions
from stats.models import Area, Figure, FigureStatus, Measure, Publication, Source

NORTH_WEST = "E12000002"
LANCASHIRE = "E23000003"
FIRST_HALF = (date(2018, 1, 1), date(2018, 6, 30))

_numbers = itertools.count(1)


def make_measure(slug: str = "people-seeking-help") -> Measure:
    return Measure.objects.get_or_create(
        slug=slug,
        defaults={
            "name": slug.replace("-", " ").capitalize(),
            "noun_singular": "person seeking help",
            "noun_plural": "people seeking help",
            "definition": "People who used the helpline or its self-help pages.",
        },
    )[0]


def make_figure(
    value: int | None = 3549,
    *,
    measure: Measure | None = None,
    area: str = NORTH_WEST,
    period: tuple[date, date] = FIRST_HALF,
    published_at: datetime | None = None,
    is_published: bool = True,
    corrects: Figure | None = None,
    status: FigureStatus | None = None,
    source: str = "Helpline records",
) -> Figure:
    """A figure in a publication of its own, public since a moment (by default, now)."""
    figure = Figure.objects.create(
        publication=Publication.objects.create(
            slug=f"publication-{next(_numbers)}", title="People seeking help, 2018"
        ),
        measure=corrects.measure if corrects else measure or make_measure(),
        area=corrects.area if corrects else Area.objects.get(gss_code=area),
        period_start=period[0],
        period_end=period[1],
        value=None if value is None else Decimal(value),
        status=status or (FigureStatus.FINAL if value is not None else FigureStatus.NOT_SUPPLIED),
        source=Source.objects.get_or_create(reference=source)[0],
        supersedes=corrects,
        note="The reply was counted twice." if corrects else "",
    )
    if is_published:
        actions.publish(publication=figure.publication, by=None, at=published_at or timezone.now())
        figure.refresh_from_db()
    return figure


def home_page() -> HomePage:
    """The home page that the migrations made."""
    home: HomePage = Site.objects.get(is_default_site=True).root_page.specific
    return home


def make_campaign(
    *body: tuple[str, dict[str, Any]], title: str = "Stop It Now!", slug: str = "", **fields: Any
) -> CampaignPage:
    """A live campaign under the home page, with a body of (block type, value) pairs."""
    slug = slug or f"campaign-{next(_numbers)}"
    page = CampaignPage(title=title, slug=slug, body=list(body), **fields)
    home_page().add_child(instance=page)
    found: CampaignPage = CampaignPage.objects.get(pk=page.pk)  # as it is read for a visitor
    return found


def key_figure(figure: Figure, caption: str = "people looked for help") -> tuple[str, Any]:
    return "key_figure", {"figure": figure, "caption": caption}
