"""However many sections a page has, it is read in the same number of queries."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.template.response import TemplateResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from campaigns.models import CampaignPage, ContentPage
from helpline_info.now import help_for
from tests.campaigns import sections
from tests.campaigns.factories import make_campaign, make_figure, make_measure
from tests.helpline_info.factories import make_category, make_channel

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the closing of the file that it drew into to Python.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

MOST_FOR_A_BODY = 15


def queries_for(page: CampaignPage) -> int:
    """A whole visit, after one that warms the caches which every visit shares."""
    address = page.get_url()
    Client().get(address)
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(address).status_code == 200
    return len(queries)


def queries_for_its_body(page: CampaignPage) -> int:
    """Drawing the sections alone: the layout has read the helpline already."""
    request = RequestFactory().get(page.get_url())
    Site.find_for_request(request)
    help_for(request)
    fresh = CampaignPage.objects.get(pk=page.pk)
    with CaptureQueriesContext(connection) as queries:
        fresh.body.render_as_block({"request": request, "page": fresh})
    return len(queries)


def make_help() -> None:
    for _ in range(3):
        make_channel(make_category(), days=range(7))


def many_of_each() -> list[sections.Section]:
    """Sixty sections and more, of other figures, pictures, documents, partners and links."""
    body = sections.one_of_each()
    for number in range(3):
        measure = make_measure(f"measure-{number}")
        years = [(date(year, 1, 1), date(year, 12, 31)) for year in (2001, 2002)]
        older, newer = (make_figure(100 + number, measure=measure, period=year) for year in years)
        linked = make_campaign(title=f"Linked {number}")
        document = sections.make_document(f"Leaflet {number}")
        html = (
            f'<p><a linktype="page" id="{linked.pk}">one</a>'
            f' <a linktype="document" id="{document.pk}">two</a></p>'
        )
        body += [
            *sections.of_figures(older, newer),
            sections.text(html=html),
            sections.picture(),
            sections.downloads(document),
            sections.partners(
                sections.make_charity(f"Charity {number}", logo=sections.make_picture())
            ),
            sections.call_to_action(page=linked),
            sections.call_to_action(category=make_category()),
            sections.questions(),
            sections.timeline(),
            sections.steps(),
            sections.routes_to_help(),
            sections.way_to_help(),
            sections.supporting_forces(),
        ]
    return body


def test_sixty_sections_cost_no_more_queries_than_one_of_each() -> None:
    make_help()
    measure = make_measure("measure-of-the-short-page")
    short = make_campaign(*sections.one_of_each(measure=measure.slug))
    body = many_of_each()
    assert len(body) >= 60
    long = make_campaign(*body)
    assert queries_for(long) == queries_for(short)
    assert queries_for_its_body(long) == queries_for_its_body(short) <= MOST_FOR_A_BODY


def test_one_section_costs_one_query_or_none() -> None:
    make_help()
    assert queries_for_its_body(make_campaign(sections.text())) == 0
    assert queries_for_its_body(make_campaign(sections.routes_to_help())) == 1
    assert queries_for_its_body(make_campaign(sections.way_to_help())) == 0
    assert queries_for_its_body(make_campaign(sections.supporting_forces())) == 1


def test_sixty_questions_cost_nothing() -> None:
    page = make_campaign(*[sections.questions()] * 60)
    assert queries_for_its_body(page) == 0


def test_pages_under_a_campaign_are_read_so_too() -> None:
    campaign = make_campaign()
    body = many_of_each()
    make_help()
    short, long = (
        campaign.add_child(instance=ContentPage(title=title, slug=title, body=list(parts)))
        for title, parts in (("short", sections.one_of_each(measure="another")), ("long", body))
    )
    assert queries_for(long) == queries_for(short)


def test_the_preview_is_drawn_of_what_stands_in_the_form() -> None:
    page = make_campaign()
    page.body = sections.one_of_each()
    response: TemplateResponse = page.make_preview_request()
    assert "Do I have to say who I am?" in response.render().content.decode()
