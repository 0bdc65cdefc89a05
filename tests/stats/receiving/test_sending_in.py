"""A file sent in: kept as it came, once, and by nobody who may not."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from stats.models import Publication, PublicationState, ReceivedFile, ReceivedFileState
from stats.receiving import actions, keeping
from tests.stats.receiving.files import (
    client_of,
    kept_files,
    long_xlsx,
    lose,
    member,
    row,
    send_in,
)


def post(
    publication: Publication,
    content: bytes,
    *,
    name: str = "reply.xlsx",
    client: Client | None = None,
) -> HttpResponse:
    """Send a file in through its screen, as a statistics officer unless it is said who."""
    client = client or client_of(member("Statistics officer"))
    return client.post(  # type: ignore[return-value]
        f"/admin/received-file/into/{publication.pk}/",
        {"file": SimpleUploadedFile(name, content), "source": "FOI 1"},
        follow=True,
    )


def test_a_file_is_kept_as_it_came_with_its_sha_256(draft: Publication) -> None:
    content = long_xlsx(row())
    post(draft, content, name="Lancashire (final).xlsx")
    file = ReceivedFile.objects.get()
    assert file.name == "Lancashire (final).xlsx"
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert file.size == len(content)
    with file.file.open() as original:
        assert original.read() == content
    assert file.state == ReceivedFileState.WAITING
    assert file.publication == draft
    assert file.added_by is not None
    assert file.reading == {"source": "FOI 1"}
    assert "Lancashire" not in str(file.file.name), "the original name is nobody's path"


def test_the_same_file_is_pointed_out_and_kept_once(draft: Publication) -> None:
    content = long_xlsx(row())
    post(draft, content)
    kept = kept_files()
    page = post(draft, content, name="again.xlsx")
    assert "This very file was sent in before, as “reply.xlsx”" in page.content.decode()
    assert ReceivedFile.objects.count() == 1
    assert kept_files() == kept


def test_the_same_file_may_go_to_another_publication(draft: Publication) -> None:
    other = Publication.objects.create(slug="other", title="Other")
    content = long_xlsx(row())
    assert send_in(draft, content).pk != send_in(other, content).pk


@pytest.mark.parametrize("name", ["reply.pdf", "reply", "reply.xlsx.exe", "reply.xlsm", ""])
def test_a_file_that_is_no_spreadsheet_by_its_name_is_refused(
    draft: Publication, name: str
) -> None:
    kept = kept_files()
    with pytest.raises(keeping.FileRefused):
        send_in(draft, long_xlsx(row()), name=name)
    assert kept_files() == kept


def test_a_wrong_ending_is_said_on_the_screen(draft: Publication) -> None:
    page = post(draft, b"%PDF-1.7", name="reply.pdf")
    assert page.status_code == 200
    assert "save the spreadsheet as one of these" in page.content.decode()
    assert not ReceivedFile.objects.exists()


def test_an_empty_file_is_refused_and_not_kept(draft: Publication) -> None:
    kept = kept_files()
    page = post(draft, b"")
    assert "The file is empty" in page.content.decode()
    assert not ReceivedFile.objects.exists()
    assert kept_files() == kept


def test_sending_nothing_says_so(draft: Publication) -> None:
    client = client_of(member("Statistics officer"))
    page = client.post(f"/admin/received-file/into/{draft.pk}/", {"source": ""})
    assert "Choose the file first." in page.content.decode()


def test_a_file_that_is_too_large_is_refused_before_any_of_it_is_read(
    draft: Publication, settings: Settings
) -> None:
    settings.RECEIVED_FILE_LARGEST = 1_000_000
    client = Client(enforce_csrf_checks=True)  # a token would be looked for inside the file
    client.force_login(member("Statistics officer"))

    class Unread:
        def read(self, *_size: int) -> bytes:
            pytest.fail("the body was read")

        readline = read

    page = client.generic(
        "POST",
        f"/admin/received-file/into/{draft.pk}/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH="200000000",
        **{"wsgi.input": Unread()},  # type: ignore[arg-type]
    )
    assert page.status_code == 413
    assert "larger than 1 MB" in page.content.decode()


def test_a_file_that_grows_while_it_is_sent_is_refused_and_not_kept(
    draft: Publication, settings: Settings
) -> None:
    settings.RECEIVED_FILE_LARGEST = 1_000
    kept = kept_files()
    with pytest.raises(keeping.FileRefused, match="larger than"):
        send_in(draft, b"x" * 1_001)
    assert kept_files() == kept


def test_the_form_wants_its_token(draft: Publication) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member("Statistics officer"))
    answer = client.post(
        f"/admin/received-file/into/{draft.pk}/", {"file": SimpleUploadedFile("a.csv", b"x")}
    )
    assert answer.status_code == 403
    assert not ReceivedFile.objects.exists()


def test_a_publication_that_is_no_draft_takes_no_file(draft: Publication) -> None:
    draft.state = PublicationState.IN_REVIEW
    draft.save()
    kept = kept_files()
    with pytest.raises(actions.NotNow, match="no draft any more"):
        send_in(draft, long_xlsx(row()))
    assert kept_files() == kept
    page = post(draft, long_xlsx(row()))
    assert "no draft" in page.content.decode()
    assert not ReceivedFile.objects.exists()


@pytest.mark.parametrize("role", ["Approver", "Press officer", "Editor"])
def test_only_a_statistics_officer_sends_files_in(draft: Publication, role: str) -> None:
    client = client_of(member(role))
    assert client.get(f"/admin/received-file/into/{draft.pk}/").status_code == 302
    post(draft, long_xlsx(row()), client=client)
    assert not ReceivedFile.objects.exists()


def test_a_visitor_is_sent_to_log_in(draft: Publication) -> None:
    answer = Client().get(f"/admin/received-file/into/{draft.pk}/")
    assert answer.status_code == 302
    assert "/admin/login/" in answer["Location"]


def test_the_original_comes_back_as_it_came(draft: Publication) -> None:
    content = long_xlsx(row())
    file = send_in(draft, content, name="Reply “final”.xlsx")
    for role in ("Statistics officer", "Approver"):
        answer = client_of(member(role)).get(f"/admin/received-file/{file.pk}/original/")
        assert b"".join(answer.streaming_content) == content  # type: ignore[attr-defined]
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"].startswith("attachment;")
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("role", ["Press officer", "Editor"])
def test_the_original_is_private(draft: Publication, role: str) -> None:
    file = send_in(draft, long_xlsx(row()))
    client = client_of(member(role))
    assert client.get(f"/admin/received-file/{file.pk}/original/").status_code == 302
    assert client.get(f"/admin/received-file/{file.pk}/marked/").status_code == 302


def test_no_public_address_leads_to_the_original(draft: Publication) -> None:
    file = send_in(draft, long_xlsx(row()))
    for address in (f"/media/{file.file.name}", f"/documents/{file.file.name}"):
        assert Client().get(address).status_code == 404


def test_an_original_that_is_gone_is_said_so(draft: Publication) -> None:
    file = send_in(draft, long_xlsx(row()))
    lose(file)
    client = client_of(member("Statistics officer"))
    page = client.get(f"/admin/received-file/{file.pk}/original/", follow=True)
    assert "no longer where it was kept" in page.content.decode()
