"""Ways round the rule that nobody approves what they contributed to, each of them shut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.models import Page

from press.actions import build_waiting_drafts, workflow
from press.actions.refusals import NotYours, ReleaseNotReady
from press.desk.awaiting import awaiting_approval_by
from press.models import AnswerKind, DraftBuild, ReleasePage, ReleaseState
from stats.models import Publication
from tests.press.conftest import release_for
from tests.press.releasing import approved, edit, staff
from tests.press.test_desk_bulk import choose, go
from tests.press.test_wagtails_own_ways import comment, edit_address, typed
from tests.stats.people import client_of


@pytest.fixture
def author(db: None) -> User:
    return staff("author")


@pytest.fixture
def approver(db: None) -> User:
    return staff("second-person", "Approver")


def meanwhile(act: Callable[[], object]) -> Any:
    """Have somebody act after another's request has read the release, and before it is saved."""

    def hook(request: HttpRequest, page: Page) -> None:
        act()

    return hooks.register_temporarily("before_edit_page", hook)


def state_of(release: ReleasePage) -> str:
    release.refresh_from_db()
    return str(release.state)


def test_a_save_that_began_before_it_was_returned_does_not_approve_it_again(
    lancashire: ReleasePage, author: User, approver: User
) -> None:
    approved(lancashire)
    with meanwhile(
        lambda: workflow.return_to_draft(release=lancashire, by=approver, words="A doubt.")
    ):
        comment(lancashire, by="author", role="Press officer", text="Is this the right year?")
    assert state_of(lancashire) == ReleaseState.DRAFT
    assert lancashire.approved_revision is None


def test_a_save_that_began_before_it_was_released_leaves_its_version_to_be_withdrawn(
    lancashire: ReleasePage, author: User, approver: User
) -> None:
    approved(lancashire)
    with meanwhile(lambda: workflow.release_now(release=lancashire, by=approver)):
        client_of(author).post(edit_address(lancashire), typed(lancashire, "Typed too late"))
    assert state_of(lancashire) == ReleaseState.RELEASED
    workflow.withdraw(release=lancashire, by=approver, why="A doubt.")


def test_words_that_came_after_the_approver_read_are_not_approved_by_their_button(
    lancashire: ReleasePage, author: User, approver: User
) -> None:
    workflow.submit_for_review(release=lancashire, by=author)
    reader = client_of(approver)
    page = reader.get(reverse("press_workflow:review", args=[lancashire.pk])).content.decode()
    button = page.split(reverse("press_workflow:approve", args=[lancashire.pk]))[1]
    address = reverse("press_workflow:approve", args=[lancashire.pk]) + button.split('"')[0]
    edit(lancashire, by=author, title="Police recorded 674 offences in Lancashire in 2017-18")
    workflow.submit_for_review(release=lancashire, by=author)
    answer = reader.post(address, follow=True)
    assert state_of(lancashire) == ReleaseState.IN_REVIEW
    assert "read them first" in answer.content.decode()


@pytest.mark.parametrize("who", ["author", "second-person"])
def test_what_is_vouched_for_after_approval_is_approved_anew(
    lancashire: ReleasePage, author: User, approver: User, who: str
) -> None:
    approved(lancashire)
    by = {"author": author, "second-person": approver}[who]
    answer_something(lancashire, by=by)
    assert state_of(lancashire) == ReleaseState.DRAFT
    with pytest.raises(ReleaseNotReady):
        workflow.release_now(release=lancashire, by=by)


def answer_something(release: ReleasePage, *, by: User) -> None:
    from press.actions.answering import answer_finding
    from press.checking.findings import Finding, FindingKind

    finding = Finding(
        part="lead",
        paragraph=0,
        start=0,
        end=12,
        words="warmest year",
        sentence="It was the warmest year.",
        kind=FindingKind.CLAIM,
        verdict="unverifiable",
        explanation="",
    )
    answer_finding(
        subject=release,
        finding=finding,
        kind=AnswerKind.VOUCHED,
        source="The Met Office",
        name="A duty officer",
        by=by,
    )


