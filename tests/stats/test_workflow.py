"""From draft to public: two people, a moment that comes by itself, and what moves it."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from stats import actions, audit, clock, consistency
from stats.actions import scheduling
from stats.importing.actions import Destination, import_figures
from stats.models import Area, AuditEntry, Category, Figure, Measure, Publication, ReleaseDate
from stats.signals import publication_published
from tests.stack import wait_until
from tests.stats.factories import add_figure, make_measure, make_publication
from tests.stats.importing.files import Record, as_csv
from tests.stats.people import client_of, contribute, in_review, person

pytestmark = pytest.mark.django_db

LANCASHIRE = "E23000003"
SECOND = timedelta(seconds=1)


@pytest.fixture
def officer() -> User:
    return person("officer")


@pytest.fixture
def approver() -> User:
    return person("approver", "Approver")


@pytest.fixture
def measure() -> Measure:
    return make_measure()


@pytest.fixture
def draft(measure: Measure) -> Publication:
    publication = make_publication("offences-2017-18")
    add_figure(publication, measure, LANCASHIRE, "2017-18", 674)
    return publication


@pytest.fixture
def reviewed(draft: Publication, officer: User) -> Publication:
    return in_review(draft, by=officer)


def tomorrow() -> datetime:
    return (timezone.now() + timedelta(days=1)).replace(microsecond=0)


def scheduled(publication: Publication, *, by: User, at: datetime | None = None) -> Publication:
    return actions.approve_and_schedule(publication=publication, by=by, at=at or tomorrow())


class TestTwoPeople:
    def test_somebody_else_approves(self, reviewed: Publication, approver: User) -> None:
        published = actions.approve_and_publish(publication=reviewed, by=approver)
        assert published.is_published
        assert published.published_by == approver

    def test_whoever_submitted_it_does_not_approve_it(
        self, reviewed: Publication, officer: User
    ) -> None:
        with pytest.raises(actions.TwoPeopleNeeded, match="somebody else"):
            actions.approve_and_publish(publication=reviewed, by=officer)
        with pytest.raises(actions.TwoPeopleNeeded):
            scheduled(reviewed, by=officer)
        assert not Figure.objects.known_at(tomorrow() + timedelta(days=9)).exists()

    def test_a_superuser_who_contributed_does_not_approve_it(
        self, draft: Publication, officer: User, admin_user: User
    ) -> None:
        contribute(draft, by=admin_user)
        reviewed = in_review(draft, by=officer)
        with pytest.raises(actions.TwoPeopleNeeded):
            actions.approve_and_publish(publication=reviewed, by=admin_user)

    def test_whoever_added_a_figure_in_the_admin_contributed(
        self, draft: Publication, measure: Measure, officer: User
    ) -> None:
        typist = person("typist")
        answer = client_of(typist).post(
            "/admin/statistics-entry/new/", a_new_figure(draft, measure)
        )
        assert answer.status_code == 302
        reviewed = in_review(draft, by=officer)
        with pytest.raises(actions.TwoPeopleNeeded):
            actions.approve_and_publish(publication=reviewed, by=typist)

    def test_whoever_deleted_a_figure_contributed(
        self, draft: Publication, measure: Measure, officer: User
    ) -> None:
        typist = person("typist")
        figure = add_figure(draft, measure, LANCASHIRE, "2016-17", 1)
        answer = client_of(typist).post(f"/admin/statistics-entry/delete/{figure.pk}/")
        assert answer.status_code == 302
        assert draft.figures.count() == 1
        reviewed = in_review(draft, by=officer)
        with pytest.raises(actions.TwoPeopleNeeded):
            actions.approve_and_publish(publication=reviewed, by=typist)

    def test_whoever_edited_its_words_contributed(self, draft: Publication, officer: User) -> None:
        writer = person("writer")
        edit(client_of(writer), draft, methodology="We asked every force.")
        reviewed = in_review(draft, by=officer)
        with pytest.raises(actions.TwoPeopleNeeded):
            actions.approve_and_publish(publication=reviewed, by=writer)

    def test_a_verb_that_nobody_thought_of_counts_as_a_contribution(
        self, draft: Publication, officer: User
    ) -> None:
        somebody = person("somebody")
        log(instance=draft, action="stats.import", user=somebody, data={"added": 4})
        names = [contributor.name for contributor in audit.contributors(draft)]
        assert names == ["somebody"]

    def test_returning_it_is_judging_and_not_contributing(
        self, reviewed: Publication, officer: User, approver: User
    ) -> None:
        actions.return_to_draft(publication=reviewed, by=approver, words="Durham is missing.")
        in_review(reviewed, by=officer)
        assert actions.approve_and_publish(publication=reviewed, by=approver).is_published

    def test_contributing_to_one_version_does_not_bar_from_the_next(
        self, reviewed: Publication, officer: User, approver: User
    ) -> None:
        actions.approve_and_publish(publication=reviewed, by=approver)
        figure = reviewed.figures.get()
        new = actions.correct_figure(
            figure=figure, value=None, status="refused", reason="Withdrawn.", by=approver
        )
        in_review(new.publication, by=approver)
        with pytest.raises(actions.TwoPeopleNeeded):
            actions.approve_and_publish(publication=new.publication, by=approver)
        assert actions.approve_and_publish(publication=new.publication, by=officer).is_published


def a_new_figure(publication: Publication, measure: Measure) -> dict[str, object]:
    return {
        "publication": publication.pk,
        "measure": measure.pk,
        "area": Area.objects.get(gss_code=LANCASHIRE).pk,
        "period_start": "2018-04-01",
        "period_end": "2019-03-31",
        "value": "700",
        "status": "final",
    }


def edit(client: Client, publication: Publication, **fields: str) -> Any:
    form = {"title": publication.title, "slug": publication.slug, **fields}
    return client.post(f"/admin/publication/edit/{publication.pk}/", form)


class TestReview:
    def test_a_draft_is_submitted_once(self, draft: Publication, officer: User) -> None:
        assert in_review(draft, by=officer).state == "in-review"
        assert in_review(draft, by=officer).state == "in-review"
        assert AuditEntry.objects.filter(action="stats.submit_for_review").count() == 1

    def test_a_draft_without_figures_is_not_submitted(self, officer: User) -> None:
        with pytest.raises(actions.PublicationNotReady, match="no figures"):
            in_review(make_publication(), by=officer)

    def test_it_is_returned_with_words_which_are_kept(
        self, reviewed: Publication, approver: User
    ) -> None:
        with pytest.raises(actions.ReasonMissing):
            actions.return_to_draft(publication=reviewed, by=approver, words=" ")
        actions.return_to_draft(publication=reviewed, by=approver, words="Durham is missing.")
        reviewed.refresh_from_db()
        assert reviewed.state == "draft"
        entry = AuditEntry.objects.get(action="stats.return_to_draft")
        assert entry.data["words"] == "Durham is missing."

    def test_only_what_is_in_review_is_returned(self, draft: Publication, approver: User) -> None:
        with pytest.raises(actions.WrongState):
            actions.return_to_draft(publication=draft, by=approver, words="Why not?")

    def test_in_review_it_takes_no_more_figures(
        self, reviewed: Publication, measure: Measure, officer: User
    ) -> None:
        page = client_of(officer).post(
            "/admin/statistics-entry/new/", a_new_figure(reviewed, measure)
        )
        assert page.status_code == 200
        assert "Select a valid choice" in page.content.decode()
        assert reviewed.figures.count() == 1

    def test_in_review_neither_words_nor_figures_change(
        self, reviewed: Publication, officer: User
    ) -> None:
        client = client_of(officer)
        edit(client, reviewed, title="Another title")
        client.post(f"/admin/statistics-entry/delete/{reviewed.figures.get().pk}/")
        client.post(f"/admin/publication/delete/{reviewed.pk}/")
        reviewed.refresh_from_db()
        assert reviewed.title != "Another title"
        assert reviewed.figures.count() == 1

    def test_a_form_that_was_open_when_it_was_submitted_adds_nothing(
        self, draft: Publication, measure: Measure, officer: User
    ) -> None:
        from django.core.exceptions import PermissionDenied

        from stats.forms import FigureForm

        form = FigureForm(a_new_figure(draft, measure), for_user=officer)
        assert form.is_valid()
        in_review(draft, by=officer)
        with pytest.raises(PermissionDenied):
            form.save()
        assert draft.figures.count() == 1


class TestTheChecks:
    """What the checks find holds back everybody: errors for good, warnings until answered."""

    @pytest.fixture
    def leap(self, measure: Measure) -> Publication:
        """A figure that moved by more than the measure's threshold since the year before."""
        before = make_publication()
        add_figure(before, measure, LANCASHIRE, "2016-17", 100)
        actions.publish(publication=before, by=None, at=timezone.now())
        publication = make_publication()
        add_figure(publication, measure, LANCASHIRE, "2017-18", 900)
        return publication

    @pytest.fixture
    def parts_that_do_not_add_up(self, measure: Measure) -> Publication:
        publication = make_publication()
        add_figure(publication, measure, LANCASHIRE, "2017-18", 100)
        for slug, value in (("some", 70), ("others", 70)):
            part = Category.objects.create(
                measure=measure, slug=slug, name=slug, name_in_prose=slug
            )
            add_figure(publication, measure, LANCASHIRE, "2017-18", value, category=part)
        return publication

    def test_a_warning_holds_it_back_until_it_is_answered_in_words(
        self, leap: Publication, officer: User, approver: User
    ) -> None:
        with pytest.raises(actions.PublicationNotReady, match="1 warning waits"):
            in_review(leap, by=officer)
        (warning,) = consistency.check(leap)
        consistency.answer_warnings(
            publication=leap,
            answers={warning.finding.fingerprint: "The force has a new unit."},
            by=officer,
        )
        in_review(leap, by=officer)
        assert actions.approve_and_publish(publication=leap, by=approver).is_published

    def test_whoever_answered_a_warning_does_not_approve_it(
        self, leap: Publication, officer: User
    ) -> None:
        somebody = person("somebody")
        (warning,) = consistency.check(leap)
        consistency.answer_warnings(
            publication=leap,
            answers={warning.finding.fingerprint: "The force has a new unit."},
            by=somebody,
        )
        in_review(leap, by=officer)
        with pytest.raises(actions.TwoPeopleNeeded):
            actions.approve_and_publish(publication=leap, by=somebody)

    def test_a_warning_that_comes_up_during_review_holds_back_the_approval(
        self, draft: Publication, measure: Measure, officer: User, approver: User
    ) -> None:
        in_review(draft, by=officer)
        before = make_publication()
        add_figure(before, measure, LANCASHIRE, "2016-17", 10)
        actions.publish(publication=before, by=None, at=timezone.now())
        with pytest.raises(actions.PublicationNotReady, match="1 warning waits"):
            actions.approve_and_publish(publication=draft, by=approver)
        with pytest.raises(actions.PublicationNotReady, match="1 warning waits"):
            scheduled(draft, by=approver)

    def test_an_error_holds_back_even_a_command_on_the_server(
        self, parts_that_do_not_add_up: Publication, officer: User
    ) -> None:
        with pytest.raises(actions.PublicationNotReady, match="140"):
            in_review(parts_that_do_not_add_up, by=officer)
        with pytest.raises(actions.PublicationNotReady, match="140"):
            actions.publish(publication=parts_that_do_not_add_up, by=None, at=timezone.now())

    def test_a_warning_that_a_command_passed_over_is_written_down(self, leap: Publication) -> None:
        actions.publish(publication=leap, by=None, at=timezone.now())
        entry = AuditEntry.objects.about_publication(leap).get(action="stats.publish")
        assert entry.data["unanswered"] == [
            "1 warning waits for an answer in words. See the checks."
        ]


