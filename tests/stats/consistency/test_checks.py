"""Checks of publications in the database, and the screen on which warnings are answered."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from stats import actions
from stats.consistency import CannotAnswer, answer_warnings, check, what_blocks
from stats.models import Area, Category, Figure, Measure, Publication, SeriesBreak, WarningAnswer
from tests.stats.factories import add_figure, make_area, make_measure, make_publication

pytestmark = pytest.mark.django_db

LANCASHIRE, CUMBRIA, NORTH_WEST = "E23000003", "E23000002", "E12000002"


def user_with(role: str) -> User:
    user = User.objects.create_user(role.lower().replace(" ", "-"))
    user.groups.add(Group.objects.get(name=role))
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def officer() -> User:
    return user_with("Statistics officer")


@pytest.fixture
def measure() -> Measure:
    return make_measure()


@pytest.fixture
def risen(measure: Measure) -> Publication:
    """A draft in which Lancashire went from 163, which is public, to 477."""
    before = make_publication()
    add_figure(before, measure, LANCASHIRE, "2016-17", 163)
    actions.publish(publication=before, by=None, at=timezone.now() - timedelta(seconds=1))
    draft = make_publication()
    add_figure(draft, measure, LANCASHIRE, "2017-18", 477)
    return draft


def rules(publication: Publication) -> list[str]:
    return [each.finding.rule for each in check(publication)]


def fingerprint_of(publication: Publication) -> str:
    [judged] = check(publication)
    return judged.finding.fingerprint


def test_nothing_wrong_blocks_nothing(measure: Measure) -> None:
    right = make_publication()
    add_figure(right, measure, LANCASHIRE, "2017-18", 674)
    assert what_blocks(right) == []
    assert what_blocks(make_publication()) == []


def test_an_error_blocks_by_name_and_a_warning_until_it_is_answered(
    risen: Publication, measure: Measure, officer: User
) -> None:
    assert what_blocks(risen) == ["1 warning waits for an answer in words. See the checks."]
    add_figure(risen, measure, NORTH_WEST, "2017-18", 400)
    error, warning = what_blocks(risen)
    assert error.startswith("North West, 2017-18: its areas (1) come to 477, more than the total")
    assert warning.startswith("1 warning")
    risen.figures.get(value=400).delete()
    answers = {fingerprint_of(risen): "Two operations in the autumn, says the force."}
    answer_warnings(publication=risen, answers=answers, by=officer)
    assert what_blocks(risen) == []


def test_figures_of_other_publications_stand_beside_the_draft(
    risen: Publication, measure: Measure
) -> None:
    add_figure(risen, measure, LANCASHIRE, "2016-17", 160)
    assert "contradicts-what-is-published" in rules(risen)
    assert "160" in what_blocks(risen)[0]
    assert "163 has been published" in what_blocks(risen)[0]


def test_what_another_draft_says_is_nobodys_business(measure: Measure) -> None:
    ours, theirs = make_publication(), make_publication()
    add_figure(ours, measure, LANCASHIRE, "2017-18", 674)
    add_figure(theirs, measure, LANCASHIRE, "2017-18", 5)
    add_figure(theirs, measure, LANCASHIRE, "2016-17", 1)
    assert check(ours) == []


def test_a_break_of_a_force_is_told_for_its_region_as_well(measure: Measure) -> None:
    draft = make_publication()
    for area in (LANCASHIRE, NORTH_WEST):
        add_figure(draft, measure, area, "2017-18", 600)
    SeriesBreak.objects.create(
        measure=measure,
        area=Area.objects.get(gss_code=LANCASHIRE),
        kind="break",
        starts_on="2017-06-01",
        reason="A new system.",
    )
    [judged] = [each for each in check(draft) if each.finding.rule == "break-inside-the-period"]
    assert len(judged.finding.figures) == 2


# Answers


def test_an_answer_holds_until_a_figure_changes(
    risen: Publication, measure: Measure, officer: User
) -> None:
    answers = {fingerprint_of(risen): "Two operations in the autumn."}
    answer_warnings(publication=risen, answers=answers, by=officer)
    [judged] = check(risen)
    assert judged.answer is not None
    assert judged.answer.by == officer
    risen.figures.all().delete()
    add_figure(risen, measure, LANCASHIRE, "2017-18", 477)  # the same file, brought in again
    assert not check(risen)[0].is_open
    risen.figures.all().delete()
    add_figure(risen, measure, LANCASHIRE, "2017-18", 478)
    assert check(risen)[0].is_open


def test_the_newest_answer_holds_and_the_older_ones_are_kept(
    risen: Publication, officer: User
) -> None:
    fingerprint = fingerprint_of(risen)
    for words in ("Not known yet.", "Two operations in the autumn."):
        answer_warnings(publication=risen, answers={fingerprint: words}, by=officer)
    [judged] = check(risen)
    assert judged.answer is not None
    assert judged.answer.answer == "Two operations in the autumn."
    assert WarningAnswer.objects.count() == 2


def test_an_answer_is_in_the_audit_log(risen: Publication, officer: User) -> None:
    answer_warnings(publication=risen, answers={fingerprint_of(risen): "It is so."}, by=officer)
    entry = ModelLogEntry.objects.get(action="stats.answer_warning")
    assert entry.user == officer
    assert entry.data["answer"] == "It is so."
    assert "477, up by 193% from 163" in entry.data["warning"]


@pytest.mark.parametrize("words", ["...", "ok", "  ", "12345"])
def test_an_answer_without_words_is_refused(risen: Publication, officer: User, words: str) -> None:
    with pytest.raises(CannotAnswer, match="Answer in words"):
        answer_warnings(publication=risen, answers={fingerprint_of(risen): words}, by=officer)
    assert not WarningAnswer.objects.exists()


def test_errors_and_unknown_warnings_cannot_be_answered_and_all_answers_stand_or_fall_together(
    risen: Publication, measure: Measure, officer: User
) -> None:
    warning = fingerprint_of(risen)
    add_figure(risen, measure, NORTH_WEST, "2017-18", 400)
    [error] = [each for each in check(risen) if each.finding.is_error]
    for other in (error.finding.fingerprint, "0" * 64):
        answers = {warning: "Two operations.", other: "Never mind."}
        with pytest.raises(CannotAnswer, match="has changed since you looked"):
            answer_warnings(publication=risen, answers=answers, by=officer)
    assert not WarningAnswer.objects.exists()


def test_nothing_is_answered_after_the_approval(measure: Measure, officer: User) -> None:
    public = make_publication()
    add_figure(public, measure, LANCASHIRE, "2017-18", 674)
    actions.publish(publication=public, by=None, at=timezone.now())
    with pytest.raises(CannotAnswer, match="approved already"):
        answer_warnings(publication=public, answers={"0" * 64: "It is so."}, by=officer)


# The screen


def url_of(publication: Publication) -> str:
    return f"/admin/publication/checks/{publication.pk}/"


def test_each_finding_names_its_figures_and_links_to_them(
    risen: Publication, officer: User
) -> None:
    page = client_of(officer).get(url_of(risen)).content.decode()
    assert "Lancashire, 2017-18: 477, up by 193% from 163 in 2016-17." in page
    for figure in Figure.objects.all():
        assert f'href="/admin/statistics-entry/inspect/{figure.pk}/"' in page
    assert "1 warning to answer." in page


def test_a_warning_is_answered_on_the_screen(risen: Publication, officer: User) -> None:
    client = client_of(officer)
    [field] = re.findall(
        r'name="(answer-[0-9a-f]{64})"', client.get(url_of(risen)).content.decode()
    )
    page = client.post(url_of(risen), {field: "Two operations in the autumn."}, follow=True)
    text = page.content.decode()
    assert "1 warning is answered." in text
    assert "Two operations in the autumn." in text
    assert "1 warning answered." in text
    assert "statistics-officer" in text


def test_what_was_written_is_kept_when_it_is_refused(risen: Publication, officer: User) -> None:
    client = client_of(officer)
    field = f"answer-{fingerprint_of(risen)}"
    page = client.post(url_of(risen), {field: "??"})
    assert "Answer in words" in page.content.decode()
    assert ">??</textarea>" in page.content.decode()
    assert "Nothing was written" in client.post(url_of(risen), {}).content.decode()


def test_the_words_of_an_answer_are_shown_as_words(risen: Publication, officer: User) -> None:
    words = "<script>alert(1)</script> they say"
    answer_warnings(publication=risen, answers={fingerprint_of(risen): words}, by=officer)
    page = client_of(officer).get(url_of(risen)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_once_it_is_approved_the_answers_are_kept_and_shown(
    risen: Publication, officer: User
) -> None:
    answer_warnings(publication=risen, answers={fingerprint_of(risen): "It is so."}, by=officer)
    actions.publish(publication=risen, by=None, at=timezone.now())
    page = client_of(officer).get(url_of(risen)).content.decode()
    assert "It is so." in page
    assert "<textarea" not in page


@pytest.mark.parametrize(
    ("role", "sees", "answers"),
    [
        ("Statistics officer", True, True),
        ("Approver", True, False),
        ("Press officer", False, False),
        ("Editor", False, False),
    ],
)
def test_only_some_see_the_checks_and_fewer_answer(
    risen: Publication, role: str, sees: bool, answers: bool
) -> None:
    client = client_of(user_with(role))
    assert (client.get(url_of(risen)).status_code == 200) is sees
    client.post(url_of(risen), {f"answer-{fingerprint_of(risen)}": "It is so."})
    assert WarningAnswer.objects.exists() is answers
    panel = client.get(f"/admin/publication/inspect/{risen.pk}/").content.decode()
    assert (f'href="{url_of(risen)}"' in panel) is sees


def test_the_checks_ask_no_more_queries_for_more_figures(measure: Measure, officer: User) -> None:
    client, draft = client_of(officer), make_publication()
    part = Category.objects.create(measure=measure, slug="part", name="Part", name_in_prose="part")

    def fill(count: int) -> None:
        for number in range(count):
            shire = make_area(f"Shire {number}")
            for year, value in (("2015-16", 20), ("2016-17", 400), ("2017-18", 4)):
                add_figure(draft, measure, shire, year, value)
                add_figure(draft, measure, shire, year, value + 1, category=part)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url_of(draft)).status_code == 200
        return len(captured)

    fill(2)
    queries()  # whatever is asked once and then remembered
    few = queries()
    fill(6)
    assert queries() == few


def test_many_findings_are_shown_a_page_at_a_time(measure: Measure, officer: User) -> None:
    draft = make_publication()
    for number in range(30):
        shire = make_area(f"Shire {number}")
        add_figure(draft, measure, shire, "2016-17", 100)
        add_figure(draft, measure, shire, "2017-18", 300)
    client = client_of(officer)
    first = client.get(url_of(draft)).content.decode()
    second = client.get(url_of(draft) + "?page=2").content.decode()
    assert "30 warnings to answer." in first
    assert first.count("<textarea") == 25
    assert second.count("<textarea") == 5
