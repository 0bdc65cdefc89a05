"""“Reading levels”: how hard each page and each worry is to read, the hardest first."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from campaigns.models import CampaignPage, ContentPage, HomePage
from helpline_info.models import SupportCategory

from .checklist.passages import passages_of
from .checklist.screens import address_of
from .checklist.wording import reading_of

PERMISSION = "helpline_info.view_supportcategory"


def readings() -> list[dict[str, Any]]:
    """Of what is on the site now, in one query for each sort of page and one for the worries."""
    sorts: tuple[Any, ...] = (
        HomePage.objects.live().select_related("locale"),
        CampaignPage.objects.live().select_related("locale"),
        ContentPage.objects.live().select_related("locale"),
        SupportCategory.objects.live(),
    )
    found = [_row(one) for sort in sorts for one in sort]
    return sorted(found, key=lambda row: (-row["over"], row["title"]))


def _row(one: Any) -> dict[str, Any]:
    language = one.locale.language_code if hasattr(one, "locale") else "en-gb"
    reading = reading_of(one, passages_of(one), language)
    over = -100.0 if reading.measured is None else reading.measured - reading.at_most
    return {"title": str(one), "reading": reading, "over": over, "address": address_of(one)}


@require_safe
@never_cache
def reading_levels(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    return render(request, "charity_site/admin/reading_levels.html", {"rows": readings()})


ADMIN_URLS: list[URLPattern] = [
    path("reports/reading-levels/", reading_levels, name="reading_levels"),
]
