"""However many sections a page has, it is read in the same number of queries."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.template.response import TemplateResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, Site

from campaigns.models import CampaignPage, ContentPage
from charity_site.models import SiteLook
from helpline_info.now import help_for
from stats.models import BreakKind, Figure, SeriesBreak
from tests.campaigns import sections
from tests.campaigns.factories import home_page, make_campaign, make_figure, make_measure
from tests.helpline_info.factories import make_category, make_channel

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the closing of the file that it drew into to Python.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

MOST_FOR_A_VISIT = 15
MOST_FOR_A_BODY = 5  # what is chosen; figures, those around them, breaks, and what is drawn of them


def queries_for(page: Page) -> int:
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
    assert queries_for(long) == queries_for(short) <= MOST_FOR_A_VISIT
    assert queries_for_its_body(long) == queries_for_its_body(short) <= MOST_FOR_A_BODY


def test_a_whole_visit_stays_within_its_queries_with_all_that_a_site_may_have() -> None:
    """A logo, pages in the footer, a correction, a break in the series, Welsh, and a deep page."""
    make_help()
    body = many_of_each()
    campaign = make_campaign(*body, show_in_menus=True)
    deep = campaign
    for number in range(4):
        deep = deep.add_child(
            instance=ContentPage(title=f"Deep {number}", slug=f"deep-{number}", body=list(body))
        )
    SiteLook.objects.update_or_create(
        site=Site.objects.get(),
        defaults={
            "logo": sections.make_picture(),
            "accessibility_page": campaign,
            "privacy_page": deep,
        },
    )
    corrected = Figure.objects.filter(value__isnull=False).last()
    assert corrected is not None
    make_figure(77, corrects=corrected, period=(corrected.period_start, corrected.period_end))
    SeriesBreak.objects.create(
        measure=corrected.measure,
        kind=BreakKind.BREAK,
        starts_on=corrected.period_start,
        reason="Counted anew",
    )
    welsh, _created = Locale.objects.get_or_create(language_code="cy")
    pages = [home_page(), campaign, *campaign.get_descendants().specific()]
    for page in pages:
        page.copy_for_translation(welsh).save_revision().publish()
    everywhere = [*pages, *(page.get_translation(welsh) for page in pages)]
    assert len(everywhere) == 12
    asked = {page.url_path: queries_for(page) for page in everywhere}
    assert max(asked.values()) <= MOST_FOR_A_VISIT, asked


def test_one_section_costs_one_query_or_none() -> None:
    make_help()
    assert queries_for_its_body(make_campaign(sections.text())) == 0
    assert queries_for_its_body(make_campaign(sections.routes_to_help())) == 1
    assert queries_for_its_body(make_campaign(sections.way_to_help())) == 0
    assert queries_for_its_body(make_campaign(sections.supporting_forces())) == 1


def test_every_section_but_those_of_figures_shares_one_query() -> None:
    make_help()
    of_figures = {
        *("key_figure", "comparison", "help_sought", "figure_table", "figure_chart"),
    }
    others = [each for each in sections.one_of_each() if each[0] not in of_figures]
    assert len(others) > 12
    page = make_campaign(*others)
    queries_for(page)  # draws the pictures
    assert queries_for_its_body(page) == 1


def test_what_is_read_at_once_is_shown_as_it_is_read_alone() -> None:
    """Pictures, logos, regions, websites and links: drawn as a whole and section by section."""
    make_help()
    page = make_campaign(*sections.one_of_each())
    address = page.get_url()
    Client().get(address)  # draws the pictures
    page = CampaignPage.objects.get(pk=page.pk)
    alone = [str(section.render({"page": page})) for section in page.body]
    whole = Client().get(address).content.decode()
    for section in alone:
        for line in filter(None, map(str.strip, section.splitlines())):
            assert line in whole


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
