"""A release's way between two people to the public, and back."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from press.actions import build_waiting_drafts, workflow
from press.actions.refusals import NotNow, NotYours, ReleaseNotReady
from press.audit import contributors
from press.models import (
    AnswerKind,
    CheckAnswer,
    Dispatch,
    ReleasePage,
    ReleaseState,
    ReleaseVersion,
)
from press.signals import version_made
from press.workflow_state import shown_state
from stats import actions, clock
from stats.models import AuditEntry, Figure, Publication
from tests.press.conftest import release_for
from tests.press.releasing import approved, edit, put_out, staff
from tests.stats.people import in_review, person

SECOND = timedelta(seconds=1)


@pytest.fixture
def release(built: Publication) -> ReleasePage:
    return release_for(built, "Lancashire")


@pytest.fixture
def at() -> datetime:
    return (timezone.now() + timedelta(days=1)).replace(microsecond=0)


@pytest.fixture
def embargoed(image_offences: Publication, at: datetime) -> ReleasePage:
    """Lancashire's draft about figures that are public tomorrow."""
    in_review(image_offences, by=person("statistician"))
    actions.approve_and_schedule(
        publication=image_offences, by=person("statistics-approver", "Approver"), at=at
    )
    build_waiting_drafts()
    return release_for(image_offences, "Lancashire")


@pytest.fixture
def author(db: None) -> User:
    return staff("author")


@pytest.fixture
def approver(db: None) -> User:
    return staff("second-person", "Approver")


def decisions(release: ReleasePage) -> list[tuple[str, str]]:
    entries = AuditEntry.objects.about(release).filter(action__startswith="press.").order_by("pk")
    return [(entry.by_name, entry.action) for entry in entries]


def state_of(release: ReleasePage, moment: datetime | None = None) -> str:
    release = ReleasePage.objects.get(pk=release.pk)
    return shown_state(release, moment or clock.moment())[0]


def test_the_whole_way_is_appended_to_the_record(
    release: ReleasePage, author: User, approver: User
) -> None:
    edit(release, by=author, title="Police recorded 674 offences in Lancashire")
    workflow.assign(release=release, to=author, by=approver)
    workflow.submit_for_review(release=release, by=author)
    workflow.return_to_draft(release=release, by=approver, words="Name the year.")
    edit(release, by=author, title="Police recorded 674 offences in Lancashire in 2017-18")
    workflow.submit_for_review(release=release, by=author)
    workflow.approve(release=release, by=approver)
    workflow.release_now(release=release, by=author)
    assert decisions(release) == [
        ("second-person", "press.assign"),
        ("author", "press.submit"),
        ("second-person", "press.return"),
        ("author", "press.submit"),
        ("second-person", "press.approve"),
        ("author", "press.release"),
    ]
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.about(release).delete()


def test_what_is_released_is_what_was_approved_word_for_word(
    release: ReleasePage, author: User
) -> None:
    edit(release, by=author, title="Police recorded 674 offences in Lancashire in 2017-18")
    version = put_out(release)
    assert version.headline == "Police recorded 674 offences in Lancashire in 2017-18"
    newest = release.get_latest_revision_as_object()
    assert [(b.block_type, b.value) for b in version.body] == [
        (b.block_type, b.value) for b in newest.body
    ]
    assert version.number == 1
    assert version.approved_by_name == "second-person"
    assert version.figure_ids
    assert release.live
    assert release.title == version.headline


def test_nobody_approves_what_they_edited_or_submitted_superusers_included(
    release: ReleasePage, author: User
) -> None:
    chief = User.objects.create_superuser("chief")
    edit(release, by=chief, title="Police recorded 674 offences in Lancashire in 2017-18")
    workflow.submit_for_review(release=release, by=author)
    for contributor in (chief, author):
        with pytest.raises(NotYours, match="somebody else"):
            workflow.approve(release=release, by=contributor)
    assert state_of(release) == "in-review"


def test_nobody_approves_what_they_answered_the_check_of(
    release: ReleasePage, author: User, approver: User
) -> None:
    CheckAnswer.objects.create(
        subject_type="press.releasepage",
        subject_id=release.pk,
        sentence="It was the warmest year.",
        words="warmest year",
        kind=AnswerKind.NOT_A_FIGURE,
        by=approver,
        by_name="second-person",
    )
    workflow.submit_for_review(release=release, by=author)
    with pytest.raises(NotYours):
        workflow.approve(release=release, by=approver)


