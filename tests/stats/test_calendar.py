"""When figures are expected, as the public is told; and why that changed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stats import actions
from stats.calendar import Stage, calendar_at, published_at, upcoming_at
from stats.models import AuditEntry, Publication, ReleaseDate
from tests.stats.factories import add_figure, make_measure, make_publication
from tests.stats.people import client_of, in_review, person

pytestmark = pytest.mark.django_db

LANCASHIRE = "E23000003"
SECOND = timedelta(seconds=1)


@pytest.fixture
def officer() -> User:
    return person("officer")


@pytest.fixture
def draft() -> Publication:
    publication = make_publication("offences-2017-18", title="Offences, 2017-18")
    add_figure(publication, make_measure(), LANCASHIRE, "2017-18", 674)
    return publication


def ahead(days: int) -> datetime:
    return timezone.localtime(timezone.now() + timedelta(days=days)).replace(
        hour=9, minute=30, second=0, microsecond=0
    )


def month_of(moment: datetime) -> date:
    return timezone.localdate(moment).replace(day=1)


def test_a_month_is_announced_first_and_a_moment_in_it_later(
    draft: Publication, officer: User
) -> None:
    at = ahead(40)
    actions.announce(publication=draft, by=officer, month=at.date())
    entry = calendar_at()[0]
    assert (entry.stage, entry.month, entry.moment) == (Stage.PROVISIONAL, month_of(at), None)
    actions.announce(publication=draft, by=officer, moment=at)  # the same month: no reason needed
    entry = calendar_at()[0]
    assert (entry.stage, entry.moment, entry.is_late) == (Stage.CONFIRMED, at, False)
    assert len(entry.history) == 2
    assert entry.changes == ()


def test_another_month_needs_a_reason_which_is_kept(draft: Publication, officer: User) -> None:
    actions.announce(publication=draft, by=officer, month=ahead(40).date())
    later = ahead(120).date()
    with pytest.raises(actions.ReasonMissing):
        actions.announce(publication=draft, by=officer, month=later, reason=" ")
    actions.announce(publication=draft, by=officer, month=later, reason="Two forces are late.")
    entry = calendar_at()[0]
    assert entry.month == later.replace(day=1)
    assert [change.reason for change in entry.changes] == ["Two forces are late."]


def test_a_confirmed_moment_is_moved_only_with_a_reason(draft: Publication, officer: User) -> None:
    at = ahead(40)
    actions.announce(publication=draft, by=officer, moment=at)
    actions.announce(publication=draft, by=officer, moment=at)  # said twice, changed nothing
    with pytest.raises(actions.ReasonMissing):
        actions.announce(publication=draft, by=officer, moment=at + timedelta(minutes=1))
    with pytest.raises(actions.ReasonMissing):
        actions.announce(publication=draft, by=officer, month=at.date())


def test_what_has_passed_is_not_announced(draft: Publication, officer: User) -> None:
    with pytest.raises(actions.WrongState, match="has passed"):
        actions.announce(publication=draft, by=officer, moment=timezone.now() - SECOND)
    with pytest.raises(actions.WrongState, match="has passed"):
        actions.announce(publication=draft, by=officer, month=date(2018, 9, 1))


def test_what_is_public_or_scheduled_is_not_announced(draft: Publication, officer: User) -> None:
    in_review(draft, by=officer)
    actions.approve_and_schedule(publication=draft, by=person("other"), at=ahead(2))
    with pytest.raises(actions.WrongState, match="move its time"):
        actions.announce(publication=draft, by=officer, moment=ahead(3))
    out = make_publication()
    add_figure(out, make_measure(), LANCASHIRE, "2016-17", 1)
    actions.publish(publication=out, by=None, at=timezone.now())
    with pytest.raises(actions.WrongState, match="public already"):
        actions.announce(publication=out, by=officer, moment=ahead(3))


def test_approving_for_a_moment_confirms_it_in_the_calendar(
    draft: Publication, officer: User
) -> None:
    at = ahead(3)
    in_review(draft, by=officer)
    actions.approve_and_schedule(publication=draft, by=person("other"), at=at)
    entry = calendar_at()[0]
    assert (entry.title, entry.stage, entry.moment) == (
        "Offences, 2017-18",
        Stage.CONFIRMED,
        at,
    )
    with time_machine.travel(at, tick=False):
        entry = calendar_at()[0]
    assert entry.stage == Stage.PUBLISHED


def test_publishing_at_another_moment_than_announced_needs_a_reason(
    draft: Publication, officer: User
) -> None:
    approver = person("other")
    actions.announce(publication=draft, by=officer, moment=ahead(40))
    in_review(draft, by=officer)
    with pytest.raises(actions.ReasonMissing):
        actions.approve_and_publish(publication=draft, by=approver)
    with pytest.raises(actions.ReasonMissing):
        actions.approve_and_schedule(publication=draft, by=approver, at=ahead(41))
    actions.approve_and_publish(publication=draft, by=approver, reason="It was leaked.")
    entry = published_at()[0]
    assert [change.reason for change in entry.changes] == ["It was leaked."]


def test_the_calendar_is_as_it_was_at_any_moment(draft: Publication, officer: User) -> None:
    before = timezone.now()
    actions.announce(publication=draft, by=officer, month=ahead(40).date())
    between = timezone.now()
    actions.announce(
        publication=draft, by=officer, month=ahead(120).date(), reason="Two forces are late."
    )
    assert calendar_at(before) == []
    assert calendar_at(between)[0].month == month_of(ahead(40))
    assert calendar_at(between)[0].changes == ()
    assert calendar_at()[0].month == month_of(ahead(120))


def test_a_draft_that_was_never_announced_is_not_in_it(draft: Publication) -> None:
    assert calendar_at() == []


def test_a_promise_that_was_not_kept_is_late(draft: Publication, officer: User) -> None:
    at = ahead(2)
    actions.announce(publication=draft, by=officer, moment=at)
    assert upcoming_at(at)[0].is_late
    assert not upcoming_at(at - SECOND)[0].is_late


def test_what_is_ahead_comes_soonest_first_and_what_is_out_newest_first(officer: User) -> None:
    def announced(days: int) -> Publication:
        publication = make_publication()
        actions.announce(publication=publication, by=officer, moment=ahead(days))
        return publication

    def published(days: int) -> Publication:
        publication = make_publication()
        add_figure(publication, make_measure(), LANCASHIRE, "2016-17", 1)
        return actions.publish(publication=publication, by=None, at=ahead(-days))

    late, soon = announced(50), announced(2)
    old, new = published(50), published(2)
    assert [entry.publication for entry in calendar_at()] == [soon, late, new, old]


def test_it_takes_two_queries_however_much_is_in_it(
    officer: User, django_assert_num_queries: object
) -> None:
    for days in (2, 3, 4):
        publication = make_publication()
        actions.announce(publication=publication, by=officer, moment=ahead(days))
        actions.announce(publication=publication, by=officer, moment=ahead(9), reason="Late.")
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(upcoming_at()) == 3


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE stats_releasedate SET reason = 'none'",
        "UPDATE stats_releasedate SET month = '2018-09-01'",
        "DELETE FROM stats_releasedate",
    ],
)
def test_the_database_lets_nobody_unsay_it(draft: Publication, officer: User, change: str) -> None:
    actions.announce(publication=draft, by=officer, month=ahead(40).date())
    with (
        pytest.raises(DatabaseError, match="append only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_an_account_that_goes_leaves_its_announcement(draft: Publication, officer: User) -> None:
    actions.announce(publication=draft, by=officer, month=ahead(40).date())
    AuditEntry.objects.update(by=None)
    officer.delete()
    assert ReleaseDate.objects.get().by is None


class TestTheScreens:
    def test_a_statistics_officer_announces_a_month(
        self, draft: Publication, officer: User
    ) -> None:
        client = client_of(officer)
        client.post(f"/admin/publication/announce/{draft.pk}/", {"month": f"{ahead(40):%Y-%m}"})
        assert ReleaseDate.objects.get().month == month_of(ahead(40))
        page = client.get("/admin/release-calendar/").content.decode()
        assert f"{ahead(40):%B %Y}, provisional" in page

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({}, "one of the two"),
            ({"month": "2090-11", "moment": "2090-11-01 09:30"}, "one of the two"),
            ({"month": "November"}, "Give the year and the month"),
            ({"month": "2090-13"}, "Give the year and the month"),
            ({"month": "2018-09"}, "has passed"),
            ({"moment": "yesterday"}, "Enter a valid date/time."),
        ],
    )
    def test_a_date_that_is_none_is_refused(
        self, draft: Publication, officer: User, fields: dict[str, str], message: str
    ) -> None:
        page = client_of(officer).post(f"/admin/publication/announce/{draft.pk}/", fields)
        assert page.status_code == 200
        assert message in page.content.decode()
        assert not ReleaseDate.objects.exists()

    @pytest.mark.parametrize("role", ["Approver", "Press officer", "Editor"])
    def test_the_wrong_role_announces_nothing(self, draft: Publication, role: str) -> None:
        client = client_of(person("other", role))
        client.post(f"/admin/publication/announce/{draft.pk}/", {"month": "2090-11"})
        assert not ReleaseDate.objects.exists()

    def test_nobody_adds_or_deletes_one_past_the_verbs(
        self, draft: Publication, officer: User, admin_client: object
    ) -> None:
        announced = actions.announce(publication=draft, by=officer, month=ahead(40).date())
        for address in ("new/", f"edit/{announced.pk}/", f"delete/{announced.pk}/"):
            answer = admin_client.post(  # type: ignore[attr-defined]
                f"/admin/release-calendar/{address}", {"reason": "mine"}
            )
            assert answer.status_code == 302
        assert list(ReleaseDate.objects.values_list("reason", flat=True)) == [""]

    def test_what_was_announced_is_not_deleted(self, officer: User) -> None:
        publication = make_publication()
        actions.announce(publication=publication, by=officer, month=ahead(40).date())
        client_of(officer).post(f"/admin/publication/delete/{publication.pk}/")
        assert Publication.objects.filter(pk=publication.pk).exists()

    def test_the_list_asks_no_more_queries_for_more_rows(self, officer: User) -> None:
        client = client_of(officer)

        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                assert client.get("/admin/release-calendar/").status_code == 200
            return len(captured)

        actions.announce(publication=make_publication(), by=officer, moment=ahead(2))
        queries()
        few = queries()
        for number in range(5):
            by = person(f"person-{number}")
            actions.announce(publication=make_publication(), by=by, moment=ahead(3))
        assert queries() == few
