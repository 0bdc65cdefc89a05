"""A press office sends in a Word document of styles: what is taken, and what is refused."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from wagtail.models import ModelLogEntry

from press.actions.house_styles import StylesRefused, put_styles_in_use, take_in_styles
from press.exports import word_checking
from press.exports.house_look import house_document
from press.exports.house_styles import stylesheet_in_use
from press.exports.word import as_word
from press.models import HouseStyle
from tests.press.exports.documents import document
from tests.stats.people import person

pytestmark = pytest.mark.django_db
Change = Callable[[dict[str, bytes]], None]


@pytest.fixture(autouse=True)
def private_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    storage: Any = HouseStyle._meta.get_field("file").storage
    monkeypatch.setattr(storage, "_location", str(tmp_path))
    storage.__dict__.pop("base_location", None)
    storage.__dict__.pop("location", None)
    yield tmp_path
    storage.__dict__.pop("base_location", None)
    storage.__dict__.pop("location", None)


@pytest.fixture
def officer() -> User:
    return person("officer", "Press officer")


def changed(change: Change) -> bytes:
    """Our own look with something done to its parts."""
    with zipfile.ZipFile(BytesIO(house_document())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def replaced(part: str, old: bytes, new: bytes) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)

    return changed(change)


def added(name: str, content: bytes) -> bytes:
    return changed(lambda parts: parts.update({name: content}))


def without_headings() -> bytes:
    word = Document()
    for name in ("Heading 1", "Heading 2"):
        word.styles[name].delete()
    written = BytesIO()
    word.save(written)
    return written.getvalue()


RELATIONSHIP = (
    b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/attachedTemplate" Target="https://elsewhere.example/x.dotm"'
    b' TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: b"%PDF-1.7 not Word at all", "no Word document"),
        (lambda: b"PK\x03\x04 cut off", "no Word document"),
        (lambda: b"", "empty"),
        (lambda: added("word/vbaProject.bin", b"macro"), "has macros"),
        (
            lambda: replaced(
                "[Content_Types].xml",
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                b"application/vnd.ms-word.document.macroEnabled.main",
            ),
            "has macros",
        ),
        (
            lambda: replaced(
                "[Content_Types].xml",
                b"wordprocessingml.document.main",
                b"wordprocessingml.template.main",
            ),
            "Word template",
        ),
        (lambda: added("word/media/bomb.bin", b"\0" * (60 << 20)), "too large"),
        (
            lambda: replaced("word/_rels/document.xml.rels", b"</Relationships>", RELATIONSHIP),
            "x.dotm",
        ),
        (lambda: added("word/embeddings/sheet.xlsx", b"PK"), "sheet.xlsx"),
        (
            lambda: replaced(
                "word/styles.xml", b"<w:styles", b"<!DOCTYPE x [<!ENTITY y 'z'>]><w:styles"
            ),
            "damaged",
        ),
        (lambda: replaced("word/styles.xml", b"</w:styles>", b""), "damaged"),
        (without_headings, "lacks the styles “Heading 1”, “Heading 2”"),
        (lambda: b"x" * (word_checking.LIMITS.file_bytes + 1), "too large"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_to_do(
    officer: User, private_files: Path, make: Callable[[], bytes], message: str
) -> None:
    with pytest.raises(StylesRefused, match=message):
        take_in_styles(content=ContentFile(make()), name="styles.docx", by=officer)
    assert not HouseStyle.objects.exists()
    assert not [path for path in private_files.rglob("*") if path.is_file()]


def test_a_document_is_kept_as_it_came_and_used_from_then_on(
    officer: User, private_files: Path
) -> None:
    content = house_document()
    style, names = take_in_styles(
        content=ContentFile(content), name="C:\\fakepath\\house.docx", by=officer
    )
    assert style.name == "house.docx"
    assert style.sha256 == hashlib.sha256(content).hexdigest()
    assert "Release timing" in names
    (kept,) = (path for path in private_files.rglob("*") if path.is_file())
    assert kept.read_bytes() == content
    assert "house" not in kept.name
    assert stylesheet_in_use() is not None
    assert ModelLogEntry.objects.filter(action="press.take_in_styles", user=officer).exists()


def test_the_newest_takes_the_place_of_the_one_before(officer: User) -> None:
    first, _names = take_in_styles(content=ContentFile(house_document()), name="a.docx", by=officer)
    second, _names = take_in_styles(
        content=ContentFile(added("word/extra.xml", b"<x/>")), name="b.docx", by=officer
    )
    assert list(HouseStyle.objects.filter(is_in_use=True)) == [second]
    assert put_styles_in_use(style=first, in_use=True, by=officer)
    assert list(HouseStyle.objects.filter(is_in_use=True)) == [first]
    assert put_styles_in_use(style=first, in_use=False, by=officer)
    assert not put_styles_in_use(style=first, in_use=False, by=officer)
    assert stylesheet_in_use() is None


def test_a_document_that_changed_where_it_is_kept_is_passed_over(
    officer: User, private_files: Path
) -> None:
    take_in_styles(content=ContentFile(house_document()), name="a.docx", by=officer)
    (kept,) = (path for path in private_files.rglob("*") if path.is_file())
    kept.write_bytes(b"something else")
    assert stylesheet_in_use() is None
    assert as_word(document(), stylesheet_in_use())


@pytest.mark.parametrize(
    ("role", "seen", "sent"),
    [("Press officer", 200, 302), ("Approver", 403, 403), ("Editor", 403, 403)],
)
def test_only_the_press_office_sees_and_sends_in_styles(role: str, seen: int, sent: int) -> None:
    client = Client()
    client.force_login(person("somebody", role))
    address = "/admin/press-desk/house-styles/"
    upload = SimpleUploadedFile("house.docx", house_document())
    refused_as = {302} if seen == 403 else {seen}  # Wagtail sends the refused to its front page
    assert client.get(address).status_code in {seen, *refused_as}
    assert (client.get(address).status_code == 200) is (seen == 200)
    client.post(address, {"file": upload})
    assert HouseStyle.objects.exists() is (sent == 302 and seen == 200)


def test_the_screen_says_what_is_wrong_and_what_is_in_use(officer: User) -> None:
    client = Client()
    client.force_login(officer)
    address = "/admin/press-desk/house-styles/"
    answer = client.post(address, {"file": SimpleUploadedFile("a.docx", b"no Word")})
    assert answer.status_code == 422
    assert "The file is no Word document: save it in Word" in answer.content.decode()
    content = house_document()
    answer = client.post(address, {"file": SimpleUploadedFile("a.docx", content)}, follow=True)
    page = answer.content.decode()
    assert "Releases are now written in the styles of a.docx." in page
    assert "in use" in page
    style = HouseStyle.objects.get()
    file = client.get(f"/admin/press-desk/house-styles/{style.pk}/file/")
    assert b"".join(file.streaming_content) == content  # type: ignore[attr-defined]
    assert file["X-Content-Type-Options"] == "nosniff"
    client.post(f"/admin/press-desk/house-styles/{style.pk}/use/", {"use": "0"})
    style.refresh_from_db()
    assert not style.is_in_use


def test_the_process_that_reads_is_ended_when_it_takes_too_long(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(house_document())
    monkeypatch.setattr(word_checking, "PATIENCE", 0.001)
    with pytest.raises(word_checking.CannotUseStyles, match="time and memory"):
        word_checking.check(path)
