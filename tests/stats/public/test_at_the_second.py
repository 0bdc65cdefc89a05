"""Answers that are asked for while a publication comes out, and what lies beside its figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

import site_clock
from charity_site.api_freshness import unless_unchanged
from stats import actions, clock
from stats.models import BreakKind, Figure, Measure, Publication, SeriesBreak
from stats.public.asked import public_page
from tests.stats.factories import add_figure, make_measure, make_publication
from tests.stats.people import person

pytestmark = pytest.mark.django_db

LANCASHIRE = "E23000003"
OUT = timezone.now() - timedelta(days=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def measure() -> Measure:
    return make_measure("offences")


@pytest.fixture
def publication(measure: Measure) -> Publication:
    publication = make_publication("offences-2017-18")
    add_figure(publication, measure, LANCASHIRE, "2017-18", 674)
    return actions.publish(publication=publication, by=None, at=OUT)


@pytest.fixture
def time_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks the clock twice sees the second of publication pass in between."""

    def moments() -> Iterator[datetime]:
        yield OUT - SECOND
        while True:
            yield OUT + SECOND

    passing = moments()
    monkeypatch.setattr(
        site_clock,
        "timezone",
        SimpleNamespace(now=lambda: next(passing), is_naive=timezone.is_naive),
    )


def content_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.usefixtures("publication", "time_passes")
def test_a_csv_of_before_does_not_bear_the_tag_of_after(client: Client) -> None:
    before = client.get("/api/v1/figures.csv")
    rows = content_of(before)
    assert b"674" not in rows
    after = client.get("/api/v1/figures.csv", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert b"674" in content_of(after)


@pytest.mark.usefixtures("publication", "time_passes")
def test_a_list_of_before_does_not_bear_the_day_of_after(client: Client) -> None:
    before = client.get("/api/v1/figures/")
    assert before.json()["results"] == []
    assert "Last-Modified" not in before  # nothing was public yet


@pytest.mark.usefixtures("time_passes")
@pytest.mark.parametrize("kind", [public_page, unless_unchanged])
def test_an_answer_is_made_at_one_moment(kind: object) -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(clock.moment() == clock.moment()))

    assert callable(kind)
    assert kind(answer)(RequestFactory().get("/")).content == b"True"


@pytest.mark.parametrize("address", ["/statistics/offences/", "/statistics/offences/lancashire/"])
def test_a_break_after_the_last_public_figure_is_not_told_before_figures_reach_it(
    client: Client, measure: Measure, publication: Publication, address: str
) -> None:
    SeriesBreak.objects.create(
        measure=measure,
        kind=BreakKind.RULES,
        starts_on=date(2018, 4, 1),
        reason="The force counts by victim now.",
    )
    for place in (address, "/statistics/offences.csv-metadata.json", "/statistics/offences.json"):
        answer = client.get(place)
        assert b"counts by victim" not in content_of(answer)
    following = make_publication("offences-2018-19")
    add_figure(following, measure, LANCASHIRE, "2018-19", 700)
    actions.publish(publication=following, by=None, at=timezone.now())
    assert "counts by victim" in client.get(address).content.decode()
    told = content_of(client.get("/statistics/offences.json"))
    assert b"counts by victim" in told


def test_a_reason_with_characters_that_xml_cannot_hold_does_not_end_the_feed(
    client: Client, publication: Publication
) -> None:
    corrected = actions.correct_figure(
        figure=Figure.objects.get(),
        value=Decimal(670),
        status="final",
        reason="Counted twice,\x0bby two forces.",
        by=person("officer"),
    )
    actions.publish(publication=corrected.publication, by=None, at=timezone.now())
    feed = client.get("/statistics/corrections.atom")
    assert feed.status_code == 200
    assert "Counted twice, by two forces." in feed.content.decode()
