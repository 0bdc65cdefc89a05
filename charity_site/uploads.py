"""Files that staff upload are what their names say, or are refused.

A browser gets them as attachments in which nothing may run; this is for whoever opens them after.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import IO, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from PIL import Image as Picture
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

LARGEST_UNPACKED = 200_000_000  # bytes, by what the archive says of itself
MOST_PARTS = 2_000  # files in an archive
HEAD = 4_096  # bytes that tell text from what only calls itself so
BINARY = (b"MZ", b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")
MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<iframe", b"<body")
BROKEN = (
    OSError,
    ValueError,
    SyntaxError,  # as Pillow calls a PNG without its parts
    EOFError,
    struct.error,
    Picture.DecompressionBombError,
    Picture.DecompressionBombWarning,
)
MACROS = ("vbaproject.bin", "basic/", "scripts/")


class CarefulImageField(WagtailImageField):
    """Wagtail's field, for which a file that breaks while it is measured is no image, not a fault.

    How many pixels it has is read from its head; nothing is decoded.
    """

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except BROKEN as error:
            raise forms.ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from error


class ImageForm(BaseImageForm):
    file = CarefulImageField(label=_("File"), widget=BaseImageForm.Meta.widgets["file"])


class DocumentForm(BaseDocumentForm):
    """Wagtail's form, which goes by the name of a file, with a look inside."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            refuse_what_is_not_what_it_says(file)
        return file


def refuse_what_is_not_what_it_says(file: UploadedFile[Any]) -> None:
    """Raises ValidationError, in a sentence for whoever sent the file."""
    ending = PurePath(file.name or "").suffix.lower().removeprefix(".")
    looks_right = KINDS.get(ending)
    file.seek(0)
    try:
        is_right = looks_right is not None and looks_right(file)
    except (zipfile.BadZipFile, NotImplementedError, KeyError, ValueError, OSError, EOFError):
        is_right = False  # what breaks while it is read is nothing to pass on
    finally:
        file.seek(0)
    if not is_right:
        raise forms.ValidationError(
            gettext("What is in this file is not what its name says, or it has macros in it.")
        )


def _is_pdf(file: IO[bytes]) -> bool:
    return file.read(5) == b"%PDF-"


def _is_text(file: IO[bytes]) -> bool:
    head = file.read(HEAD)
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(BINARY) or plain.startswith(MARKUP):
        return False
    return not any(byte < 32 and byte not in b"\t\n\r\x0c" for byte in head)


def _holds(part: str, *, media_type: str = "") -> Callable[[IO[bytes]], bool]:
    """Whether it is an archive with a part, and says in `mimetype` what it is, without macros."""

    def look(file: IO[bytes]) -> bool:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            names = [each.filename.lower() for each in parts]
            if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > LARGEST_UNPACKED:
                return False
            if any(name.startswith(MACROS) or name.endswith(MACROS[0]) for name in names):
                return False
            if media_type and archive.read("mimetype").strip() != media_type.encode():
                return False
            return part in names

    return look


KINDS: dict[str, Callable[[IO[bytes]], bool]] = {
    "csv": _is_text,
    "txt": _is_text,
    "pdf": _is_pdf,
    "docx": _holds("word/document.xml"),
    "xlsx": _holds("xl/workbook.xml"),
    "odt": _holds("content.xml", media_type="application/vnd.oasis.opendocument.text"),
    "ods": _holds("content.xml", media_type="application/vnd.oasis.opendocument.spreadsheet"),
}
