from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.rich_text import RichText

from campaigns.blocks import BodyBlock, police_forces_by_region
from campaigns.models import CampaignPage
from stats.models import Area
from tests.campaigns.factories import LANCASHIRE, make_campaign
from tests.helpline_info.factories import make_category, make_channel

pytestmark = pytest.mark.django_db

POLICE_SCOTLAND = "S92000003"


def text(heading: str, words: str) -> tuple[str, dict[str, Any]]:
    return "text", {"heading": heading, "text": RichText(words)}


def forces(*codes: str, heading: str = "Supported by") -> tuple[str, dict[str, Any]]:
    return "supporting_forces", {"heading": heading, "introduction": "", "forces": list(codes)}


def main_part(page: CampaignPage) -> str:
    html = Client().get(page.get_url()).content.decode()
    return " ".join(html[html.index("<main") : html.index("</main>")].split())


def publish(*blocks: tuple[str, dict[str, Any]]) -> None:
    """Clean a body as publishing does. Raises ValidationError."""
    body = BodyBlock()
    body.clean(body.to_python([{"type": kind, "value": value} for kind, value in blocks]))


def plain(heading: str, words: str) -> tuple[str, dict[str, Any]]:
    return "text", {"heading": heading, "text": words}


def test_a_section_has_its_heading_under_the_title() -> None:
    page = make_campaign(text("Why it matters", "<h3>A child is harmed</h3><p>Each time.</p>"))
    html = main_part(page)
    assert html.index("<h1>") < html.index("<h2>Why it matters</h2>") < html.index("<h3>A child")


def test_a_text_without_a_heading_goes_on_with_the_section_above() -> None:
    assert "<h2>" not in main_part(make_campaign(text("", "<p>And so on.</p>")))


def test_a_smaller_heading_needs_a_larger_one_above_it() -> None:
    with pytest.raises(ValidationError):
        publish(plain("", "<h3>Too small</h3><p>Words.</p>"), plain("Section", "<p>Words.</p>"))


def test_a_smaller_heading_may_stand_anywhere_below_a_larger_one() -> None:
    publish(plain("Section", "<p>Words.</p>"), plain("", "<h3>Smaller</h3><p>Words.</p>"))


def test_a_draft_may_have_its_headings_out_of_order() -> None:
    body = BodyBlock()
    value = body.to_python([{"type": "text", "value": {"heading": "", "text": "<h3>Later</h3>"}}])
    assert len(body.clean_deferred(value)) == 1


def test_police_forces_are_named_in_full_region_by_region() -> None:
    html = main_part(make_campaign(forces(POLICE_SCOTLAND, LANCASHIRE)))
    assert html.index("<h3>North West</h3>") < html.index("<li>Lancashire Constabulary</li>")
    assert html.index("<h3>Scotland</h3>") < html.index("<li>Police Scotland</li>")


def test_forces_of_one_region_need_no_second_heading() -> None:
    assert "<h3>" not in main_part(make_campaign(forces(LANCASHIRE)))


def test_every_police_force_can_be_ticked_once() -> None:
    codes = [code for _region, group in police_forces_by_region() for code, _name in group]
    assert len(codes) == len(set(codes)) == Area.objects.police_forces().count()


def test_a_place_without_a_police_force_cannot_be_ticked() -> None:
    with pytest.raises(ValidationError):
        publish(forces("K02000001"))
    publish(forces(LANCASHIRE))


def test_a_force_that_is_no_longer_known_is_left_out() -> None:
    page = make_campaign(forces("E23999999", LANCASHIRE))
    assert "Lancashire Constabulary" in main_part(page)


def test_no_force_means_no_heading_without_a_list() -> None:
    assert "Supported by" not in main_part(make_campaign(forces("E23999999")))


def test_a_way_to_help_shows_the_channels_of_a_category_or_all_of_them() -> None:
    category = make_category()
    make_channel(category, name="Mine")
    make_channel(make_category(), name="Another")
    of_one = make_campaign(("way_to_help", {"heading": "Get in touch", "category": category}))
    of_all = make_campaign(("way_to_help", {"heading": "Get in touch", "category": None}))
    assert "<h3>Mine</h3>" in main_part(of_one)
    assert "<h3>Another</h3>" not in main_part(of_one)
    assert "<h3>Another</h3>" in main_part(of_all)


def test_a_longer_page_costs_no_more_queries() -> None:
    category = make_category()
    make_channel(category, days=range(7))
    parts = [
        text("Section", "<p>Words.</p>"),
        ("way_to_help", {"heading": "Get in touch", "category": category}),
        forces(LANCASHIRE),
    ]
    short, long = make_campaign(*parts), make_campaign(*parts * 6, forces(POLICE_SCOTLAND))
    for _ in range(5):
        make_channel(category, days=range(7))
    main_part(short)  # warms the caches that every visit shares

    def queries_for(page: CampaignPage) -> int:
        with CaptureQueriesContext(connection) as queries:
            main_part(page)
        return len(queries)

    assert queries_for(long) == queries_for(short)


def test_what_an_editor_types_is_text_and_not_code() -> None:
    html = main_part(make_campaign(text("<script>alert(1)</script>", "<p>Words.</p>")))
    assert "<script" not in html
