"""Who did what and when: kept where nobody can change it, and told on standard output."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from charity_site.json_lines import JSONLine
from helpline_info.models import Channel
from stats import actions, audit
from stats.models import AuditEntry, Figure, Measure, Publication, SeriesBreak
from tests.stats.factories import add_figure, make_measure, make_publication
from tests.stats.people import client_of, contribute, in_review, person

pytestmark = pytest.mark.django_db

LANCASHIRE = "E23000003"


@pytest.fixture
def officer() -> User:
    user = person("officer")
    user.first_name, user.last_name = "An", "Officer"
    user.save()
    return user


@pytest.fixture
def draft() -> Publication:
    publication = make_publication("offences-2017-18")
    add_figure(publication, make_measure(), LANCASHIRE, "2017-18", 674)
    return publication


def test_the_whole_way_of_a_publication_is_kept(draft: Publication, officer: User) -> None:
    approver = person("approver", "Approver")
    contribute(draft, by=officer)
    in_review(draft, by=officer)
    actions.approve_and_publish(publication=draft, by=approver)
    actions.correct_figure(
        figure=draft.figures.get(), value=None, status="refused", reason="Withdrawn.", by=officer
    )
    told = AuditEntry.objects.order_by("pk").values_list("by_name", "action", "subject_name")
    assert list(told) == [
        ("An Officer", "wagtail.edit", "Offences-2017-18"),
        ("An Officer", "stats.submit_for_review", "Offences-2017-18"),
        ("approver", "stats.publish", "Offences-2017-18"),
        ("An Officer", "stats.start_correction", "Offences-2017-18 (version 2)"),
        ("An Officer", "stats.correct", "Lancashire, 2017-18: refused · Offences recorded"),
    ]


def test_a_number_that_may_have_to_be_hidden_is_not_kept(draft: Publication, officer: User) -> None:
    figure = draft.figures.get()
    log(instance=figure, action="wagtail.create", user=officer)
    assert AuditEntry.objects.get().subject_name == "Lancashire, 2017-18: 674 · Offences recorded"
    Measure.objects.update(suppression_threshold=5)
    log(instance=figure, action="wagtail.delete", user=officer)
    newest = AuditEntry.objects.order_by("-pk")[0]
    assert newest.subject_name == "Lancashire, 2017-18 · Offences recorded"
    assert not ModelLogEntry.objects.filter(action="wagtail.delete", label__contains="674").exists()


def test_a_name_stays_as_it_was(draft: Publication, officer: User) -> None:
    contribute(draft, by=officer)
    User.objects.filter(pk=officer.pk).update(last_name="Somebody-Else")
    assert AuditEntry.objects.get().by_name == "An Officer"


def test_an_account_that_is_deleted_leaves_its_name(draft: Publication, officer: User) -> None:
    contribute(draft, by=officer)
    officer.delete()
    entry = AuditEntry.objects.get()
    assert (entry.by, entry.by_name) == (None, "An Officer")
    assert [contributor.name for contributor in audit.contributors(draft)] == ["An Officer"]


def test_what_an_edit_changed_is_kept_field_by_field(officer: User) -> None:
    measure = make_measure()
    page = client_of(officer).get(f"/admin/measure/edit/{measure.pk}/")
    form = {
        name: field.value() if field.value() is not None else ""
        for name, field in ((f.name, f) for f in page.context["form"])
    }
    answer = client_of(officer).post(
        f"/admin/measure/edit/{measure.pk}/", {**form, "large_change_percent": "30"}
    )
    assert answer.status_code == 302
    entry = AuditEntry.objects.get(action="wagtail.edit")
    assert entry.data["changes"] == {"large_change_percent": ["50", "30"]}
    assert ("large_change_percent", "50 → 30") in audit.details_of(entry)


def test_an_edit_that_changes_nothing_is_no_contribution(draft: Publication, officer: User) -> None:
    client_of(officer).post(
        f"/admin/publication/edit/{draft.pk}/", {"title": draft.title, "slug": draft.slug}
    )
    assert audit.contributors(draft) == []


def test_every_desk_screen_that_edits_says_what_it_changed() -> None:
    from stats.views.recorded import RecordedEdit
    from stats.viewsets import VIEWSETS

    silent = [
        type(viewset).__name__
        for viewset in VIEWSETS
        if hasattr(viewset, "edit_view_class")
        and not issubclass(viewset.edit_view_class, RecordedEdit)
        and viewset.permission_policy.user_has_permission(User(is_superuser=True), "change")
    ]
    assert silent == []


def test_a_figure_belongs_to_its_publication_even_when_it_is_gone(
    draft: Publication, officer: User
) -> None:
    figure = draft.figures.get()
    client_of(officer).post(f"/admin/statistics-entry/delete/{figure.pk}/")
    assert not Figure.objects.exists()
    entry = AuditEntry.objects.about_publication(draft).get()
    assert (entry.action, entry.subject_id) == ("wagtail.delete", figure.pk)
    assert entry.subject_name.startswith("Lancashire, 2017-18: 674")


def test_what_is_rolled_back_is_not_in_it(draft: Publication, officer: User) -> None:
    with transaction.atomic():
        contribute(draft, by=officer)
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()


def test_what_is_done_in_other_rooms_is_not_in_it(officer: User) -> None:
    channel = Channel(pk=1, name="A channel")
    log(instance=channel, action="wagtail.edit", user=officer)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE stats_auditentry SET by_name = 'Nobody'",
        "UPDATE stats_auditentry SET data = '{}'",
        "UPDATE stats_auditentry SET at = now() - interval '1 year'",
        "DELETE FROM stats_auditentry",
    ],
)
def test_the_database_lets_nobody_change_it(draft: Publication, officer: User, change: str) -> None:
    contribute(draft, by=officer)
    with (
        pytest.raises(DatabaseError, match="append only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


class TestStandardOutput:
    def test_each_entry_is_a_line_of_json_once_it_is_committed(
        self,
        draft: Publication,
        officer: User,
        django_capture_on_commit_callbacks: Any,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        lines: list[str] = []

        class Lines(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                lines.append(JSONLine().format(record))

        monkeypatch.setattr(logging.getLogger("audit"), "handlers", [Lines()])
        with django_capture_on_commit_callbacks(execute=True):
            in_review(draft, by=officer)
            assert lines == []
        (line,) = lines
        assert "\n" not in line
        told = json.loads(line)
        entry = AuditEntry.objects.get()
        assert told == {
            "log": "audit",
            "entry": entry.pk,
            "at": entry.at.isoformat(),
            "by": "An Officer",
            "action": "stats.submit_for_review",
            "subject_type": "stats.publication",
            "subject_id": draft.pk,
            "subject": "Offences-2017-18",
            "data": {"figures": 1, "publication": draft.pk},
        }

    def test_they_go_to_standard_output_and_the_rest_does_not(self) -> None:
        configured: Any = settings.LOGGING
        assert configured["loggers"]["audit"]["handlers"] == ["audit"]
        assert configured["loggers"]["audit"]["propagate"] is False
        assert configured["handlers"]["audit"]["stream"] == "ext://sys.stdout"
        assert configured["handlers"]["audit"]["formatter"] == "json"

    def test_a_line_break_in_what_somebody_typed_does_not_forge_a_line(self) -> None:
        record = logging.makeLogRecord({"name": "audit", "line": {"by": 'x\n{"by": "other"}'}})
        assert "\n" not in JSONLine().format(record)


def _squeezed(page: Any) -> str:
    """A page without the space around its tags."""
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", page.content.decode())


class TestTheScreen:
    @pytest.mark.parametrize(
        ("filters", "found"),
        [
            ("", ["stats.submit_for_review", "wagtail.edit"]),
            ("by_name=other", ["stats.submit_for_review"]),
            ("action=wagtail.edit", ["wagtail.edit"]),
            ("subject_name=OFFENCES", ["stats.submit_for_review", "wagtail.edit"]),
            ("subject_name=nothing+like+it", []),
            ("publication={publication}", ["stats.submit_for_review", "wagtail.edit"]),
            ("publication=99999999999999999999", []),
            ("at_from=2017-01-01&at_to=2017-02-01", []),
        ],
    )
    def test_it_is_read_and_filtered(
        self, draft: Publication, officer: User, filters: str, found: list[str]
    ) -> None:
        contribute(draft, by=officer)
        in_review(draft, by=person("other"))
        address = f"/admin/audit-log/?{filters.format(publication=draft.pk)}"
        page = client_of(officer).get(address)
        assert [entry.action for entry in page.context["object_list"]] == found
        assert ("Submitted for review</a>" in _squeezed(page)) is (
            "stats.submit_for_review" in found
        )

    def test_an_entry_is_read_in_words(self, draft: Publication, officer: User) -> None:
        in_review(draft, by=officer)
        entry = AuditEntry.objects.get()
        page = client_of(officer).get(f"/admin/audit-log/inspect/{entry.pk}/")
        assert "Submitted for review" in page.content.decode()
        assert "figures: 1" in page.content.decode()

    @pytest.mark.parametrize("role", ["Press officer", "Editor"])
    def test_the_wrong_role_does_not_read_it(self, draft: Publication, role: str) -> None:
        client = client_of(person("other", role))
        assert client.get("/admin/audit-log/").status_code == 302

    def test_nobody_writes_it_by_hand(
        self, draft: Publication, officer: User, admin_client: Any
    ) -> None:
        contribute(draft, by=officer)
        entry = AuditEntry.objects.get()
        for address in ("new/", f"edit/{entry.pk}/", f"delete/{entry.pk}/"):
            answer = admin_client.post(f"/admin/audit-log/{address}", {"by_name": "Nobody"})
            assert answer.status_code == 302
        assert AuditEntry.objects.get().by_name == "An Officer"

    @pytest.mark.parametrize("filters", ["at_from=soon", "publication=x", "by_name=nobody"])
    def test_a_filter_that_is_none_is_no_fault(self, officer: User, filters: str) -> None:
        assert client_of(officer).get(f"/admin/audit-log/?{filters}").status_code == 200

    def test_it_asks_no_more_queries_for_more_rows(self, draft: Publication, officer: User) -> None:
        client = client_of(officer)

        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                assert client.get("/admin/audit-log/").status_code == 200
            return len(captured)

        contribute(draft, by=officer)
        queries()
        few = queries()
        for number in range(6):
            by = person(f"person-{number}")
            contribute(make_publication(), by=by)
            log(instance=make_measure(), action="wagtail.create", user=by)
        assert queries() == few

    def test_a_publication_shows_its_own_history(self, draft: Publication, officer: User) -> None:
        other = make_publication()
        contribute(other, by=person("stranger"))
        in_review(draft, by=officer)
        page = client_of(officer).get(f"/admin/publication/inspect/{draft.pk}/").content.decode()
        assert "Submitted for review" in page
        assert "stranger" not in page


def test_measures_are_kept_in_it_too(officer: User) -> None:
    measure: Measure = make_measure()
    log(instance=measure, action="wagtail.create", user=officer)
    entry = AuditEntry.objects.about(measure).get()
    assert (entry.subject_type, "publication" in entry.data) == ("stats.measure", False)
    assert entry.at <= timezone.now()


class TestWhatFiguresRestOn:
    """Whoever changes the vocabulary or the checks of figures has a hand in them."""

    def test_whoever_eases_a_check_does_not_approve_what_it_held_up(
        self, draft: Publication, officer: User
    ) -> None:
        measure = Measure.objects.get(figures__publication=draft)
        other = person("other")
        reviewed = in_review(draft, by=officer)
        log(
            instance=measure,
            action="wagtail.edit",
            user=other,
            data={"changes": {"suppression_threshold": ["10", ""]}},
        )
        with pytest.raises(actions.TwoPeopleNeeded):
            actions.approve_and_publish(publication=reviewed, by=other)

    def test_a_break_in_the_series_counts_even_when_it_is_gone(
        self, draft: Publication, officer: User
    ) -> None:
        measure = Measure.objects.get(figures__publication=draft)
        client = client_of(officer)
        client.post(
            "/admin/series-break/new/",
            {
                "measure": measure.pk,
                "kind": "rules",
                "starts_on": "2017-04-01",
                "reason": "The force counts by victim now.",
            },
        )
        client.post(f"/admin/series-break/delete/{SeriesBreak.objects.get().pk}/")
        assert not SeriesBreak.objects.exists()
        assert [each.user_id for each in audit.contributors(draft)] == [officer.pk]

    def test_other_measures_and_what_was_done_before_it_was_begun_do_not_count(
        self, officer: User
    ) -> None:
        measure = make_measure()
        log(instance=measure, action="wagtail.edit", user=officer)
        draft = make_publication()
        add_figure(draft, measure, "E23000003", "2017-18", 674)
        log(instance=make_measure(), action="wagtail.edit", user=officer)
        assert audit.contributors(draft) == []
