"""How large a file may be. Every reply of a police force is far below; every bomb is far above."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of a file and of the process that reads it."""

    file_bytes: int = 50 << 20
    unpacked_bytes: int = 200 << 20  # of all that is in a zip together
    members: int = 2_000  # files in a zip
    sheets: int = 100
    cells: int = 1_000_000  # with something in them, over all sheets
    letters: int = 16_000_000  # of all that the cells hold; each can take four bytes
    columns: int = 1_000
    merged: int = 200_000  # cells that lie under merged ones
    memory_bytes: int = 300 << 20  # of the process that reads, as the system counts addresses
    seconds: int = 10  # of processor time, which no other work of the machine uses up


LIMITS = Limits()
MEBIBYTE = 1 << 20
