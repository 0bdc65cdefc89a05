"""Which files are accepted as a police force's reply: by their name, their size and their content.

They are kept as they came and are never opened here; the check is that a file is what its name
says, so that nobody is handed a program or a web page that calls itself a letter.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

LARGEST = 25 * 1024 * 1024
READ_TO_RECOGNISE = 8192
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, .doc and .msg: Microsoft's compound file
UTF_16 = (b"\xff\xfe", b"\xfe\xff")

Recognises = Callable[[File[Any], bytes], bool]


def _begins_with(*marks: bytes) -> Recognises:
    return lambda file, start: start.startswith(marks)


def _is_text(file: File[Any], start: bytes) -> bool:
    """No program and no archive: those have noughts among their first bytes. UTF-16 has, too."""
    return start.startswith(UTF_16) or b"\0" not in start


def _is_archive_with(*parts: str) -> Recognises:
    """A zip file that holds a part of such a name. Only its list of contents is read."""

    def recognise(file: File[Any], start: bytes) -> bool:
        if not start.startswith(b"PK\x03\x04"):
            return False
        try:
            with zipfile.ZipFile(file) as archive:
                names = archive.namelist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return False
        return any(name.startswith(parts) for name in names)

    return recognise


KINDS: dict[str, Recognises] = {
    ".pdf": lambda file, start: b"%PDF-" in start[:1024],
    ".docx": _is_archive_with("word/"),
    ".xlsx": _is_archive_with("xl/"),
    ".odt": _is_archive_with("mimetype"),
    ".ods": _is_archive_with("mimetype"),
    ".doc": _begins_with(OLE),
    ".xls": _begins_with(OLE),
    ".msg": _begins_with(OLE),
    ".eml": _is_text,
    ".txt": _is_text,
    ".csv": _is_text,
    ".jpg": _begins_with(b"\xff\xd8\xff"),
    ".jpeg": _begins_with(b"\xff\xd8\xff"),
    ".png": _begins_with(b"\x89PNG\r\n\x1a\n"),
}
EXTENSIONS = ",".join(KINDS)


def check_document(file: File[Any]) -> None:
    """Raise ValidationError with the remedy where a file cannot be kept as a reply."""
    size = file.size or 0
    if size > LARGEST:
        raise ValidationError(
            _("This file has %(size)s; at most %(most)s can be kept.")
            % {"size": filesizeformat(size), "most": filesizeformat(LARGEST)}
        )
    if size == 0:
        raise ValidationError(_("This file is empty."))
    extension = PurePath(file.name or "").suffix.lower()
    recognises = KINDS.get(extension)
    if recognises is None:
        raise ValidationError(
            _("A reply can be one of %(kinds)s. Save this file as one of them.")
            % {"kinds": ", ".join(kind.removeprefix(".") for kind in KINDS)}
        )
    file.seek(0)
    is_what_it_says = recognises(file, file.read(READ_TO_RECOGNISE))
    file.seek(0)
    if not is_what_it_says:
        raise ValidationError(
            _("This file is named %(extension)s, and its content is something else.")
            % {"extension": extension}
        )
