"""What is in a zip, and whether it may be unpacked: each member is, once, with nothing kept."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from . import refusals
from .limits import Limits

CHUNK = 1 << 18  # bytes
ENCRYPTED = 0x1
DOCUMENT_TYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
# What makes it worth going through a sheet's cells again: formulas, errors, hidden rows.
REMARKABLE = re.compile(rb"[<:]f[\s/>]|\bt\s*=\s*[\"']e[\"']|\bhidden\b|vertAlign")
OVERLAP = 32  # bytes of a chunk that are looked at again with the next one
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the zip that is XML, and whether something in it is remarkable."""

    name: str
    is_remarkable: bool


def examine(archive: zipfile.ZipFile, limits: Limits) -> Mapping[str, Member]:
    """Every member read to its end. Raises UnreadableFile for bombs, passwords and damage."""
    infos = archive.infolist()
    if len(infos) > limits.members:
        raise refusals.unpacks_too_large(limits.unpacked_bytes)
    if len({info.filename for info in infos}) < len(infos):
        raise refusals.damaged()  # two readers could each see another file
    if any(info.flag_bits & ENCRYPTED for info in infos):
        raise refusals.has_a_password()
    if sum(info.file_size for info in infos) > limits.unpacked_bytes:
        raise refusals.unpacks_too_large(limits.unpacked_bytes)
    members = {}
    left = limits.unpacked_bytes  # what the headers say of sizes may be a lie
    for info in infos:
        is_remarkable, size = _read(archive, info, left, limits)
        left -= size
        members[info.filename] = Member(info.filename, is_remarkable)
    return members


def _read(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int, limits: Limits
) -> tuple[bool, int]:
    is_xml = info.filename.casefold().endswith((".xml", ".rels"))
    size, is_remarkable, tail = 0, False, b""
    with open_member(archive, info) as member:
        while chunk := _next(member):
            size += len(chunk)
            if size > left:
                raise refusals.unpacks_too_large(limits.unpacked_bytes)
            if is_xml:
                seen = tail + chunk
                if DOCUMENT_TYPE.search(seen):
                    raise refusals.declares_entities()
                is_remarkable = is_remarkable or REMARKABLE.search(seen) is not None
                tail = seen[-OVERLAP:]
    return is_remarkable, size


def open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo | str) -> IO[bytes]:
    try:
        return archive.open(info)
    except (RuntimeError, KeyError, *DAMAGE):
        raise refusals.damaged() from None


def _next(member: IO[bytes]) -> bytes:
    try:
        return member.read(CHUNK)
    except DAMAGE:
        raise refusals.damaged() from None
