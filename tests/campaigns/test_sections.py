"""Each section as a visitor reads it, and what an editor is told who fills it in wrongly."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from campaigns.blocks import BodyBlock
from campaigns.models import CampaignPage, ContentPage
from tests.campaigns import sections
from tests.campaigns.factories import home_page, make_campaign
from tests.campaigns.sections import publish
from tests.campaigns.test_blocks import main_part
from tests.helpline_info.factories import make_category

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the closing of the file that it drew into to Python.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SORTS = list(BodyBlock().child_blocks)


def told(*body: Any) -> str:
    """What an editor is told who wants to publish these sections."""
    with pytest.raises(ValidationError) as refused:
        publish(*body)
    return str(refused.value.as_json_data())  # type: ignore[attr-defined]


def section(kind: str) -> Any:
    return next(each for each in sections.one_of_each() if each[0] == kind)


def test_there_is_one_of_each_sort_to_test() -> None:
    assert {kind for kind, _value in sections.one_of_each()} == set(SORTS)


@pytest.mark.parametrize("kind", SORTS)
def test_every_section_can_be_published_and_read(kind: str) -> None:
    each = section(kind)
    publish(each)
    page = make_campaign(each)
    assert len(main_part(page)) > len(main_part(make_campaign())) + 50


@pytest.mark.parametrize("kind", SORTS)
def test_every_section_is_shown_in_the_preview_while_it_is_edited(kind: str) -> None:
    page = make_campaign()
    page.body = [section(kind)]  # changed in the form, and not saved
    previewed = " ".join(page.make_preview_request().render().content.decode().split())
    unchanged = CampaignPage.objects.get(pk=page.pk).make_preview_request().render()
    assert len(previewed) > len(" ".join(unchanged.content.decode().split())) + 50


class Levels(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"h1", "h2", "h3", "h4"}:
            self.levels.append(int(tag[1]))


def test_headings_go_down_one_step_at_a_time_in_any_order() -> None:
    forwards = sections.one_of_each()
    for body in (forwards, forwards[::-1]):
        levels = Levels(main_part(make_campaign(*body))).levels
        assert levels[0] == 1
        assert all(lower <= upper + 1 for upper, lower in pairwise(levels))


def test_an_opening_leads_to_help_by_its_button() -> None:
    category = make_category()
    assert '<a class="button" href="/help/">Talk' in main_part(make_campaign(sections.opening()))
    html = main_part(make_campaign(sections.opening(category=category)))
    assert f'<a class="button" href="/help/{category.slug}/">Talk' in html


def test_an_opening_stands_first_and_once() -> None:
    assert "An opening stands first" in told(sections.text(), sections.opening())
    assert "Opening" in told(sections.opening(), sections.opening())


def test_an_opening_to_a_worry_that_was_taken_back_leads_to_all_of_them() -> None:
    category = make_category()
    page = make_campaign(sections.opening(category=category))
    type(category).objects.update(live=False)
    assert 'href="/help/">Talk' in main_part(page)


def test_a_picture_is_described_and_loaded_late() -> None:
    html = main_part(make_campaign(sections.picture()))
    assert 'alt="A bench in a park"' in html
    assert 'loading="lazy"' in html
    assert 'width="640" height="480"' in html


def test_a_picture_without_a_description_is_refused_unless_it_is_decorative() -> None:
    assert "alt text" in told(sections.picture(sections.make_picture(described="")))
    decorative = sections.make_picture(described="", decorative=True)
    publish(sections.picture(decorative))
    assert 'alt=""' in main_part(make_campaign(sections.picture(decorative)))


def test_a_quotation_names_who_said_it_but_not_where_we_have_it_from() -> None:
    html = main_part(make_campaign(sections.quotation(role="Stop It Now! helpline")))
    assert "<blockquote><p>“It was good to be heard”</p></blockquote>" in html
    assert "A caller to the helpline, Stop It Now! helpline" in html
    assert "Letter of May" not in html


def test_words_that_nobody_said_are_refused() -> None:
    assert "is_real" in told(sections.quotation(is_real=False))
    assert "source" in told(sections.quotation(source=""))


def test_voices_need_a_source_and_consent_that_visitors_do_not_see() -> None:
    html = main_part(make_campaign(sections.voices()))
    assert html.count("“I was glad to talk”") == 2
    assert "Survey of callers" not in html
    assert "Asked by the adviser" not in html
    for missing in ("source", "consent"):
        kind, value = sections.voices()
        value["voices"] = [{**voice, missing: ""} for voice in value["voices"]]
        assert missing in told((kind, value))


def test_one_voice_alone_is_no_section_of_voices() -> None:
    assert "minimum number of items is 2" in told(sections.voices(1))


def test_a_timeline_is_in_order_and_says_dates_as_far_as_they_are_known() -> None:
    html = main_part(
        make_campaign(
            sections.timeline(
                (date(2018, 6, 30), "day", "Last."),
                (date(2017, 7, 1), "month", "Second."),
                (date(2016, 1, 1), "year", "First."),
            )
        )
    )
    assert html.index("First.") < html.index("Second.") < html.index("Last.")
    assert '<time datetime="2018-06-30">30 June 2018</time>' in html
    assert '<time datetime="2017-07">July 2017</time>' in html
    assert '<time datetime="2016">2016</time>' in html


def test_a_question_opens_without_a_script() -> None:
    html = main_part(make_campaign(sections.questions()))
    assert "<h2>Questions</h2>" in html
    assert "<details> <summary><h3>Do I have to say who I am?</h3></summary> <p>No.</p>" in html


def test_a_download_says_its_type_and_size() -> None:
    html = main_part(make_campaign(sections.downloads()))
    assert "Leaflet (PDF, 2.0 KB)</a>" in html


def test_a_download_that_was_deleted_leaves_no_dead_link() -> None:
    document = sections.make_document()
    page = make_campaign(sections.downloads(document))
    document.delete()
    assert "<h2>Downloads</h2>" not in main_part(page)


def test_a_button_leads_to_help_to_a_worry_or_to_a_page(client: Client) -> None:
    campaign, category = make_campaign(title="Other"), make_category()
    assert 'href="/help/">Go on</a>' in main_part(make_campaign(sections.call_to_action()))
    to_worry = make_campaign(sections.call_to_action(category=category))
    assert f'href="/help/{category.slug}/">Go on</a>' in main_part(to_worry)
    to_page = make_campaign(sections.call_to_action(page=campaign))
    assert f'href="/{campaign.slug}/">Go on</a>' in main_part(to_page)


def test_a_button_is_never_a_dead_end() -> None:
    other = make_campaign(title="Other")
    page = make_campaign(sections.call_to_action(page=other))
    other.unpublish()
    assert 'href="/help/">All the ways to get help</a>' in main_part(page)
    other.delete()
    assert 'href="/help/"' in main_part(page)


def test_a_button_leads_to_one_place_that_is_on_the_site() -> None:
    both = sections.call_to_action(page=home_page(), category=make_category())
    assert "leads to one place" in told(both)
    draft = home_page().add_child(instance=ContentPage(title="Draft", live=False))
    assert "is not on the site" in told(sections.call_to_action(page=draft))


def test_a_link_in_prose_to_a_page_that_was_taken_back_is_words_alone() -> None:
    other = make_campaign(title="Other")
    html = f'<p>See <a linktype="page" id="{other.pk}">the other one</a>.</p>'
    page = make_campaign(sections.text(html=html))
    assert f'<a href="/{other.slug}/">the other one</a>' in main_part(page)
    other.unpublish()
    assert "<a>the other one</a>" in main_part(page)


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_what_an_editor_types_is_text_and_not_code(hostile: str) -> None:
    quoted = sections.quotation(words=hostile, said_by=hostile, role=hostile)
    asked = sections.call_to_action(button=hostile, heading=hostile)
    html = main_part(make_campaign(quoted, asked))
    assert "<script" not in html
    assert "<img" not in html