class TestAMomentAhead:
    def test_nothing_shows_a_second_before_and_everything_at_its_second(
        self, reviewed: Publication, approver: User, client: Client
    ) -> None:
        at = tomorrow()
        scheduled(reviewed, by=approver, at=at)
        for moment, is_out in ((at - SECOND, False), (at, True)):
            with clock.at(moment):
                assert Figure.objects.visible_at().exists() is is_out
                assert Publication.objects.visible_at().exists() is is_out
                assert Measure.objects.visible_at().exists() is is_out
                assert Publication.objects.get().is_published is is_out

    def test_the_api_gives_it_at_its_second_and_not_before(
        self, reviewed: Publication, approver: User, client: Client
    ) -> None:
        at = tomorrow()
        scheduled(reviewed, by=approver, at=at)
        figure = reviewed.figures.get()
        every = reverse("api:figure-list")
        addresses = (
            reverse("api:figure-detail", args=[figure.pk]),
            reverse("api:publication-detail", args=[reviewed.slug]),
        )
        with time_machine.travel(at - SECOND, tick=False):
            for address in addresses:
                assert client.get(address).status_code == 404
            assert client.get(every).json()["results"] == []
        with time_machine.travel(at, tick=False):
            for address in addresses:
                assert client.get(address).status_code == 200
            assert len(client.get(every).json()["results"]) == 1

    def test_a_scheduled_correction_takes_over_at_its_second(
        self, reviewed: Publication, officer: User, approver: User
    ) -> None:
        actions.approve_and_publish(publication=reviewed, by=approver)
        old = reviewed.figures.get()
        new = actions.correct_figure(
            figure=old, value=None, status="refused", reason="Withdrawn.", by=officer
        )
        in_review(new.publication, by=officer)
        at = tomorrow()
        scheduled(new.publication, by=approver, at=at)
        assert list(Figure.objects.visible_at(at - SECOND)) == [old]
        assert list(Figure.objects.visible_at(at)) == [new]
        newest = Publication.objects.newest_visible_at
        assert newest(at - SECOND).get() == reviewed
        assert newest(at).get() == new.publication

    def test_the_drafts_of_releases_are_asked_for_at_once(
        self, reviewed: Publication, approver: User
    ) -> None:
        told: list[datetime] = []

        def hear(at: datetime, **kwargs: object) -> None:
            told.append(at)

        publication_published.connect(hear)
        try:
            scheduled(reviewed, by=approver, at=(at := tomorrow()))
        finally:
            publication_published.disconnect(hear)
        assert told == [at]

    @pytest.mark.parametrize("ahead", [timedelta(0), timedelta(seconds=59), -timedelta(days=1)])
    def test_a_moment_that_is_not_a_minute_ahead_is_refused(
        self, reviewed: Publication, approver: User, ahead: timedelta
    ) -> None:
        with pytest.raises(actions.WrongState, match="a minute ahead"):
            scheduled(reviewed, by=approver, at=timezone.now() + ahead)

    def test_approving_it_again_for_the_same_moment_changes_nothing(
        self, reviewed: Publication, approver: User
    ) -> None:
        at = tomorrow()
        scheduled(reviewed, by=approver, at=at)
        scheduled(reviewed, by=approver, at=at)
        assert AuditEntry.objects.filter(action="stats.schedule").count() == 1
        with pytest.raises(actions.WrongState, match="move it"):
            scheduled(reviewed, by=approver, at=at + timedelta(hours=1))

    def test_the_label_follows_and_the_log_says_when(
        self, reviewed: Publication, approver: User
    ) -> None:
        at = tomorrow()
        scheduled(reviewed, by=approver, at=at)
        assert actions.label_what_came_out() == 0
        with time_machine.travel(at, tick=False):
            reviewed.refresh_from_db()
            assert reviewed.state == "scheduled"
            assert reviewed.shown_state == "published"  # before any job ran
            assert actions.label_what_came_out() == 1
            assert actions.label_what_came_out() == 0
        reviewed.refresh_from_db()
        assert reviewed.state == "published"
        assert AuditEntry.objects.get(action="stats.came_out").by_name == "server"

    def test_the_older_version_is_labelled_superseded(
        self, reviewed: Publication, officer: User, approver: User
    ) -> None:
        actions.approve_and_publish(publication=reviewed, by=approver)
        new = actions.correct_figure(
            figure=reviewed.figures.get(),
            value=None,
            status="refused",
            reason="Withdrawn.",
            by=officer,
        )
        in_review(new.publication, by=officer)
        at = tomorrow()
        scheduled(new.publication, by=approver, at=at)
        with time_machine.travel(at, tick=False):
            actions.label_what_came_out()
        reviewed.refresh_from_db()
        assert reviewed.state == "superseded"

    def test_the_older_version_is_superseded_though_its_own_label_comes_late(
        self, reviewed: Publication, approver: User, officer: User
    ) -> None:
        at = tomorrow()
        scheduled(reviewed, by=approver, at=at)
        with time_machine.travel(at + SECOND, tick=False):  # and no worker has looked yet
            correction = actions.correct_figure(
                figure=Figure.objects.get(),
                value=Decimal(670),
                status="final",
                reason="Counted twice.",
                by=officer,
            ).publication
            actions.publish(publication=correction, by=None, at=timezone.now())
            assert actions.label_what_came_out() == 1
        reviewed.refresh_from_db()
        assert reviewed.state == "superseded"


