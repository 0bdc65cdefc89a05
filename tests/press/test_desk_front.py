"""The desk's first screen, and how it tells of drafts while they are built."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from press import audit
from press.actions import build_waiting_drafts
from press.actions.workflow import submit_for_review
from press.desk.awaiting import awaiting_approval_by
from press.models import (
    CheckAnswer,
    DraftBuild,
    ReleaseCheck,
    ReleasePage,
    ReleaseTemplate,
    ReleaseVersion,
)
from stats.models import Figure, Publication
from tests.press.conftest import publish, release_for
from tests.press.many_releases import add_releases
from tests.stats.factories import make_area, make_publication
from tests.stats.people import client_of, person

DESK = "/admin/press-desk/"


@pytest.fixture
def officer(db: None) -> User:
    return person("an-officer", "Press officer")


@pytest.fixture
def approver(db: None) -> User:
    return person("an-approver", "Approver")


def text(client: Client, address: str = DESK) -> str:
    page = client.get(address).content.decode()
    main = page[page.index("desk releases") :]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def rewrite(release: ReleasePage, *, by: User) -> None:
    release.title = f"{release.title}, says {by}"
    release.save_revision(user=by)


def submit(publication: Publication, *, by: User) -> None:
    for release in ReleasePage.objects.filter(publication=publication):
        submit_for_review(release=release, by=by)


def template_of(publication: Publication) -> ReleaseTemplate:
    return ReleaseTemplate.objects.filter(draft_builds__publication=publication)[0]


def test_each_publication_is_counted_by_state(built: Publication, officer: User) -> None:
    release = release_for(built, "Lancashire")
    ReleasePage.objects.filter(pk=release.pk).update(state="released")
    moment = timezone.now() + timedelta(days=2)
    ReleaseVersion.objects.create(
        release=release,
        number=1,
        headline=release.title,
        body=release.body,
        public_from=moment,
        approved_by_name="Approver",
    )
    ReleaseCheck.objects.update_or_create(
        release=release_for(built, "Derbyshire"),
        defaults={"revision_id": 1, "contradicted": 2, "findings": []},
    )
    said = text(client_of(officer))
    assert "3 draft 1 scheduled" in said
    assert "1 with problems" in said
    assert f"{timezone.localtime(moment):%H:%M}" in said


def test_each_count_leads_to_what_it_counts(built: Publication, officer: User) -> None:
    client = client_of(officer)
    ReleasePage.objects.filter(area__name="Lancashire").update(state="approved")
    page = client.get(DESK).content.decode()
    links = re.findall(r'href="([^"]+\?state=[^"]+)">\s*(\d+)', page)
    assert len(links) == 2
    for link, count in links:
        rows = client.get(link).content.decode().count('name="chosen"')
        assert rows == int(count)


def test_what_waits_for_approval_comes_first_for_whoever_may_approve(
    built: Publication, officer: User, approver: User
) -> None:
    submit(built, by=officer)
    said = text(client_of(approver))
    assert said.index("4 releases wait for your approval") < said.index("Publications")
    assert "Read and approve" in said
    assert "wait for your approval" not in text(client_of(officer))


def test_nobody_is_asked_to_approve_what_they_worked_on(
    built: Publication, officer: User, approver: User
) -> None:
    """The list agrees with the rule that approving asks, for everyone and each release."""
    rewrite(release_for(built, "Lancashire"), by=approver)
    release_for(built, "United Kingdom").save_revision(user=approver)  # as who comments does
    CheckAnswer.objects.create(
        subject_type="press.releasepage",
        subject_id=release_for(built, "Derbyshire").pk,
        sentence="It is so.",
        words="so",
        kind="not-a-figure",
        by=approver,
        by_name="an-approver",
    )
    submit(built, by=officer)
    for user in (officer, approver):
        listed = set(awaiting_approval_by(user.pk).values_list("area__name", flat=True))
        assert listed == {
            release.area.name
            for release in ReleasePage.objects.all()
            if all(each.user_id != user.pk for each in audit.contributors(release))
        }
    assert "2 releases wait for your approval" in text(client_of(approver))


def test_who_worked_on_an_earlier_version_may_approve_the_next(
    built: Publication, officer: User, approver: User
) -> None:
    release = release_for(built, "Lancashire")
    rewrite(release, by=approver)
    ReleaseVersion.objects.create(
        release=release,
        number=1,
        headline=release.title,
        body=release.body,
        public_from=timezone.now(),
        approved_by_name="Somebody else",
    )
    rewrite(release, by=officer)
    submit_for_review(release=release, by=officer)
    assert awaiting_approval_by(approver.pk).count() == 1
    assert awaiting_approval_by(officer.pk).count() == 0


def test_changed_figures_come_before_everything(
    built: Publication, officer: User, approver: User
) -> None:
    submit(built, by=officer)
    release = release_for(built, "Lancashire")
    figure = Figure.objects.get(area__name="Lancashire", value=674)
    ReleaseCheck.objects.update_or_create(
        release=release, defaults={"revision_id": 1, "findings": [], "figure_ids": [figure.pk]}
    )
    Figure.objects.filter(pk=figure.pk).update(superseded_at=timezone.now())
    said = text(client_of(approver))
    assert said.index("Figures changed in 1 release") < said.index("wait for your approval")


def test_stopped_drafts_and_ones_own_releases_are_named(built: Publication, officer: User) -> None:
    ReleasePage.objects.filter(area__name="Lancashire").update(assigned_to=officer)
    DraftBuild.objects.create(
        publication=built,
        template=template_of(built),
        area=make_area("Ambridge"),
        state="failed",
        reason="No figure.",
    )
    said = text(client_of(officer))
    assert "1 draft stopped" in said
    assert "1 release is assigned to you" in said
    assert "1 stopped" in said


def test_with_nothing_to_do_the_desk_says_so(built: Publication, officer: User) -> None:
    assert "Nothing waits for you." in text(client_of(officer))


def test_an_empty_desk_says_what_will_come(db: None, officer: User) -> None:
    assert "No figures have been published yet." in text(client_of(officer))


def test_the_first_screen_asks_the_same_queries_for_three_publications_and_thirty(
    built: Publication, officer: User
) -> None:
    client = client_of(officer)
    template = template_of(built)

    def add(count: int) -> None:
        for number in range(count):
            more = make_publication(f"more-{count}-{number}")
            add_releases(more, template, 2)

    def queries() -> int:
        client.get(DESK)
        with CaptureQueriesContext(connection) as captured:
            client.get(DESK)
        return len(captured)

    add(2)
    few = queries()
    add(15)
    assert queries() == few


def test_what_changed_while_drafts_are_built_is_told_for_the_rows_in_sight(
    image_offences: Publication, officer: User
) -> None:
    publish(image_offences)
    client = client_of(officer)
    page = client.get(f"{DESK}{image_offences.pk}/").content.decode()
    assert page.count("data-build=") == 4
    assert 'data-finished="false"' in page
    named = re.findall(r'data-build="(\d+)"', page)
    build_waiting_drafts()
    asked = {"since": timezone.now().isoformat(), "rows": ",".join(named[:3])}
    news = client.get(f"{DESK}{image_offences.pk}/changes/", asked).json()
    assert news["finished"]
    assert (news["done"], news["total"]) == (4, 4)
    assert news["progress"] == "4 of 4 drafts built"
    assert sorted(news["rows"]) == sorted(named[:3])
    assert all('name="chosen"' in row for row in news["rows"].values())


def test_rows_that_did_not_change_are_not_sent_again(built: Publication, officer: User) -> None:
    builds = [str(pk) for pk in DraftBuild.objects.values_list("pk", flat=True)]
    later = (timezone.now() + timedelta(minutes=1)).isoformat()
    news = (
        client_of(officer)
        .get(f"{DESK}{built.pk}/changes/", {"since": later, "rows": ",".join(builds)})
        .json()
    )
    assert news["rows"] == {}


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"since": "yesterday"},
        {"since": "2026-01-01T00:00:00"},
        {"since": "2026-13-01T00:00:00Z"},
        {"since": "2026-01-01T00:00:00Z", "rows": "1,two"},
        {"since": "2026-01-01T00:00:00Z", "rows": ",".join(map(str, range(51)))},
        {"since": "2026-01-01T00:00:00Z", "rows": "9" * 40},
    ],
)
def test_a_question_that_is_none_is_refused(
    image_offences: Publication, officer: User, asked: dict[str, str]
) -> None:
    answer = client_of(officer).get(f"{DESK}{image_offences.pk}/changes/", asked)
    assert answer.status_code == 400


def test_progress_costs_the_same_for_four_releases_and_hundreds(
    built: Publication, officer: User
) -> None:
    client = client_of(officer)
    builds = DraftBuild.objects.order_by("pk").values_list("pk", flat=True)[:4]
    asked = {"since": "2026-01-01T00:00:00Z", "rows": ",".join(map(str, builds))}

    def queries() -> int:
        client.get(f"{DESK}{built.pk}/changes/", asked)
        with CaptureQueriesContext(connection) as captured:
            assert len(client.get(f"{DESK}{built.pk}/changes/", asked).json()["rows"]) == 4
        return len(captured)

    few = queries()
    add_releases(built, template_of(built), 300)
    assert queries() == few


def test_the_panel_of_a_publication_shows_a_few_drafts_and_the_way_to_the_desk(
    built: Publication, officer: User
) -> None:
    add_releases(built, template_of(built), 60)
    page = client_of(officer).get(f"{DESK}{built.pk}/builds/").content.decode()
    assert "64 of 64 drafts built" in page
    assert page.count("<li>") == 12
    assert f'href="{DESK}{built.pk}/"' in page
    seen = client_of(person("stats")).get(f"{DESK}{built.pk}/builds/").content.decode()
    assert "64 of 64 drafts built" in seen
    assert "href" not in seen
