from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
import textstat
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from wagtail.models import Site

from campaigns import sample_content
from campaigns.blocks import BodyBlock
from campaigns.models import CampaignPage, ContentPage, IntroducedPage, Partner
from helpline_info import sample_content as helpline_sample_content
from stats.models import Area
from tests.campaigns.factories import LANCASHIRE, home_page, make_figure, make_measure

ENGLISH = "en-gb"

pytestmark = pytest.mark.django_db


def load() -> CampaignPage:
    helpline_sample_content.load()
    sample_content.load()
    return english_campaign()


def english_campaign() -> CampaignPage:
    campaign: CampaignPage = CampaignPage.objects.get(locale__language_code=ENGLISH)
    return campaign


def publish_the_figures() -> None:
    people, offences = make_measure("people-seeking-help"), make_measure(sample_content.OFFENCES)
    make_figure(1747, measure=people, period=(date(2017, 7, 1), date(2017, 12, 31)))
    make_figure(3549, measure=people)
    make_figure(674, measure=offences, area=LANCASHIRE, period=sample_content.YEAR)


def pages() -> list[IntroducedPage]:
    """Everything that was loaded in English."""
    return [home_page(), english_campaign(), *english_pages()]


def english_pages() -> list[ContentPage]:
    return list(ContentPage.objects.filter(locale__language_code=ENGLISH))


def test_the_campaign_shows_the_figures_that_stats_has(client: Client) -> None:
    publish_the_figures()
    load()
    html = client.get("/stop-it-now/").content.decode()
    assert "The number more than doubled: up 103%." in html
    for value in ("1,747", "3,549", "674"):
        assert f">{value}</" in html


def test_a_figure_that_stats_does_not_have_is_left_out_with_its_section() -> None:
    publish_the_figures()
    kinds = [block.block_type for block in load().body]
    assert kinds.count("key_figure") == 1  # and not the second, of the United Kingdom
    assert "help_sought" in kinds


def test_without_any_figures_the_campaign_says_the_rest(client: Client) -> None:
    kinds = [block.block_type for block in load().body]
    assert not {"key_figure", "help_sought", "figure_chart"} & set(kinds)
    html = client.get("/stop-it-now/").content.decode()
    assert "What happens when you get in touch" in html
    assert "In them," not in html


def test_the_campaign_uses_most_sorts_of_sections() -> None:
    publish_the_figures()
    kinds = {block.block_type for block in load().body}
    # No picture, file or words of anybody: the sample invents none.
    left_out = {"picture", "downloads", "quotation", "voices", "comparison", "figure_table"}
    assert set(BodyBlock().child_blocks) - kinds == left_out


def words_of(value: Any) -> Iterator[str]:
    """Every text of a stored section, without the figures in it."""
    if isinstance(value, str):
        yield unescape(strip_tags(re.sub(r"<embed[^>]*>|<a [^>]*>", " ", value)))
    elif isinstance(value, dict):
        for name, inside in value.items():
            if name not in {"id", "day", "type", "forces", "across", "known_to"}:
                yield from words_of(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from words_of(inside)


def test_no_number_is_typed_into_the_words() -> None:
    publish_the_figures()
    load()
    for page in pages():
        for words in (page.introduction, *words_of(list(page.body.raw_data))):
            assert not any(letter.isdigit() for letter in words), words


def test_the_words_are_plain() -> None:
    publish_the_figures()
    load()
    for page in pages():
        sentences = [page.introduction, *words_of(list(page.body.raw_data))]
        words = " ".join(each if each.endswith((".", "?")) else f"{each}." for each in sentences)
        grade = 6 if isinstance(page, CampaignPage) or page.depth > 3 else 8
        assert textstat.flesch_kincaid_grade(words) <= grade, page.slug


def test_only_real_organisations_are_linked_over_lines_that_nobody_listens_in_on() -> None:
    load()
    linked = set(Partner.objects.values_list("website", flat=True))
    for page in pages():
        raw = json.dumps(list(page.body.raw_data), default=str)
        linked |= set(re.findall(r'href=\\"([^\\]+)\\"', raw))
    assert len(linked) >= 10
    known = {
        "www.ceop.police.uk",
        "www.childline.org.uk",
        "frg.org.uk",
        "www.samaritans.org",
        "www.lucyfaithfull.org.uk",
        "www.cheshire.police.uk",
        "www.cumbria.police.uk",
        "www.gmp.police.uk",
        "www.lancashire.police.uk",
        "www.merseyside.police.uk",
    }
    assert {urlsplit(each).netloc for each in linked} == known
    assert {urlsplit(each).scheme for each in linked} == {"https"}


def test_what_a_browser_keeps_of_the_pages_around_it_gives_nothing_away(client: Client) -> None:
    load()
    for page in ContentPage.objects.child_of(english_campaign()):
        html = client.get(page.get_url()).content.decode()
        title = html[html.index("<title>") : html.index("</title>")].lower()
        for telling in ("arrest", "abuse", "sex", "offend", "image"):
            assert telling not in title
            assert telling not in page.get_url()


def test_what_is_loaded_would_be_accepted_from_an_editor() -> None:
    publish_the_figures()
    load()
    for page in pages():
        page.body.stream_block.clean(page.body)


def test_the_forces_of_the_campaign_are_those_of_the_north_west() -> None:
    named = Area.objects.filter(gss_code__in=sample_content.FORCES_OF_THE_NORTH_WEST)
    of_region = Area.objects.police_forces().filter(parent__gss_code=sample_content.NORTH_WEST)
    assert set(named) == set(of_region)


def test_the_campaign_is_drawn_in_fifteen_queries_with_its_layout(rf: RequestFactory) -> None:
    publish_the_figures()
    load()
    page = english_campaign()
    request = rf.get(page.get_url())
    Site.find_for_request(request)  # Wagtail has asked for it when it looks for the page
    with CaptureQueriesContext(connection) as queries:
        page.serve(request).render()
    assert len(queries) <= 15


def test_loading_twice_adds_nothing() -> None:
    load()
    load()
    assert english_campaign().revisions.count() == 1
    assert len(english_pages()) == 4
    assert Partner.objects.count() == 6
    assert home_page().revisions.count() == 1


def test_loading_again_keeps_what_editors_wrote() -> None:
    campaign = load()
    home = home_page()
    for page, title in ((home, "Our own words"), (campaign, "Our campaign")):
        page.title = title
        page.save_revision().publish()
    load()
    assert home_page().title == "Our own words"
    assert english_campaign().title == "Our campaign"
