"""Which figures a version shows, and correcting in the open."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from stats import actions, clock
from stats.models import AuditEntry, Figure, Measure, Publication
from stats.versions import corrections_at, corrections_of, figures_of, versions_of
from tests.stats.factories import add_figure, make_measure, make_publication
from tests.stats.people import client_of, person

pytestmark = pytest.mark.django_db

LANCASHIRE = "E23000003"
CUMBRIA = "E23000002"


@pytest.fixture
def officer() -> User:
    return person("officer")


@pytest.fixture
def measure() -> Measure:
    return make_measure()


@pytest.fixture
def first(measure: Measure) -> Publication:
    """Version 1, public since yesterday: Lancashire 674, Cumbria 90."""
    publication = make_publication("offences-2017-18", methodology="We asked.")
    add_figure(publication, measure, LANCASHIRE, "2017-18", 674)
    add_figure(publication, measure, CUMBRIA, "2017-18", 90)
    yesterday = timezone.now() - timedelta(days=1)
    return actions.publish(publication=publication, by=None, at=yesterday)


def lancashire(publication: Publication) -> Figure:
    return Figure.objects.get(publication=publication, area__gss_code=LANCASHIRE)


def correct(first: Publication, value: int, *, by: User, reason: str = "Counted twice.") -> Figure:
    return actions.correct_figure(
        figure=lancashire(first), value=Decimal(value), status="final", reason=reason, by=by
    )


def shown(publication: Publication) -> dict[str, str]:
    figures = figures_of(publication).select_related("area")
    return {figure.area.name: figure.shown_value for figure in figures}


def test_the_next_version_shows_the_corrected_figure_and_all_the_others(
    first: Publication, officer: User
) -> None:
    second = correct(first, 680, by=officer).publication
    assert shown(second) == {"Lancashire": "680", "Cumbria": "90"}
    assert second.methodology == "We asked."


def test_an_old_version_keeps_showing_what_it_said(first: Publication, officer: User) -> None:
    second = correct(first, 680, by=officer).publication
    actions.publish(publication=second, by=None, at=timezone.now())
    assert shown(first) == {"Lancashire": "674", "Cumbria": "90"}
    first.refresh_from_db()
    assert first.state == "superseded"
    assert set(figures_of(first).known_at()) == set(figures_of(first))


def test_a_third_version_corrects_the_second(first: Publication, officer: User) -> None:
    second = correct(first, 680, by=officer).publication
    actions.publish(publication=second, by=None, at=timezone.now())
    third = correct(second, 681, by=officer).publication
    assert (second.version, third.version) == (2, 3)
    assert shown(third)["Lancashire"] == "681"
    assert shown(second)["Lancashire"] == "680"


def test_versions_are_listed_newest_first_and_the_public_sees_those_that_are_out(
    first: Publication, officer: User
) -> None:
    second = actions.start_correction(publication=first, by=officer)
    assert list(versions_of(first)) == [second, first]
    assert list(versions_of(second).visible_at()) == [first]


def test_starting_a_correction_twice_gives_the_same_draft(
    first: Publication, officer: User
) -> None:
    draft = actions.start_correction(publication=first, by=officer)
    assert actions.start_correction(publication=first, by=officer) == draft
    assert actions.start_correction(publication=draft, by=officer) == draft


def test_what_is_not_public_is_changed_and_not_corrected(officer: User) -> None:
    with pytest.raises(actions.WrongState, match="not public yet"):
        actions.start_correction(publication=make_publication(), by=officer)


def test_while_a_correction_is_in_review_no_other_is_begun(
    first: Publication, officer: User
) -> None:
    second = correct(first, 680, by=officer).publication
    actions.submit_for_review(publication=second, by=officer)
    with pytest.raises(actions.WrongState, match="not public yet"):
        actions.start_correction(publication=first, by=officer)


def test_a_correction_names_old_value_new_value_and_reason(
    first: Publication, officer: User
) -> None:
    old, new = lancashire(first), correct(first, 680, by=officer)
    found = corrections_of(new.publication).get()
    assert found.supersedes == old
    assert (old.shown_value, found.shown_value, found.note) == ("674", "680", "Counted twice.")
    entry = AuditEntry.objects.get(action="stats.correct")
    assert entry.data["old"] == "674"
    assert entry.data["new"] == "680"
    assert entry.data["reason"] == "Counted twice."


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_a_correction_without_a_reason_is_refused(
    first: Publication, officer: User, reason: str
) -> None:
    with pytest.raises(actions.ReasonMissing):
        correct(first, 680, by=officer, reason=reason)
    assert not Publication.objects.filter(version=2).exists()


def test_a_correction_that_changes_nothing_is_refused(first: Publication, officer: User) -> None:
    with pytest.raises(actions.PublicationNotReady, match="says already"):
        correct(first, 674, by=officer)
    assert not Publication.objects.filter(version=2).exists()


def test_a_figure_is_corrected_once_at_a_time(first: Publication, officer: User) -> None:
    correct(first, 680, by=officer)
    with pytest.raises(actions.WrongState, match="waits in"):
        correct(first, 681, by=officer)


def test_a_superseded_figure_is_not_corrected_again(first: Publication, officer: User) -> None:
    second = correct(first, 680, by=officer).publication
    actions.publish(publication=second, by=None, at=timezone.now())
    with pytest.raises(actions.WrongState, match="public and stands"):
        correct(first, 681, by=officer)


def test_a_correction_may_take_a_value_away(first: Publication, officer: User) -> None:
    new = actions.correct_figure(
        figure=lancashire(first), value=None, status="refused", reason="Withdrawn.", by=officer
    )
    assert new.shown_value == "refused"


def test_the_log_of_corrections_has_what_is_public_and_nothing_before(
    first: Publication, officer: User
) -> None:
    new = correct(first, 680, by=officer)
    assert not corrections_at().exists()
    actions.submit_for_review(publication=new.publication, by=officer)
    at = timezone.now() + timedelta(days=1)
    actions.approve_and_schedule(publication=new.publication, by=person("other"), at=at)
    assert not corrections_at(at - timedelta(seconds=1)).exists()
    assert list(corrections_at(at)) == [new]
    with clock.at(at):
        assert list(corrections_at()) == [new]


def test_naming_corrections_takes_one_query(
    first: Publication, officer: User, django_assert_num_queries: object
) -> None:
    second = correct(first, 680, by=officer).publication
    actions.publish(publication=second, by=None, at=timezone.now())
    with django_assert_num_queries(1):  # type: ignore[operator]
        told = [
            f"{figure}: {figure.supersedes.shown_value} → {figure.shown_value}, {figure.note},"
            f" {figure.publication.title}, {figure.supersedes.publication.title}"
            for figure in corrections_at()
            if figure.supersedes
        ]
    assert len(told) == 1


def test_a_new_version_that_changes_neither_figure_nor_word_corrects_nothing(
    first: Publication, officer: User
) -> None:
    second = actions.start_correction(publication=first, by=officer)
    with pytest.raises(actions.PublicationNotReady, match="corrects nothing"):
        actions.submit_for_review(publication=second, by=officer)
    Publication.objects.filter(pk=second.pk).update(methodology="We asked twice.")
    assert actions.submit_for_review(publication=second, by=officer).state == "in-review"


class TestTheScreen:
    def address(self, first: Publication) -> str:
        return f"/admin/statistics-entry/correct/{lancashire(first).pk}/"

    def test_a_figure_is_corrected_from_where_it_is_looked_at(
        self, first: Publication, officer: User
    ) -> None:
        client = client_of(officer)
        page = client.get(f"/admin/statistics-entry/inspect/{lancashire(first).pk}/")
        assert self.address(first) in page.content.decode()
        client.post(
            self.address(first), {"value": "680", "status": "final", "reason": "Counted twice."}
        )
        assert Figure.objects.get(supersedes=lancashire(first)).value == 680

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"value": ""}, "Give the value."),
            ({"status": "refused"}, "leave it empty, not nought"),
            ({"value": "-1"}, "greater than or equal to 0"),
            ({"value": "1e400"}, "Ensure that there are no more than"),
            ({"value": "NaN"}, "Enter a number."),
            ({"reason": "  "}, "This field is required."),
            ({"value": "674"}, "That is what the figure says already."),
        ],
    )
    def test_a_correction_that_cannot_be_is_refused_with_its_reason(
        self, first: Publication, officer: User, fields: dict[str, str], message: str
    ) -> None:
        form = {"value": "680", "status": "final", "reason": "Counted twice.", **fields}
        page = client_of(officer).post(self.address(first), form)
        assert page.status_code == 200
        assert message in page.content.decode()
        assert not Figure.objects.filter(supersedes__isnull=False).exists()

    @pytest.mark.parametrize("role", ["Press officer", "Approver", "Editor"])
    def test_only_a_statistics_officer_corrects(self, first: Publication, role: str) -> None:
        client = client_of(person("other", role))
        form = {"value": "680", "status": "final", "reason": "Counted twice."}
        client.post(self.address(first), form)
        client.post(f"/admin/publication/correct/{first.pk}/")
        assert not Publication.objects.filter(version=2).exists()


def test_a_figure_is_corrected_once_at_a_time_by_hand_as_well(
    first: Publication, measure: Measure, officer: User
) -> None:
    waiting = correct(first, 670, by=officer)
    other = make_publication("another")
    answer = client_of(officer).post(
        "/admin/statistics-entry/new/",
        {
            "publication": other.pk,
            "measure": measure.pk,
            "area": lancashire(first).area_id,
            "period_start": "2017-04-01",
            "period_end": "2018-03-31",
            "value": "671",
            "status": "final",
            "note": "Counted twice.",
        },
    )
    assert answer.status_code == 200
    assert f"A correction of it waits in “{waiting.publication}” already." in (
        answer.content.decode()
    )
    assert not other.figures.exists()