def test_judging_is_no_contribution(release: ReleasePage, author: User, approver: User) -> None:
    workflow.submit_for_review(release=release, by=author)
    workflow.return_to_draft(release=release, by=approver, words="Look again.")
    workflow.assign(release=release, to=author, by=approver)
    workflow.submit_for_review(release=release, by=author)
    assert [who.name for who in contributors(release)] == ["author"]
    workflow.approve(release=release, by=approver)


def test_who_contributed_to_one_version_may_approve_the_next(
    release: ReleasePage, author: User, approver: User
) -> None:
    edit(release, by=author, title="Police recorded 674 offences in Lancashire in 2017-18")
    put_out(release)
    assert contributors(release) == []
    edit(release, by=approver, title="Police in Lancashire recorded 674 offences in 2017-18")
    workflow.submit_for_review(release=release, by=approver)
    with pytest.raises(NotYours):
        workflow.approve(release=release, by=approver)
    workflow.approve(release=release, by=author)


@pytest.mark.parametrize("was", ["in-review", "approved"])
def test_an_edit_puts_it_back_to_draft_by_itself(
    release: ReleasePage, author: User, approver: User, was: str
) -> None:
    workflow.submit_for_review(release=release, by=author)
    if was == "approved":
        workflow.approve(release=release, by=approver)
    edit(release, by=approver, title="Another headline about 674 offences in 2017-18")
    assert state_of(release) == "draft"
    newest = AuditEntry.objects.about(release).filter(action="press.reopen").get()
    assert (newest.by_name, newest.data["was"]) == ("second-person", was)
    with pytest.raises(NotNow):
        workflow.release_now(release=release, by=approver)


def test_saving_over_the_revision_before_puts_it_back_as_well(
    release: ReleasePage, author: User
) -> None:
    edit(release, by=author, title="Police recorded 674 offences in Lancashire in 2017-18")
    workflow.submit_for_review(release=release, by=author)
    page = release.get_latest_revision_as_object()
    page.title = "Typed a second later"
    page.save_revision(user=author, overwrite_revision=page.latest_revision)
    assert state_of(release) == "draft"


def test_approved_words_are_never_written_over(
    release: ReleasePage, author: User, approver: User
) -> None:
    edit(release, by=author, title="Police recorded 674 offences in Lancashire in 2017-18")
    approved(release)
    stood = release.approved_revision
    assert stood is not None
    page = release.get_latest_revision_as_object()
    page.title = "Typed a second later"
    page.save_revision(user=author, overwrite_revision=stood)
    stood.refresh_from_db()
    assert stood.content["title"] == "Police recorded 674 offences in Lancashire in 2017-18"


def test_publishing_a_revision_brings_back_no_older_state(
    release: ReleasePage, author: User
) -> None:
    workflow.assign(release=release, to=author, by=author)
    put_out(release)
    assert (release.state, release.assigned_to) == (ReleaseState.RELEASED, author)


def test_contradicted_words_are_not_approved(
    release: ReleasePage, author: User, approver: User
) -> None:
    edit(release, by=author, lead="Police recorded 900 offences in Lancashire in 2017-18.")
    workflow.submit_for_review(release=release, by=author)
    with pytest.raises(ReleaseNotReady, match="contradicted"):
        workflow.approve(release=release, by=approver)
    assert state_of(release) == "in-review"


def test_it_is_returned_with_words(release: ReleasePage, author: User, approver: User) -> None:
    workflow.submit_for_review(release=release, by=author)
    with pytest.raises(ReleaseNotReady, match="what to change"):
        workflow.return_to_draft(release=release, by=approver, words="  ")
    with pytest.raises(NotNow):
        workflow.approve(release=release_for(release.publication, "Derbyshire"), by=approver)


def test_it_is_not_released_while_its_figures_are_not_public(
    embargoed: ReleasePage, approver: User
) -> None:
    approved(embargoed)
    with pytest.raises(ReleaseNotReady, match="not public yet"):
        workflow.release_now(release=embargoed, by=approver)
    assert not embargoed.versions.exists()


