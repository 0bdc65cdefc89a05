from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIRequestFactory
from wagtail.models import PageViewRestriction

from campaigns.api import CampaignViewSet
from campaigns.models import CampaignPage
from tests.campaigns import sections
from tests.campaigns.factories import key_figure, make_campaign, make_figure

pytestmark = pytest.mark.django_db


def listed() -> list[dict[str, Any]]:
    response = CampaignViewSet.as_view({"get": "list"})(APIRequestFactory().get("/"))
    assert response.status_code == 200
    results: list[dict[str, Any]] = response.render().data["results"]
    return results


def test_a_campaign_comes_with_the_figures_it_stands_on() -> None:
    page = make_campaign(
        key_figure(make_figure(3549, source="Helpline records")), introduction="There is help."
    )
    (found,) = listed()
    assert found["url"].endswith(f"/{page.slug}/")
    assert found["introduction"] == "There is help."
    (figure,) = found["key_figures"]
    assert (figure["value"], figure["shown_value"]) == ("3549", "3,549")
    assert (figure["area"], figure["period"]) == ("North West", "January to June 2018")
    assert figure["source"] == "Helpline records"


def test_a_corrected_figure_is_given_out_corrected() -> None:
    wrong = make_figure(3594)
    make_campaign(key_figure(wrong))
    make_figure(3549, corrects=wrong)
    assert listed()[0]["key_figures"][0]["shown_value"] == "3,549"


def test_a_figure_under_embargo_is_not_given_out() -> None:
    make_campaign(key_figure(make_figure(3549, published_at=timezone.now() + timedelta(days=1))))
    assert listed()[0]["key_figures"] == []


def test_drafts_and_private_pages_are_not_given_out() -> None:
    make_campaign(live=False)
    private = make_campaign()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert listed() == []


def test_a_campaign_is_found_by_its_slug() -> None:
    page = make_campaign(key_figure(make_figure()))
    view = CampaignViewSet.as_view({"get": "retrieve"})
    request = APIRequestFactory().get("/")
    assert len(view(request, slug=page.slug).data["key_figures"]) == 1
    assert view(request, slug="no-such-campaign").status_code == 404


def one(page: CampaignPage) -> dict[str, Any]:
    view = CampaignViewSet.as_view({"get": "retrieve"})
    found: dict[str, Any] = view(APIRequestFactory().get("/"), slug=page.slug).render().data
    return found


def test_one_campaign_comes_with_its_sections_as_visitors_read_them() -> None:
    page = make_campaign(sections.opening(), sections.steps(), sections.questions())
    found = one(page)["sections"]
    assert [each["type"] for each in found] == ["opening", "steps", "questions"]
    assert [each["heading"] for each in found] == ["", "How we help", "Questions"]
    assert "<h3>You call</h3> <p>An adviser listens.</p>" in found[1]["html"]
    assert "sections" not in listed()[0]


def test_a_section_tells_nothing_that_is_under_embargo() -> None:
    ahead = make_figure(3549, published_at=timezone.now() + timedelta(days=1))
    page = make_campaign(sections.help_sought(newer=ahead), key_figure(ahead), sections.steps())
    found = one(page)
    assert [each["type"] for each in found["sections"]] == ["steps"]
    assert "3,549" not in str(found)


def test_people_who_sought_help_are_among_the_key_figures() -> None:
    found = one(make_campaign(sections.help_sought()))
    assert [each["shown_value"] for each in found["key_figures"]] == ["1,747", "3,549"]


def test_a_campaign_says_when_it_runs() -> None:
    make_campaign(ends_on=date(2018, 6, 30))
    (found,) = listed()
    assert (found["starts_on"], found["ends_on"]) == (None, "2018-06-30")
    assert found["stage"] == "over"


def test_more_sections_cost_no_more_queries() -> None:
    def queries_for(page: CampaignPage) -> int:
        one(page)
        with CaptureQueriesContext(connection) as queries:
            one(page)
        return len(queries)

    of_one = [sections.text(), sections.supporting_forces(), sections.routes_to_help()]
    assert queries_for(make_campaign(*of_one)) == queries_for(make_campaign(*of_one * 20))


def test_the_api_can_only_be_read() -> None:
    view = CampaignViewSet.as_view({"get": "list"})
    assert view(APIRequestFactory().post("/", {})).status_code == 405


def test_more_campaigns_cost_no_more_queries() -> None:
    figure = make_figure()

    def queries_after(count: int) -> int:
        for _ in range(count):
            make_campaign(key_figure(figure))
        listed()  # warms the caches that every request shares
        with CaptureQueriesContext(connection) as queries:
            listed()
        return len(queries)

    assert queries_after(1) == queries_after(8)
