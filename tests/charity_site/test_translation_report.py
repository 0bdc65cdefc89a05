"""Editors see what is not yet in Welsh, and how hard each page is to read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from campaigns.models import CampaignPage
from charity_site.welsh_report import entries_not_in_welsh, pages_not_in_welsh, words_not_in_welsh
from tests.campaigns.factories import home_page, make_campaign
from tests.helpline_info.factories import make_category, make_channel

pytestmark = pytest.mark.django_db

WELSH = reverse("not_yet_in_welsh")
READING = reverse("reading_levels")


@pytest.fixture
def editor(client: Client) -> Client:
    user = User.objects.create_user("editor")
    user.groups.add(Group.objects.get(name="Editor"))
    client.force_login(user)
    return client


def in_welsh(page: CampaignPage) -> CampaignPage:
    welsh = page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    welsh.body = [("way_to_help", {"heading": "Sut i gysylltu", "category": None})]
    welsh.save_revision().publish()
    found: CampaignPage = CampaignPage.objects.get(pk=welsh.pk)
    return found


def told() -> dict[str, str]:
    return {row.title: row.missing for row in pages_not_in_welsh()}


def test_a_page_without_welsh_is_listed_with_the_way_to_translate_it(editor: Client) -> None:
    page = make_campaign(title="Ask early")
    assert told()["Ask early"] == "No Welsh page."
    address = reverse("simple_translation:submit_page_translation", args=[page.pk])
    assert address in editor.get(WELSH).content.decode()
    assert editor.get(address).status_code == 200


def test_a_welsh_page_that_nobody_has_published_is_listed() -> None:
    welsh = in_welsh(make_campaign(title="Ask early"))
    assert "Ask early" not in told()
    welsh.unpublish()
    assert told()["Ask early"] == "The Welsh is a draft."


def test_welsh_that_is_older_than_its_english_is_listed_until_it_is_published_again() -> None:
    page = make_campaign(title="Ask early")
    welsh = in_welsh(page)
    later = timezone.now() + timedelta(minutes=1)
    CampaignPage.objects.filter(pk=page.pk).update(last_published_at=later)
    assert told()["Ask early"] == "The English was published after the Welsh."
    CampaignPage.objects.filter(pk=welsh.pk).update(last_published_at=later)
    assert "Ask early" not in told()


def test_an_entry_of_the_helpline_is_listed_with_the_fields_that_are_blank() -> None:
    make_category(title="A worry", title_cy="Pryder", label_cy="Pryder", summary_cy="Gofynnwch.")
    make_channel(name="Call us", name_cy="Ffoniwch ni")
    rows = {row.title: row.missing for row in entries_not_in_welsh()}
    assert rows == {
        "A worry": "What happens when you get in touch, What is confidential, The limits of"
        " confidentiality"
    }


def test_words_of_the_interface_that_are_not_in_welsh_are_named_with_their_source() -> None:
    for row in words_not_in_welsh():
        assert row.missing.endswith((".html", ".py"))


def test_the_report_shows_one_kind_alone_and_takes_no_harm_from_others(editor: Client) -> None:
    make_campaign(title="Ask early")
    make_category(title="A worry")
    assert "Ask early" not in editor.get(WELSH, {"kind": "helpline"}).content.decode()
    for kind in ("pages", "", "<script>", "x" * 5000):
        html = editor.get(WELSH, {"kind": kind}).content.decode()
        assert "Ask early" in html
        assert "<script>x" not in html


@pytest.mark.parametrize("address", [WELSH, READING])
def test_more_pages_cost_no_more_queries(editor: Client, address: str) -> None:
    make_campaign()
    make_category()
    editor.get(address)
    with CaptureQueriesContext(connection) as few:
        editor.get(address)
    for _number in range(5):
        make_campaign()
        make_category()
        make_channel()
    with CaptureQueriesContext(connection) as many:
        editor.get(address)
    assert len(many) == len(few)


@pytest.mark.parametrize("address", [WELSH, READING])
def test_whoever_does_not_edit_does_not_see_the_reports(client: Client, address: str) -> None:
    user = User.objects.create_user("press")
    user.groups.add(Group.objects.get(name="Press officer"))
    client.force_login(user)
    assert client.get(address).status_code in (302, 403)


def test_the_hardest_text_comes_first(editor: Client) -> None:
    make_category(
        title="Hard",
        summary="Representatives of participating institutions are unconditionally available to"
        " individuals contemplating professional assistance, notwithstanding considerable"
        " organisational responsibilities that confidentiality necessarily entails everywhere.",
    )
    home_page().save()
    html = editor.get(READING).content.decode()
    first = html.split("<tbody>")[1].split("</tr>")[0]
    assert "Hard" in first
    assert "reading__grade--over" in first