def test_no_moment_before_that_of_its_figures_nor_a_past_one(
    embargoed: ReleasePage, approver: User, at: datetime
) -> None:
    approved(embargoed)
    with pytest.raises(ReleaseNotReady, match="later moment"):
        workflow.release_at(release=embargoed, by=approver, at=at - SECOND)
    with pytest.raises(ReleaseNotReady, match="at least a minute ahead"):
        workflow.release_at(release=embargoed, by=approver, at=timezone.now() - SECOND)
    with pytest.raises(ValueError, match="time zone"):
        workflow.release_at(release=embargoed, by=approver, at=datetime(2030, 1, 1))  # noqa: DTZ001
    workflow.release_at(release=embargoed, by=approver, at=at)
    assert state_of(embargoed) == "scheduled"


def test_the_words_appear_at_their_second(embargoed: ReleasePage, at: datetime) -> None:
    version = put_out(embargoed, at=at)
    assert embargoed.as_at(at - SECOND) is None
    assert embargoed.version_at(at) == version
    assert not embargoed.live
    with time_machine.travel(at, tick=False):
        assert state_of(embargoed) == "released"
        assert workflow.show_what_came_out() == 1
        assert workflow.show_what_came_out() == 0
    embargoed.refresh_from_db()
    assert embargoed.live
    assert embargoed.first_published_at == at
    assert decisions(embargoed)[-1] == ("server", "press.came_out")


def test_an_edit_does_not_touch_what_is_scheduled(
    embargoed: ReleasePage, author: User, at: datetime
) -> None:
    version = put_out(embargoed, at=at)
    edit(embargoed, by=author, title="Nobody has approved this")
    assert state_of(embargoed) == "scheduled"
    shown = embargoed.as_at(at)
    assert shown is not None
    assert shown.headline == version.headline
    with pytest.raises(NotNow, match="cancel that first"):
        workflow.submit_for_review(release=embargoed, by=author)
    with time_machine.travel(at, tick=False):
        workflow.show_what_came_out()
    embargoed.refresh_from_db()
    assert embargoed.title == version.headline


def test_a_moment_is_moved_and_cancelled_with_a_reason_while_it_is_ahead(
    embargoed: ReleasePage, approver: User, at: datetime
) -> None:
    put_out(embargoed, at=at)
    later = at + timedelta(days=1)
    with pytest.raises(ReleaseNotReady, match="Say why"):
        workflow.reschedule(release=embargoed, by=approver, at=later, reason=" ")
    with pytest.raises(ReleaseNotReady, match="later moment"):
        workflow.reschedule(release=embargoed, by=approver, at=at - SECOND, reason="A holiday.")
    workflow.reschedule(release=embargoed, by=approver, at=later, reason="A holiday.")
    assert embargoed.as_at(at) is None
    assert embargoed.as_at(later) is not None
    with pytest.raises(ReleaseNotReady, match="Say why"):
        workflow.cancel_schedule(release=embargoed, by=approver, reason="")
    workflow.cancel_schedule(release=embargoed, by=approver, reason="A doubt.")
    assert state_of(embargoed) == "approved"
    assert embargoed.as_at(later) is None
    moved, cancelled = (
        AuditEntry.objects.about(embargoed)
        .filter(action__in=["press.reschedule", "press.cancel_schedule"])
        .order_by("pk")
    )
    assert moved.data["reason"] == "A holiday."
    assert cancelled.data["old"] == later.isoformat()


def test_what_is_public_is_neither_moved_nor_cancelled(
    release: ReleasePage, approver: User, at: datetime
) -> None:
    version = put_out(release)
    for refused in (
        lambda: workflow.reschedule(release=release, by=approver, at=at, reason="A doubt."),
        lambda: workflow.cancel_schedule(release=release, by=approver, reason="A doubt."),
    ):
        with pytest.raises(NotNow):
            refused()
    version.refresh_from_db()
    assert version.public_from <= timezone.now()


