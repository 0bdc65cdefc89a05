"""A release whose words hold after a correction, under a table that does not."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from press import actions
from press.actions import deciding
from press.exports.collecting import with_everything
from press.exports.document import newest_document
from press.exports.text import as_text
from press.models import NewsroomPage, Redraft, ReleasePage
from press.redraft_work import newest_words
from stats.models import Publication
from tests.press.conftest import release_for
from tests.press.correcting import corrected, lancashire_says, put_out, worked
from tests.stats.people import person

THE_YEAR_BEFORE = ("United Kingdom", "2016-04-01", "")


@pytest.fixture
def officer(db: None) -> User:
    return person("press-officer", "Press officer")


@pytest.fixture
def derbyshire(built: Publication) -> ReleasePage:
    """It says of the nation's year before only by how many per cent it was passed."""
    return release_for(built, "Derbyshire")


def page_of(release: ReleasePage) -> str:
    return Client().get(f"/newsroom/{release.slug}/").content.decode()


def screen(redraft: Redraft, user: User) -> str:
    client = Client()
    client.force_login(user)
    url = reverse("press_corrections:redraft", args=[redraft.pk])
    return client.get(url).content.decode()


def test_a_release_is_not_settled_while_the_public_reads_the_old_number_in_its_table(
    built: Publication, derbyshire: ReleasePage
) -> None:
    put_out(derbyshire)
    assert "18,522" in page_of(derbyshire)
    redraft = worked(derbyshire, corrected(built, {THE_YEAR_BEFORE: 18_523}))
    assert (redraft.state, redraft.decision) == ("waiting", "")
    assert redraft.changes == []
    assert "was given as 18,522; it is 18,523." in redraft.what_changed


def test_the_same_words_go_out_anew_above_the_right_table(
    built: Publication, derbyshire: ReleasePage, officer: User
) -> None:
    put_out(derbyshire)
    before = newest_words(ReleasePage.objects.get(pk=derbyshire.pk))
    redraft = worked(derbyshire, corrected(built, {THE_YEAR_BEFORE: 18_523}))
    seen = ReleasePage.objects.get(pk=derbyshire.pk).latest_revision_id
    deciding.take_proposed(redraft=redraft, by=officer, revision=seen)
    assert [one.text for one in newest_words(ReleasePage.objects.get(pk=derbyshire.pk))] == [
        one.text for one in before
    ]
    version = put_out(derbyshire, what_changed=deciding.what_changed_for(derbyshire))
    assert version.number == 2
    page = page_of(derbyshire)
    assert "18,523" in page
    assert "was given as 18,522; it is 18,523." in page


def test_the_screen_says_what_is_wrong_in_the_table_and_what_to_do(
    built: Publication, derbyshire: ReleasePage, officer: User
) -> None:
    put_out(derbyshire)
    page = screen(worked(derbyshire, corrected(built, {THE_YEAR_BEFORE: 18_523})), officer)
    assert "the public reads 18,522; it is 18,523" in page
    assert "Take its words as they are" in page
    assert "Take all new words" not in page


def test_where_words_and_table_hold_it_is_settled(
    built: Publication, derbyshire: ReleasePage
) -> None:
    put_out(derbyshire)
    redraft = worked(derbyshire, corrected(built, {THE_YEAR_BEFORE: 18_523}))
    officer = person("officer", "Press officer")
    seen = ReleasePage.objects.get(pk=derbyshire.pk).latest_revision_id
    deciding.take_proposed(redraft=redraft, by=officer, revision=seen)
    put_out(derbyshire, what_changed="The year before was 18,523.")
    Redraft.objects.filter(pk=redraft.pk).update(state="ready", decision="", decided_at=None)
    redraft = worked(derbyshire, redraft.correction)
    assert (redraft.state, redraft.decision) == ("settled", "unchanged")


def test_the_screen_says_why_all_new_words_cannot_be_taken(
    built: Publication, officer: User
) -> None:
    lancashire = release_for(built, "Lancashire")
    put_out(lancashire)
    hidden: dict[tuple[str, str, str], int | None] = {
        ("Lancashire", "2017-04-01", ""): None,
        ("Lancashire", "2017-04-01", "taking-making-distributing"): None,
    }
    page = screen(worked(lancashire, corrected(built, hidden)), officer)
    assert "Take all new words" not in page
    assert "All new words cannot be taken at once" in page


def test_where_they_can_be_taken_nothing_is_explained(built: Publication, officer: User) -> None:
    lancashire = release_for(built, "Lancashire")
    put_out(lancashire)
    page = screen(worked(lancashire, lancashire_says(built, 780)), officer)
    assert "Take all new words" in page
    assert "cannot be taken at once" not in page


def test_who_may_only_look_is_told_so(built: Publication) -> None:
    lancashire = release_for(built, "Lancashire")
    put_out(lancashire)
    redraft = worked(lancashire, lancashire_says(built, 780))
    reader = person("reader", "")
    for name in ("access_admin", "view_redraft", "use_press_desk"):
        reader.user_permissions.add(Permission.objects.get(codename=name))
    page = screen(redraft, reader)
    assert "may look at this, and not decide it" in page
    assert "Take all new words" not in page


def test_who_approves_the_same_words_reads_them_above_the_table_that_will_be_printed(
    built: Publication, derbyshire: ReleasePage, officer: User
) -> None:
    put_out(derbyshire)
    redraft = worked(derbyshire, corrected(built, {THE_YEAR_BEFORE: 18_523}))
    seen = ReleasePage.objects.get(pk=derbyshire.pk).latest_revision_id
    deciding.take_proposed(redraft=redraft, by=officer, revision=seen)
    assert "18,522" in exported(derbyshire), "nothing but what is public, until it is submitted"
    actions.submit_for_review(release=ReleasePage.objects.get(pk=derbyshire.pk), by=officer)
    text = exported(derbyshire)
    assert "18,523" in text
    assert "18,522" not in text
    assert text.startswith("DRAFT")
    client = Client()
    client.force_login(officer)
    review = client.get(reverse("press_workflow:review", args=[derbyshire.pk])).content.decode()
    assert "18,523" in review
    actions.approve(
        release=ReleasePage.objects.get(pk=derbyshire.pk), by=person("second-person", "Approver")
    )
    assert "18,523" in exported(derbyshire)


def exported(release: ReleasePage) -> str:
    newsroom = NewsroomPage.objects.get()
    found = with_everything(ReleasePage.objects.filter(pk=release.pk)).get()
    return as_text(newest_document(found, newsroom=newsroom, at=timezone.now()))
