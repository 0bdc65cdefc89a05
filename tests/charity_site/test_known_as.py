"""What a page says of itself to programs: its address, its share card, its data, its feeds."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from PIL import Image as Picture
from pytest_django import DjangoCaptureOnCommitCallbacks

from campaigns.models import CampaignPage
from press.actions import build_waiting_drafts
from press.models import ReleasePage
from stats.models import Publication
from tests import sample_site
from tests.press.conftest import (
    IMAGE_OFFENCES,
    draft_image_offences,
    load_vocabulary,
    publish,
    release_for,
)
from tests.press.releasing import put_out
from tests.seeds import grow

HELP = (
    "/help/",
    "/help/your-own-thoughts/",
    "/help/a-child-or-young-person/",
    "/help/leave-no-trace/",
)
CARD = re.compile(r'property="og:image" content="http://localhost:8000(/card/\d+/\w+\.png)"')


@pytest.fixture
def _site(db: None) -> None:
    grow(sample_site.load)


def head(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().partition("</head>")[0]


def said(page: str, name: str) -> str:
    found = re.search(rf'property="{name}" content="([^"]*)"', page)
    assert found, name
    return found[1]


def card_on(page: str) -> str:
    found = CARD.search(page)
    assert found
    return found[1]


def data(page: str) -> list[dict[str, Any]]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [json.loads(each) for each in found]


@pytest.mark.usefixtures("_site")
def test_a_campaign_has_a_card_with_its_title(client: Client) -> None:
    page = head(client, "/stop-it-now/")
    assert said(page, "og:title") == "Stop It Now!"
    assert said(page, "og:url") == "http://localhost:8000/stop-it-now/"
    assert '<link rel="canonical" href="http://localhost:8000/stop-it-now/">' in page
    response = client.get(card_on(page))
    assert response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"]
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    picture = Picture.open(io.BytesIO(response.content))
    assert picture.size == (1200, 630)
    assert len(picture.convert("RGB").getcolors(1 << 20) or ()) > 2  # words on a ground
    assert len(response.content) < 100_000


@pytest.mark.usefixtures("_site")
def test_every_page_of_help_has_the_same_neutral_card(client: Client) -> None:
    pages = [head(client, address) for address in HELP]
    assert len({card_on(page) for page in pages}) == 1
    assert len({said(page, "og:title") for page in pages}) == 1
    assert card_on(pages[0]).startswith("/card/0/")
    assert client.get(card_on(pages[0])).status_code == 200
    for page in pages:
        for word in ("abuse", "sex", "offen", "thoughts", "child"):
            cards = " ".join(re.findall(r'<meta property="og:(?!url)[^>]*>', page))
            assert word not in cards.lower()


@pytest.mark.usefixtures("_site")
def test_a_card_of_what_is_not_public_cannot_be_asked_for(client: Client) -> None:
    address = card_on(head(client, "/stop-it-now/"))
    campaign = CampaignPage.objects.get(slug="stop-it-now", locale__language_code="en-gb")
    for wrong in (
        f"/card/{campaign.pk}/0000000000000000.png",
        "/card/999999/0000000000000000.png",
        f"/card/0/{address.rsplit('/', 1)[1]}",
        "/card/99999999999999999999/a.png",
    ):
        assert client.get(wrong).status_code == 404, wrong
    campaign.unpublish()
    assert client.get(address).status_code == 404


def test_the_card_of_a_release_comes_at_its_second(client: Client, db: None) -> None:
    grow(load_vocabulary, draft_image_offences)
    publish(Publication.objects.get(slug=IMAGE_OFFENCES))
    build_waiting_drafts()
    release: ReleasePage = release_for(Publication.objects.get(slug=IMAGE_OFFENCES), "Lancashire")
    moment = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    put_out(release, at=moment)
    with time_machine.travel(moment, tick=False):
        page = head(client, release.get_url())
        assert said(page, "og:title") == release.title
        address = card_on(page)
        assert client.get(address).status_code == 200
    with time_machine.travel(moment - timedelta(seconds=1), tick=False):
        assert client.get(address).status_code == 404


@pytest.mark.usefixtures("_site")
def test_the_home_page_says_who_the_charity_is(client: Client) -> None:
    [found] = data(head(client, "/"))
    assert [each["@type"] for each in found["@graph"]] == ["NGO", "WebSite"]
    assert data(head(client, "/using-this-site/")) == []


@pytest.mark.usefixtures("_site")
def test_questions_and_answers_are_told_as_data_that_no_answer_can_break_out_of(
    client: Client,
) -> None:
    campaign = CampaignPage.objects.get(slug="stop-it-now", locale__language_code="en-gb")
    question = {"question": "Is it <b>safe</b>?", "answer": "<p>Yes.</p></script><script>alert(1)"}
    opening = [(each.block_type, each.value) for each in campaign.body][:1]
    campaign.body = [
        *opening,
        ("questions", {"heading": "Questions", "questions": [question]}),
    ]
    campaign.save()
    page = head(client, "/stop-it-now/")
    [found] = data(page)
    assert found["@type"] == "FAQPage"
    assert found["mainEntity"][0]["name"] == "Is it <b>safe</b>?"
    assert found["mainEntity"][0]["acceptedAnswer"]["text"].startswith("Yes.")
    assert "<script>alert" not in page


@pytest.mark.usefixtures("_site")
def test_feeds_are_linked_where_people_follow_them_and_not_under_help(client: Client) -> None:
    for address in ("/statistics/", "/newsroom/areas/"):
        page = head(client, address)
        for feed in ("/newsroom/feed.atom", "/statistics/corrections.atom"):
            assert 'type="application/atom+xml" title' in page
            assert f'href="{feed}"' in page, address
            assert client.get(feed).status_code == 200
    assert "application/atom+xml" not in head(client, "/help/")


@pytest.mark.usefixtures("_site")
def test_a_page_that_was_renamed_is_still_found(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    campaign = CampaignPage.objects.get(slug="stop-it-now", locale__language_code="en-gb")
    campaign.slug = "stop-it"
    with django_capture_on_commit_callbacks(execute=True):
        campaign.save_revision().publish()
    response = client.get("/stop-it-now/")
    assert response.status_code in {301, 302}
    assert response["Location"].endswith("/stop-it/")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("_site")
def test_the_sitemap_has_campaigns_help_and_statistics(client: Client) -> None:
    found = client.get("/sitemap.xml").content.decode()
    for address in ("/", "/stop-it-now/", "/help/", "/help/another-adult/", "/statistics/"):
        assert f"<loc>http://localhost:8000{address}</loc>" in found, address
    assert "/search/" not in found
    assert (
        "Sitemap: http://localhost:8000/sitemap.xml" in client.get("/robots.txt").content.decode()
    )


# What search engines show of a page


def described(client: Client, address: str) -> str:
    found: list[str] = re.findall(
        r'<meta name="description" content="([^"]*)">', head(client, address)
    )
    assert len(found) == 1
    return found[0]


@pytest.mark.usefixtures("_site")
def test_help_is_described_by_words_that_tell_nobody_what_it_is_about(client: Client) -> None:
    for address in (*HELP, "/search/", "/statistics/"):
        assert described(client, address) == "Information and advice from Charity site."
    assert described(client, "/cy/help/") == "Gwybodaeth a chyngor gan Charity site."


@pytest.mark.usefixtures("_site")
def test_a_page_is_described_by_its_editor_at_a_length_that_is_shown(client: Client) -> None:
    campaign = CampaignPage.objects.get(slug="stop-it-now", locale__language_code="en-gb")
    campaign.search_description = ""
    campaign.introduction = f'Say "hello" & {"on and " * 60}on.'
    campaign.save()
    shown = described(client, "/stop-it-now/")
    assert shown.startswith("Say &quot;hello&quot; &amp; on and")
    assert len(unescape(shown)) == 160
    campaign.search_description = "In the editor\n own words."
    campaign.save()
    assert described(client, "/stop-it-now/") == "In the editor own words."