def test_the_database_has_the_last_word_where_the_moment_passes_in_between(
    release: ReleasePage, approver: User, at: datetime
) -> None:
    """This machine's clock is behind: the version is public by the database's."""
    version = put_out(release, at=at)
    connection.cursor().execute("SET session_replication_role = replica")
    ReleaseVersion.objects.filter(pk=version.pk).update(public_from=timezone.now())
    connection.cursor().execute("SET session_replication_role = DEFAULT")
    with time_machine.travel(timezone.now() - timedelta(hours=1), tick=False):
        with pytest.raises(NotNow, match="cannot be moved"):
            workflow.cancel_schedule(release=release, by=approver, reason="A doubt.")
        with pytest.raises(NotNow, match="cannot be moved"):
            workflow.reschedule(release=release, by=approver, at=at, reason="A doubt.")
    assert state_of(release) == "released"


def test_a_release_moves_with_its_figures_and_never_before_them(
    embargoed: ReleasePage, at: datetime
) -> None:
    put_out(embargoed, at=at)
    later = at + timedelta(days=2)
    actions.reschedule(
        publication=embargoed.publication,
        by=staff("statistics-approver", "Approver"),
        at=later,
        reason="A holiday.",
    )
    assert embargoed.versions.get().public_from == later
    assert decisions(embargoed)[-1] == ("server", "press.reschedule")


def test_a_release_loses_its_moment_with_its_figures(embargoed: ReleasePage, at: datetime) -> None:
    put_out(embargoed, at=at)
    actions.cancel_schedule(
        publication=embargoed.publication,
        by=staff("statistics-approver", "Approver"),
        reason="A doubt.",
    )
    assert not embargoed.versions.exists()
    assert state_of(embargoed) == "approved"
    embargoed.refresh_from_db()
    with pytest.raises(ReleaseNotReady, match="not approved yet"):
        workflow.release_at(release=embargoed, by=staff("author"), at=at)


def sent(version: ReleaseVersion) -> Dispatch:
    return Dispatch.objects.create(
        version=version, email="desk@example.org", state="sent", sent_at=timezone.now()
    )


def test_what_was_sent_under_embargo_is_not_cancelled_but_withdrawn(
    embargoed: ReleasePage, approver: User, at: datetime
) -> None:
    version = put_out(embargoed, at=at)
    sent(version)
    with pytest.raises(ReleaseNotReady, match="sent to reporters"):
        workflow.cancel_schedule(release=embargoed, by=approver, reason="A doubt.")
    workflow.withdraw(release=embargoed, by=approver, why="A figure is in doubt.")
    embargoed.refresh_from_db()
    assert embargoed.as_at(at) is None
    assert not embargoed.is_withdrawn_at(at - SECOND)  # nobody is told of what was never out
    assert embargoed.is_withdrawn_at(at)


def test_sent_releases_are_withdrawn_when_their_figures_lose_their_moment(
    embargoed: ReleasePage, at: datetime
) -> None:
    sent(put_out(embargoed, at=at))
    actions.cancel_schedule(
        publication=embargoed.publication,
        by=staff("statistics-approver", "Approver"),
        reason="A doubt.",
    )
    assert state_of(embargoed) == "withdrawn"
    actions.return_to_draft(
        publication=embargoed.publication, by=staff("statistics-approver"), words="Look again."
    )
    assert ReleasePage.objects.get() == embargoed


def test_released_again_it_is_the_next_version_and_says_what_changed(
    release: ReleasePage, author: User, approver: User
) -> None:
    first = put_out(release)
    with pytest.raises(NotNow, match="change them first"):
        workflow.submit_for_review(release=release, by=author)
    edit(release, by=author, title="Police in Lancashire recorded 674 offences in 2017-18")
    shown = release.as_at(timezone.now())
    assert shown is not None
    assert shown.headline == first.headline
    approved(release)
    assert shown_state(release, timezone.now()) == ("approved", "correction: approved")
    with pytest.raises(ReleaseNotReady, match="what was wrong"):
        workflow.release_now(release=release, by=approver)
    second = workflow.release_now(
        release=release, by=approver, what_changed="The place stood last."
    )
    assert second.number == 2
    assert state_of(release) == "corrected"
    shown = release.as_at(timezone.now())
    assert shown is not None
    assert shown.headline == second.headline
    assert release.as_at(first.public_from) == first.text


