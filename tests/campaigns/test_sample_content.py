from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils.html import strip_tags

from campaigns import sample_content
from campaigns.blocks import BodyBlock
from campaigns.models import CampaignPage, ContentPage
from helpline_info import sample_content as helpline_sample_content
from stats.models import Area
from tests.campaigns.factories import LANCASHIRE, home_page, make_figure, make_measure

pytestmark = pytest.mark.django_db


def load() -> CampaignPage:
    helpline_sample_content.load()
    sample_content.load()
    campaign: CampaignPage = CampaignPage.objects.get()
    return campaign


def publish_the_figures() -> None:
    people, offences = make_measure("people-seeking-help"), make_measure(sample_content.OFFENCES)
    make_figure(1747, measure=people, period=(date(2017, 7, 1), date(2017, 12, 31)))
    make_figure(3549, measure=people)
    make_figure(674, measure=offences, area=LANCASHIRE, period=sample_content.YEAR)


def test_the_campaign_shows_the_figures_that_stats_has(client: Client) -> None:
    publish_the_figures()
    load()
    html = client.get("/stop-it-now/").content.decode()
    for value in ("1,747", "3,549", "674"):
        assert f">{value}</strong>" in html


def test_a_figure_that_stats_does_not_have_is_left_out_with_its_part() -> None:
    publish_the_figures()
    kinds = [block.block_type for block in load().body]
    assert kinds.count("key_figure") == 3  # and not the fourth, of the United Kingdom


def test_no_number_is_typed_into_the_words() -> None:
    publish_the_figures()
    load()
    for page in (home_page(), *CampaignPage.objects.all()):
        for block in page.body:
            words = strip_tags(str(block.value.get("text") or block.value.get("caption") or ""))
            assert not any(letter.isdigit() for letter in page.introduction + words)


def test_what_is_loaded_would_be_accepted_from_an_editor() -> None:
    publish_the_figures()
    load()
    for page in (home_page(), *CampaignPage.objects.all(), *ContentPage.objects.all()):
        BodyBlock().clean(page.body)


def test_the_forces_of_the_campaign_are_those_of_the_north_west() -> None:
    named = Area.objects.filter(gss_code__in=sample_content.FORCES_OF_THE_NORTH_WEST)
    of_region = Area.objects.police_forces().filter(parent__gss_code=sample_content.NORTH_WEST)
    assert set(named) == set(of_region)


def test_loading_twice_adds_nothing() -> None:
    load()
    load()
    assert CampaignPage.objects.count() == 1
    assert ContentPage.objects.count() == 1
    assert home_page().revisions.count() == 1


def test_loading_again_keeps_what_editors_wrote() -> None:
    campaign = load()
    home = home_page()
    for page, title in ((home, "Our own words"), (campaign, "Our campaign")):
        page.title = title
        page.save_revision().publish()
    load()
    assert home_page().title == "Our own words"
    assert CampaignPage.objects.get().title == "Our campaign"
