"""Where a page stands on the site: the way back that it shows.

While scripts run, the site is one entry of the tab's history (docs/decisions/0020): Back leads away
from it, so every page shows what lies above it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from campaigns.languages import active_language, top_for
from press.models import NewsroomPage

from .look import Link


def above(page: Any, request: HttpRequest | None) -> list[Link]:
    """The pages above a page, or above an address that is no page of Wagtail's.

    One query for a page, none or one for an address.
    """
    if request is None:
        return []
    home = Link(reverse("wagtail_serve", args=[""]), _("Home"))
    if isinstance(page, Page):
        return _above_page(page, home, request)
    section = _section(request)
    return [home, section] if section else [home]


def _above_page(page: Page, home: Link, request: HttpRequest) -> list[Link]:
    site = Site.find_for_request(request)
    if site is None or page.depth <= site.root_page.depth:  # home, in whichever language
        return []
    if page.depth == site.root_page.depth + 1:
        return [home]
    top = top_for(request)
    between = top.above(page) if top else None
    if between is None:  # one of them is not public, or another page was asked for
        between = page.get_ancestors().filter(depth__gt=site.root_page.depth).live()
    return [home, *(Link(each.get_url(request), each.title) for each in between)]


def _section(request: HttpRequest) -> Link | None:
    """The index that an address lies under, unless it is the index itself."""
    for index, title in (("helpline:index", _("Get help")), ("statistics:index", _("Statistics"))):
        address = reverse(index)
        if request.path.startswith(address) and request.path != address:
            return Link(address, title)
    if _route(request).startswith("newsroom/"):
        return newsroom(request)
    return None


def newsroom(request: HttpRequest | None) -> Link | None:
    """The newsroom, read once however often a page leads to it; none while it is not public."""
    if request is None:
        return None
    if not hasattr(request, "_newsroom"):
        page = _newsroom_page(request)
        found = Link(page.get_url(request), page.title, settings.LANGUAGE_CODE) if page else None
        request._newsroom = found  # type: ignore[attr-defined]
    known: Link | None = request._newsroom  # type: ignore[attr-defined]
    return known


def _newsroom_page(request: HttpRequest) -> Page | None:
    """It lies under home, where the layout reads it with the rest."""
    top = top_for(request)
    kind = ContentType.objects.get_for_model(NewsroomPage)
    return (
        next((page for page in top.pages if page.content_type_id == kind.pk), None) if top else None
    )


def _route(request: HttpRequest) -> str:
    """The pattern of the address, without the language before it."""
    route = request.resolver_match.route if request.resolver_match else ""
    return str(route).removeprefix(f"{active_language()}/")
