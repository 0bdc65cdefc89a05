"""Which page an address leads to, found among the pages that every layout reads anyway.

Wagtail goes down the tree name by name, and then up again to ask whether a page or one above it is
kept for few: seven queries and more. Whatever is out of the ordinary is still found by its way.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail import views
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from .languages import top_for

DEEPEST = 10  # names in an address: no page of a site that people find their way in lies deeper


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Wagtail's view for every page, which finds that the page has been found already."""
    found = _route(request, path)
    if found is not None:
        request._wagtail_route_for_request = found  # type: ignore[attr-defined]  # Wagtail's own
    answer: HttpResponseBase = views.serve(request, path)
    return answer


def _route(request: HttpRequest, path: str) -> RouteResult | None:
    """The way to a page that is on the site and open to everybody; None leaves it to Wagtail.

    So it is with a page that is kept for few or is not live, one that stands for another (an alias
    has the restrictions of what it stands for), and one that divides its own addresses. Two queries
    where the page is found. Raises Http404 as the page itself does.
    """
    names = [name for name in path.split("/") if name]
    if len(names) > DEEPEST:
        return None
    top = top_for(request, names)
    way = top.way_to(names) if top else []
    if len(way) != len(names) + 1 or any(_is_out_of_the_ordinary(page) for page in way[:-1]):
        return None
    if way[-1].alias_of_id is not None:
        return None
    page: Page = way[-1].specific
    # The query that found it has asked for all of them, on the page and above it.
    page.get_view_restrictions = PageViewRestriction.objects.none
    try:
        found: RouteResult = page.route(request, [])
    except Http404:
        return None  # Wagtail says so once more, for whoever comes after
    return found


def _is_out_of_the_ordinary(page: Page) -> bool:
    model = page.specific_class
    return page.alias_of_id is not None or model is None or model.route is not Page.route
