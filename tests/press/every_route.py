"""Every address that a visitor can ask, found by walking the URL resolver.

A new route is asked by one more entry in ASKING. A route without one fails the test, and so does an
entry for a route that is gone.
"""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.documents.models import Document
from wagtail.models import Page

from charity_site.share_cards import card_of
from helpline_info.models import SupportCategory
from press.models import ReleasePage
from stats.models import Area, Chart, Figure, Measure, Publication

FOR_STAFF = ("admin/",)
"""What only those who have logged in are let into; its door is tried on its own."""

FILE_FORMS = ("csv", "csv-metadata.json", "json", "xlsx")


@dataclass(frozen=True)
class Ask:
    """How a route is asked: its addresses, and what is sent to it by POST.

    `tells` says that, once the moment has come, the release is there.
    """

    addresses: Callable[[], list[str]]
    tells: bool = False
    posted: Callable[[], list[tuple[str, dict[str, str]]]] = list

    def answers(self, *, in_welsh: bool = False) -> list[Answer]:
        """What a visitor is told, who brings nothing with them; in Welsh, under /cy/."""
        spoken = _in_welsh if in_welsh else str
        return [
            *(ask(visitor(), address) for address in dict.fromkeys(map(spoken, self.addresses()))),
            *(ask(visitor(), spoken(address), sent=sent) for address, sent in self.posted()),
        ]


WELSH = "/cy"


def _in_welsh(address: str) -> str:
    return address if address.startswith(f"{WELSH}/") else WELSH + address


@dataclass
class Answer:
    address: str
    status: int
    text: str = field(repr=False)


def routes() -> set[str]:
    """Every route as it is written in the URL configuration, and those within pages."""
    return set(_walk(get_resolver(), "")) | {
        f"page:{type(page).__name__}:{pattern.pattern}"
        for page in Page.objects.specific()
        if isinstance(page, RoutablePageMixin)
        for pattern in page.get_subpage_urls()
    }


def routes_in_every_language() -> set[str]:
    """Those that people read: in English at plain addresses, and in Welsh under /cy/."""
    return {
        written
        for each in get_resolver().url_patterns
        if isinstance(each, URLResolver) and isinstance(each.pattern, LocalePrefixPattern)
        for written in _walk(each, "")
    }


def answers_of_every_route() -> dict[str, list[Answer]]:
    """What a visitor is told by each route, in every language that it is there in."""
    in_every_language = routes_in_every_language()
    return {
        route: [
            *asking.answers(),
            *(asking.answers(in_welsh=True) if route in in_every_language else ()),
        ]
        for route, asking in ASKING.items()
    }


