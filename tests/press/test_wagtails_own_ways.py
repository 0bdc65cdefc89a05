"""Wagtail's own ways to publish, move or delete a page are shut for releases, whoever asks."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from press.actions import workflow
from press.models import NewsroomPage, ReleasePage, ReleaseState
from stats.models import Publication
from tests.press.conftest import release_for
from tests.press.releasing import put_out, staff
from tests.stats.people import client_of


@pytest.fixture
def release(built: Publication) -> ReleasePage:
    return release_for(built, "Lancashire")


@pytest.fixture(params=["Press officer", "Approver", "superuser"])
def somebody(request: pytest.FixtureRequest, db: None) -> Client:
    if request.param == "superuser":
        return client_of(User.objects.create_superuser("chief"))
    return client_of(staff("somebody", request.param))


def typed(release: ReleasePage, title: str, **more: str) -> dict[str, Any]:
    """What the editor sends."""
    blocks = [
        (child.block_type, dict(child.value) if child.block_type == "quote" else child.value)
        for child in release.get_latest_revision_as_object().body
    ]
    sent: dict[str, Any] = nested_form_data(
        {
            "title": title,
            "body": streamfield(blocks),
            "comments": inline_formset([]),
            **more,
        }
    )
    return sent


def edit_address(release: ReleasePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[release.pk])


def test_saving_a_draft_is_what_the_editor_is_for(somebody: Client, release: ReleasePage) -> None:
    somebody.post(edit_address(release), typed(release, "A headline with 674 offences"))
    release.refresh_from_db()
    assert release.get_latest_revision_as_object().title == "A headline with 674 offences"
    assert not release.live


@pytest.mark.parametrize("button", ["action-publish", "action-submit", "action-workflow-action"])
def test_the_editor_publishes_and_submits_nothing_and_says_where_it_is_done(
    somebody: Client, release: ReleasePage, button: str
) -> None:
    before = release.latest_revision_id
    response = somebody.post(
        edit_address(release),
        typed(release, "Public without a second person", **{button: "on"}),
        follow=True,
    )
    assert "it needs a second person" in response.content.decode()
    assert response.redirect_chain[-1][0] == reverse("press_workflow:review", args=[release.pk])
    release.refresh_from_db()
    assert (release.live, release.latest_revision_id) == (False, before)
    assert not release.versions.exists()
    assert release.current_workflow_state is None


def test_the_editor_offers_only_the_way_by_two_people(
    somebody: Client, release: ReleasePage
) -> None:
    page = somebody.get(edit_address(release)).content.decode()
    assert "Review and release" in page
    for gone in ('name="action-publish"', 'name="action-submit"', "go_live_at", 'name="slug"'):
        assert gone not in page


@pytest.mark.parametrize("verb", ["unpublish", "move", "delete", "copy", "set_privacy"])
def test_what_was_released_is_not_touched_by_the_buttons_of_other_pages(
    somebody: Client, release: ReleasePage, verb: str
) -> None:
    version = put_out(release)
    address = {
        "set_privacy": reverse("wagtailadmin_pages:set_privacy", args=[release.pk]),
    }.get(verb) or reverse(f"wagtailadmin_pages:{verb}", args=[release.pk])
    for method in (somebody.get, somebody.post):
        response = method(address, {"restriction_type": "login", "new_slug": "other"})
        assert response.status_code in (302, 403)
    release.refresh_from_db()
    assert release.live
    assert release.version_at(timezone.now()) == version
    assert ReleasePage.objects.filter(publication=release.publication).count() == 4
    assert not release.view_restrictions.exists()


def test_a_schedule_of_a_revision_cannot_be_made(somebody: Client, release: ReleasePage) -> None:
    somebody.post(
        edit_address(release),
        typed(release, "A headline with 674 offences", go_live_at="2018-01-01 00:00"),
    )
    release.refresh_from_db()
    assert not release.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert release.get_latest_revision_as_object().go_live_at is None


@pytest.mark.parametrize("action", ["publish", "unpublish", "move", "delete"])
def test_nothing_is_done_in_bulk(somebody: Client, release: ReleasePage, action: str) -> None:
    put_out(release)
    draft = release_for(release.publication, "Derbyshire")
    chosen = [release.pk, draft.pk] if action == "publish" else [release.pk]
    ids = "&".join(f"id={pk}" for pk in chosen)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    somebody.post(f"{address}?{ids}&next=/admin/", {"chooser": NewsroomPage.objects.get().pk})
    draft.refresh_from_db()
    release.refresh_from_db()
    assert (release.live, draft.live) == (True, False)
    assert release.get_parent().specific == NewsroomPage.objects.get()


def test_publishing_the_newsroom_with_all_beneath_it_publishes_no_draft(
    release: ReleasePage,
) -> None:
    chief = client_of(User.objects.create_superuser("chief"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    newsroom = NewsroomPage.objects.get()
    chief.post(f"{address}?id={newsroom.pk}&next=/admin/", {"include_descendants": "on"})
    assert not ReleasePage.objects.live().exists()


def test_the_newsroom_is_not_deleted_over_its_releases(release: ReleasePage) -> None:
    put_out(release)
    chief = client_of(User.objects.create_superuser("chief"))
    newsroom = NewsroomPage.objects.get()
    chief.post(reverse("wagtailadmin_pages:delete", args=[newsroom.pk]), follow=True)
    assert NewsroomPage.objects.exists()


def test_a_draft_that_was_never_out_may_be_deleted_to_be_built_anew(release: ReleasePage) -> None:
    officer = client_of(staff("press"))
    officer.post(reverse("wagtailadmin_pages:delete", args=[release.pk]))
    assert not ReleasePage.objects.filter(pk=release.pk).exists()


def test_a_published_page_says_nothing_to_the_public(client: Client, release: ReleasePage) -> None:
    """Whatever code publishes the page by Wagtail's own action: the public asks the versions."""
    release.get_latest_revision().publish()
    assert client.get(f"/newsroom/{release.slug}/").status_code == 404
    assert release.title not in client.get("/newsroom/").content.decode()


