"""A file that staff send is what it says, of a size that can be looked at, or it is refused."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import docx
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image

from charity_site.uploads import refuse_what_is_not_what_it_says


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def word_document() -> bytes:
    file = io.BytesIO()
    docx.Document().save(file)
    return file.getvalue()


def spreadsheet() -> bytes:
    file = io.BytesIO()
    Workbook().save(file)
    return file.getvalue()


ODT = "application/vnd.oasis.opendocument.text"
RIGHT = [
    ("a.pdf", b"%PDF-1.7\n..."),
    ("a.txt", "Plain words, £5, Llŷn.\r\n".encode()),
    ("a.csv", b"\xef\xbb\xbfarea,value\nLancashire,674\n"),
    ("a.CSV", b"area\n"),
    ("a.docx", word_document()),
    ("a.xlsx", spreadsheet()),
    ("a.odt", zipped({"mimetype": ODT.encode(), "content.xml": b"<a/>"})),
]
WRONG = [
    ("a.pdf", b"<html><script>alert(1)</script>"),
    ("a.pdf", b"MZ\x90\x00"),
    ("a.txt", b"<script>alert(1)</script>"),
    ("a.txt", b" \n<!DOCTYPE html>"),
    ("a.txt", b"\x00\x01\x02"),
    ("a.csv", b"%PDF-1.7"),
    ("a.csv", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("a.docx", b"not a zip"),
    ("a.docx", word_document()[:-200]),
    ("a.docx", spreadsheet()),
    ("a.xlsx", word_document()),
    ("a.docx", zipped({"word/document.xml": b"", "word/vbaProject.bin": b"macro"})),
    ("a.docx", zipped({"word/document.xml": b"\x00" * 201_000_000})),
    ("a.odt", zipped({"content.xml": b""})),
    ("a.odt", zipped({"mimetype": b"text/html", "content.xml": b""})),
    ("a.ods", zipped({"mimetype": ODT.encode(), "content.xml": b""})),
    ("a.svg", b"<svg/>"),
    ("a.exe", b"MZ"),
    ("a", b""),
]


@pytest.mark.parametrize(("name", "content"), RIGHT)
def test_what_is_what_it_says_is_taken(name: str, content: bytes) -> None:
    file = SimpleUploadedFile(name, content)
    refuse_what_is_not_what_it_says(file)
    assert file.read() == content  # left as it was


@pytest.mark.parametrize(("name", "content"), WRONG)
def test_what_is_something_else_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError, match="not what its name says"):
        refuse_what_is_not_what_it_says(SimpleUploadedFile(name, content))


@pytest.mark.parametrize("view", ["wagtaildocs:add", "wagtaildocs:add_multiple"])
def test_the_admin_refuses_it_however_it_is_sent(admin_client: Client, view: str) -> None:
    field = "file" if view.endswith(":add") else "files[]"
    for name, content, is_kept in (
        ("evil.pdf", b"<script>alert(1)</script>", False),
        ("right.pdf", b"%PDF-1.7", True),
    ):
        file = SimpleUploadedFile(name, content)
        admin_client.post(reverse(view), {"title": name, field: file, "collection": "1"})
        assert Document.objects.filter(title__startswith=name[:4]).exists() is is_kept, name


def chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that would be gigabytes of pixels, once decoded."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    content = zlib.compress(b"\x00" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [chunk(b"IHDR", head), chunk(b"IDAT", content), chunk(b"IEND", b"")]
    )


def small(form: str) -> bytes:
    file = io.BytesIO()
    Picture.new("RGB", (8, 8)).save(file, form)
    return file.getvalue()


IMAGES = [
    ("bomb.png", png_that_claims(60_000, 60_000), False),
    ("wide.png", png_that_claims(10_000, 4_001), False),
    ("script.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", False),
    ("script.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", False),
    ("page.jpg", b"<html><script>alert(1)</script>", False),
    ("lying.jpg", small("PNG"), False),
    ("cut.png", small("PNG")[:20], False),
    ("nothing.png", b"", False),
    ("right.png", small("PNG"), True),
]


@pytest.mark.parametrize(("name", "content", "is_kept"), IMAGES)
def test_an_image_is_measured_before_it_is_decoded(
    admin_client: Client, name: str, content: bytes, is_kept: bool
) -> None:
    for view, field in (("wagtailimages:add", "file"), ("wagtailimages:add_multiple", "files[]")):
        file = SimpleUploadedFile(name, content, content_type="image/png")
        data = {"title": name, field: file, "collection": "1", "description": "A square"}
        response = admin_client.post(reverse(view), data)
        assert response.status_code in {200, 302}, view
        assert Image.objects.exists() is is_kept, view
        Image.objects.all().delete()