def _walk(resolver: URLResolver, before: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        written = before + str(each.pattern)
        if written.startswith(FOR_STAFF):
            continue
        if isinstance(each, URLResolver):
            yield from _walk(each, written)
        else:
            yield written


def visitor() -> Client:
    """Somebody who was never here before: whoever asks too often is told nothing."""
    number = next(_visitors)
    return Client(REMOTE_ADDR=f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}")


_visitors = itertools.count(1)


def ask(client: Client, address: str, *, sent: dict[str, str] | None = None) -> Answer:
    response: Any = (
        client.get(address, headers={"accept": "*/*"})
        if sent is None
        else client.post(address, sent, follow=True)
    )
    streamed = response.streaming
    content = b"".join(response.streaming_content) if streamed else response.content
    assert response.status_code != 429, "Nothing was asked: the visitor had asked too often."
    assert response.status_code < 500, address
    told = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return Answer(address, response.status_code, f"{told}\n{_readable(content)}")


def _readable(content: bytes) -> str:
    """All that stands in an answer, also within a packed file such as a spreadsheet."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(_readable(packed.read(name)) for name in packed.namelist())
    return content.decode("utf-8", errors="replace")


def fixed(*addresses: str) -> Callable[[], list[str]]:
    return lambda: list(addresses)


def _narrowed(address: str) -> Callable[[], list[str]]:
    """A list with each of the filters and sizes by which releases and figures could be found."""

    def addresses() -> list[str]:
        by_area = [f"{address}?area={area.gss_code}" for area in _areas()]
        by_publication = [
            f"{address}?publication={publication.slug}" for publication in Publication.objects.all()
        ]
        return [address, f"{address}?page_size=1", *by_area, *by_publication]

    return addresses


def _areas() -> list[Area]:
    """Those that the figures are about."""
    return list(Area.objects.filter(figures__isnull=False).distinct())


def _each(pattern: str, values: Callable[[], list[object]]) -> Callable[[], list[str]]:
    return lambda: [pattern.format(value) for value in values()]


def _measures(ending: str) -> Callable[[], list[str]]:
    return lambda: [f"/statistics/{measure.slug}{ending}" for measure in Measure.objects.all()]


def _places(ending: str) -> Callable[[], list[str]]:
    return lambda: [
        f"/statistics/{measure.slug}/{area.slug}{ending}"
        for measure in Measure.objects.all()
        for area in _areas()
    ]


def _versions(pattern: str) -> Callable[[], list[str]]:
    return lambda: [
        pattern.format(publication.slug, publication.version)
        for publication in Publication.objects.all()
    ]


def _in_forms(addresses: Callable[[], list[str]]) -> Callable[[], list[str]]:
    return lambda: [f"{address}.{form}" for address in addresses() for form in FILE_FORMS]


def _comparisons() -> list[str]:
    totals = Figure.objects.filter(category=None).order_by("area_id", "-period_end")
    newest: dict[int, Figure] = {}
    found = []
    for figure in totals:
        if figure.area_id in newest:
            newer = newest[figure.area_id]
            found.append(f"/api/v1/figures/{newer.pk}/compared-with/{figure.pk}/")
        newest[figure.area_id] = figure
    return found


def _changes() -> list[str]:
    return [
        "/api/v1/changes/",
        *(f"/api/v1/changes/?measure={m.slug}" for m in Measure.objects.all()),
        *(
            f"/api/v1/changes/?measure={m.slug}&period=2017-18&compared_with=2016-17"
            for m in Measure.objects.all()
        ),
    ]


def _pages() -> list[str]:
    """Every page there is, public or not, each also asked for what it may be narrowed by."""
    addresses = [page.url for page in Page.objects.filter(depth__gt=1) if page.url]
    newsroom = [f"/newsroom/?page={number}" for number in (1, 2)]
    asked = [
        f"/newsroom/?{name}={value}"
        for name in ("area", "q", "query", "publication")
        for value in ("E23000003", "lancashire", "Lancashire", "Kingfisher")
    ]
    return [*addresses, *newsroom, *asked]


def _media() -> list[str]:
    root = Path(settings.MEDIA_ROOT)
    return [f"/media/{file.relative_to(root)}" for file in root.rglob("*") if file.is_file()]


def _cards() -> list[str]:
    """The picture of every page by its title now, and by that of its newest draft."""
    asked: list[str] = []
    for page in Page.objects.filter(depth__gt=1).specific():
        number, card = card_of(page, None)
        drafted = replace(card, title=page.get_latest_revision_as_object().title)
        asked += [f"/card/{page.pk}/{each.digest}.png" for each in (card, drafted)]
        asked.append(f"/card/{number}/{card.digest}.png")
    return asked


def _slugs(model: type[SupportCategory]) -> list[object]:
    return [row.slug for row in model.objects.all()]


PK = r"(?P<pk>[0-9]{1,18})"
SLUG = r"(?P<slug>[-a-zA-Z0-9_]+)"

ASKING: dict[str, Ask] = {
    "media/<path:path>": Ask(_media),
    "api/v1/schema/": Ask(fixed("/api/v1/schema/")),
    "api/v1/docs/": Ask(fixed("/api/v1/docs/")),
    "api/v1/": Ask(fixed("/api/v1/")),
    "api/v1/^.+/$": Ask(fixed("/api/v1/drafts/", "/api/v1/versions/")),
    "api/v1/figures.csv": Ask(_narrowed("/api/v1/figures.csv")),
    "api/v1/changes/": Ask(_changes),
    "api/v1/^areas/$": Ask(fixed("/api/v1/areas/")),
    "api/v1/^areas/(?P<gss_code>[A-Z][0-9]{8})/$": Ask(
        _each("/api/v1/areas/{}/", lambda: [area.gss_code for area in _areas()])
    ),
    "api/v1/^measures/$": Ask(fixed("/api/v1/measures/")),
    f"api/v1/^measures/{SLUG}/$": Ask(
        _each("/api/v1/measures/{}/", lambda: [row.slug for row in Measure.objects.all()])
    ),
    "api/v1/^publications/$": Ask(fixed("/api/v1/publications/")),
    f"api/v1/^publications/{SLUG}/$": Ask(
        _each("/api/v1/publications/{}/", lambda: [row.slug for row in Publication.objects.all()])
    ),
    rf"api/v1/^publications/{SLUG}/versions/(?P<version>[0-9]{{1,4}})/$": Ask(
        _versions("/api/v1/publications/{}/versions/{}/")
    ),
    "api/v1/^figures/$": Ask(_narrowed("/api/v1/figures/")),
    f"api/v1/^figures/{PK}/$": Ask(
        _each("/api/v1/figures/{}/", lambda: [row.pk for row in Figure.objects.all()])
    ),
    f"api/v1/^figures/{PK}/compared-with/(?P<older>[0-9]{{1,18}})/$": Ask(_comparisons),
    "api/v1/^releases/$": Ask(_narrowed("/api/v1/releases/"), tells=True),
    f"api/v1/^releases/{SLUG}/$": Ask(
        _each("/api/v1/releases/{}/", lambda: [row.slug for row in ReleasePage.objects.all()]),
        tells=True,
    ),
    "api/v1/^campaigns/$": Ask(fixed("/api/v1/campaigns/")),
    f"api/v1/^campaigns/{SLUG}/$": Ask(fixed("/api/v1/campaigns/none/")),
    "api/v1/^support-categories/$": Ask(fixed("/api/v1/support-categories/")),
    f"api/v1/^support-categories/{SLUG}/$": Ask(
        _each("/api/v1/support-categories/{}/", lambda: _slugs(SupportCategory))
    ),
    r"documents/^(\d+)/(.*)$": Ask(
        lambda: [document.url for document in Document.objects.all()] + ["/documents/1/a.pdf"]
    ),
    "documents/authenticate_with_password/<int:restriction_id>/": Ask(
        fixed("/documents/authenticate_with_password/1/")
    ),
    ".well-known/security.txt": Ask(fixed("/.well-known/security.txt")),
    "robots.txt": Ask(fixed("/robots.txt")),
    "look/<slug:digest>.css": Ask(fixed("/look/none.css")),
    "card/<int:number>/<slug:digest>.png": Ask(_cards),
    "search/": Ask(
        fixed("/search/"),
        tells=True,
        posted=lambda: [
            ("/search/", {"words": words})
            for words in ("Lancashire", "child abuse image offences", "police recorded")
        ],
    ),
    "help/": Ask(fixed("/help/")),
    "help/leave-no-trace/": Ask(fixed("/help/leave-no-trace/")),
    "help/<slug:slug>/": Ask(_each("/help/{}/", lambda: _slugs(SupportCategory))),
    "statistics/": Ask(fixed("/statistics/")),
    "statistics/calendar/": Ask(fixed("/statistics/calendar/")),
    "statistics/corrections/": Ask(fixed("/statistics/corrections/")),
    "statistics/corrections.atom": Ask(fixed("/statistics/corrections.atom")),
    "statistics/charts/<digest:digest>.<picture_form:form>": Ask(
        lambda: [
            f"/statistics/charts/{chart.digest}.{form}"
            for chart in Chart.objects.all()
            for form in ("svg", "png")
        ]
    ),
    "statistics/publications/<slug:slug>/": Ask(
        _each(
            "/statistics/publications/{}/", lambda: [row.slug for row in Publication.objects.all()]
        )
    ),
    "statistics/publications/<slug:slug>/versions/<int:version>/": Ask(
        _versions("/statistics/publications/{}/versions/{}/")
    ),
    "statistics/publications/<slug:slug>/versions/<int:version>.<file_form:form>": Ask(
        _in_forms(_versions("/statistics/publications/{}/versions/{}"))
    ),
    "statistics/<slug:measure>.<file_form:form>": Ask(_in_forms(_measures(""))),
    "statistics/<slug:measure>/": Ask(_measures("/")),
    "statistics/<slug:measure>/<slug:area>.<file_form:form>": Ask(_in_forms(_places(""))),
    "statistics/<slug:measure>/<slug:area>/": Ask(_places("/")),
    "newsroom/areas/": Ask(fixed("/newsroom/areas/", "/newsroom/areas/?name=Lancashire")),
    "newsroom/areas/find/": Ask(
        fixed("/newsroom/areas/find/"),
        posted=lambda: [
            ("/newsroom/areas/find/", {"name": name})
            for name in ("Kingfisher", "shire", *(area.name for area in _areas()))
        ],
    ),
    "newsroom/areas/<slug:slug>/": Ask(
        _each("/newsroom/areas/{}/", lambda: [area.slug for area in _areas()]), tells=True
    ),
    "newsroom/areas/<slug:slug>/feed.atom": Ask(
        _each("/newsroom/areas/{}/feed.atom", lambda: [area.slug for area in _areas()]),
        tells=True,
    ),
    "newsroom/feed.atom": Ask(fixed("/newsroom/feed.atom"), tells=True),
    "sitemap.xml": Ask(fixed("/sitemap.xml")),
    "newsroom/pre-release-access/": Ask(fixed("/newsroom/pre-release-access/")),
    "newsroom/pre-release-access/<slug:slug>/<int:version>/": Ask(
        _versions("/newsroom/pre-release-access/{}/{}/")
    ),
    "newsroom/unsubscribe/<str:token>/": Ask(fixed("/newsroom/unsubscribe/a-secret/")),
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/": Ask(
        lambda: [
            f"/_util/authenticate_with_password/1/{page.pk}/" for page in ReleasePage.objects.all()
        ]
    ),
    "_util/login/": Ask(fixed("/_util/login/")),
    r"^((?:[\w\-]+/)*)$": Ask(_pages, tells=True),
}
"""How each route is asked, by the route as routes() writes it."""