def comment(release: ReleasePage, *, by: str, role: str, text: str) -> None:
    sent = typed(release, release.get_latest_revision_as_object().title)
    sent |= nested_form_data(
        {
            "comments": inline_formset(
                [
                    {
                        "DELETE": "",
                        "resolved": "",
                        "id": "",
                        "contentpath": "title",
                        "text": text,
                        "position": "",
                        "replies": inline_formset([]),
                    }
                ]
            )
        }
    )
    client_of(staff(by, role)).post(edit_address(release), sent)


def test_people_comment_on_a_release_beside_its_words(release: ReleasePage) -> None:
    page = client_of(staff("press")).get(edit_address(release)).content.decode()
    assert "wagtailadmin/js/comments.js" in page
    comment(release, by="press", role="Press officer", text="Is this the right year?")
    kept = Comment.objects.get(page=release)
    assert (kept.text, kept.user.username) == ("Is this the right year?", "press")


def test_who_only_comments_contributes_nothing_and_may_approve(release: ReleasePage) -> None:
    """A comment is saved with a revision, of the same words."""
    workflow.submit_for_review(release=release, by=staff("author"))
    comment(release, by="second-person", role="Approver", text="Is this the right year?")
    release.refresh_from_db()
    assert release.state == ReleaseState.IN_REVIEW
    workflow.approve(release=release, by=staff("second-person", "Approver"))
    comment(release, by="author", role="Press officer", text="It is.")
    assert workflow.release_now(release=release, by=staff("author")).number == 1


class TestTranslating:
    """Wagtail copies a page to translate it; a release is made in its language instead."""

    @pytest.fixture
    def chief(self, db: None) -> Client:
        return client_of(User.objects.create_superuser("chief"))

    @pytest.fixture
    def welsh(self, db: None) -> Locale:
        return Locale.objects.get_or_create(language_code="cy")[0]

    @pytest.mark.parametrize("page", ["the release", "the newsroom", "the home page"])
    def test_no_release_is_copied_to_another_language_and_the_screen_says_why(
        self, chief: Client, release: ReleasePage, welsh: Locale, page: str
    ) -> None:
        newsroom = NewsroomPage.objects.get()
        chosen = {"the release": release, "the newsroom": newsroom}.get(page, newsroom.get_parent())
        address = reverse("simple_translation:submit_page_translation", args=[chosen.pk])
        sent = {"locales": [welsh.pk], "include_subtree": "on"}
        answer = chief.post(address, sent, follow=True)
        assert answer.status_code == 200
        assert "not translated by copying it" in answer.content.decode()
        assert ReleasePage.objects.count() == 4

    def test_other_pages_are_translated_as_ever(
        self, chief: Client, release: ReleasePage, welsh: Locale
    ) -> None:
        home = NewsroomPage.objects.get().get_parent()
        address = reverse("simple_translation:submit_page_translation", args=[home.pk])
        assert chief.get(address).status_code in (200, 302)
        if not home.get_translations().filter(locale=welsh).exists():
            assert chief.post(address, {"locales": [welsh.pk]}).status_code == 302
            assert home.get_translations().filter(locale=welsh).exists()
