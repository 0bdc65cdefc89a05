"""All releases of a publication on one screen: what it says, how it is narrowed, what it costs."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Comment

from press.desk.standing import with_standing
from press.models import (
    Dispatch,
    DraftBuild,
    Redraft,
    ReleaseCheck,
    ReleasePage,
    ReleaseTemplate,
    ReleaseVersion,
)
from press.workflow_state import shown_state
from stats.models import Area, Figure, Measure, Publication
from tests.press.conftest import release_for
from tests.press.many_releases import add_releases
from tests.stats.factories import make_area, make_publication
from tests.stats.people import client_of, person


@pytest.fixture
def officer(db: None) -> User:
    return person("an-officer", "Press officer")


@pytest.fixture
def desk(officer: User) -> Client:
    return client_of(officer)


def shown(desk: Client, publication: Publication, **asked: str) -> str:
    answer = desk.get(f"/admin/press-desk/{publication.pk}/", asked)
    assert answer.status_code == 200
    return " ".join(str(answer.content, "utf-8").split())


def areas(page: str) -> list[str]:
    """The areas of the rows, in their order."""
    return [name.strip() for name in re.findall(r'class="releases__area">(.*?)<span', page)]


def row(page: str, area: str) -> str:
    every: list[str] = re.findall(r"<tr role=\"row\".*?</tr>", page)
    found = [each for each in every if f">{area} <" in each]
    assert len(found) == 1, area
    return found[0]


def put(release: ReleasePage, **fields: object) -> None:
    ReleasePage.objects.filter(pk=release.pk).update(**fields)


def check(release: ReleasePage, **counts: object) -> None:
    ReleaseCheck.objects.update_or_create(
        release=release, defaults={"revision_id": release.latest_revision_id or 0, **counts}
    )


def version(release: ReleasePage, number: int, at: timedelta) -> ReleaseVersion:
    return ReleaseVersion.objects.create(
        release=release,
        number=number,
        headline=release.title,
        body=release.body,
        public_from=timezone.now() + at,
        what_changed="" if number == 1 else "The figure for Lancashire was wrong.",
        approved_by_name="Approver",
    )


HOUR = timedelta(hours=1)


def test_each_release_has_a_row_with_its_area_headline_state_and_level(
    built: Publication, desk: Client
) -> None:
    page = shown(desk, built)
    assert areas(page) == ["Derbyshire", "Lancashire", "Northamptonshire", "United Kingdom"]
    lancashire = row(page, "Lancashire")
    assert "police force area" in lancashire
    assert "nearly two child abuse image offences" in lancashire
    assert ">draft<" in lancashire


def test_a_row_says_what_stands_in_the_way_and_leads_to_the_first_of_it(
    built: Publication, desk: Client
) -> None:
    release = release_for(built, "Lancashire")
    finding = {"part": "lead", "paragraph": 1, "verdict": "contradicted", "answered": False}
    check(release, contradicted=2, unverifiable=1, warned_terms=1, findings=[finding])
    said = row(shown(desk, built), "Lancashire")
    assert "2 contradicted, 1 unanswered" in said
    assert "1 word to look at" in said
    answer = desk.get(f"/admin/press-desk/release/{release.pk}/problem/")
    first_block = release.get_latest_revision_as_object().body[0].id
    assert answer["Location"] == f"/admin/pages/{release.pk}/edit/#block-{first_block}-section"


def test_a_problem_that_is_gone_leads_to_the_editor(built: Publication, desk: Client) -> None:
    release = release_for(built, "Lancashire")
    address = f"/admin/press-desk/release/{release.pk}/problem/"
    for findings in (
        [],
        [{"part": "note", "paragraph": 999, "verdict": "stop", "answered": False}],
        [{"part": "lead", "paragraph": 1, "verdict": "contradicted", "answered": True}],
    ):
        check(release, findings=findings)
        assert desk.get(address)["Location"] == f"/admin/pages/{release.pk}/edit/"


def test_a_row_says_who_is_on_it_what_was_done_last_and_what_is_commented(
    built: Publication, desk: Client, officer: User
) -> None:
    release = release_for(built, "Lancashire")
    put(release, assigned_to=officer)
    assert "Built" in row(shown(desk, built), "Lancashire")
    release.refresh_from_db()
    release.save_revision(user=officer)
    Comment.objects.create(page=release, user=officer, text="Is this so?", contentpath="title")
    Comment.objects.create(
        page=release, user=officer, text="Yes.", contentpath="title", resolved_at=timezone.now()
    )
    said = row(shown(desk, built), "Lancashire")
    assert said.count("an-officer") == 2
    assert "Edited" in said or "Draft saved" in said
    assert "1 open comment<" in said
    assert "nobody" in row(shown(desk, built), "Derbyshire")


def test_a_row_says_to_how_many_it_was_sent_and_where_it_did_not_arrive(
    built: Publication, desk: Client
) -> None:
    release = release_for(built, "Lancashire")
    first = version(release, 1, -HOUR)
    for number, state in enumerate(["sent", "sent", "failed", "unsure", "ready"]):
        Dispatch.objects.create(
            version=first,
            email=f"desk{number}@example.org",
            state=state,
            sent_at=timezone.now() if state == "sent" else None,
        )
    said = row(shown(desk, built), "Lancashire")
    assert "to 2" in said
    assert "2 not delivered" in said
    assert "1 waiting" in said


def test_figures_that_were_corrected_since_are_marked(built: Publication, desk: Client) -> None:
    release = release_for(built, "Lancashire")
    figure = Figure.objects.get(area__name="Lancashire", value=674)
    check(release, figure_ids=[figure.pk])
    assert "Figures changed" not in row(shown(desk, built), "Lancashire")
    Figure.objects.filter(pk=figure.pk).update(superseded_at=timezone.now())
    assert "Figures changed" in row(shown(desk, built), "Lancashire")
    assert areas(shown(desk, built, changed="yes")) == ["Lancashire"]
    assert "Lancashire" not in areas(shown(desk, built, changed="no"))


def test_a_correction_that_somebody_has_dealt_with_is_marked_no_more(
    built: Publication, desk: Client
) -> None:
    release = release_for(built, "Lancashire")
    figure = Figure.objects.get(area__name="Lancashire", value=674)
    check(release, figure_ids=[figure.pk])
    Figure.objects.filter(pk=figure.pk).update(superseded_at=timezone.now())
    work = Redraft.objects.create(
        release=release, correction=make_publication("a-correction"), state="waiting"
    )
    assert areas(shown(desk, built, changed="yes")) == ["Lancashire"]
    Redraft.objects.filter(pk=work.pk).update(state="settled")
    assert areas(shown(desk, built, changed="yes")) == []


def test_scheduled_and_corrected_follow_from_versions_and_the_clock(
    built: Publication, desk: Client
) -> None:
    ways = {
        "Derbyshire": ("scheduled", [(1, HOUR)]),
        "Lancashire": ("released", [(1, -HOUR)]),
        "Northamptonshire": ("corrected", [(1, -2 * HOUR), (2, -HOUR)]),
        "United Kingdom": ("scheduled", [(1, -2 * HOUR), (2, HOUR)]),
    }
    for area, (_state, versions) in ways.items():
        release = release_for(built, area)
        put(release, state="released")
        for number, at in versions:
            version(release, number, at)
    page = shown(desk, built)
    for area, (state, _versions) in ways.items():
        assert area in areas(shown(desk, built, state=state))
        assert f"desk__badge--{state}" in row(page, area)
    assert "correction: scheduled" in row(page, "United Kingdom")
    moment = timezone.now()
    for release in with_standing(ReleasePage.objects.all(), moment):
        assert release.shown == shown_state(release, moment)[0]


def test_the_summary_counts_all_of_them(built: Publication, desk: Client) -> None:
    put(release_for(built, "Lancashire"), state="approved")
    put(release_for(built, "Derbyshire"), state="released")
    check(release_for(built, "Northamptonshire"), contradicted=1)
    template = ReleaseTemplate.objects.filter(draft_builds__publication=built)[0]
    DraftBuild.objects.create(
        publication=built,
        template=template,
        area=make_area("Ambridge"),
        state="failed",
        reason="The figure for Ambridge is not supplied.",
    )
    page = shown(desk, built)
    assert "2 of 5 approved, 1 with problems, 1 stopped" in page
    assert "is not supplied" in row(page, "Ambridge")
    assert "Try again" in row(page, "Ambridge")
    assert 'name="chosen"' not in row(page, "Ambridge")


NARROWED: list[tuple[dict[str, str], list[str]]] = [
    ({"q": "lanca"}, ["Lancashire"]),
    ({"q": "Lancashire Constab"}, ["Lancashire"]),
    ({"q": "nearly two"}, ["Lancashire"]),
    ({"q": "100%"}, []),
    ({"q": "Robert'); DROP TABLE"}, []),
    ({"state": "approved"}, ["Derbyshire"]),
    ({"state": "stopped"}, ["Ambridge"]),
    ({"state": "building"}, ["Borchester"]),
    ({"problems": "blocked"}, ["Ambridge", "Lancashire"]),
    ({"problems": "warned"}, ["Derbyshire"]),
    ({"problems": "none"}, ["Borchester", "Northamptonshire", "United Kingdom"]),
    ({"who": "me"}, ["Lancashire"]),
    ({"who": "others"}, ["Derbyshire"]),
    ({"who": "nobody"}, ["Ambridge", "Borchester", "Northamptonshire", "United Kingdom"]),
    ({"level": "united-kingdom"}, ["United Kingdom"]),
    ({"language": "cy"}, []),
    ({"who": "me", "state": "draft"}, ["Lancashire"]),
    ({"who": "me", "state": "approved"}, []),
]


def test_the_list_is_narrowed(built: Publication, desk: Client, officer: User) -> None:
    put(release_for(built, "Lancashire"), assigned_to=officer)
    check(release_for(built, "Lancashire"), unverifiable=1)
    put(
        release_for(built, "Derbyshire"),
        assigned_to=person("somebody", "Press officer"),
        state="approved",
    )
    check(release_for(built, "Derbyshire"), warned_terms=1)
    template = ReleaseTemplate.objects.filter(draft_builds__publication=built)[0]
    for name, state in (("Ambridge", "failed"), ("Borchester", "ready")):
        DraftBuild.objects.create(
            publication=built,
            template=template,
            area=make_area(name),
            state=state,
            reason="No." if state == "failed" else "",
        )
    assert [areas(shown(desk, built, **asked)) for asked, _found in NARROWED] == [
        found for _asked, found in NARROWED
    ]


def test_the_list_is_narrowed_to_a_region_and_to_a_template(
    built: Publication, desk: Client
) -> None:
    region = Area.objects.get(name="North West")
    assert areas(shown(desk, built, within=str(region.pk))) == ["Lancashire"]
    template = ReleaseTemplate.objects.filter(draft_builds__publication=built)[0]
    assert len(areas(shown(desk, built, template=str(template.pk)))) == 4


def test_what_cannot_be_asked_for_is_said_and_nothing_else_breaks(
    built: Publication, desk: Client
) -> None:
    for asked in (
        {"state": "nonsense"},
        {"within": "0"},
        {"within": "1; DROP TABLE"},
        {"template": "-1"},
        {"who": "everybody"},
        {"q": "x" * 101},
        {"q": "\x00"},
    ):
        assert "error-message" in shown(desk, built, **asked), asked


SORTED = [
    ("area", "Derbyshire"),
    ("-area", "United Kingdom"),
    ("-problems", "Northamptonshire"),
    ("state", "Derbyshire"),
    ("-state", "Lancashire"),
    ("-who", "Lancashire"),
    ("-changed", "Northamptonshire"),
    ("headline", "Lancashire"),
    ("nonsense", "Derbyshire"),
    ("-", "Derbyshire"),
]


def test_each_column_sorts(built: Publication, desk: Client, officer: User) -> None:
    put(release_for(built, "Lancashire"), state="withdrawn", assigned_to=officer)
    release_for(built, "Northamptonshire").save_revision(user=officer)
    check(release_for(built, "Northamptonshire"), contradicted=3)
    release = release_for(built, "Lancashire")
    release.draft_title = "A headline before all others"
    release.save(update_fields=["draft_title"])
    assert [(sort, areas(shown(desk, built, sort=sort))[0]) for sort, _first in SORTED] == SORTED


def test_the_list_has_pages_of_fifty(built: Publication, desk: Client) -> None:
    template = ReleaseTemplate.objects.filter(draft_builds__publication=built)[0]
    add_releases(built, template, 60)
    page = shown(desk, built)
    assert len(areas(page)) == 50
    assert "All 64 releases that match, on every page" in page
    assert len(areas(shown(desk, built, p="2"))) == 14
    assert len(areas(shown(desk, built, p="99"))) == 14
    assert len(areas(shown(desk, built, p="nonsense"))) == 50


def test_nothing_that_matches_is_said(built: Publication, desk: Client) -> None:
    page = shown(desk, built, q="Atlantis")
    assert "Nothing matches." in page


def test_staff_without_the_desk_see_none_of_it(built: Publication) -> None:
    release = release_for(built, "Lancashire")
    for role in ("Editor", "Statistics officer"):
        client = client_of(person(f"no-{role}", role))
        for address in (
            f"/admin/press-desk/{built.pk}/",
            f"/admin/press-desk/{built.pk}/changes/?since=2026-01-01T00:00:00Z",
            f"/admin/press-desk/release/{release.pk}/problem/",
        ):
            assert client.get(address).status_code in (302, 403), address


def queries_of(desk: Client, address: str) -> int:
    desk.get(address)  # whatever is asked once and then remembered
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    "asked",
    ["", "?sort=-problems", "?state=draft&problems=none&who=nobody&changed=no", "?q=Many"],
)
def test_three_releases_and_sixty_ask_the_same_queries(
    built: Publication, desk: Client, asked: str
) -> None:
    template = ReleaseTemplate.objects.filter(draft_builds__publication=built)[0]
    add_releases(built, template, 3)
    address = f"/admin/press-desk/{built.pk}/"
    few = queries_of(desk, address + asked)
    add_releases(built, template, 40)
    assert queries_of(desk, address + asked) == few


def test_a_thousand_releases_ask_the_same_queries(built: Publication, desk: Client) -> None:
    template = ReleaseTemplate.objects.filter(draft_builds__publication=built)[0]
    addresses = ["/admin/press-desk/", f"/admin/press-desk/{built.pk}/?p=2"]
    add_releases(built, template, 60, contradicted=1)
    few = [queries_of(desk, address) for address in addresses]
    figure = Figure.objects.get(area__name="Lancashire", value=674)
    add_releases(built, template, 940, figure_ids=(figure.pk,))
    assert [queries_of(desk, address) for address in addresses] == few
    assert "of 1,004 approved" in shown(desk, built)


def test_another_publication_has_its_own_desk(built: Publication, desk: Client) -> None:
    other = make_publication("another")
    measure = Measure.objects.get(slug="child-abuse-image-offences")
    template = ReleaseTemplate.objects.filter(measure=measure)[0]
    add_releases(other, template, 2)
    assert len(areas(shown(desk, built))) == 4
    assert len(areas(shown(desk, other))) == 2
