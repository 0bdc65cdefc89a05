"""What is public and holds the words that somebody asks for.

Each kind is asked for by its own public query, as at the clock's moment: what may not be read may
not be found either, by its words, its place in the list or its absence. The number of queries does
not follow from how much is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from campaigns.open_to_all import is_open_to_all
from helpline_info.languages import said
from helpline_info.models import SupportCategory
from press.models import ReleasePage, ReleaseVersion
from stats import clock
from stats.models import Area, Measure, Publication

from .asked import Asked
from .highlighting import Piece, excerpt

AT_FIRST = 4  # of each kind, while all are shown
ON_A_PAGE = 10


@dataclass(frozen=True)
class Entry:
    address: str
    title: str
    text: str = ""
    on: datetime | None = None
    language: str = ""


@dataclass(frozen=True)
class Shown:
    entry: Entry
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Group:
    """What was found of one kind, from one page of its list."""

    kind: str
    title: Any
    shown: tuple[Shown, ...]
    page: int
    has_more: bool


Find = Callable[[HttpRequest, Asked, bool, slice], Iterable[Entry]]


def find(
    request: HttpRequest, asked: Asked, *, kind: str = "", page: int = 1, has_all: bool = True
) -> list[Group]:
    """Everything that holds all of the words, or with `has_all` false any; of one kind, if named.

    Kinds of which nothing is found are left out.
    """
    with clock.standing_still():
        if kind in KINDS:
            groups = [_group(request, asked, kind, page=page, has_all=has_all)]
        else:
            groups = [_group(request, asked, each, page=0, has_all=has_all) for each in KINDS]
    return [group for group in groups if group.shown]


def _group(request: HttpRequest, asked: Asked, kind: str, *, page: int, has_all: bool) -> Group:
    """A page of one kind's list; as page 0, the few that stand beside those of other kinds."""
    title, found = KINDS[kind]
    length = ON_A_PAGE if page else AT_FIRST
    page = page or 1
    first = (page - 1) * length
    # One more than is shown says whether there are more.
    entries = list(found(request, asked, has_all, slice(first, first + length + 1)))
    shown = tuple(
        Shown(entry, tuple(excerpt(entry.text, asked.words))) for entry in entries[:length]
    )
    return Group(kind, title, shown, page, has_more=len(entries) > length)


def query_for(asked: Asked, *, has_all: bool) -> SearchQuery:
    """In English, and as it is written for what is in Welsh. Nothing in it is an operator."""
    each = [
        SearchQuery(word, config="english") | SearchQuery(word, config="simple")
        for word in asked.words
    ]
    return reduce(and_ if has_all else or_, each)


def _matching(found: QuerySet[Any], vector: Any, asked: Asked, has_all: bool) -> QuerySet[Any]:
    query = query_for(asked, has_all=has_all)
    ranked: QuerySet[Any] = (
        found.annotate(words=vector)
        .filter(words=query)
        .annotate(rank=SearchRank(F("words"), query))
        .order_by("-rank", "pk")
    )
    return ranked


def _help(request: HttpRequest, asked: Asked, has_all: bool, part: slice) -> Iterator[Entry]:
    english = ("title", "label", "summary", "feelings", "what_happens", "steps_now", "resources")
    vector = SearchVector(*english, config="english") + SearchVector(
        *(f"{field}_cy" for field in english), config="simple"
    )
    for category in _matching(SupportCategory.objects.live(), vector, asked, has_all)[part]:
        yield Entry(category.get_absolute_url(), said(category, "title"), said(category, "summary"))


def _public_pages() -> QuerySet[Page]:
    """Those of editors. A release is found by its versions, whatever its page says."""
    found: QuerySet[Page] = Page.objects.live().filter(is_open_to_all()).not_type(ReleasePage)
    return found


def _pages(request: HttpRequest, asked: Asked, has_all: bool, part: slice) -> Iterator[Entry]:
    """The pages of editors, in the visitor's language."""
    # A search may be narrowed by columns alone, so what is worked out is asked beneath one.
    pages = Page.objects.filter(pk__in=_public_pages().values("pk"), depth__gt=1)
    pages = pages.filter(locale=Locale.get_active()).specific()
    operator = "and" if has_all else "or"
    for page in pages.search(" ".join(asked.words), operator=operator)[part]:
        address = page.get_url(request)
        if address is not None:
            text = getattr(page, "introduction", "") or page.search_description
            yield Entry(address, page.title, strip_tags(text))


def _measures(request: HttpRequest, asked: Asked, has_all: bool, part: slice) -> Iterator[Entry]:
    english = SearchVector("name", "noun_plural", "definition", "shows", config="english")
    vector = english + SearchVector("noun_in_welsh", config="simple")
    for measure in _matching(Measure.objects.visible_at(), vector, asked, has_all)[part]:
        address = reverse("statistics:measure", args=[measure.slug])
        yield Entry(address, measure.name, measure.definition)


def _publications(
    request: HttpRequest, asked: Asked, has_all: bool, part: slice
) -> Iterator[Entry]:
    vector = SearchVector("title", "summary", config="english")
    found = _matching(Publication.objects.newest_visible_at(), vector, asked, has_all)
    for publication in found[part]:
        address = reverse("statistics:publication", args=[publication.slug])
        yield Entry(address, publication.title, publication.summary, publication.publish_at)


def _releases(request: HttpRequest, asked: Asked, has_all: bool, part: slice) -> Iterator[Entry]:
    moment = clock.moment()
    versions = ReleaseVersion.objects.shown_at(moment).filter(
        release__in=ReleasePage.objects.filter(is_open_to_all())
    )
    query = query_for(asked, has_all=has_all)
    for version in versions.saying(query).select_related("release")[part]:
        lead = " ".join(version.text.paragraphs("lead"))
        address = version.release.get_url(request) or "/"
        language = "cy" if version.release.language == "cy" else ""
        yield Entry(address, version.headline, lead, version.public_from, language)


KINDS: dict[str, tuple[Any, Find]] = {
    "help": (_("Help"), _help),
    "pages": (_("Pages"), _pages),
    "statistics": (_("Statistics"), _measures),
    "publications": (_("Publications of statistics"), _publications),
    "releases": (_("Press releases"), _releases),
}


def public_names() -> Iterator[str]:
    """The titles of everything public: what somebody who misspells a word has most likely meant."""
    yield from _public_pages().values_list("title", flat=True)
    for fields in SupportCategory.objects.live().values_list("title", "label", "title_cy"):
        yield from fields
    yield from Measure.objects.visible_at().values_list("name", flat=True)
    yield from Publication.objects.visible_at().values_list("title", flat=True)
    for fields in Area.objects.values_list("name", "body_name", "name_in_welsh"):
        yield from fields
