"""Before words go to the public: errors stop them, and warnings are answered in words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from campaigns.models import CampaignPage, ContentPage
from charity_site.checklist.actions import CannotAnswer, answer_warning
from charity_site.checklist.answers import ChecklistAnswer
from charity_site.checklist.findings import Finding, Rule
from charity_site.checklist.looking import look_at
from charity_site.checklist.stopping import stop_at_checklist
from helpline_info.models import SupportCategory
from press.models import Term
from tests.campaigns.factories import home_page
from tests.helpline_info.factories import make_category, make_channel

pytestmark = pytest.mark.django_db

OPENING: tuple[str, dict[str, Any]] = ("opening", {"text": RichText("<p>You can ask.</p>")})


def make_page(*markup: str, heading: str = "What to do", **fields: Any) -> ContentPage:
    body = [("text", {"heading": heading, "text": RichText(one)}) for one in markup]
    page = ContentPage(title="Asking for help", slug="asking", body=body, **fields)
    home_page().add_child(instance=page)
    found: ContentPage = ContentPage.objects.get(pk=page.pk)
    return found


def findings(instance: Any, rule: Rule) -> list[Finding]:
    return [one for one in look_at(instance).checklist.findings if one.rule is rule]


@pytest.fixture
def editor() -> User:
    user = User.objects.create_user("editor", first_name="Editor", last_name="One")
    user.groups.add(Group.objects.get(name="Editor"))
    return user


@pytest.fixture
def approver() -> User:
    user = User.objects.create_user("approver")
    user.groups.add(Group.objects.get(name="Approver"))
    return user


# Rules


def test_a_plain_page_has_nothing_to_mend() -> None:
    page = make_page("<p>You can call us. We listen to you.</p>")
    assert look_at(page).checklist.errors == []


@pytest.mark.parametrize("words", ["click here", "Here", "Read more …", "cliciwch yma"])
def test_a_link_that_does_not_say_where_it_leads_is_an_error(words: str) -> None:
    page = make_page(f'<p>For help, <a href="https://www.nspcc.org.uk/">{words}</a>.</p>')
    (found,) = findings(page, Rule.LINKS)
    assert found.is_error
    assert found.words == words


def test_a_link_without_words_is_an_error() -> None:
    page = make_page('<p>For help. <a href="https://www.nspcc.org.uk/"></a></p>')
    (found,) = findings(page, Rule.LINKS)
    assert found.is_error


def test_a_bare_address_is_a_warning() -> None:
    address = "https://www.nspcc.org.uk/"
    page = make_page(f'<p>See <a href="{address}">{address}</a>.</p>')
    (found,) = findings(page, Rule.LINKS)
    assert not found.is_error


def test_the_same_words_that_lead_to_two_places_are_a_warning() -> None:
    page = make_page(
        '<p><a href="https://www.nspcc.org.uk/">Advice for parents</a></p>',
        '<p><a href="https://www.lucyfaithfull.org.uk/">Advice for parents</a></p>',
    )
    (found,) = findings(page, Rule.LINKS)
    assert not found.is_error


def test_a_link_that_names_its_page_is_right() -> None:
    page = make_page('<p><a href="https://www.nspcc.org.uk/">Advice from the NSPCC</a></p>')
    assert findings(page, Rule.LINKS) == []


def test_a_small_heading_without_a_larger_one_above_it_is_an_error() -> None:
    page = make_page("<h3>First</h3><p>You can call.</p>", heading="")
    (found,) = findings(page, Rule.HEADINGS)
    assert found.is_error
    assert found.words == "First"


def test_an_empty_heading_is_an_error() -> None:
    page = make_page("<h3> </h3><p>You can call.</p>")
    assert [one.is_error for one in findings(page, Rule.HEADINGS)] == [True]


def test_headings_that_go_down_one_step_at_a_time_are_right() -> None:
    page = make_page("<h3>First</h3><p>You can call.</p><h3>Then</h3><p>You can write.</p>")
    assert findings(page, Rule.HEADINGS) == []


@pytest.mark.parametrize(
    ("words", "is_decorative", "errors"),
    [
        ("", False, [True]),
        ("", True, []),
        ("IMG_2041.jpg", False, [True]),
        ("Picture of a telephone", False, [False]),
        ("A telephone on a kitchen table", False, []),
    ],
)
def test_a_picture_needs_words_that_describe_it(
    words: str, is_decorative: bool, errors: list[bool]
) -> None:
    page = make_page()
    raw = {"image": 1, "alt_text": words, "decorative": is_decorative}
    page.body = ContentPage._meta.get_field("body").to_python(
        [{"type": "picture", "id": "a", "value": {"picture": raw, "caption": ""}}]
    )
    assert [one.is_error for one in findings(page, Rule.ALTERNATIVE)] == errors


def test_a_term_to_stop_at_is_an_error_and_one_to_look_at_a_warning() -> None:
    Term.objects.get_or_create(phrase="kiddie video", defaults={"level": "stop"})
    Term.objects.get_or_create(phrase="stranger danger", defaults={"level": "warn"})
    page = make_page("<p>No kiddie video here, and no stranger danger.</p>")
    assert [one.is_error for one in findings(page, Rule.TERMS)] == [True, False]


def test_a_number_that_was_typed_is_a_warning_and_a_telephone_number_is_none() -> None:
    make_channel(contact="0808 1000 900")
    page = make_page("<p>Call 0808 1000 900. Police recorded 674 offences.</p>")
    (found,) = findings(page, Rule.FIGURES)
    assert not found.is_error
    assert "674" in found.words


def test_a_figure_that_was_put_in_is_none() -> None:
    page = make_page('<p>Police recorded <embed embedtype="figure" id="1"/> offences.</p>')
    assert findings(page, Rule.FIGURES) == []


HARD = (
    "<p>Notwithstanding the considerable organisational responsibilities that confidentiality"
    " necessarily entails, representatives of participating institutions are unconditionally"
    " available to individuals who contemplate seeking professional assistance.</p>"
    "<p>Comprehensive safeguarding arrangements are systematically implemented.</p>"
)


def test_a_text_that_is_hard_to_read_is_a_warning_with_its_hardest_sentences() -> None:
    looked = look_at(make_page(HARD))
    (found,) = [one for one in looked.checklist.findings if one.rule is Rule.READING]
    assert not found.is_error
    assert looked.reading.target == 8
    assert looked.reading.hardest[0].text.startswith("Notwithstanding")


def test_help_is_to_be_read_by_younger_readers_than_other_pages() -> None:
    assert look_at(make_category()).reading.target == 6


def test_a_campaign_without_help_on_its_first_screen_is_an_error() -> None:
    page = CampaignPage(title="A campaign", slug="a-campaign", body=[])
    home_page().add_child(instance=page)
    assert [one.is_error for one in findings(page, Rule.HELP)] == [True]


def test_a_worry_that_no_channel_serves_is_an_error() -> None:
    category = make_category()
    assert [one.is_error for one in findings(category, Rule.HELP)] == [True]
    make_channel(category)
    assert findings(category, Rule.HELP) == []


def test_a_name_that_gives_a_visitor_away_is_an_error() -> None:
    category = make_category(label="Sexual thoughts")
    assert [one.is_error for one in findings(category, Rule.NEUTRAL)] == [True]


def test_a_page_without_welsh_is_a_warning_until_there_is_one() -> None:
    page = make_page("<p>You can call us.</p>")
    assert [one.is_error for one in findings(page, Rule.WELSH)] == [False]
    welsh = Locale.objects.get(language_code="cy")
    page.copy_for_translation(welsh, copy_parents=True)
    assert findings(page, Rule.WELSH) == []


def test_a_worry_names_the_fields_that_have_no_welsh() -> None:
    category = make_category(title_cy="Pryder", label_cy="Pryder")
    (found,) = findings(category, Rule.WELSH)
    assert not found.is_error
    assert "Title" not in found.explanation
    assert "Opening sentences" in found.explanation


# Answers


def open_of(instance: Any) -> list[Rule]:
    return [one.rule for one in look_at(instance).checklist.open]


def test_an_answered_warning_does_not_come_back_until_the_words_change(editor: User) -> None:
    page = make_page("<p>Police recorded 674 offences.</p>")
    (found,) = findings(page, Rule.FIGURES)
    answer_warning(subject=page, finding=found, explanation="From the yearbook.", by=editor)
    assert Rule.FIGURES not in open_of(page)
    page.body = make_body("<p>In all, police recorded 674 offences.</p>")
    assert Rule.FIGURES in open_of(page)


def make_body(markup: str) -> Any:
    return [("text", {"heading": "What to do", "text": RichText(markup)})]


def test_an_answer_says_why_and_by_whom(editor: User) -> None:
    page = make_page("<p>You can call us.</p>")
    (found,) = findings(page, Rule.WELSH)
    answer_warning(subject=page, finding=found, explanation=" Being  written. ", by=editor)
    ((_finding, answer),) = look_at(page).checklist.answered
    assert (answer.explanation, answer.by) == ("Being written.", "Editor One")


@pytest.mark.parametrize("nothing", ["", "  ", "...", "\x00\x00", "x" * 501])
def test_an_answer_that_says_nothing_or_too_much_is_not_taken(editor: User, nothing: str) -> None:
    page = make_page("<p>You can call us.</p>")
    (found,) = findings(page, Rule.WELSH)
    with pytest.raises(CannotAnswer):
        answer_warning(subject=page, finding=found, explanation=nothing, by=editor)


def test_an_error_cannot_be_answered_away(editor: User) -> None:
    page = make_page('<p><a href="https://www.nspcc.org.uk/">here</a></p>')
    (found,) = findings(page, Rule.LINKS)
    with pytest.raises(CannotAnswer):
        answer_warning(subject=page, finding=found, explanation="It is short.", by=editor)


def test_an_answer_is_never_changed_or_deleted(editor: User) -> None:
    page = make_page("<p>You can call us.</p>")
    (found,) = findings(page, Rule.WELSH)
    answer = answer_warning(subject=page, finding=found, explanation="Not yet.", by=editor)
    with pytest.raises(DatabaseError), transaction.atomic():
        ChecklistAnswer.objects.filter(pk=answer.pk).update(explanation="Never.")
    with pytest.raises(DatabaseError), transaction.atomic():
        answer.delete()
    editor.delete()
    answer.refresh_from_db()
    assert answer.by_name == "Editor One"


# The screen


def screen(page: Any) -> str:
    return reverse("before_you_publish", args=["page", page.pk])


def test_the_screen_lists_what_to_mend_with_the_way_to_each_place(
    client: Client, editor: User
) -> None:
    page = make_page('<p><a href="https://www.nspcc.org.uk/">click here</a></p>')
    client.force_login(editor)
    html = client.get(screen(page)).content.decode()
    block = page.body.raw_data[0]["id"]
    assert f"/pages/{page.pk}/edit/#block-{block}-section" in html
    assert "A link that does not say where it leads" in html
    assert "This page is not in Welsh yet" in html


def test_a_warning_is_answered_on_the_screen(client: Client, editor: User) -> None:
    page = make_page("<p>You can call us.</p>")
    client.force_login(editor)
    html = client.get(screen(page)).content.decode()
    (asked,) = re.findall(r'name="finding" value="([^"]+)"', html)
    client.post(screen(page), {"finding": asked, "explanation": "It comes next month."})
    assert look_at(page).checklist.is_ready
    assert "It comes next month." in client.get(screen(page)).content.decode()


def test_what_nobody_asked_cannot_be_answered(client: Client, editor: User) -> None:
    page = make_page("<p>You can call us.</p>")
    client.force_login(editor)
    for asked in ("", "welsh-0-0", "<script>", "\x00"):
        response = client.post(screen(page), {"finding": asked, "explanation": "Because."})
        assert response.status_code == 200
    assert not ChecklistAnswer.objects.exists()


@pytest.mark.parametrize("role", ["Press officer", "Statistics officer"])
def test_whoever_may_not_change_a_text_may_not_answer_for_it(client: Client, role: str) -> None:
    page = make_page("<p>You can call us.</p>")
    category = make_category()
    user = User.objects.create_user("other")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    of_category = reverse("before_you_publish", args=["category", category.pk])
    for address in (screen(page), of_category):
        response = client.post(address, {"finding": "welsh", "explanation": "Because."})
        assert response.status_code in (302, 403)
    assert not ChecklistAnswer.objects.exists()


def test_what_is_no_page_of_editors_has_no_checklist(client: Client, editor: User) -> None:
    client.force_login(editor)
    for kind, pk in (("page", 1), ("page", 10**9), ("other", 1), ("category", 10**9)):
        address = reverse("before_you_publish", args=[kind, pk])
        assert client.get(address).status_code == 404


def test_a_longer_text_costs_no_more_queries() -> None:
    sentence = '<p>Police recorded 674 offences. See <a linktype="page" id="3">home</a>.</p>'
    short = make_page(sentence)
    look_at(short)
    with CaptureQueriesContext(connection) as few:
        look_at(short)
    short.body = make_body(sentence * 40)
    with CaptureQueriesContext(connection) as many:
        look_at(short)
    assert len(many) == len(few)


# Publishing


def publish_by_form(client: Client, category: SupportCategory, action: str) -> Any:
    address = reverse(SupportCategory.snippet_viewset.get_url_name("edit"), args=[category.pk])
    fields = {
        field.name: getattr(category, field.name) or ""
        for field in SupportCategory._meta.get_fields()
        if getattr(field, "editable", False) and hasattr(field, "attname")
    }
    rich = ("what_happens", "confidential", "limits", "feelings", "steps_now", "resources")
    for name in [*rich, *(f"{one}_cy" for one in rich)]:
        fields[name] = '{"entityMap": {}, "blocks": [{"key": "a", "text": "Words.", "type":'
        fields[name] += ' "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}]}'
    return client.post(address, {**fields, action: "1"})


def test_the_signal_names_the_place_of_each_error_and_counts_the_warnings() -> None:
    page = make_page('<p><a href="https://www.nspcc.org.uk/">here</a></p>')
    problems = stop_at_checklist(page)
    assert problems[0].startswith("Text: “What to do”: “here”.")
    assert problems[1].startswith("1 warning is not answered yet.")


def test_a_page_with_an_error_is_not_published_and_its_draft_is_kept(
    client: Client, approver: User
) -> None:
    page = make_page('<p><a href="https://www.nspcc.org.uk/">here</a></p>', live=False)
    page.save_revision()
    client.force_login(approver)
    data = nested_form_data(
        {
            "title": "Asking anew",
            "slug": "asking",
            "introduction": "",
            "seo_title": "",
            "search_description": "",
            "go_live_at": "",
            "expire_at": "",
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0},
            "body": streamfield(
                [
                    (
                        "text",
                        {
                            "heading": "What to do",
                            "text": rich_text(
                                '<p><a href="https://www.nspcc.org.uk/">here</a></p>'
                            ),
                        },
                    )
                ]
            ),
            "action-publish": "1",
        }
    )
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)
    page.refresh_from_db()
    assert not page.live
    assert page.get_latest_revision_as_object().title == "Asking anew"
    assert "does not say where it leads" in response.content.decode()


def test_a_worry_is_published_once_everything_is_answered(client: Client, editor: User) -> None:
    category = make_category(live=False)
    client.force_login(editor)
    publish_by_form(client, category, "action-publish")
    category.refresh_from_db()
    assert not category.live, "no channel serves it"
    make_channel(category)
    publish_by_form(client, category, "save")
    category.refresh_from_db()
    newest = category.get_latest_revision_as_object()
    for one in look_at(newest).checklist.open:
        answer_warning(subject=newest, finding=one, explanation="Soon.", by=editor)
    publish_by_form(client, category, "action-publish")
    category.refresh_from_db()
    assert category.live