def test_a_withdrawn_release_shows_nothing_and_can_come_back_as_the_next_version(
    release: ReleasePage, author: User, approver: User
) -> None:
    with pytest.raises(NotNow, match="never out"):
        workflow.withdraw(release=release, by=approver, why="A doubt.")
    put_out(release)
    with pytest.raises(ReleaseNotReady, match="Say why"):
        workflow.withdraw(release=release, by=approver, why="")
    workflow.withdraw(release=release, by=approver, why="A figure is in doubt.")
    with pytest.raises(NotNow):
        workflow.withdraw(release=release, by=approver, why="Again.")
    release.refresh_from_db()
    assert release.as_at(timezone.now()) is None
    assert not release.live
    assert state_of(release) == "withdrawn"
    again = put_out(release, what_changed="It was right after all.")
    assert again.number == 2
    assert release.version_at(timezone.now()) == again


def test_a_scheduled_release_that_nobody_saw_is_cancelled_rather_than_withdrawn(
    embargoed: ReleasePage, approver: User, at: datetime
) -> None:
    put_out(embargoed, at=at)
    with pytest.raises(NotNow, match="cancel its moment"):
        workflow.withdraw(release=embargoed, by=approver, why="A doubt.")


def test_a_figure_corrected_after_approval_stops_the_release(
    release: ReleasePage, approver: User
) -> None:
    """Its words are proved once more: what was approved is no longer true."""
    approved(release)
    figure = release.publication.figures.get(area__name="Lancashire", category=None, value=674)
    correction = actions.correct_figure(
        figure=figure, value=Decimal(300), status="final", reason="Miscounted.", by=staff("officer")
    )
    now = timezone.now()
    for pk, change in ((figure.pk, {"superseded_at": now}), (correction.pk, {"public_from": now})):
        Figure.objects.filter(pk=pk).update(**change)
    with pytest.raises(ReleaseNotReady):
        workflow.release_now(release=release, by=approver)
    assert not release.versions.exists()


def test_whoever_listens_hears_of_a_version_within_its_transaction(release: ReleasePage) -> None:
    heard = []

    def listen(version: ReleaseVersion, **kwargs: object) -> None:
        heard.append((version.number, connection.in_atomic_block))

    version_made.connect(listen)
    try:
        put_out(release)
    finally:
        version_made.disconnect(listen)
    assert heard == [(1, True)]


def test_the_state_of_many_releases_costs_one_query(built: Publication) -> None:
    put_out(release_for(built, "Lancashire"))
    with CaptureQueriesContext(connection) as queries:
        shown = [
            shown_state(release, clock.moment())[0]
            for release in ReleasePage.objects.with_versions().order_by("area__name")
        ]
    assert sorted(shown) == ["draft", "draft", "draft", "released"]
    assert len(queries) == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_release_at_once_make_one_version(release: ReleasePage) -> None:
    approved(release)
    outcomes: list[str] = []
    begin = threading.Barrier(2)

    def press() -> None:
        begin.wait()
        try:
            workflow.release_now(release=release, by=staff("second-person"))
            outcomes.append("released")
        except NotNow as refusal:
            outcomes.append(refusal.state)
        finally:
            close_old_connections()
            connection.close()

    people = [threading.Thread(target=press) for _ in range(2)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert outcomes == ["released", "released"]
    assert release.versions.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_edit_that_comes_while_somebody_approves_wins(
    release: ReleasePage, author: User, approver: User
) -> None:
    """Whichever comes first, nothing that was not read is ever approved."""
    workflow.submit_for_review(release=release, by=author)
    begin = threading.Barrier(2)

    def approve() -> None:
        begin.wait()
        try:
            workflow.approve(release=release, by=approver)
        except NotNow:
            pass
        finally:
            connection.close()

    def type_on() -> None:
        begin.wait()
        page = ReleasePage.objects.get(pk=release.pk).get_latest_revision_as_object()
        page.title = "Typed while somebody was reading, 674 offences"
        page.save_revision(user=author)
        connection.close()

    people = [threading.Thread(target=work) for work in (approve, type_on)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert state_of(release) == "draft"