class TestOneCellTwice:
    def test_two_schedules_for_the_same_cell_are_refused(
        self, reviewed: Publication, measure: Measure, officer: User, approver: User
    ) -> None:
        scheduled(reviewed, by=approver)
        rival = make_publication()
        add_figure(rival, measure, LANCASHIRE, "2017-18", 675)
        with pytest.raises(actions.PublicationNotReady, match="cannot come out twice"):
            in_review(rival, by=officer)

    def test_a_correction_of_what_is_only_scheduled_is_refused(
        self, reviewed: Publication, measure: Measure, officer: User, approver: User
    ) -> None:
        scheduled(reviewed, by=approver)
        correction = make_publication()
        add_figure(
            correction,
            measure,
            LANCASHIRE,
            "2017-18",
            675,
            supersedes=reviewed.figures.get(),
            note="Too early.",
        )
        with pytest.raises(actions.PublicationNotReady, match="not public yet"):
            in_review(correction, by=officer)

    def test_a_rival_of_a_scheduled_correction_is_refused(
        self, reviewed: Publication, measure: Measure, officer: User, approver: User
    ) -> None:
        actions.approve_and_publish(publication=reviewed, by=approver)
        new = actions.correct_figure(
            figure=reviewed.figures.get(),
            value=None,
            status="refused",
            reason="Withdrawn.",
            by=officer,
        )
        in_review(new.publication, by=officer)
        scheduled(new.publication, by=approver)
        rival = make_publication()
        add_figure(rival, measure, LANCASHIRE, "2017-18", 675)
        with pytest.raises(actions.PublicationNotReady, match="is scheduled in"):
            in_review(rival, by=officer)

    def test_the_form_says_it_before_anything_is_saved(
        self, reviewed: Publication, measure: Measure, officer: User, approver: User
    ) -> None:
        scheduled(reviewed, by=approver)
        form = {
            **a_new_figure(make_publication(), measure),
            "period_start": "2017-04-01",
            "period_end": "2018-03-31",
            "note": "Another.",
        }
        page = client_of(officer).post("/admin/statistics-entry/new/", form)
        assert "is scheduled with a figure for this already" in page.content.decode()


