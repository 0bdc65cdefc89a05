"""The press desk's screens, and who may see them."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from press.actions import build_waiting_drafts
from press.models import DraftBuild, ReleasePage, ReleaseTemplate
from stats.models import Measure, Publication
from tests.press.conftest import publish, release_for
from tests.press.releasing import put_out
from tests.stats.factories import add_figure, make_area, make_publication

ROLES = ("Editor", "Statistics officer", "Press officer", "Approver")


def member(role: str) -> Client:
    user = User.objects.create_user(role.lower().replace(" ", "-"))
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def addresses(publication: Publication) -> dict[str, str]:
    release = release_for(publication, "Lancashire")
    return {
        "desk": "/admin/press-desk/",
        "publication": f"/admin/press-desk/{publication.pk}/",
        "progress": f"/admin/press-desk/{publication.pk}/builds/",
        "all": f"/admin/press-desk/{publication.pk}/export/text/",
        "one": f"/admin/press-desk/release/{release.pk}/export/docx/",
        "copy": f"/admin/press-desk/release/{release.pk}/copy/",
        "edit": f"/admin/pages/{release.pk}/edit/",
    }


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("Press officer", {"desk", "publication", "progress", "all", "one", "copy", "edit"}),
        ("Approver", {"desk", "publication", "progress", "all", "one", "copy", "edit"}),
        ("Statistics officer", {"progress"}),
        ("Editor", set()),
    ],
)
def test_each_role_sees_what_it_may(built: Publication, role: str, seen: set[str]) -> None:
    client = member(role)
    answers = {name: client.get(url).status_code for name, url in addresses(built).items()}
    assert {name for name, status in answers.items() if status == 200} == seen


def test_a_visitor_is_sent_to_log_in(built: Publication) -> None:
    for url in addresses(built).values():
        answer = Client().get(url)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/")


def test_nobody_publishes_a_release_as_a_page_whatever_their_role(built: Publication) -> None:
    release = release_for(built, "Lancashire")
    for role in ROLES:
        user = User.objects.create_user(f"tester-{role}")
        user.groups.add(Group.objects.get(name=role))
        assert not release.permissions_for_user(user).can_publish()


def test_the_desk_shows_what_stopped_a_draft_and_lets_it_be_tried_again(
    people_seeking_help: Publication,
) -> None:
    publish(people_seeking_help)
    build_waiting_drafts()
    client = member("Press officer")
    page = client.get(f"/admin/press-desk/{people_seeking_help.pk}/").content.decode()
    assert "1 of 4 drafts built" in page
    assert "3 stopped" in page
    assert "not supplied" in page
    build = DraftBuild.objects.get(area__name="Cheshire")
    answer = client.post(f"/admin/press-desk/retry/{build.pk}/", follow=True)
    assert "Cheshire will be built again." in answer.content.decode()
    assert member("Approver").post(f"/admin/press-desk/retry/{build.pk}/").status_code == 302
    build.refresh_from_db()
    assert build.state == "ready"


def test_one_click_downloads_every_release(built: Publication) -> None:
    answer = member("Press officer").get(addresses(built)["all"])
    assert answer["Content-Type"] == "application/zip"
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert sorted(names) == [
        "derbyshire.txt",
        "lancashire.txt",
        "northamptonshire.txt",
        "united-kingdom.txt",
    ]


def test_the_text_to_copy_is_the_release(built: Publication) -> None:
    page = member("Press officer").get(addresses(built)["copy"]).content.decode()
    assert "up from 591" in page
    assert "DRAFT – NOT FOR PUBLICATION" in page


def test_an_unknown_format_or_release_is_not_found(built: Publication) -> None:
    client = member("Press officer")
    for url in (
        f"/admin/press-desk/{built.pk}/export/exe/",
        "/admin/press-desk/release/999999/export/text/",
        "/admin/press-desk/release/999999/copy/",
        "/admin/press-desk/999999/",
    ):
        assert client.get(url).status_code == 404, url


def test_the_editor_shows_the_figures_behind_each_number(built: Publication) -> None:
    page = member("Press officer").get(addresses(built)["edit"]).content.decode()
    assert "(674 − 591) ÷ 591 = 14.04%" in page
    assert "Lancashire, 2016-17" in " ".join(page.split())


def test_a_release_cannot_be_copied(built: Publication) -> None:
    release = release_for(built, "Lancashire")
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    answer = client.get(f"/admin/pages/{release.pk}/copy/")
    assert answer.status_code == 302
    assert ReleasePage.objects.count() == 4


def test_the_desk_asks_no_more_queries_for_more_rows(built: Publication) -> None:
    client = member("Press officer")
    urls = [addresses(built)["desk"], addresses(built)["publication"]]

    def queries() -> list[int]:
        counts = []
        for url in urls:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url).status_code == 200
            counts.append(len(captured))
        return counts

    measure = Measure.objects.get(slug="child-abuse-image-offences")
    template = ReleaseTemplate.objects.get(measure=measure, language="en-gb")

    def ask_for(area: str) -> None:
        """A draft that stops: the publication has no figure for the area."""
        DraftBuild.objects.create(publication=built, template=template, area=make_area(area))

    ask_for("First")
    build_waiting_drafts()
    queries()  # whatever is asked once and then remembered
    few = queries()
    for number in range(5):
        more = make_publication(f"more-{number}")
        add_figure(more, measure, make_area(f"Shire {number}"), "2017-18", 500)
        publish(more)
    for number in range(10):
        ask_for(f"Other {number}")
    build_waiting_drafts()
    assert queries() == few


def test_a_draft_is_on_no_public_page_and_a_release_is(built: Publication) -> None:
    release = release_for(built, "Lancashire")
    visitor = Client()
    assert visitor.get(f"/newsroom/{release.slug}/").status_code == 404
    assert "nearly two" not in visitor.get("/newsroom/").content.decode()
    put_out(release)
    page = visitor.get(f"/newsroom/{release.slug}/")
    assert page.status_code == 200
    assert "up from 591" in page.content.decode()
    assert "DRAFT" not in page.content.decode()
    assert "nearly two" in visitor.get("/newsroom/").content.decode()
