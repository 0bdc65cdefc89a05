"""A figure on a page: read by reference, never early, never out of date, never a hole."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.blocks.stream_block import StreamBlockValidationError

from campaigns.blocks import BodyBlock
from campaigns.models import CampaignPage
from campaigns.queries import key_figures_of
from stats import clock
from stats.models import Figure, FigureStatus
from tests.campaigns.factories import (
    LANCASHIRE,
    key_figure,
    make_campaign,
    make_figure,
    make_measure,
)

pytestmark = pytest.mark.django_db


def shown(page: CampaignPage) -> str:
    response = Client().get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


def stored(figure: Figure) -> list[dict[str, Any]]:
    return [{"type": "key_figure", "value": {"figure": figure.pk, "caption": "people"}}]


def test_a_page_shows_the_figure_with_its_place_period_and_source() -> None:
    page = make_campaign(key_figure(make_figure(3549, source="Helpline records")))
    html = " ".join(shown(page).split())
    assert '<strong class="key-figure__value">3,549</strong> people looked for help' in html
    assert "North West, January to June 2018. Source: Helpline records." in html


def test_a_provisional_figure_says_so() -> None:
    page = make_campaign(key_figure(make_figure(3549, status=FigureStatus.PROVISIONAL)))
    assert "January to June 2018 (provisional)." in shown(page)


def test_a_corrected_figure_is_shown_corrected_without_touching_the_page() -> None:
    wrong = make_figure(3594)
    page = make_campaign(key_figure(wrong))
    assert "3,594" in shown(page)
    make_figure(3549, corrects=wrong)
    html = shown(page)
    assert "3,549" in html
    assert "3,594" not in html


def test_a_figure_corrected_twice_is_shown_as_it_stands() -> None:
    first = make_figure(3594)
    page = make_campaign(key_figure(first))
    make_figure(3500, corrects=make_figure(3549, corrects=first))
    assert "3,500" in shown(page)


def test_a_page_that_quotes_the_correction_goes_back_with_the_clock() -> None:
    noon = timezone.now() - timedelta(days=2)
    wrong = make_figure(3594, published_at=noon)
    corrected = make_figure(3549, corrects=wrong, published_at=noon + timedelta(days=1))
    page = make_campaign(key_figure(corrected))
    with clock.at(noon + timedelta(hours=1)):
        assert "3,594" in shown(page)


def test_a_figure_under_embargo_leaves_no_trace_and_no_hole() -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    figure = make_figure(3549, published_at=tomorrow)
    page = make_campaign(key_figure(figure, caption="people who must wait"))
    html = shown(page)
    assert "3,549" not in html
    assert "people who must wait" not in html
    assert "key-figure" not in html
    assert 'class="figures"' not in html
    with clock.at(tomorrow):
        assert "3,549" in shown(page)


def test_a_figure_not_yet_published_is_left_out() -> None:
    page = make_campaign(key_figure(make_figure(3549, is_published=False)))
    assert "3,549" not in shown(page)


def test_a_figure_that_came_to_have_no_value_is_left_out_rather_than_shown_as_nought() -> None:
    figure = make_figure(3549)
    page = make_campaign(key_figure(figure))
    make_figure(None, corrects=figure, status=FigureStatus.SUPPRESSED)
    assert "key-figure" not in shown(page)


def test_nought_is_a_value() -> None:
    page = make_campaign(key_figure(make_figure(0)))
    assert '<strong class="key-figure__value">0</strong>' in shown(page)


def test_the_editor_is_told_when_a_figure_would_not_be_seen() -> None:
    early = make_figure(1, published_at=timezone.now() + timedelta(days=1))
    body = BodyBlock()
    with pytest.raises(StreamBlockValidationError) as refused:
        body.clean(body.to_python(stored(early)))
    assert "not public yet" in str(refused.value.as_json_data())


def test_the_editor_may_publish_what_visitors_may_see() -> None:
    body = BodyBlock()
    assert len(body.clean(body.to_python(stored(make_figure(3549))))) == 1


def test_nor_is_a_draft_saved_with_a_figure_that_is_not_public_yet() -> None:
    body = BodyBlock()
    value = body.to_python(stored(make_figure(1, is_published=False)))
    with pytest.raises(StreamBlockValidationError):
        body.clean_deferred(value)


def test_figures_side_by_side_are_one_group() -> None:
    before = make_figure(1747, period=(date(2017, 7, 1), date(2017, 12, 31)))
    page = make_campaign(key_figure(before), key_figure(make_figure(3549)))
    html = shown(page)
    assert html.count('class="figures"') == 1
    assert html.count('class="key-figure"') == 2


def test_the_same_figure_twice_is_shown_twice() -> None:
    figure = make_figure(3549)
    page = make_campaign(key_figure(figure, "people"), key_figure(figure, "callers"))
    assert shown(page).count("3,549") == 2


def make_figures(count: int) -> list[Figure]:
    measure = make_measure("child-abuse-image-offences")
    return [
        make_figure(
            674 + year,
            measure=measure,
            area=LANCASHIRE,
            period=(date(year, 4, 1), date(year + 1, 3, 31)),
            source=f"Reply of {year}",
        )
        for year in range(2000, 2000 + count)
    ]


def test_more_figures_cost_no_more_queries() -> None:
    figures = make_figures(12)
    short = make_campaign(key_figure(figures[0]))
    long = make_campaign(*(key_figure(figure) for figure in figures))
    shown(short)  # warms the caches that every visit shares

    def queries_for(page: CampaignPage) -> int:
        with CaptureQueriesContext(connection) as queries:
            shown(page)
        return len(queries)

    assert queries_for(long) == queries_for(short)
    assert queries_for(long) <= 15


def test_the_figures_of_many_pages_are_read_in_two_queries() -> None:
    figures = make_figures(6)
    pages = [make_campaign(key_figure(figure)) for figure in figures]
    with CaptureQueriesContext(connection) as queries:
        found = key_figures_of(pages)
    assert len(queries) == 2
    assert [found[page.pk][0].figure for page in pages] == figures


def test_a_moment_is_asked_of_the_one_clock() -> None:
    now = timezone.now()
    page = make_campaign(key_figure(make_figure(3549, published_at=now)))
    with clock.at(now - timedelta(seconds=1)):
        assert key_figures_of([page])[page.pk] == []
    with clock.at(now):
        assert len(key_figures_of([page])[page.pk]) == 1