class TestMoving:
    def test_it_is_moved_with_a_reason_which_is_kept(
        self, reviewed: Publication, approver: User
    ) -> None:
        first, later = tomorrow(), tomorrow() + timedelta(days=7)
        scheduled(reviewed, by=approver, at=first)
        actions.reschedule(publication=reviewed, by=approver, at=later, reason="A late reply.")
        assert not Figure.objects.visible_at(later - SECOND).exists()
        assert Figure.objects.visible_at(later).exists()
        entry = AuditEntry.objects.get(action="stats.reschedule")
        assert (entry.data["old"], entry.data["new"]) == (first.isoformat(), later.isoformat())
        assert entry.data["reason"] == "A late reply."
        announced = ReleaseDate.objects.first()
        assert announced is not None
        assert (announced.moment, announced.reason) == (later, "A late reply.")

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_without_a_reason_it_stays(
        self, reviewed: Publication, approver: User, reason: str
    ) -> None:
        at = tomorrow()
        scheduled(reviewed, by=approver, at=at)
        with pytest.raises(actions.ReasonMissing):
            actions.reschedule(
                publication=reviewed, by=approver, at=at + timedelta(days=1), reason=reason
            )
        with pytest.raises(actions.ReasonMissing):
            actions.cancel_schedule(publication=reviewed, by=approver, reason=reason)
        assert Figure.objects.visible_at(at).exists()

    def test_a_moved_correction_leaves_the_old_figure_until_then(
        self, reviewed: Publication, officer: User, approver: User
    ) -> None:
        actions.approve_and_publish(publication=reviewed, by=approver)
        old = reviewed.figures.get()
        new = actions.correct_figure(
            figure=old, value=None, status="refused", reason="Withdrawn.", by=officer
        )
        in_review(new.publication, by=officer)
        first, later = tomorrow(), tomorrow() + timedelta(days=2)
        scheduled(new.publication, by=approver, at=first)
        actions.reschedule(publication=new.publication, by=approver, at=later, reason="A holiday.")
        assert list(Figure.objects.visible_at(first)) == [old]
        assert list(Figure.objects.visible_at(later)) == [new]
        actions.cancel_schedule(publication=new.publication, by=approver, reason="A doubt.")
        assert list(Figure.objects.visible_at(later)) == [old]

    def test_a_cancelled_one_is_in_review_and_never_comes_out(
        self, reviewed: Publication, approver: User
    ) -> None:
        at = tomorrow()
        scheduled(reviewed, by=approver, at=at)
        cancelled = actions.cancel_schedule(publication=reviewed, by=approver, reason="A doubt.")
        assert (cancelled.state, cancelled.publish_at, cancelled.published_by) == (
            "in-review",
            None,
            None,
        )
        assert not Figure.objects.known_at(at + timedelta(days=99)).exists()
        assert not Publication.objects.visible_at(at + timedelta(days=99)).exists()
        announced = ReleaseDate.objects.first()
        assert announced is not None
        assert (announced.is_confirmed, announced.reason) == (False, "A doubt.")

    def test_what_was_cancelled_can_be_approved_again_with_a_reason(
        self, reviewed: Publication, approver: User
    ) -> None:
        at = tomorrow()
        scheduled(reviewed, by=approver, at=at)
        actions.cancel_schedule(publication=reviewed, by=approver, reason="A doubt.")
        far = at + timedelta(days=70)
        with pytest.raises(actions.ReasonMissing):
            scheduled(reviewed, by=approver, at=far)
        actions.approve_and_schedule(
            publication=reviewed, by=approver, at=far, reason="The doubt took long."
        )
        assert Figure.objects.visible_at(far).exists()

    def test_within_the_last_minute_nothing_moves_it(
        self, reviewed: Publication, approver: User
    ) -> None:
        at = tomorrow()
        scheduled(reviewed, by=approver, at=at)
        with time_machine.travel(at - timedelta(seconds=59), tick=False):
            with pytest.raises(actions.TooLate, match="within a minute"):
                actions.reschedule(
                    publication=reviewed, by=approver, at=at + timedelta(days=1), reason="Late."
                )
            with pytest.raises(actions.TooLate, match="within a minute"):
                actions.cancel_schedule(publication=reviewed, by=approver, reason="Late.")

    def test_what_is_public_is_not_moved(self, reviewed: Publication, approver: User) -> None:
        at = tomorrow()
        scheduled(reviewed, by=approver, at=at)
        with (
            time_machine.travel(at, tick=False),
            pytest.raises(actions.TooLate, match="It is public"),
        ):
            actions.cancel_schedule(publication=reviewed, by=approver, reason="Late.")

    def test_what_is_not_scheduled_is_not_moved(
        self, reviewed: Publication, approver: User
    ) -> None:
        with pytest.raises(actions.WrongState, match="not scheduled"):
            actions.cancel_schedule(publication=reviewed, by=approver, reason="Why?")

    def test_at_the_very_second_the_database_has_the_last_word(
        self, reviewed: Publication, approver: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The web server's clock is slow: it would still move what the public sees already."""
        monkeypatch.setattr(scheduling, "LAST_CALL", timedelta(0))
        at = timezone.now() + timedelta(seconds=3)
        scheduled(reviewed, by=approver, at=at)
        wait_until(lambda: timezone.now() > at, what="the moment")
        with (
            time_machine.travel(at - SECOND, tick=False),
            pytest.raises(actions.TooLate, match="It is public"),
        ):
            actions.reschedule(
                publication=reviewed, by=approver, at=at + timedelta(days=1), reason="Late."
            )
        reviewed.refresh_from_db()
        assert reviewed.publish_at == at
        assert Figure.objects.visible_at(at).exists()
        assert ReleaseDate.objects.filter(publication=reviewed).count() == 1

    def test_a_move_that_outlasts_its_moment_is_taken_back(
        self, reviewed: Publication, approver: User
    ) -> None:
        """What takes long must not unsay, when it commits, what was seen meanwhile."""
        at = tomorrow()
        scheduled(reviewed, by=approver, at=at)

        def dawdle(**kwargs: object) -> None:
            traveller.move_to(at)

        publication_published.connect(dawdle)
        try:
            with (
                time_machine.travel(at - timedelta(minutes=2), tick=False) as traveller,
                pytest.raises(actions.TooLate),
            ):
                actions.reschedule(
                    publication=reviewed, by=approver, at=at + timedelta(days=1), reason="Late."
                )
        finally:
            publication_published.disconnect(dawdle)
        assert Figure.objects.visible_at(at).exists()


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """What each job gave or raised, all begun at the same moment on connections of their own."""
    barrier = threading.Barrier(len(jobs))
    outcomes: list[object] = [None] * len(jobs)

    def run(place: int, job: Callable[[], object]) -> None:
        barrier.wait()
        try:
            outcomes[place] = job()
        except Exception as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, job)) for place, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_two_approvers_publish_it_once(self, reviewed: Publication, approver: User) -> None:
        other = person("another-approver", "Approver")
        outcomes = at_once(
            lambda: actions.approve_and_publish(publication=reviewed, by=approver),
            lambda: actions.approve_and_publish(publication=reviewed, by=other),
        )
        assert outcomes == [reviewed, reviewed]
        assert AuditEntry.objects.filter(action="stats.publish").count() == 1
        entry = AuditEntry.objects.get(action="stats.publish")
        reviewed.refresh_from_db()
        assert reviewed.published_by == entry.by

    def test_two_approvers_for_two_moments_set_one_of_them(
        self, reviewed: Publication, approver: User
    ) -> None:
        other = person("another-approver", "Approver")
        early, late = tomorrow(), tomorrow() + timedelta(days=1)
        outcomes = at_once(
            lambda: scheduled(reviewed, by=approver, at=early),
            lambda: scheduled(reviewed, by=other, at=late),
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == [
            "Publication",
            "WrongState",
        ]
        reviewed.refresh_from_db()
        assert list(Figure.objects.values_list("public_from", flat=True)) == [reviewed.publish_at]

    def test_an_import_and_a_submission_never_let_an_unreviewed_figure_in(
        self, draft: Publication, measure: Measure, officer: User, approver: User
    ) -> None:
        """Whichever comes first, what is approved is what was closed for review."""
        outcomes = at_once(
            lambda: import_another_figure(draft, measure, by=approver),
            lambda: in_review(draft, by=officer),
        )
        assert not isinstance(outcomes[1], Exception)
        closed_with = AuditEntry.objects.get(action="stats.submit_for_review").data["figures"]
        assert draft.figures.count() == closed_with
        contributed = closed_with == 2  # the import was first
        assert contributed is not isinstance(outcomes[0], Exception)
        approval = at_once(lambda: actions.approve_and_publish(publication=draft, by=approver))
        assert isinstance(approval[0], actions.TwoPeopleNeeded) is contributed

    def test_an_import_while_it_is_approved_adds_nothing(
        self, reviewed: Publication, measure: Measure, officer: User, approver: User
    ) -> None:
        outcomes = at_once(
            lambda: import_another_figure(reviewed, measure, by=officer),
            lambda: actions.approve_and_publish(publication=reviewed, by=approver),
        )
        assert isinstance(outcomes[0], Exception)
        assert outcomes[1] == reviewed
        assert reviewed.figures.count() == 1

    def test_two_who_begin_a_correction_get_the_same_one(
        self, reviewed: Publication, officer: User, approver: User
    ) -> None:
        actions.approve_and_publish(publication=reviewed, by=approver)
        outcomes = at_once(
            lambda: actions.start_correction(publication=reviewed, by=officer),
            lambda: actions.start_correction(publication=reviewed, by=approver),
        )
        assert outcomes[0] == outcomes[1] == Publication.objects.get(version=2)


def import_another_figure(publication: Publication, measure: Measure, *, by: User) -> object:
    """A file with one figure of another year, through the importer itself."""
    content = as_csv(
        [measure.slug, LANCASHIRE, "", "2016-04-01", "2017-03-31", "600", "final", "", ""]
    ).encode()
    record = Record()
    return import_figures(
        file=io.BytesIO(content),
        file_name="late.csv",
        size=len(content),
        destination=Destination(slug=publication.slug, title=publication.title),
        report=record.problems.append,
        progress=record,
        by=by,
    )


class TestTheScreens:
    def page(self, user: User, publication: Publication) -> str:
        address = f"/admin/publication/inspect/{publication.pk}/"
        return str(client_of(user).get(address).content.decode())

    def test_an_author_is_offered_to_submit_it(self, draft: Publication, officer: User) -> None:
        assert "Submit for review" in self.page(officer, draft)
        client_of(officer).post(f"/admin/publication/submit/{draft.pk}/")
        draft.refresh_from_db()
        assert draft.state == "in-review"

    def test_whoever_contributed_is_told_that_somebody_else_has_to(
        self, reviewed: Publication, officer: User
    ) -> None:
        page = self.page(officer, reviewed)
        assert "somebody who did not contribute to it. You did." in page
        assert f"/admin/publication/publish/{reviewed.pk}/" not in page

    def test_an_approver_is_offered_to_approve_it(
        self, reviewed: Publication, approver: User
    ) -> None:
        assert f"/admin/publication/publish/{reviewed.pk}/" in self.page(approver, reviewed)

    def test_a_press_officer_is_offered_nothing(self, reviewed: Publication) -> None:
        page = self.page(person("press", "Press officer"), reviewed)
        assert "It waits for somebody to approve it." in page
        assert f"/admin/publication/publish/{reviewed.pk}/" not in page

    def test_what_stands_in_the_way_is_named(self, officer: User) -> None:
        empty = make_publication()
        page = self.page(officer, empty)
        assert "It has no figures: import some first." in page
        assert "Submit for review" not in page
        bring_in = f'<a class="button" href="/admin/received-file/into/{empty.pk}/">'
        assert bring_in in page

    def test_what_is_wrong_with_figures_leads_to_the_checks(self, officer: User) -> None:
        draft, measure = make_publication(), make_measure()
        add_figure(draft, measure, LANCASHIRE, "2016-17", 100)
        add_figure(draft, measure, LANCASHIRE, "2017-18", 900)
        page = self.page(officer, draft)
        assert f'<a class="button" href="/admin/publication/checks/{draft.pk}/">' in page

    def test_an_approver_schedules_it(self, reviewed: Publication, approver: User) -> None:
        at = timezone.localtime(tomorrow()).replace(second=0)
        client_of(approver).post(
            f"/admin/publication/publish/{reviewed.pk}/",
            {"when": "later", "at": at.strftime("%Y-%m-%d %H:%M")},
        )
        reviewed.refresh_from_db()
        assert (reviewed.state, reviewed.publish_at) == ("scheduled", at)
        assert "appears by itself on" in self.page(approver, reviewed)

    @pytest.mark.parametrize("at", ["", "soon", "2018-02-30 00:01"])
    def test_a_moment_that_is_none_is_refused_beside_its_field(
        self, reviewed: Publication, approver: User, at: str
    ) -> None:
        page = client_of(approver).post(
            f"/admin/publication/publish/{reviewed.pk}/", {"when": "later", "at": at}
        )
        assert page.status_code == 200
        reviewed.refresh_from_db()
        assert reviewed.state == "in-review"

    def test_it_is_moved_and_cancelled_with_a_reason(
        self, reviewed: Publication, approver: User
    ) -> None:
        scheduled(reviewed, by=approver)
        client = client_of(approver)
        address = f"/admin/publication/move/{reviewed.pk}/"
        later = timezone.localtime(tomorrow() + timedelta(days=3)).replace(second=0)
        form = {"do": "move", "at": later.strftime("%Y-%m-%d %H:%M")}
        assert "This field is required." in client.post(address, form).content.decode()
        client.post(address, {**form, "reason": "A late reply."})
        reviewed.refresh_from_db()
        assert reviewed.publish_at == later
        client.post(address, {"do": "cancel", "cancel-reason": "A doubt."})
        reviewed.refresh_from_db()
        assert reviewed.state == "in-review"

    @pytest.mark.parametrize("role", ["Press officer", "Editor"])
    def test_the_wrong_role_does_none_of_it(
        self, draft: Publication, officer: User, approver: User, role: str
    ) -> None:
        client = client_of(person("other", role))
        client.post(f"/admin/publication/submit/{draft.pk}/")
        draft.refresh_from_db()
        assert draft.state == "draft"
        in_review(draft, by=officer)
        client.post(f"/admin/publication/return/{draft.pk}/", {"words": "No."})
        client.post(f"/admin/publication/publish/{draft.pk}/", {"when": "now"})
        draft.refresh_from_db()
        assert draft.state == "in-review"
        scheduled(draft, by=approver)
        client.post(f"/admin/publication/move/{draft.pk}/", {"do": "cancel", "reason": "No."})
        draft.refresh_from_db()
        assert draft.state == "scheduled"

    def test_an_approver_does_not_submit(self, draft: Publication, approver: User) -> None:
        client_of(approver).post(f"/admin/publication/submit/{draft.pk}/")
        draft.refresh_from_db()
        assert draft.state == "draft"

    def test_its_screen_asks_no_more_queries_for_more_people_and_versions(
        self, reviewed: Publication, officer: User, approver: User
    ) -> None:
        from django.test.utils import CaptureQueriesContext

        client = client_of(approver)

        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                address = f"/admin/publication/inspect/{reviewed.pk}/"
                assert client.get(address).status_code == 200
            return len(captured)

        Publication.objects.create(slug=reviewed.slug, version=2, title="Next")
        contribute(reviewed, by=officer)
        queries()
        few = queries()
        for number in range(5):
            contribute(reviewed, by=person(f"person-{number}"))
            Publication.objects.create(slug=reviewed.slug, version=3 + number, title="Next")
        assert queries() == few
