"""The sitemap: the addresses that anybody may find, and when their words last changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from campaigns.open_to_all import is_open_to_all
from helpline_info.models import SupportCategory
from stats.downloads.collections import absolute
from stats.models import Measure, Publication
from stats.public.asked import public_page

from ..models import ReleasePage
from .listing import areas_with_releases, newest_first

OPENING_TAG = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">'
)
MOST = 50_000
"""As many addresses as one sitemap may hold; of more, the oldest releases are left out."""


@dataclass(frozen=True)
class Entry:
    """`in_languages` are the code and address of each language that it can be read in."""

    address: str
    changed: datetime | None = None
    in_languages: tuple[tuple[str, str], ...] = ()


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """What is public at the clock's moment, and nothing that is not."""
    lines = [_line(entry) for _number, entry in zip(range(MOST), _entries(request), strict=False)]
    content = "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            OPENING_TAG,
            *lines,
            "</urlset>",
            "",
        ]
    )
    return HttpResponse(content, content_type="application/xml; charset=utf-8")


def _line(entry: Entry) -> str:
    changed = "" if entry.changed is None else f"<lastmod>{entry.changed.isoformat()}</lastmod>"
    languages = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(absolute(address))}"/>'
        for language, address in entry.in_languages
    )
    return f"<url><loc>{escape(absolute(entry.address))}</loc>{changed}{languages}</url>"


def _entries(request: HttpRequest) -> Iterator[Entry]:
    yield from _pages(request)
    yield from _help()
    yield from _statistics()
    yield Entry(reverse("newsroom:areas"))
    for group in areas_with_releases():
        for each in group.areas:
            yield Entry(reverse("newsroom:area", args=[each.area.slug]))
    for release in newest_first():
        yield Entry(release.get_url(request) or "/", release.last_public_from)


def _pages(request: HttpRequest) -> Iterator[Entry]:
    """The pages of editors. A release is public by its versions, whatever its page says."""
    pages = Page.objects.live().filter(is_open_to_all()).not_type(ReleasePage).filter(depth__gt=1)
    found = [
        (page, address)
        for page in pages.select_related("locale").order_by("path")
        if (address := page.get_url(request)) is not None
    ]
    versions: dict[Any, list[tuple[str, str]]] = defaultdict(list)
    for page, address in found:
        versions[page.translation_key].append((page.locale.language_code, address))
    for page, address in found:
        in_languages = versions[page.translation_key]
        others = tuple(in_languages) if len(in_languages) > 1 else ()
        yield Entry(address, page.last_published_at, others)


def _help() -> Iterator[Entry]:
    """Every page of help, in each language that the site has."""
    within = list(SupportCategory.objects.live().values_list("slug", flat=True))
    names: list[tuple[str, list[str]]] = [
        ("helpline:index", []),
        *(("helpline:category", [slug]) for slug in within),
    ]
    for name, args in names:
        in_languages = []
        for language, _own_name in settings.LANGUAGES:
            with override(language):
                in_languages.append((language, reverse(name, args=args)))
        yield from (Entry(address, None, tuple(in_languages)) for _code, address in in_languages)


def _statistics() -> Iterator[Entry]:
    yield Entry(reverse("statistics:index"))
    yield Entry(reverse("statistics:calendar"))
    for slug in Measure.objects.visible_at().values_list("slug", flat=True):
        yield Entry(reverse("statistics:measure", args=[slug]))
    for slug in (
        Publication.objects.visible_at().order_by("slug").values_list("slug", flat=True).distinct()
    ):
        yield Entry(reverse("statistics:publication", args=[slug]))
