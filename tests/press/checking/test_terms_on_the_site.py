"""The list of terms as staff keep it, and where it stops words from going to the public."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

import campaigns.sample_content
import press.sample_terms
from campaigns.models import CampaignPage
from helpline_info.models import OtherService, SupportCategory
from press.checking.stopping import why_not_public
from press.models import CheckAnswer, Term
from tests.stats.people import client_of, person

LISTED = "This stops child pornography."


@pytest.fixture
def campaign(vocabulary: None) -> CampaignPage:
    campaigns.sample_content.load()
    page: CampaignPage | None = CampaignPage.objects.first()
    assert page is not None
    return page


@pytest.fixture
def editor(db: None) -> Client:
    return client_of(person("editor", "Editor"))


@pytest.fixture
def approver(db: None) -> Client:
    return client_of(person("approver", "Approver"))


def typed(page: CampaignPage, introduction: str, **action: str) -> dict[str, Any]:
    help_first = ("routes_to_help", {"heading": "What worries you?", "introduction": ""})
    body = [help_first, ("text", {"heading": "", "text": rich_text("<p>Words.</p>")})]
    data: dict[str, Any] = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "introduction": introduction,
            "body": streamfield(body),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            "seo_title": "",
            "search_description": "",
            "starts_on": "",
            "ends_on": "",
            **action,
        }
    )
    return data


def publish(approver: Client, page: CampaignPage, introduction: str) -> list[str]:
    """What the editor is told after pressing Publish."""
    data = typed(page, introduction, **{"action-publish": "1"})
    answer = approver.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)
    return [str(message) for message in answer.context["messages"]]


def test_a_campaign_page_with_a_stopped_term_stays_a_draft(
    approver: Client, campaign: CampaignPage
) -> None:
    told = publish(approver, campaign, LISTED)
    campaign.refresh_from_db()
    assert campaign.introduction != LISTED
    latest: Any = campaign.get_latest_revision_as_object()
    assert latest.introduction == LISTED  # nothing that was typed is lost
    [problem] = [one for one in told if "child pornography" in one]
    assert "introduction" in problem
    assert "child sexual abuse material" in problem
    assert "mark it as quoted" in problem


def test_it_goes_public_once_the_words_are_marked_as_a_laws_title(
    approver: Client, campaign: CampaignPage
) -> None:
    CheckAnswer.objects.create(
        subject_type="campaigns.campaignpage",
        subject_id=campaign.pk,
        sentence=LISTED,
        words="child pornography",
        kind="law",
        by_name="somebody",
    )
    publish(approver, campaign, LISTED)
    campaign.refresh_from_db()
    assert campaign.introduction == LISTED


def test_other_words_go_public_as_before(approver: Client, campaign: CampaignPage) -> None:
    publish(approver, campaign, "This stops the sharing of child sexual abuse material.")
    campaign.refresh_from_db()
    assert campaign.introduction.startswith("This stops the sharing")


def approve(approver: Client, page: CampaignPage, introduction: str) -> list[str]:
    """What the approver is told who approves what was submitted, with these words in the form."""
    action = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = approver.post(address, typed(page, introduction, **action), follow=True)
    return [str(message) for message in answer.context["messages"]]


def test_approving_publishes_no_stopped_term_either(
    editor: Client, approver: Client, campaign: CampaignPage
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[campaign.pk])
    editor.post(address, typed(campaign, LISTED, **{"action-submit": "1"}))
    assert campaign.current_workflow_state is not None
    told = approve(approver, campaign, LISTED)
    assert any("child pornography" in one for one in told)
    task = campaign.current_workflow_task_state
    with pytest.raises(PermissionDenied, match="child pornography"):
        task.approve(user=User.objects.get(username="approver"))
    campaign.refresh_from_db()
    assert campaign.introduction != LISTED
    assert campaign.current_workflow_state.status == "in_progress"
    approve(approver, campaign, "Better words.")
    campaign.refresh_from_db()
    assert campaign.introduction == "Better words."


def test_words_within_rich_text_and_its_blocks_are_read(campaign: CampaignPage) -> None:
    campaign.body = [
        ("text", {"heading": "Kiddie fiddlers", "text": "<p>One <b>child</b> prostitute.</p>"})
    ]
    problems = " ".join(why_not_public(campaign))
    assert "Kiddie fiddlers" in problems
    assert "child prostitute" in problems


def test_a_support_category_with_a_stopped_term_is_not_published(
    editor: Client, vocabulary: None
) -> None:
    category = SupportCategory.objects.first()
    assert category is not None
    address = reverse("wagtailsnippets_helpline_info_supportcategory:edit", args=[category.pk])
    words = {
        name: rich_text("<p>Words.</p>") for name in ("what_happens", "confidential", "limits")
    }
    data = {"title": category.title, "label": category.label, "slug": category.slug, **words}
    data |= {"summary": LISTED}
    answer = editor.post(address, {**data, "action-publish": "1"})
    assert answer.status_code == 200  # the form again, with what was typed
    assert "is a term we do not use" in answer.content.decode()
    category.refresh_from_db()
    assert category.summary != LISTED
    assert editor.post(address, data).status_code == 302  # a draft is saved as it is
    category.refresh_from_db()
    latest: Any = category.get_latest_revision_as_object()
    assert latest.summary == LISTED


def test_an_entry_without_drafts_is_stopped_only_when_it_is_on_the_site(
    editor: Client, vocabulary: None
) -> None:
    address = reverse("wagtailsnippets_helpline_info_otherservice:add")
    data = {"name": "A service", "purpose": LISTED, "telephone": "0800 000 000"}
    assert editor.post(address, {**data, "is_live": "on"}).status_code == 200
    assert not OtherService.objects.filter(name="A service").exists()
    assert editor.post(address, data).status_code == 302
    assert OtherService.objects.filter(name="A service").exists()


def test_terms_are_kept_by_staff_and_a_second_entry_is_refused(
    editor: Client, vocabulary: None
) -> None:
    address = reverse("wagtailsnippets_press_term:add")
    data = {"phrase": "grooming gang", "level": "warn", "instead": "", "why": "", "is_in_use": "on"}
    assert editor.post(address, data).status_code == 302
    again = editor.post(address, {**data, "phrase": " Grooming  GANG "})
    assert "is on the list already" in again.content.decode()
    nothing = editor.post(address, {**data, "phrase": "**"})
    assert "Write a word or a phrase." in nothing.content.decode()
    assert Term.objects.filter(phrase__iexact="grooming gang").count() == 1


def test_who_keeps_figures_keeps_no_terms(vocabulary: None) -> None:
    client = client_of(person("figures"))
    answer = client.post(reverse("wagtailsnippets_press_term:add"), {"phrase": "x"})
    assert answer.status_code in (302, 403)
    assert not Term.objects.filter(phrase="x").exists()


def test_the_first_entries_are_added_once_and_change_nothing(vocabulary: None) -> None:
    Term.objects.filter(phrase="child porn").update(phrase="Child Porn", level="warn")
    count = Term.objects.count()
    press.sample_terms.load()
    assert Term.objects.count() == count
    assert Term.objects.get(phrase="Child Porn").level == "warn"


def test_the_list_of_terms_takes_no_more_queries_with_more_terms(
    editor: Client, vocabulary: None
) -> None:
    address = reverse("wagtailsnippets_press_term:list")
    editor.get(address)
    with CaptureQueriesContext(connection) as few:
        editor.get(address)
    Term.objects.bulk_create(Term(phrase=f"word {place}", level="warn") for place in range(3))
    with CaptureQueriesContext(connection) as many:
        editor.get(address)
    assert len(many) == len(few)
