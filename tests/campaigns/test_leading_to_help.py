"""A campaign leads to help on its first screen, whichever way it is published."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from campaigns.leading import leads_to_help, why_no_help_comes_first
from campaigns.models import CampaignPage
from tests.campaigns import sections
from tests.campaigns.factories import home_page, make_campaign
from tests.campaigns.sections import publish, publish_campaign
from tests.stats.people import client_of, person


def kept(kind: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


@pytest.mark.parametrize("kind", ["opening", "routes_to_help", "way_to_help", "call_to_action"])
def test_each_of_these_leads_to_help(kind: str) -> None:
    assert leads_to_help(kept(kind))


def test_a_button_to_a_page_does_not() -> None:
    assert not leads_to_help(kept("call_to_action", page=7))
    assert leads_to_help(kept("call_to_action", page=None, category=3))


def test_help_may_come_first_or_second_and_no_later() -> None:
    words, help_ = kept("text"), kept("routes_to_help")
    assert why_no_help_comes_first([help_, words, words]) == ""
    assert why_no_help_comes_first([words, help_, words]) == ""
    for body in ([words, words, help_], [words], []):
        assert "Routes to help" in why_no_help_comes_first(body)


@pytest.mark.django_db
class TestPublishing:
    def test_an_editor_is_told_how_to_mend_it(self) -> None:
        with pytest.raises(ValidationError) as refused:
            publish_campaign(sections.text(), sections.text(), sections.routes_to_help())
        told = str(refused.value.as_json_data())  # type: ignore[attr-defined]
        assert "A visitor must see a way to help on the first screen." in told
        publish_campaign(sections.text(), sections.routes_to_help())

    def test_other_pages_are_not_asked(self) -> None:
        publish(sections.text(), sections.text())

    def test_no_way_around_the_form_publishes_it(self) -> None:
        page = make_campaign(sections.text(), live=False)
        revision = page.save_revision()
        with pytest.raises(PermissionDenied, match="first screen"):
            revision.publish()
        page.refresh_from_db()
        assert not page.live

    def test_publishing_in_bulk_does_not_either(self) -> None:
        page = make_campaign(sections.text(), live=False)
        page.save_revision()
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        client = client_of(person("approver", "Approver"))
        client.post(f"{address}?id={page.pk}", {"include_descendants": ""}, follow=True)
        page.refresh_from_db()
        assert not page.live

    def form(self, page: CampaignPage, *body: tuple[str, Any], **more: str) -> dict[str, Any]:
        data: dict[str, Any] = nested_form_data(
            {
                "title": page.title,
                "slug": page.slug,
                "introduction": "",
                "body": streamfield(list(body)),
                "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
                "starts_on": "",
                "ends_on": "",
                "seo_title": "",
                "search_description": "",
                **more,
            }
        )
        return data

    def test_the_form_says_it_beside_the_body_and_saves_a_draft_all_the_same(self) -> None:
        page = make_campaign(sections.routes_to_help())
        text = ("text", {"heading": "New", "text": rich_text("<p>Words.</p>")})
        approver = client_of(person("approver", "Approver"))
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        answer = approver.post(address, self.form(page, text, **{"action-publish": "1"}))
        assert "first screen" in answer.content.decode()
        assert approver.post(address, self.form(page, text)).status_code == 302
        page.refresh_from_db()
        latest = page.get_latest_revision_as_object()
        assert [block.block_type for block in latest.body] == ["text"]
        help_ = ("routes_to_help", {"heading": "What worries you?", "introduction": ""})
        data = self.form(page, text, help_, **{"action-publish": "1"})
        assert approver.post(address, data).status_code == 302
        page.refresh_from_db()
        latest = page.get_latest_revision_as_object()
        assert [block.block_type for block in latest.body] == ["text", "routes_to_help"]
        assert latest.why_not_public() == []

    def test_a_campaign_cannot_end_before_it_starts(self) -> None:
        page = make_campaign(sections.routes_to_help())
        days = {"starts_on": "2027-02-01", "ends_on": "2027-01-01"}
        approver = client_of(person("approver", "Approver"))
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        answer = approver.post(address, self.form(page, **days, **{"action-publish": "1"}))
        assert "cannot end before it has started" in answer.content.decode()

    def test_the_way_to_help_of_the_layout_stays_whatever_the_body_is(self, client: Client) -> None:
        page = make_campaign()
        for each in (page, home_page()):
            html = client.get(each.get_url()).content.decode()
            assert 'aria-labelledby="way-to-help"' in html
