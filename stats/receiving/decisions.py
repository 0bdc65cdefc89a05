"""What a person has decided about rows, kept over another reading of the same file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Q, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from ..importing.sheets import Given, Reading
from ..importing.staging import LEFT_OUT
from ..models import ReceivedFile, StagedRow

Place = tuple[str, str]  # sheet and cell


@dataclass(frozen=True)
class Decided:
    """Decisions by place, with what the file said there when they were made."""

    _rows: Mapping[Place, StagedRow]

    def left_out(self, place: Place, said: Mapping[str, str]) -> dict[str, Any] | None:
        """Why the row at a place was left out, if it was and still says the same."""
        row = self._same(place, said)
        return reason_to_leave_out(row) if row and row.verdict == LEFT_OUT else None

    def note(self, place: Place, said: Mapping[str, str]) -> str:
        """The reason that was typed for the row at a place; "" where none was."""
        row = self._same(place, said)
        return row.note if row and row.note != row.written.get("footnote", "") else ""

    def _same(self, place: Place, said: Mapping[str, str]) -> StagedRow | None:
        row = self._rows.get(place)
        if row is None:
            return None
        before = {name: text for name, text in row.written.items() if name != "footnote"}
        return row if before == said else None


def of(file: ReceivedFile) -> Decided:
    """The decisions about a file's rows so far."""
    footnote = Coalesce(KeyTextTransform("footnote", "written"), Value(""))
    rows = (
        StagedRow.objects.filter(file=file)
        .alias(footnote=footnote)
        .filter(Q(verdict=LEFT_OUT) | ~Q(note=F("footnote")))
        .only("sheet", "cell", "verdict", "note", "written", "problems")
    )
    return Decided({(row.sheet, row.cell): row for row in rows})


def reason_to_leave_out(row: StagedRow) -> dict[str, Any] | None:
    """Why and by whom a row was left out."""
    return next((kept for kept in row.problems if "left_out" in kept), None)


def with_source(reading: Reading, source: str) -> Reading:
    """The same, where figures come from what was given with the file, unless it says itself."""
    if not source:
        return reading
    given = Given(source=source)
    return replace(
        reading,
        sheets=tuple(replace(sheet, given=sheet.given.over(given)) for sheet in reading.sheets),
    )
