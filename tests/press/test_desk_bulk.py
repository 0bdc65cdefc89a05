"""Many releases at once: each judged on its own, and nothing left unsaid."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from press.actions.refusals import ReleaseNotReady
from press.desk.bulk import Work, WorkNotKnown, go_on, refusals_of, work_from
from press.models import Bundle, Dispatch, ReleasePage, ReleaseTemplate, ReleaseVersion, Reporter
from stats.models import Publication
from tests.press.conftest import release_for
from tests.press.many_releases import add_releases
from tests.stats.factories import make_publication
from tests.stats.people import client_of, person


@pytest.fixture
def officer(db: None) -> User:
    return person("an-officer", "Press officer")


@pytest.fixture
def approver(db: None) -> User:
    return person("an-approver", "Approver")


def numbers(publication: Publication) -> list[int]:
    releases = ReleasePage.objects.filter(publication=publication).order_by("area__name")
    return list(releases.values_list("pk", flat=True))


def state_of(publication: Publication, area: str) -> str:
    return str(release_for(publication, area).state)


def choose(client: Client, publication: Publication, verb: str, **sent: Any) -> Any:
    return client.post(
        f"/admin/press-desk/{publication.pk}/choose/", {"verb": verb, **sent}, follow=True
    )


def go(client: Client, publication: Publication, answer: Any, **inputs: Any) -> Any:
    """Press the button of the page that asks, or of the one that has more to do."""
    found = re.search(r'name="work" value="([^"]+)"', answer.content.decode())
    assert found is not None, words(answer)
    return client.post(
        f"/admin/press-desk/{publication.pk}/carry-out/",
        {"work": found[1], **inputs},
        follow=True,
    )


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def do(client: Client, publication: Publication, verb: str, **inputs: Any) -> str:
    """With every release: choose, confirm, and read what is said."""
    chosen = choose(client, publication, verb, chosen=numbers(publication))
    return words(go(client, publication, chosen, **inputs))


def test_all_are_submitted_and_approved_by_a_second_person(
    built: Publication, officer: User, approver: User
) -> None:
    assert "4 releases submitted for review." in do(client_of(officer), built, "submit")
    assert "4 releases approved." in do(client_of(approver), built, "approve")
    assert set(ReleasePage.objects.values_list("state", flat=True)) == {"approved"}


def test_each_is_judged_on_its_own_and_why_one_was_left_is_said(
    built: Publication, officer: User, approver: User
) -> None:
    release = release_for(built, "Lancashire")
    release.title = "Police recorded fewer offences in Lancashire"
    release.save_revision(user=approver)
    do(client_of(officer), built, "submit")
    ReleasePage.objects.filter(area__name="Derbyshire").update(state="draft")
    said = do(client_of(approver), built, "approve")
    assert "2 releases approved." in said
    assert "2 releases were left as they were." in said
    assert "You contributed to this release" in said
    assert "It is draft" in said
    assert state_of(built, "Lancashire") == "in-review"
    assert state_of(built, "Derbyshire") == "draft"
    assert state_of(built, "United Kingdom") == "approved"


def test_nothing_is_done_before_it_is_confirmed(built: Publication, officer: User) -> None:
    answer = choose(client_of(officer), built, "submit", chosen=numbers(built)[:1])
    assert "Submit 1 release" in words(answer)
    assert "Derbyshire" in words(answer)
    assert set(ReleasePage.objects.values_list("state", flat=True)) == {"draft"}


def test_all_that_match_are_chosen_and_no_other(built: Publication, officer: User) -> None:
    client = client_of(officer)
    answer = choose(client, built, "submit", all="1", asked="q=shire&p=2")
    assert "Derbyshire, Lancashire, Northamptonshire." in words(answer)
    go(client, built, answer)
    assert state_of(built, "United Kingdom") == "draft"
    assert state_of(built, "Lancashire") == "in-review"


def test_what_was_confirmed_is_done_even_if_more_match_by_then(
    built: Publication, officer: User
) -> None:
    client = client_of(officer)
    answer = choose(client, built, "submit", all="1", asked="")
    template = ReleaseTemplate.objects.filter(draft_builds__publication=built)[0]
    more = add_releases(built, template, 2)
    assert "4 releases submitted" in words(go(client, built, answer))
    assert not ReleasePage.objects.filter(pk__in=more).exclude(state="draft").exists()


def test_releases_are_assigned_to_somebody_and_to_nobody(built: Publication, officer: User) -> None:
    colleague = person("a-colleague", "Press officer")
    client = client_of(officer)
    assert "4 releases assigned." in do(client, built, "assign", to=colleague.pk)
    assert ReleasePage.objects.filter(assigned_to=colleague).count() == 4
    do(client, built, "assign", to="")
    assert ReleasePage.objects.filter(assigned_to__isnull=True).count() == 4


def test_nobody_without_the_desk_is_assigned_anything(built: Publication, officer: User) -> None:
    outsider = person("an-editor", "Editor")
    former = person("a-former-colleague", "Press officer")
    User.objects.filter(pk=former.pk).update(is_active=False)
    for somebody in (outsider.pk, former.pk, 999_999, "nonsense"):
        said = do(client_of(officer), built, "assign", to=somebody)
        assert "Select a valid choice" in said
    assert ReleasePage.objects.filter(assigned_to__isnull=True).count() == 4


def test_approved_releases_are_scheduled_and_moved(
    built: Publication, officer: User, approver: User
) -> None:
    do(client_of(officer), built, "submit")
    client = client_of(approver)
    do(client, built, "approve")
    tomorrow = timezone.localtime() + timedelta(days=1)
    said = do(client, built, "embargo", at=f"{tomorrow:%Y-%m-%d} 00:01")
    assert "4 releases scheduled." in said
    assert {
        f"{timezone.localtime(each.public_from):%H:%M}" for each in ReleaseVersion.objects.all()
    } == {"00:01"}
    later = tomorrow + timedelta(days=1)
    said = do(client, built, "move", at=f"{later:%Y-%m-%d} 00:01", reason="A bank holiday.")
    assert "4 releases moved." in said
    assert "This field is required" in do(client, built, "move", at=f"{later:%Y-%m-%d} 00:01")


@pytest.mark.parametrize("at", ["", "yesterday", "2026-02-30 00:01"])
def test_a_moment_that_is_none_is_asked_for_again(
    built: Publication, approver: User, at: str
) -> None:
    said = do(client_of(approver), built, "embargo", at=at)
    assert "This field is required" in said or "Enter a valid date/time" in said
    assert not ReleaseVersion.objects.exists()


def test_one_minute_past_midnight_is_offered(built: Publication, approver: User) -> None:
    answer = choose(client_of(approver), built, "embargo", chosen=numbers(built))
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert f'value="{tomorrow:%Y-%m-%d} 00:01"' in answer.content.decode()


def test_a_moment_that_is_past_is_refused_for_each(
    built: Publication, officer: User, approver: User
) -> None:
    do(client_of(officer), built, "submit")
    do(client_of(approver), built, "approve")
    said = do(client_of(approver), built, "embargo", at="2020-01-01 00:01")
    assert "0 releases scheduled." in said
    assert "at least a minute ahead" in said


def test_what_is_approved_is_released_at_once(
    built: Publication, officer: User, approver: User
) -> None:
    do(client_of(officer), built, "submit")
    do(client_of(approver), built, "approve")
    assert "4 releases made public." in do(client_of(approver), built, "release")
    visitor = Client()
    assert visitor.get(release_for(built, "Lancashire").get_url()).status_code == 200


def test_released_ones_are_sent_to_those_who_asked_and_never_twice(
    built: Publication, officer: User, approver: User
) -> None:
    reporter = Reporter.objects.create(name="A reporter", email="reporter@example.org")
    reporter.areas.set([release_for(built, "Lancashire").area])
    do(client_of(officer), built, "submit")
    do(client_of(approver), built, "approve")
    do(client_of(approver), built, "release")
    said = do(client_of(officer), built, "send")
    assert "1 release handed to the worker" in said
    assert "Nobody else is to have it" in said
    do(client_of(officer), built, "send")
    assert Dispatch.objects.count() == 1


def test_what_is_not_released_is_not_sent(built: Publication, officer: User) -> None:
    Reporter.objects.create(email="reporter@example.org", wants_everything=True)
    said = do(client_of(officer), built, "send")
    assert "neither released nor scheduled" in said
    assert not Dispatch.objects.exists()


def test_an_export_of_those_chosen_is_asked_for(built: Publication, officer: User) -> None:
    client = client_of(officer)
    chosen = numbers(built)[:2]
    answer = choose(client, built, "export", chosen=chosen)
    answer = go(client, built, answer, formats=["text", "docx"])
    bundle = Bundle.objects.get()
    assert answer.redirect_chain[-1][0] == f"/admin/press-desk/bundles/{bundle.pk}/"
    assert sorted(bundle.chosen) == sorted(chosen)
    assert sorted(bundle.formats) == ["docx", "text"]
    answer = choose(client, built, "export", chosen=chosen)
    for formats in ([], ["exe"]):
        again = words(go(client, built, answer, formats=formats))
        assert "This field is required" in again or "Select a valid choice" in again
    assert Bundle.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "refused"),
    [
        ("Press officer", set()),
        ("Approver", {"send"}),
        ("Statistics officer", {"submit", "approve", "assign", "embargo", "send", "export"}),
        ("Editor", {"submit", "approve", "assign", "embargo", "send", "export"}),
    ],
)
def test_each_role_may_do_its_own(built: Publication, role: str, refused: set[str]) -> None:
    client = client_of(person("somebody", role))
    found = {
        verb
        for verb in ("submit", "approve", "assign", "embargo", "send", "export")
        if client.post(
            f"/admin/press-desk/{built.pk}/choose/", {"verb": verb, "chosen": numbers(built)}
        ).status_code
        != 200
    }
    assert found == refused


def test_a_permission_that_was_taken_away_meanwhile_counts(
    built: Publication, officer: User, approver: User
) -> None:
    do(client_of(officer), built, "submit")
    client = client_of(approver)
    answer = choose(client, built, "approve", chosen=numbers(built))
    approver.groups.set([Group.objects.get(name="Editor")])
    go(client, built, answer)
    assert not ReleasePage.objects.filter(state="approved").exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"verb": "approve"}, "Choose at least one release"),
        ({"verb": "approve", "chosen": ["nonsense", "-1"]}, "Choose at least one release"),
        ({"verb": "", "chosen": ["1"]}, "Choose what to do"),
        ({"verb": "destroy", "chosen": ["1"]}, "Choose what to do"),
        ({"verb": "approve", "all": "1", "asked": "state=nonsense"}, "narrowed to is not known"),
        ({"verb": "approve", "all": "1", "asked": "q=Atlantis"}, "Choose at least one release"),
    ],
)
def test_a_choice_that_is_none_is_said(
    built: Publication, approver: User, sent: dict[str, Any], said: str
) -> None:
    answer = client_of(approver).post(f"/admin/press-desk/{built.pk}/choose/", sent, follow=True)
    assert said in words(answer)


def test_a_release_of_another_publication_is_not_touched(built: Publication, officer: User) -> None:
    other = make_publication("another")
    template = ReleaseTemplate.objects.filter(draft_builds__publication=built)[0]
    foreign = add_releases(other, template, 1)
    client = client_of(officer)
    answer = choose(client, built, "submit", chosen=[*foreign, *numbers(built)[:1]])
    go(client, built, answer)
    assert ReleasePage.objects.get(pk=foreign[0]).state == "draft"
    assert ReleasePage.objects.filter(state="in-review").count() == 1


def test_work_that_was_changed_on_the_way_or_is_not_ones_own_is_refused(
    built: Publication, officer: User, approver: User
) -> None:
    work = Work("approve", built.pk, officer.pk, tuple(numbers(built)))
    signed = work.signed()
    assert work_from(signed, publication=built, user=officer) == work
    other = make_publication("another")
    for text, publication, user in (
        (signed[:-2], built, officer),
        ("", built, officer),
        (signed, built, approver),
        (signed, other, officer),
    ):
        with pytest.raises(WorkNotKnown):
            work_from(text, publication=publication, user=user)
    answer = client_of(officer).post(
        f"/admin/press-desk/{built.pk}/carry-out/", {"work": "nonsense"}, follow=True
    )
    assert "was lost on the way" in words(answer)


def test_a_request_does_what_it_has_time_for_and_the_next_goes_on(
    built: Publication, officer: User
) -> None:
    done: list[int] = []
    every = tuple(numbers(built))
    work = Work("submit", built.pk, officer.pk, every)
    rounds = 0
    while work.left:
        work = go_on(work, lambda release: done.append(release.pk), seconds=0)
        rounds += 1
    assert tuple(done) == every
    assert rounds == work.done == work.total == 4


def test_what_was_refused_is_remembered_until_the_end(built: Publication, officer: User) -> None:
    every = tuple(numbers(built))

    def refuse(release: ReleasePage) -> None:
        if release.pk in every[:2]:
            raise ReleaseNotReady(["It has no lead.", "It has no headline."])
        if release.pk == every[2]:
            raise RuntimeError("the disk is full")

    work = Work("submit", built.pk, officer.pk, (*every, 999_999))
    while work.left:
        work = go_on(work, refuse, seconds=0)
        work = work_from(work.signed(), publication=built, user=officer)
    assert (work.done, work.refused_count, work.total) == (1, 4, 5)
    said = {refusal.reason: refusal.releases for refusal in refusals_of(work)}
    assert [each.pk for each in said["It has no lead."]] == list(every[:2])
    assert [each.pk for each in said["It has no headline."]] == list(every[:2])
    assert any("fault of the system" in reason for reason in said)
    assert said["It is not there any more."] == []


def test_a_long_piece_of_work_goes_on_from_its_own_page(
    built: Publication, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("press.views.desk_bulk.SECONDS_IN_A_REQUEST", 0.0)
    client = client_of(officer)
    answer = choose(client, built, "assign", chosen=numbers(built))
    answer = go(client, built, answer, to=officer.pk)
    assert "1 of 4 so far" in words(answer)
    assert "Go on with the other 3" in words(answer)
    for _round in range(3):
        answer = go(client, built, answer)  # who it is stands in the signed work, not in the form
    assert "4 releases assigned." in words(answer)
    assert ReleasePage.objects.filter(assigned_to=officer).count() == 4


def test_choosing_thousands_asks_the_same_queries_as_choosing_sixty(
    built: Publication, officer: User
) -> None:
    template = ReleaseTemplate.objects.filter(draft_builds__publication=built)[0]
    client = client_of(officer)

    def queries() -> int:
        choose(client, built, "submit", all="1")
        with CaptureQueriesContext(connection) as captured:
            choose(client, built, "submit", all="1")
        return len(captured)

    add_releases(built, template, 60)
    few = queries()
    add_releases(built, template, 1_500)
    assert queries() == few
