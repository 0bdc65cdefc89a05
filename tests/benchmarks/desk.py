"""The press desk with 4,500 releases: queries, and its time beside a bare Wagtail list of as many.

The bare list is what Wagtail makes by itself of the same releases, 50 on a page like the desk: a
model viewset with four plain columns. It counts nothing and knows neither checks nor versions.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView

import helpline_info.sample_content
import press.sample_content
import stats.sample_content
from press.models import ReleasePage, ReleaseTemplate
from stats.models import Publication
from tests.benchmarks.lines import Line
from tests.press.many_releases import add_releases

MANY = 4_500
FEW = 60
ROUNDS = 15
# The desk shows seven columns and counts all releases by state, where the list shows four columns.
TARGET = 0.2


class BareList(IndexView):
    model = ReleasePage
    search_url = None
    default_ordering = "draft_title"
    paginate_by = 50
    columns = [
        Column("draft_title"),
        Column("area"),
        Column("state"),
        Column("latest_revision_created_at"),
    ]

    def get_base_queryset(self) -> Any:
        return ReleasePage.objects.select_related("area")


def lines() -> list[Line]:
    helpline_info.sample_content.load()
    stats.sample_content.load_vocabulary()
    press.sample_content.load()
    user = User.objects.create_superuser("desk-bench")
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    template = ReleaseTemplate.objects.order_by("pk")[0]
    few, many = _publication("desk-few"), _publication("desk-many")
    add_releases(few, template, FEW, contradicted=1)
    add_releases(many, template, MANY, contradicted=1)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as autovacuum does by itself, a minute later
    desk = _asking(client, f"/admin/press-desk/{many.pk}/?p=2")
    bare = _listing(user)
    small, large = _queries(client, few), _queries(client, many)
    ours, theirs = _in_turn(desk, bare)
    return [
        Line(
            what=f"desk, queries with {MANY:,} releases beside {FEW}",
            ours=large,
            theirs=small,
            unit="queries",
            ratio=small / large,
            target=1.0,
        ),
        Line(
            what=f"desk, a page of {MANY:,} releases beside a bare list of them",
            ours=ours,
            theirs=theirs,
            unit="ms",
            ratio=theirs / ours,
            target=TARGET,
        ),
    ]


def _publication(slug: str) -> Publication:
    return Publication.objects.create(slug=slug, title=slug)


def _asking(client: Client, address: str) -> Callable[[], None]:
    def ask() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")

    return ask


def _listing(user: User) -> Callable[[], None]:
    """The bare list, as it would answer the same request; its view needs no address of its own."""
    view = BareList.as_view(
        index_url_name="press_desk:index", index_results_url_name="press_desk:index"
    )

    def ask() -> None:
        request: HttpRequest = RequestFactory(SERVER_NAME="localhost").get("/", {"p": "2"})
        request.user = user
        view(request).render()

    return ask


def _queries(client: Client, publication: Publication) -> int:
    ask = _asking(client, f"/admin/press-desk/{publication.pk}/?p=2")
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def _in_turn(*asked: Callable[[], None]) -> list[float]:
    """The median milliseconds of each, in turn, so that whatever else runs falls on all alike."""
    times: list[list[float]] = [[] for _ in asked]
    for ask in asked:
        ask()
    for _round in range(ROUNDS):
        for place, ask in enumerate(asked):
            gc.collect()
            start = time.perf_counter()
            ask()
            times[place].append(1_000 * (time.perf_counter() - start))
    return [median(each) for each in times]
