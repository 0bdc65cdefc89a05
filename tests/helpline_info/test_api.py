from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIRequestFactory
from time_machine import TimeMachineFixture
from wagtail.models import Site

from helpline_info.api import SupportCategoryViewSet
from helpline_info.models import Closure
from tests.helpline_info.factories import make_category, make_channel

pytestmark = pytest.mark.django_db

MONDAY_NOON = "2026-03-02T12:00:00+00:00"


def listed() -> list[dict[str, Any]]:
    response = SupportCategoryViewSet.as_view({"get": "list"})(APIRequestFactory().get("/"))
    assert response.status_code == 200
    results: list[dict[str, Any]] = response.render().data["results"]
    return results


def test_a_category_comes_with_its_channels_and_their_hours(
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.move_to(MONDAY_NOON, tick=False)
    category = make_category()
    make_channel(category, contact="0808 1000 900", days=[0], hours=(time(9), time(21)))
    (found,) = listed()
    assert found["url"] == f"http://testserver/help/{category.slug}/"
    (channel,) = found["channels"]
    assert channel["contact"] == "0808 1000 900"
    assert channel["opening_hours"] == [{"weekday": 0, "opens": "09:00:00", "closes": "21:00:00"}]
    assert (channel["is_open"], channel["sentence"]) == (True, "Open now until 9pm")
    assert channel["open_until"].isoformat() == "2026-03-02T21:00:00+00:00"


def test_a_channel_without_hours_is_neither_open_nor_closed() -> None:
    make_channel(make_category())
    (channel,) = listed()[0]["channels"]
    assert channel["is_open"] is None


def test_a_link_to_a_page_is_given_out_as_an_address() -> None:
    home = Site.objects.get(is_default_site=True).root_page
    link = f'<p><a linktype="page" id="{home.pk}">our home page</a></p>'
    make_category(what_happens=link)
    assert listed()[0]["what_happens"] == '<p><a href="/">our home page</a></p>'


def test_drafts_and_channels_off_the_site_are_not_given_out() -> None:
    make_category(live=False)
    make_channel(make_category(), is_live=False)
    assert [category["channels"] for category in listed()] == [[]]


def test_a_category_is_found_by_its_slug_and_a_draft_is_not() -> None:
    category, draft = make_category(), make_category(live=False)
    view = SupportCategoryViewSet.as_view({"get": "retrieve"})
    request = APIRequestFactory().get("/")
    assert view(request, slug=category.slug).data["title"] == category.title
    assert view(request, slug=draft.slug).status_code == 404


def test_the_api_can_only_be_read() -> None:
    view = SupportCategoryViewSet.as_view({"get": "list"})
    assert view(APIRequestFactory().post("/", {})).status_code == 405


def test_more_categories_and_channels_cost_no_more_queries() -> None:
    def queries_after(count: int) -> int:
        categories = [make_category() for _ in range(count)]
        for _ in range(count):
            channel = make_channel(*categories, days=range(7))
            Closure.objects.create(
                first_day="2026-12-25", last_day="2026-12-25", reason="Holiday", channel=channel
            )
        with CaptureQueriesContext(connection) as queries:
            listed()
        return len(queries)

    assert queries_after(1) == queries_after(8)
