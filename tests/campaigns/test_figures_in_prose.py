"""A figure inside a page's sentences: always the one that stands, never early, never a hole."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, streamfield

from campaigns.blocks import BodyBlock
from campaigns.models import CampaignPage
from stats import clock
from stats.charts.outbox import draw_waiting_charts
from stats.models import BreakKind, Figure, FigureStatus, SeriesBreak
from tests.campaigns.factories import (
    LANCASHIRE,
    home_page,
    make_campaign,
    make_figure,
    make_measure,
)

pytestmark = pytest.mark.django_db

LAST_YEAR = (date(2016, 4, 1), date(2017, 3, 31))
THIS_YEAR = (date(2017, 4, 1), date(2018, 3, 31))


def embed(figure: Figure | int | str, way: str = "count") -> str:
    key = figure.pk if isinstance(figure, Figure) else figure
    return f'<embed embedtype="figure" format="{way}" id="{key}"/>'


def text(html: str, heading: str = "What the police record") -> tuple[str, dict[str, Any]]:
    return "text", {"heading": heading, "text": RichText(html)}


def main_part(page: CampaignPage) -> str:
    response = Client().get(page.get_url())
    assert response.status_code == 200
    html = response.content.decode()
    return " ".join(html[html.index("<main") : html.index("</main>")].split())


def read(page: CampaignPage) -> str:
    """What a visitor reads, without tags."""
    from django.utils.html import strip_tags

    return " ".join(strip_tags(main_part(page)).split())


def page_saying(html: str) -> CampaignPage:
    return make_campaign(text(html))


def offences(value: int | None, **fields: Any) -> Figure:
    measure = make_measure("child-abuse-image-offences")
    return make_figure(value, **{"measure": measure, "area": LANCASHIRE, **fields})


@pytest.fixture
def years() -> tuple[Figure, Figure]:
    """591 in one year, and 674 in the next."""
    return offences(591, period=LAST_YEAR), offences(674, period=THIS_YEAR)


def correct(figure: Figure, value: int | None, **fields: Any) -> Figure:
    period = (figure.period_start, figure.period_end)
    return make_figure(value, corrects=figure, period=period, **fields)


class TestOnThePage:
    def test_it_reads_as_chosen_and_leads_to_its_source(self, years: tuple[Figure, Figure]) -> None:
        _before, now = years
        html = main_part(page_saying(f"<p>Police recorded {embed(now, 'about')} offences.</p>"))
        assert '<data value="674"' in html
        assert ">nearly 700</data>" in html
        assert "Lancashire, 2017-18: 674." in html

    def test_each_way_reads_from_what_stands(self, years: tuple[Figure, Figure]) -> None:
        _before, now = years
        ways = ("count", "change", "change-from", "rate", "interval", "difference")
        words = read(page_saying("".join(f"<p>{embed(now, way)}.</p>" for way in ways)))
        for said in (
            "674.",
            "up 14%.",
            "up from 591.",
            "nearly two each day.",
            "one every 13 hours.",
            "83 more.",
        ):
            assert said in words

    def test_a_correction_is_read_from_its_moment_on_and_not_before(self) -> None:
        noon = timezone.now() - timedelta(days=2)
        wrong = offences(674, period=THIS_YEAR, published_at=noon)
        page = page_saying(f"<p>Police recorded {embed(wrong)} offences.</p>")
        publication_of_correction = noon + timedelta(days=1)
        correct(wrong, 647, published_at=publication_of_correction)
        with clock.at(publication_of_correction - timedelta(microseconds=1)):
            assert "recorded 674 offences" in read(page)
        with clock.at(publication_of_correction):
            assert "recorded 647 offences" in read(page)

    def test_a_correction_that_is_not_public_changes_nothing(self) -> None:
        wrong = offences(674, period=THIS_YEAR)
        page = page_saying(f"<p>Police recorded {embed(wrong)} offences.</p>")
        correct(wrong, 647, is_published=False)
        assert "recorded 674 offences" in read(page)

    def test_a_correction_of_the_year_before_changes_the_change(
        self, years: tuple[Figure, Figure]
    ) -> None:
        before, now = years
        page = page_saying(f"<p>Offences were {embed(now, 'change')}.</p>")
        assert "Offences were up 14%." in read(page)
        correct(before, 691)
        assert "Offences were down 2%." in read(page)

    def test_all_figures_of_a_page_are_read_in_one_query(self) -> None:
        figures = [offences(600 + year, period=year_from(year)) for year in range(2001, 2013)]
        one = page_saying(f"<p>{embed(figures[0])}</p>")
        many = make_campaign(*(text(f"<p>{embed(each, 'rate')}</p>") for each in figures))
        main_part(one)  # warms the caches that every visit shares

        def queries_of(page: CampaignPage) -> list[str]:
            with CaptureQueriesContext(connection) as queries:
                main_part(page)
            return [query["sql"] for query in queries if "stats_figure" in query["sql"]]

        assert len(queries_of(one)) == len(queries_of(many)) == 1

    def test_a_page_that_tells_changes_asks_once_more_for_breaks(self) -> None:
        figures = [offences(600 + 9 * year, period=year_from(year)) for year in range(1, 13)]
        many = make_campaign(*(text(f"<p>{embed(each, 'change')}</p>") for each in figures[1:]))
        main_part(many)
        with CaptureQueriesContext(connection) as queries:
            main_part(many)
        assert len([q for q in queries if "stats_seriesbreak" in q["sql"]]) == 1
        assert len([q for q in queries if "stats_figure" in q["sql"]]) == 1

    @pytest.mark.parametrize(
        "stored",
        [
            '<embed embedtype="figure" format="count" id="&quot;&gt;&lt;script&gt;alert(1)"/>',
            '<embed embedtype="figure" format="&lt;img src=x onerror=alert(1)&gt;" id="1"/>',
            '<embed embedtype="figure" format="count" id="1" onload="alert(1)"/>',
            '<embed embedtype="figure" format="count" id="99999999999999999999999"/>',
            '<embed embedtype="figure" format="count"/>',
            '<embed embedtype="figure" id="1"/>',
            '<embed embedtype="figure"/>',
        ],
    )
    def test_hostile_attributes_are_never_code_and_never_a_fault(self, stored: str) -> None:
        html = main_part(page_saying(f"<p>Police recorded {stored} offences.</p>"))
        for code in ("<script", "<img", "onload", "onerror", "<embed"):
            assert code not in html
        assert "recorded (no figure is published) offences" in " ".join(
            html.replace("<span>", "").replace("</span>", "").split()
        )

    def test_a_hostile_name_of_an_area_is_text(self) -> None:
        figure = offences(674, period=THIS_YEAR)
        figure.area.name = '"><script>alert(1)</script>'
        figure.area.save()
        assert "<script" not in main_part(page_saying(f"<p>{embed(figure)}</p>"))


def year_from(first: int) -> tuple[date, date]:
    year = first if first > 1000 else 2000 + first
    return date(year, 4, 1), date(year + 1, 3, 31)


class TestNeverAHole:
    """What a page says when a correction has left the chosen way with nothing true to say."""

    def test_a_suppressed_figure_gives_its_reason(self) -> None:
        figure = offences(674, period=THIS_YEAR)
        page = page_saying(f"<p>Police recorded {embed(figure)} offences.</p>")
        correct(figure, None, status=FigureStatus.SUPPRESSED)
        expected = "recorded (Lancashire, 2017-18: suppressed, to protect people) offences"
        assert expected in read(page)

    def test_a_change_on_a_base_that_became_small_gives_the_counts(
        self, years: tuple[Figure, Figure]
    ) -> None:
        before, now = years
        page = page_saying(f"<p>Offences were {embed(now, 'change')}.</p>")
        correct(before, 12)
        assert "Offences were up from 12." in read(page)

    def test_a_multiple_that_is_one_no_more_gives_the_figure_in_brackets(self) -> None:
        before = offences(300, period=LAST_YEAR)
        now = offences(674, period=THIS_YEAR)
        page = page_saying(f"<p>Offences {embed(now, 'multiple')}.</p>")
        assert "Offences more than doubled." in read(page)
        correct(before, 591)
        assert "Offences (Lancashire, 2017-18: 674)." in read(page)

    def test_a_break_in_the_series_ends_the_comparison(self, years: tuple[Figure, Figure]) -> None:
        _before, now = years
        page = page_saying(f"<p>Offences were {embed(now, 'change')}.</p>")
        SeriesBreak.objects.create(
            measure=now.measure,
            kind=BreakKind.RULES,
            starts_on=date(2017, 4, 1),
            reason="Counted by a new rule.",
        )
        assert "Offences were (Lancashire, 2017-18: 674)." in read(page)

    def test_a_round_number_that_was_hit_is_said_plainly(self) -> None:
        figure = offences(674, period=THIS_YEAR)
        page = page_saying(f"<p>Police recorded {embed(figure, 'nearly')} offences.</p>")
        correct(figure, 700)
        assert "recorded 700 offences" in read(page)

    def test_a_way_that_is_not_known_gives_the_figure_in_brackets(self) -> None:
        figure = offences(674, period=THIS_YEAR)
        words = read(page_saying(f"<p>Police recorded {embed(figure, 'percent')} offences.</p>"))
        assert "recorded (Lancashire, 2017-18: 674) offences" in words

    def test_a_figure_under_embargo_tells_nothing_about_itself(self) -> None:
        figure = offences(674, period=THIS_YEAR, published_at=timezone.now() + timedelta(days=1))
        html = main_part(page_saying(f"<p>Police recorded {embed(figure)} offences.</p>"))
        assert "674" not in html
        assert "2017-18" not in html
        assert "(no figure is published)" in html

    def test_a_figure_that_was_withdrawn_leaves_words(self) -> None:
        figure = offences(674, period=THIS_YEAR)
        page = page_saying(f"<p>Police recorded {embed(figure)} offences.</p>")
        Figure.objects.filter(pk=figure.pk).update(superseded_at=timezone.now())
        assert "recorded (no figure is published) offences" in read(page)


def refused(html: str, *, as_draft: bool = False) -> str:
    """What an editor is told on saving a text; empty if it is saved."""
    body = BodyBlock()
    value = body.to_python(
        [{"type": "text", "value": {"heading": "Section", "text": html}, "id": "one"}]
    )
    try:
        (body.clean_deferred if as_draft else body.clean)(value)
    except StreamBlockValidationError as error:
        return json.dumps(error.as_json_data(), ensure_ascii=False)
    return ""


@pytest.mark.parametrize("as_draft", [False, True], ids=["published", "draft"])
class TestSaving:
    def test_a_figure_that_stands_is_saved(
        self, years: tuple[Figure, Figure], as_draft: bool
    ) -> None:
        assert (
            refused(f"<p>Offences were {embed(years[1], 'change')}.</p>", as_draft=as_draft) == ""
        )

    def test_a_missing_figure_is_refused_with_its_place(self, as_draft: bool) -> None:
        html = f"<p>First.</p><h3>Then</h3><p>Police recorded {embed(12345)} offences.</p>"
        told = refused(html, as_draft=as_draft)
        assert "Paragraph 3, “Police recorded … offences.”: a figure is missing" in told
        assert '"text"' in told  # beside the field, in its own block

    def test_a_figure_that_is_not_public_is_refused(self, as_draft: bool) -> None:
        figure = offences(674, is_published=False)
        assert "it is not public yet" in refused(f"<p>{embed(figure)}</p>", as_draft=as_draft)

    def test_a_figure_under_embargo_is_refused(self, as_draft: bool) -> None:
        figure = offences(674, published_at=timezone.now() + timedelta(days=1))
        assert "it is not public yet" in refused(f"<p>{embed(figure)}</p>", as_draft=as_draft)

    def test_an_archived_figure_is_refused(self, as_draft: bool) -> None:
        figure = offences(674)
        Figure.objects.filter(pk=figure.pk).update(superseded_at=timezone.now())
        assert "it is archived" in refused(f"<p>{embed(figure)}</p>", as_draft=as_draft)

    def test_a_figure_without_a_value_is_refused_with_the_reason(self, as_draft: bool) -> None:
        figure = offences(None, status=FigureStatus.REFUSED)
        told = refused(f"<p>{embed(figure)}</p>", as_draft=as_draft)
        assert "it has no value (refused)" in told

    def test_a_way_that_cannot_be_said_is_refused_with_the_reason(self, as_draft: bool) -> None:
        offences(12, period=LAST_YEAR)
        now = offences(15, period=THIS_YEAR)
        told = refused(f"<p>Offences were {embed(now, 'change')}.</p>", as_draft=as_draft)
        assert "cannot read as “Change in per cent”" in told
        assert "so small a base" in told

    def test_a_way_that_is_not_on_the_list_is_refused(self, as_draft: bool) -> None:
        told = refused(f"<p>{embed(offences(674), 'percent')}</p>", as_draft=as_draft)
        assert "in a way that is not known" in told

    def test_every_fault_is_named(self, as_draft: bool) -> None:
        told = refused(f"<p>{embed(1)}</p><p>{embed(2)} and {embed('x')}</p>", as_draft=as_draft)
        assert told.count("a figure is missing") == 3


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("editor"))
    return client


def contentstate(figure: Figure, way: str = "count") -> str:
    return json.dumps(
        {
            "blocks": [
                {
                    "key": "abcde",
                    "type": "unstyled",
                    "depth": 0,
                    "text": "Police recorded 674 offences.",
                    "inlineStyleRanges": [],
                    "entityRanges": [{"offset": 16, "length": 3, "key": 0}],
                }
            ],
            "entityMap": {
                "0": {
                    "type": "FIGURE",
                    "mutability": "IMMUTABLE",
                    "data": {"id": str(figure.pk), "format": way, "words": "674"},
                }
            },
        }
    )


def post(page: CampaignPage, figure: Figure, way: str = "count", **extra: str) -> dict[str, Any]:
    help_first = ("routes_to_help", {"heading": "What worries you?", "introduction": ""})
    text = ("text", {"heading": "Section", "text": contentstate(figure, way)})
    body = streamfield([help_first, text])
    form = {"title": page.title, "slug": page.slug, "introduction": "", "body": body}
    return {**nested_form_data(form), "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
            **extra}  # fmt: skip


class TestInTheAdmin:
    def test_what_the_editor_sends_is_what_visitors_read(self, staff: Client) -> None:
        figure, page = offences(674, period=THIS_YEAR), make_campaign()
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert staff.post(address, post(page, figure, "about")).status_code == 302
        page.refresh_from_db()
        page.get_latest_revision().publish()
        assert "Police recorded nearly 700 offences." in read(page)

    @pytest.mark.parametrize("button", [{}, {"action-publish": "Publish"}])
    def test_a_refused_page_is_shown_again_with_the_place(
        self, staff: Client, button: dict[str, str]
    ) -> None:
        figure, page = offences(674, is_published=False), make_campaign()
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        response = staff.post(address, post(page, figure, **button))
        assert response.status_code == 200
        assert "it is not public yet" in response.content.decode()
        assert page.latest_revision is None

    def test_an_unknown_way_is_refused_and_is_no_fault(self, staff: Client) -> None:
        figure, page = offences(674), make_campaign()
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        response = staff.post(address, post(page, figure, '"><script>alert(1)</script>'))
        assert response.status_code == 200
        assert "in a way that is not known" in response.content.decode()
        assert "<script>alert(1)" not in response.content.decode()

    def test_a_copied_page_has_the_figure_too(self, staff: Client) -> None:
        figure = offences(674, period=THIS_YEAR)
        page = page_saying(f"<p>Police recorded {embed(figure)} offences.</p>")
        copied = page.copy(update_attrs={"slug": "a-copy", "title": "A copy"})
        assert "Police recorded 674 offences." in read(copied)
        correct(figure, 647)
        assert "Police recorded 647 offences." in read(copied)
        html = staff.get(reverse("figure_used_on", args=[figure.pk])).content.decode()
        assert "A copy" in html

    def test_more_figures_cost_the_editor_no_more_queries(self, staff: Client) -> None:
        figures = [offences(600 + each, period=year_from(each)) for each in range(1, 9)]
        few = make_campaign(text(f"<p>{embed(figures[0])}</p>"))
        many = make_campaign(*(text(f"<p>{embed(figure)}</p>") for figure in figures))

        def queries_for(page: Page) -> int:
            with CaptureQueriesContext(connection) as queries:
                staff.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
            return len([q for q in queries if "stats_figure" in q["sql"]])

        queries_for(few)
        assert queries_for(few) == queries_for(many)


class TestTheModal:
    def asked(self, staff: Client, figure: Figure, **query: str) -> dict[str, Any]:
        response = staff.get(reverse("figure_for_prose:chosen", args=[figure.pk]), query)
        assert response.status_code == 200
        answer: dict[str, Any] = response.json()
        return answer

    def test_it_offers_each_way_with_a_sample_for_this_figure(
        self, staff: Client, years: tuple[Figure, Figure]
    ) -> None:
        answer = self.asked(staff, years[1])
        assert answer["step"] == "how"
        for sample in ("674", "nearly 700", "up 14%", "up from 591", "nearly two each day"):
            assert f"<strong>{sample}</strong>" in answer["html"]

    def test_what_cannot_be_said_is_not_offered_and_says_why(self, staff: Client) -> None:
        html = self.asked(staff, offences(674, period=THIS_YEAR))["html"]
        assert 'value="change"' not in html
        assert "No figure is published for the period just before" in html

    def test_a_chosen_way_comes_back_as_a_chip(
        self, staff: Client, years: tuple[Figure, Figure]
    ) -> None:
        answer = self.asked(staff, years[1], format="change")
        assert answer["step"] == "chosen"
        assert answer["result"]["words"] == "up 14%"
        assert answer["result"]["id"] == str(years[1].pk)
        assert "Helpline records" in answer["result"]["source"]

    @pytest.mark.parametrize("way", ["percent", "multiple"])
    def test_a_way_that_does_not_fit_is_asked_again(
        self, staff: Client, years: tuple[Figure, Figure], way: str
    ) -> None:
        assert self.asked(staff, years[1], format=way)["step"] == "how"

    def test_changing_a_chip_starts_from_how_it_reads(
        self, staff: Client, years: tuple[Figure, Figure]
    ) -> None:
        html = " ".join(self.asked(staff, years[1], format="about", now="")["html"].split())
        assert 'value="about" required checked' in html
        assert "Take it out" in html

    @pytest.mark.parametrize("key", ["0", "999999", "x", "9" * 30, "-1"])
    def test_a_figure_that_does_not_exist_is_not_found(self, staff: Client, key: str) -> None:
        assert staff.get(f"/admin/figure_for_prose/chosen/{key}/").status_code == 404

    def test_a_figure_that_is_not_public_is_not_told(self, staff: Client) -> None:
        figure = offences(674, is_published=False)
        address = reverse("figure_for_prose:chosen", args=[figure.pk])
        assert staff.get(address).status_code == 404

    def test_a_visitor_gets_nothing_from_it(self) -> None:
        address = reverse("figure_for_prose:chosen", args=[offences(674).pk])
        assert Client().get(address).status_code == 302

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"q": "lancashire 2017-18"}, {"674"}),
            ({"q": "2016"}, {"591"}),
            ({"period": "2017-04-01/2018-03-31"}, {"674"}),
            ({}, {"591", "674", "3,549"}),
        ],
    )
    def test_figures_are_found_by_words_and_period(
        self,
        staff: Client,
        years: tuple[Figure, Figure],
        query: dict[str, str],
        found: set[str],
    ) -> None:
        make_figure(3549)
        html = staff.get(reverse("figure_for_prose:choose_results"), query).content.decode()
        assert {value for value in ("591", "674", "3,549") if value in html} == found

    def test_figures_are_found_by_measure_and_area(
        self, staff: Client, years: tuple[Figure, Figure]
    ) -> None:
        make_figure(3549)
        results = reverse("figure_for_prose:choose_results")
        by_measure = staff.get(results, {"measure": years[0].measure_id}).content.decode()
        assert "674" in by_measure
        assert "3,549" not in by_measure
        by_area = staff.get(results, {"area": make_figure(1, measure=make_measure("another"))
                                      .area_id}).content.decode()  # fmt: skip
        assert "3,549" in by_area
        assert "674" not in by_area

    def test_the_first_step_lists_only_what_has_figures(
        self, staff: Client, years: tuple[Figure, Figure]
    ) -> None:
        answer = staff.get(reverse("figure_for_prose:choose")).json()
        assert answer["step"] == "choose"
        assert ">Lancashire</option>" in answer["html"]
        assert ">Cheshire</option>" not in answer["html"]


def used_on(client: Client, figure: Figure) -> str:
    response = client.get(reverse("figure_used_on", args=[figure.pk]))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


class TestUsedOn:
    def test_it_names_the_page_the_block_and_the_words(self, staff: Client) -> None:
        figure = offences(674, period=THIS_YEAR)
        page = page_saying(f"<p>Police recorded {embed(figure, 'about')} offences.</p>")
        html = used_on(staff, figure)
        assert page.title in html
        assert "Body → Text, paragraph 1: “Police recorded … offences.”" in html
        assert "nearly 700" in html
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html

    def test_a_correction_is_used_wherever_the_first_version_was(self, staff: Client) -> None:
        wrong = offences(674, period=THIS_YEAR)
        page_saying(f"<p>Police recorded {embed(wrong)} offences.</p>")
        right = correct(wrong, 647)
        assert "Stop It Now!" in used_on(staff, right)
        assert "647" in used_on(staff, wrong)

    def test_blocks_are_found_as_well_as_prose(
        self, staff: Client, years: tuple[Figure, Figure]
    ) -> None:
        before, now = years
        make_campaign(
            ("key_figure", {"figure": now, "caption": "offences"}),
            ("comparison", {"older": before, "newer": now, "caption": "offences"}),
            ("figure_table", {"figure": before, "across": "periods"}),
            ("figure_chart", {"figure": now, "across": "neighbours"}),
        )
        html = used_on(staff, now)
        for block in ("Key figure", "Comparison → Newer figure", "Table of figures", "Chart"):
            assert f"Body → {block}" in html
        html = used_on(staff, before)
        assert "Body → Table of figures" in html
        assert "Body → Chart" not in html  # of 2017-18 alone

    def test_it_is_reached_from_the_figure_and_from_its_correction(self, staff: Client) -> None:
        figure = offences(674, period=THIS_YEAR)
        address = reverse("figure_used_on", args=[figure.pk])
        for screen in ("statistics-entry:inspect", "statistics-entry:correct"):
            assert address in staff.get(reverse(screen, args=[figure.pk])).content.decode()

    def test_another_figure_of_the_measure_is_not_used(
        self, staff: Client, years: tuple[Figure, Figure]
    ) -> None:
        before, now = years
        page_saying(f"<p>{embed(now)}</p>")
        assert "No page shows this figure." in used_on(staff, before)

    def test_more_pages_cost_no_more_queries(self, staff: Client) -> None:
        figure = offences(674, period=THIS_YEAR)

        def queries_with(pages: int) -> int:
            for _ in range(pages):
                page_saying(f"<p>{embed(figure)}</p>")
            used_on(staff, figure)
            with CaptureQueriesContext(connection) as queries:
                used_on(staff, figure)
            return len(queries)

        assert queries_with(1) == queries_with(8)

    def test_the_check_lists_what_no_longer_reads_as_chosen(
        self, staff: Client, years: tuple[Figure, Figure]
    ) -> None:
        before, now = years
        page_saying(f"<p>Offences were {embed(now, 'change')}.</p>")
        check = reverse("figures_to_look_at")
        assert "reads as it was chosen to" in staff.get(check).content.decode()
        correct(before, 12)
        html = " ".join(staff.get(check).content.decode().split())
        assert "paragraph 1: “Offences were …" in html
        assert "up from 12" in html
        assert "so small a base" in html

    def test_more_pages_cost_the_check_no_more_queries(
        self, staff: Client, years: tuple[Figure, Figure]
    ) -> None:
        before, now = years
        correct(before, 12)

        def queries_with(pages: int) -> int:
            for _ in range(pages):
                page_saying(f"<p>Offences were {embed(now, 'change')}.</p>")
            staff.get(reverse("figures_to_look_at"))
            with CaptureQueriesContext(connection) as queries:
                staff.get(reverse("figures_to_look_at"))
            return len(queries)

        assert queries_with(1) == queries_with(8)

    def test_those_who_may_not_see_figures_may_not_see_where_they_are(self, client: Client) -> None:
        nobody = User.objects.create_user("nobody")
        nobody.groups.add(Group.objects.create(name="Nobody in particular"))
        client.force_login(nobody)
        figure = offences(674)
        for address in (
            reverse("figure_used_on", args=[figure.pk]),
            reverse("figures_to_look_at"),
        ):
            assert client.get(address).status_code in (302, 403)

    def test_who_may_not_edit_a_page_gets_no_link_to_it(self, client: Client) -> None:
        officer = User.objects.create_user("officer")
        officer.groups.add(Group.objects.get(name="Statistics officer"))
        client.force_login(officer)
        figure = offences(674)
        page = page_saying(f"<p>{embed(figure)}</p>")
        html = used_on(client, figure)
        assert page.title in html
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) not in html


class TestBlocks:
    def test_a_comparison_gives_the_change_and_both_figures(
        self, years: tuple[Figure, Figure]
    ) -> None:
        before, now = years
        words = read(
            make_campaign(("comparison", {"older": before, "newer": now, "caption": "offences"}))
        )
        assert "up 14% offences" in words
        assert "2016-17: 591." in words
        assert "2017-18: 674." in words

    def test_a_comparison_follows_corrections(self, years: tuple[Figure, Figure]) -> None:
        before, now = years
        page = make_campaign(("comparison", {"older": before, "newer": now, "caption": "it was"}))
        correct(before, 12)
        assert "up from 12 it was" in read(page)

    def test_figures_that_do_not_compare_are_refused_with_the_reason(
        self, years: tuple[Figure, Figure]
    ) -> None:
        before, now = years
        value = {"older": now.pk, "newer": before.pk, "caption": "offences"}
        with pytest.raises(ValidationError) as error:
            clean(("comparison", value))
        assert "2017-18 comes after 2016-17" in str(error.value.as_json_data())  # type: ignore[attr-defined]

    def test_a_comparison_that_a_break_has_ended_says_why(
        self, years: tuple[Figure, Figure]
    ) -> None:
        before, now = years
        page = make_campaign(("comparison", {"older": before, "newer": now, "caption": "it was"}))
        SeriesBreak.objects.create(
            measure=now.measure,
            kind=BreakKind.BREAK,
            starts_on=date(2017, 4, 1),
            reason="The force changed its system.",
        )
        words = read(page)
        assert "up 14%" not in words
        assert "591" in words
        assert "The force changed its system." in words

    def test_a_table_shows_the_place_over_time(self, years: tuple[Figure, Figure]) -> None:
        _before, now = years
        html = main_part(make_campaign(("figure_table", {"figure": now, "across": "periods"})))
        assert "<caption>Child abuse image offences, Lancashire</caption>" in html
        value = '<td class="number-cell"><data value="591">591</data></td>'
        assert f'<th scope="row">2016-17</th> {value}' in html
        assert html.index("2016-17") < html.index("2017-18")

    def test_a_table_shows_the_neighbours(self, years: tuple[Figure, Figure]) -> None:
        _before, now = years
        offences(123, area="E23000006", period=THIS_YEAR)  # Cheshire, in the same region
        offences(None, area="E23000002", period=THIS_YEAR, status=FigureStatus.REFUSED)
        offences(999, area="E23000022", period=THIS_YEAR)  # in another
        words = read(make_campaign(("figure_table", {"figure": now, "across": "neighbours"})))
        assert "Cheshire 123" in words
        assert "Cumbria refused" in words
        assert "999" not in words
        everywhere = read(make_campaign(("figure_table", {"figure": now, "across": "level"})))
        assert "999" in everywhere

    def test_a_table_follows_corrections_and_new_figures(
        self, years: tuple[Figure, Figure]
    ) -> None:
        before, now = years
        page = make_campaign(("figure_table", {"figure": now, "across": "periods"}))
        correct(before, 595)
        offences(715, period=(date(2018, 4, 1), date(2019, 3, 31)))
        words = read(page)
        assert "2016-17 595 2017-18 674 2018-19 715" in words

    def test_years_of_another_grid_are_another_series(self, years: tuple[Figure, Figure]) -> None:
        _before, now = years
        offences(888, period=(date(2018, 1, 1), date(2018, 12, 31)))
        assert "888" not in read(
            make_campaign(("figure_table", {"figure": now, "across": "periods"}))
        )

    def test_a_block_whose_figure_has_gone_leaves_nothing_behind(
        self, years: tuple[Figure, Figure]
    ) -> None:
        before, now = years
        page = make_campaign(
            ("figure_table", {"figure": now, "across": "neighbours"}),
            ("comparison", {"older": before, "newer": now, "caption": "offences"}),
        )
        Figure.objects.filter(pk=now.pk).update(superseded_at=timezone.now())
        html = main_part(page)
        for trace in ("<table", "key-figure", "<figure", 'class="figures"', "offences"):
            assert trace not in html

    def test_a_chart_tells_its_figures_in_words_and_in_a_table_until_it_is_drawn(
        self, years: tuple[Figure, Figure]
    ) -> None:
        _before, now = years
        page = make_campaign(("figure_chart", {"figure": now, "across": "periods"}))
        words = read(page)
        assert "Bar chart. 2016-17: 591; 2017-18: 674." in words
        assert "<table>" in main_part(page)
        assert "<img" not in main_part(page)
        draw_waiting_charts()
        html = main_part(page)
        assert "Bar chart. 2016-17: 591; 2017-18: 674." in html[html.index("<img") :]
        assert "<table>" in html
        address = html[html.index('src="/statistics/charts/') + 5 :].split('"')[0]
        assert Client().get(address).status_code == 200

    def test_a_chart_of_corrected_figures_is_another_chart(
        self, years: tuple[Figure, Figure]
    ) -> None:
        before, now = years
        page = make_campaign(("figure_chart", {"figure": now, "across": "periods"}))
        main_part(page)
        draw_waiting_charts()
        correct(before, 595)
        html = main_part(page)
        assert "2016-17: 595" in html
        assert "591" not in html
        assert "<img" not in html  # not drawn yet
        draw_waiting_charts()
        assert "<img" in main_part(page)

    @pytest.mark.parametrize("block", ["figure_table", "figure_chart", "key_figure"])
    def test_a_block_with_a_figure_that_is_not_public_is_refused(self, block: str) -> None:
        figure = offences(674, is_published=False)
        for as_draft in (False, True):
            with pytest.raises(ValidationError) as error:
                clean((block, {"figure": figure.pk, "across": "periods", "caption": "x"}),
                      as_draft=as_draft)  # fmt: skip
            assert "it is not public yet" in str(error.value.as_json_data())  # type: ignore[attr-defined]

    def test_more_blocks_cost_no_more_queries(self, years: tuple[Figure, Figure]) -> None:
        before, now = years
        others = [offences(600 + each, period=year_from(each)) for each in range(1, 9)]
        few = make_campaign(*blocks_of(before, now))
        many = make_campaign(
            *blocks_of(before, now),
            *(block for pair in pairwise(others) for block in blocks_of(*pair)),
        )
        main_part(few)

        def queries_for(page: CampaignPage) -> int:
            with CaptureQueriesContext(connection) as queries:
                main_part(page)
            return len(queries)

        assert queries_for(few) == queries_for(many)


def blocks_of(older: Figure, newer: Figure) -> list[tuple[str, dict[str, Any]]]:
    return [
        text(f"<p>{embed(newer)}</p>"),
        ("comparison", {"older": older, "newer": newer, "caption": "offences"}),
        ("figure_table", {"figure": newer, "across": "periods"}),
        ("figure_chart", {"figure": newer, "across": "neighbours"}),
    ]


def clean(*children: tuple[str, dict[str, Any]], as_draft: bool = False) -> None:
    body = BodyBlock()
    value = body.to_python([{"type": kind, "value": value} for kind, value in children])
    (body.clean_deferred if as_draft else body.clean)(value)


def test_home_page_prose_may_hold_figures_too() -> None:
    figure = offences(674, period=THIS_YEAR)
    home = home_page()
    home.body = [text(f"<p>Police recorded {embed(figure)} offences.</p>")]
    home.save_revision().publish()
    assert ">674</data>" in Client().get("/").content.decode()
