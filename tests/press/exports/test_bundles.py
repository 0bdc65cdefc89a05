"""All releases of a publication as one ZIP: made by a worker, watched, cancelled, cleared up."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from press.actions import build_waiting_drafts, bundling
from press.actions.bundling import (
    BundleRefused,
    ask_for_bundle,
    cancel_bundle,
    clear_old_bundles,
    make_waiting_bundles,
)
from press.exports import collecting
from press.models import Bundle, BundleState, ReleasePage
from stats.models import Measure, Publication
from tests.press.conftest import publish, release_for
from tests.stats.factories import add_figure, make_area, make_publication
from tests.stats.people import person


@pytest.fixture(autouse=True)
def private_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    storage: Any = Bundle._meta.get_field("file").storage
    monkeypatch.setattr(storage, "_location", str(tmp_path))
    for name in ("base_location", "location"):
        storage.__dict__.pop(name, None)
    yield tmp_path
    for name in ("base_location", "location"):
        storage.__dict__.pop(name, None)


@pytest.fixture
def officer(db: None) -> User:
    return person("officer", "Press officer")


def made(bundle: Bundle) -> zipfile.ZipFile:
    bundle.refresh_from_db()
    assert bundle.state == BundleState.DONE, bundle.reason
    with bundle.file.open("rb") as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def test_a_bundle_has_a_folder_for_each_area_and_a_table_of_contents(
    built: Publication, officer: User
) -> None:
    formats = ["docx", "text", "pdf", "chart-png"]
    bundle = ask_for_bundle(publication=built, formats=formats, by=officer)
    assert (bundle.state, bundle.total) == (BundleState.READY, 4)
    assert make_waiting_bundles() == 1
    archive = made(bundle)
    assert archive.testzip() is None
    names = archive.namelist()
    assert len(names) == len(set(names))
    assert [name for name in names if name.startswith("lancashire/")] == [
        "lancashire/lancashire.txt",
        "lancashire/lancashire.docx",
        "lancashire/lancashire.pdf",
        "lancashire/lancashire.chart.png",
    ]
    folders = list(dict.fromkeys(name.split("/")[0] for name in names if "/" in name))
    assert folders == ["derbyshire", "lancashire", "northamptonshire", "united-kingdom"]
    contents = archive.read("contents.csv").decode()
    assert "lancashire/lancashire.pdf" in contents
    assert bundle.done == bundle.total == 4
    assert ModelLogEntry.objects.filter(action="press.ask_for_bundle", user=officer).exists()


def test_some_releases_alone_can_be_chosen(built: Publication, officer: User) -> None:
    releases = [release_for(built, "Lancashire")]
    bundle = ask_for_bundle(publication=built, formats=["text"], releases=releases, by=officer)
    make_waiting_bundles()
    assert made(bundle).namelist() == ["lancashire/lancashire.txt", "contents.csv"]


def test_what_cannot_be_bundled_is_refused(
    built: Publication, officer: User, people_seeking_help: Publication
) -> None:
    for formats in ([], ["exe"], ["text", "exe"]):
        with pytest.raises(BundleRefused, match="format"):
            ask_for_bundle(publication=built, formats=formats, by=officer)
    with pytest.raises(BundleRefused, match="no releases"):
        ask_for_bundle(publication=people_seeking_help, formats=["text"], by=officer)
    with pytest.raises(BundleRefused, match="no releases"):
        ask_for_bundle(
            publication=people_seeking_help,
            formats=["text"],
            releases=[release_for(built, "Lancashire")],
            by=officer,
        )
    assert not Bundle.objects.exists()


def test_a_worker_that_died_lets_its_lease_run_out_and_another_begins_anew(
    built: Publication, officer: User
) -> None:
    bundle = ask_for_bundle(publication=built, formats=["text"], by=officer)
    until = timezone.now() + timedelta(minutes=1)
    Bundle.objects.filter(pk=bundle.pk).update(
        state=BundleState.RUNNING, leased_until=until, tries=1, done=2
    )
    assert make_waiting_bundles() == 0
    Bundle.objects.filter(pk=bundle.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    assert make_waiting_bundles() == 1
    assert len(made(bundle).namelist()) == 5
    assert bundle.tries == 2


def test_a_bundle_that_breaks_off_again_and_again_waits_for_a_person(
    built: Publication, officer: User
) -> None:
    bundle = ask_for_bundle(publication=built, formats=["text"], by=officer)
    Bundle.objects.filter(pk=bundle.pk).update(tries=3)
    make_waiting_bundles()
    bundle.refresh_from_db()
    assert bundle.state == BundleState.FAILED
    assert bundle.reason


def test_a_fault_of_the_system_is_tried_again_and_then_told(
    built: Publication,
    officer: User,
    monkeypatch: pytest.MonkeyPatch,
    private_files: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    bundle = ask_for_bundle(publication=built, formats=["text"], by=officer)

    def full(*_args: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(bundling, "_add", full)
    assert make_waiting_bundles() == 3
    bundle.refresh_from_db()
    assert bundle.state == BundleState.FAILED
    assert bundle.reason == "A fault of the system, not of the releases: OSError."
    assert not [path for path in private_files.rglob("*") if path.is_file()]


def test_cancelling_takes_the_lease_from_the_worker_and_leaves_no_file(
    built: Publication, officer: User, monkeypatch: pytest.MonkeyPatch, private_files: Path
) -> None:
    bundle = ask_for_bundle(publication=built, formats=["text"], by=officer)
    write = bundling._write

    def cancelled_meanwhile(*given: Any) -> None:
        cancel_bundle(bundle=bundle, by=officer)
        write(*given)

    monkeypatch.setattr(bundling, "_write", cancelled_meanwhile)
    make_waiting_bundles()
    bundle.refresh_from_db()
    assert bundle.state == BundleState.FAILED
    assert bundle.reason == "officer cancelled it."
    assert not [path for path in private_files.rglob("*") if path.is_file()]
    assert not cancel_bundle(bundle=bundle, by=officer)


def test_after_a_day_the_file_is_deleted_and_the_row_stays(
    built: Publication, officer: User, private_files: Path, django_capture_on_commit_callbacks: Any
) -> None:
    bundle = ask_for_bundle(publication=built, formats=["text"], by=officer)
    make_waiting_bundles()
    assert clear_old_bundles() == 0
    Bundle.objects.update(finished_at=timezone.now() - timedelta(days=1, seconds=1))
    client = Client()
    client.force_login(officer)
    assert client.get(f"/admin/press-desk/bundles/{bundle.pk}/download/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert clear_old_bundles() == 1
    assert not [path for path in private_files.rglob("*") if path.is_file()]
    page = client.get(f"/admin/press-desk/bundles/{bundle.pk}/").content.decode()
    assert "removed after a day" in page


def test_two_releases_of_one_area_have_two_names(built: Publication, officer: User) -> None:
    other = ReleasePage.objects.get(area__name="Lancashire").template_used
    other.pk, other.name = None, "Another"
    other.save()
    more = make_publication("more")
    measure = Measure.objects.get(slug="child-abuse-image-offences")
    add_figure(more, measure, make_area("Shire"), "2017-18", 500)
    publish(more)
    build_waiting_drafts()
    bundle = ask_for_bundle(publication=more, formats=["text"], by=officer)
    make_waiting_bundles()
    names = [name for name in made(bundle).namelist() if name.endswith(".txt")]
    assert len(names) == len(set(names)) == 2
    assert len({name.split("/")[0] for name in names}) == 1


def test_the_screens_show_how_far_it_is_and_give_the_file(
    built: Publication, officer: User
) -> None:
    client = Client()
    client.force_login(officer)
    form = client.get(f"/admin/press-desk/{built.pk}/export/docx/").content.decode()
    assert "4 releases, as one ZIP" in form
    answer = client.post(f"/admin/press-desk/{built.pk}/bundle/", {"format": ["text", "csv"]})
    bundle = Bundle.objects.get()
    assert answer["Location"] == f"/admin/press-desk/bundles/{bundle.pk}/"
    page = client.get(answer["Location"]).content.decode()
    assert "0 of 4 releases written" in page
    assert '<progress id="bundle-progress" max="4" value="0">' in page
    make_waiting_bundles()
    part = client.get(f"/admin/press-desk/bundles/{bundle.pk}/progress/").content.decode()
    assert "The ZIP of 4 releases is ready." in part
    file = client.get(f"/admin/press-desk/bundles/{bundle.pk}/download/")
    assert file["Content-Disposition"].startswith("attachment")
    content = b"".join(file.streaming_content)  # type: ignore[attr-defined]
    assert len(zipfile.ZipFile(io.BytesIO(content)).namelist()) == 9


def test_a_form_without_a_format_is_refused_on_the_screen(
    built: Publication, officer: User
) -> None:
    client = Client()
    client.force_login(officer)
    page = client.post(f"/admin/press-desk/{built.pk}/bundle/", {}).content.decode()
    assert "Choose at least one format of those on offer." in page


def test_nobody_but_the_desk_sees_or_has_a_bundle(built: Publication, officer: User) -> None:
    bundle = ask_for_bundle(publication=built, formats=["text"], by=officer)
    make_waiting_bundles()
    bundle.refresh_from_db()
    addresses = [
        f"/admin/press-desk/bundles/{bundle.pk}/",
        f"/admin/press-desk/bundles/{bundle.pk}/progress/",
        f"/admin/press-desk/bundles/{bundle.pk}/download/",
        f"/admin/press-desk/{built.pk}/bundle/",
    ]
    for role in ("Editor", "Statistics officer"):
        client = Client()
        client.force_login(person(role.replace(" ", ""), role))
        for address in addresses:
            assert client.get(address).status_code != 200, (role, address)
    for address in addresses:
        assert "/admin/login/" in Client().get(address)["Location"]
    assert Client().get(f"/media/{bundle.file.name}").status_code == 404


def test_more_releases_are_read_a_few_at_a_time(
    vocabulary: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure = Measure.objects.get(slug="child-abuse-image-offences")
    publication = make_publication("many")
    for number in range(9):
        add_figure(publication, measure, make_area(f"Shire {number}"), "2017-18", 500 + number)
    publish(publication)
    build_waiting_drafts()
    monkeypatch.setattr(collecting, "RELEASES_AT_ONCE", 3)
    releases = ReleasePage.objects.filter(publication=publication)
    export = collecting.Export(releases, formats=["text"], at=timezone.now(), may_draw=True)
    counts = []
    chunks = export.chunks()
    for _number in range(3):
        with CaptureQueriesContext(connection) as captured:
            assert len(next(chunks)) == 3
        counts.append(len(captured))
    assert len(set(counts)) == 1
    assert next(chunks, None) is None
