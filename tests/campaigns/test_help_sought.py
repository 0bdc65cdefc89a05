"""People who sought help before and after a campaign: two numbers, and no false comparison."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from stats.models import BreakKind, SeriesBreak
from tests.campaigns.factories import LANCASHIRE, make_campaign, make_figure
from tests.campaigns.sections import BEFORE, help_sought, publish
from tests.campaigns.test_blocks import main_part

pytestmark = pytest.mark.django_db


def test_both_numbers_and_the_change_are_said() -> None:
    html = main_part(make_campaign(help_sought()))
    assert "Before: July to December 2017" in html
    assert '<data value="1747">1,747</data></strong> people looked for help' in html
    assert "After: January to June 2018" in html
    assert '<data value="3549">3,549</data></strong> people looked for help' in html
    assert "The number more than doubled: up 103%." in html
    assert "North West. Source: Helpline records." in html


def test_a_small_base_is_given_no_percentage() -> None:
    few = make_figure(12, period=BEFORE)
    html = main_part(make_campaign(help_sought(few, make_figure(19))))
    assert "Up from 12." in html
    assert "%" not in html


def test_a_correction_is_followed() -> None:
    before = make_figure(1747, period=BEFORE)
    page = make_campaign(help_sought(before))
    make_figure(3300, corrects=before, period=BEFORE)
    assert "Up 8%." in main_part(page)


def unequal() -> tuple[str, object]:
    return help_sought(make_figure(900, period=(date(2017, 10, 1), date(2017, 12, 31))))


def test_unequal_periods_are_refused_with_the_reason() -> None:
    with pytest.raises(ValidationError) as refused:
        publish(unequal())
    told = str(refused.value.as_json_data())  # type: ignore[attr-defined]
    assert "are not equally long" in told
    assert "Show both numbers without comparing them" in told


def test_other_places_are_refused_too() -> None:
    with pytest.raises(ValidationError) as refused:
        publish(help_sought(make_figure(300, area=LANCASHIRE, period=BEFORE)))
    assert "in different places" in str(refused.value.as_json_data())  # type: ignore[attr-defined]


def test_both_numbers_may_stand_without_a_comparison() -> None:
    kind, value = unequal()
    apart = (kind, {**value, "shown_apart": True})  # type: ignore[dict-item]
    publish(apart)
    html = main_part(make_campaign(apart))
    assert "900" in html
    assert "3,549" in html
    assert "The two are not compared." in html
    assert "are not equally long" in html
    assert "%" not in html


def test_a_break_that_is_recorded_later_ends_the_comparison_on_the_page() -> None:
    section = help_sought()
    page = make_campaign(section)
    SeriesBreak.objects.create(
        measure=section[1]["newer"].measure,
        kind=BreakKind.BREAK,
        starts_on=date(2018, 1, 1),
        reason="Calls are counted in another way.",
    )
    html = main_part(page)
    assert "Calls are counted in another way." in html
    assert "103%" not in html
    assert "1,747" in html
    with pytest.raises(ValidationError):
        publish(section)


def test_a_figure_under_embargo_leaves_neither_number_nor_heading() -> None:
    ahead = make_figure(3549, published_at=timezone.now() + timedelta(days=1))
    html = main_part(make_campaign(help_sought(newer=ahead)))
    assert "People who asked" not in html
    assert "1,747" not in html