def test_what_the_approver_returned_is_not_written_over(
    lancashire: ReleasePage, author: User, approver: User
) -> None:
    edit(lancashire, by=author, title="Police recorded 674 offences in Lancashire in 2017-18")
    read = lancashire.latest_revision
    assert read is not None
    workflow.submit_for_review(release=lancashire, by=author)
    workflow.return_to_draft(release=lancashire, by=approver, words="Say by whom.")
    sent = typed(lancashire, "Typed after it came back", overwrite_revision_id=str(read.pk))
    client_of(author).post(edit_address(lancashire), sent)
    read.refresh_from_db()
    assert read.content["title"] == "Police recorded 674 offences in Lancashire in 2017-18"
    lancashire.refresh_from_db()
    assert lancashire.get_latest_revision_as_object().title == "Typed after it came back"


@pytest.mark.parametrize(
    "action",
    [
        "publish",
        "unpublish",
        "delete",
        "move",
        "copy",
        "create_alias",
        "convert_alias",
        "revert_to_page_revision",
    ],
)
@pytest.mark.parametrize("role", ["author", "chief"])
def test_the_interface_that_the_editor_itself_asks_opens_no_other_way(
    lancashire: ReleasePage, author: User, approver: User, action: str, role: str
) -> None:
    edit(lancashire, by=author, title="Police recorded 674 offences in Lancashire in 2017-18")
    approved(lancashire)
    workflow.release_now(release=lancashire, by=approver)
    user = author if role == "author" else User.objects.create_superuser("chief")
    first = lancashire.revisions.order_by("pk").first()
    assert first is not None
    count = Page.objects.count()
    client_of(user).post(
        reverse("wagtailadmin_api:pages:action", args=[lancashire.pk, action]),
        {
            "revision_id": first.pk,
            "destination_page_id": lancashire.get_parent().pk,
            "locale": "en-gb",
            "slug": "another",
        },
    )
    assert state_of(lancashire) == ReleaseState.RELEASED
    assert Page.objects.count() == count
    assert lancashire.live
    version = lancashire.versions.get()
    assert version.headline == "Police recorded 674 offences in Lancashire in 2017-18"


def test_words_that_came_after_many_were_chosen_are_not_approved_with_them(
    lancashire: ReleasePage, author: User, approver: User
) -> None:
    workflow.submit_for_review(release=lancashire, by=author)
    reader = client_of(approver)
    answer = choose(reader, lancashire.publication, "approve", chosen=[lancashire.pk])
    edit(lancashire, by=author, title="Police recorded 674 offences in Lancashire in 2017-18")
    workflow.submit_for_review(release=lancashire, by=author)
    answer = go(reader, lancashire.publication, answer)
    assert "read them first" in answer.content.decode()
    assert state_of(lancashire) == ReleaseState.IN_REVIEW


def test_nobody_approves_the_words_that_they_wrote_as_a_template(
    built: Publication, author: User, approver: User
) -> None:
    """A colleague who only submits what was built has written nothing of it."""
    release = release_for(built, "Lancashire")
    template = release.template_used
    ReleasePage.objects.filter(publication=built).delete()
    template.save_revision(user=author).publish(user=author)
    DraftBuild.objects.filter(publication=built).update(state="ready", release=None)
    build_waiting_drafts()
    release = release_for(built, "Lancashire")
    workflow.submit_for_review(release=release, by=staff("colleague"))
    assert release not in awaiting_approval_by(author.pk)
    assert release in awaiting_approval_by(approver.pk)
    with pytest.raises(NotYours):
        workflow.approve(release=release, by=author)
    template.save_revision(user=approver)  # for another time: it has made nothing yet
    workflow.approve(release=release, by=approver)
