"""From an address that a page once had to the one it has now, if that is anybody's to know.

Wagtail keeps the old address of every page that is moved or renamed, without asking whether the
page has ever been public, and leads to it without asking whether it is. A release under embargo, a
draft, or a page that is kept for few would tell its new address to whoever tries the old one.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import (
    HttpRequest,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

import site_clock
from press.models import ReleasePage

Answer = Callable[[HttpRequest], HttpResponseBase]


def lead_from_old_addresses(get_response: Answer) -> Answer:
    """Middleware, in the place of Wagtail's: only what is missing is looked for elsewhere."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code != HTTPStatus.NOT_FOUND:
            return response
        found = _redirect_for(request)
        address = _where_it_leads(found) if found else None
        if found is None or not address:
            return response
        leads = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
        return leads(address)

    return answer


def _redirect_for(request: HttpRequest) -> Redirect | None:
    """The one for this very address, or else for the address without its query."""
    asked: str = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    path = urlsplit(asked).path
    found: Redirect | None = get_redirect(request, asked)
    return found or (get_redirect(request, path) if path != asked else None)


def _where_it_leads(redirect: Redirect) -> str | None:
    page = redirect.redirect_page
    if page is not None and not is_public(page):
        return None
    address: str | None = redirect.link
    return address


def is_public(page: Page) -> bool:
    """Whether a page's own address would answer anybody at the site's moment.

    A release does so once it is out, and still when it was withdrawn: then it says so.
    """
    found = page.specific
    if isinstance(found, ReleasePage):
        moment = site_clock.moment()
        is_there = found.version_at(moment) is not None or found.is_withdrawn_at(moment)
    else:
        is_there = bool(found.live)
    return is_there and not found.get_view_restrictions().exists()
