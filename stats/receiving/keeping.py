"""The original file: kept as it came, under a name of our own, with its SHA-256."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.core.files.base import File
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ..models import Publication, ReceivedFile, ReceivedFileState
from ..models.received_file import private_storage

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KINDS = (".xlsx", ".xls", ".ods", ".csv")
LONGEST_NAME = 200
MEGABYTE = 1_000_000


class FileRefused(ValueError):
    """A file that is not taken in, with the reason for whoever sent it."""


class _Hashed(File[bytes]):
    """A file whose digest and size are known once it has been gone through."""

    def __init__(self, content: File[bytes], *, largest: int | None) -> None:
        super().__init__(content.file, name=content.name)
        self.largest = largest
        self.digest = hashlib.sha256()
        self.length = 0

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        for chunk in super().chunks(chunk_size or MEGABYTE):
            self.digest.update(chunk)
            self.length += len(chunk)
            if self.largest is not None and self.length > self.largest:
                raise FileRefused(too_large())
            yield chunk


def too_large() -> str:
    megabytes = number_format(settings.RECEIVED_FILE_LARGEST / MEGABYTE, decimal_pos=0)
    return _(
        "The file is larger than %(megabytes)s MB: remove pictures and sheets that hold no"
        " figures, or save it in parts."
    ) % {"megabytes": megabytes}


def check_name(name: str) -> None:
    """Raises FileRefused where a name does not end like a spreadsheet's."""
    if PurePath(name).suffix.casefold() not in KINDS:
        raise FileRefused(
            _("“%(name)s” is none of %(kinds)s: save the spreadsheet as one of these.")
            % {"name": kept_name(name), "kinds": ", ".join(KINDS)}
        )


def kept_name(name: str) -> str:
    """A file's own name without its folders, printable, its ending kept where it is too long."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    printable = "".join(letter if letter.isprintable() else " " for letter in bare).strip()
    if len(printable) <= LONGEST_NAME:
        return printable
    suffix = PurePath(printable).suffix[:10]
    return f"{printable[: LONGEST_NAME - len(suffix) - 1]}…{suffix}"


class Kept(NamedTuple):
    """Where a file lies in the private storage, and what it is."""

    path: str
    sha256: str
    size: int


@contextmanager
def kept(content: File[bytes], *, name: str, largest: int | None = None) -> Iterator[Kept]:
    """Write a file into the private storage, hashed on the way; take it out again on any error.

    What fails inside the block (a transaction, mostly) leaves no file that nobody knows of.
    Raises FileRefused where it is empty, or has more than `largest` bytes.
    """
    storage = private_storage()
    hashed = _Hashed(content, largest=largest)
    field: Any = ReceivedFile._meta.get_field("file")
    ending = PurePath(name).suffix.casefold()[:10]
    path = field.generate_filename(None, f"{uuid.uuid4().hex}{ending}")
    try:
        storage.save(path, hashed)
        if hashed.length == 0:
            raise FileRefused(_("The file is empty: save it again, and send that."))
        yield Kept(path, hashed.digest.hexdigest(), hashed.length)
    except BaseException:
        storage.delete(path)
        raise


def record(
    *,
    publication: Publication,
    original: Kept,
    name: str,
    by: User | None,
    state: ReceivedFileState = ReceivedFileState.WAITING,
) -> ReceivedFile:
    """The row that stands for a kept file."""
    return ReceivedFile.objects.create(
        publication=publication,
        file=original.path,
        name=kept_name(name),
        sha256=original.sha256,
        size=original.size,
        added_by=by,
        state=state,
    )
