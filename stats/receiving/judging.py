"""Staged rows against what this publication holds and what is public, and what was found, kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from ..importing.in_words import problems_of
from ..importing.sentences import Fault, Problem, Sentence, say
from ..importing.sheets import CellProblem
from ..importing.staging import (
    LEFT_OUT,
    REFUSED,
    JudgedRow,
    Verdict,
    judge,
    judged_rows,
    stage_received,
)
from ..models import Publication, PublicationState, ReceivedFile, StagedRow
from . import faults

ROWS_AT_ONCE = 500
# PostgreSQL stores neither, in text or in JSON.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
WRONG = "wrong"  # in place of a verdict: the row says nothing that could be judged


class Outcome(StrEnum):
    """The heaps that rows are sorted into on the screen."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ALREADY_PUBLIC = "already-public"
    REFUSED = "refused"
    LEFT_OUT = "left-out"


VERDICTS: dict[Outcome, tuple[str, ...]] = {
    Outcome.NEW: (Verdict.NEW,),
    Outcome.CHANGED: (Verdict.CORRECTION, Verdict.WITHOUT_REASON),
    Outcome.UNCHANGED: (Verdict.UNCHANGED,),
    Outcome.ALREADY_PUBLIC: (Verdict.ALREADY_PUBLIC,),
    Outcome.REFUSED: (
        WRONG,
        *(verdict for verdict in REFUSED if verdict != Verdict.WITHOUT_REASON),
    ),
    Outcome.LEFT_OUT: (LEFT_OUT,),
}

# What is shown and what is brought in are the same when this is the same: each row, what follows
# from it, and the figures that it was compared with, none of which ever changes.
PICTURE = """
SELECT coalesce(sum(hashtextextended(concat_ws(
    '|', number, verdict, held_id, standing_id, rival_id, value, status, source, note
), 0)::numeric), 0)::text FROM judged_row
"""

WRITTEN_BACK = """
UPDATE stats_stagedrow staged
SET verdict = judged.verdict, problems = '[]',
    standing_id = CASE WHEN judged.verdict IN ('unchanged', 'different')
                       THEN judged.held_id ELSE judged.standing_id END
FROM judged_row judged
WHERE staged.file_id = %s AND staged.number = judged.number
"""


class Picture(NamedTuple):
    """What would happen if the file were brought in now."""

    verdicts: Mapping[Verdict, int]
    digest: str


def draw(*, file: ReceivedFile, publication: Publication) -> Picture:
    """Judge the staged rows of a file as things are now. Runs inside a transaction."""
    stage_received(file_id=file.pk)
    verdicts = judge(
        publication_id=publication.pk, is_closed=publication.state != PublicationState.DRAFT
    )
    with connection.cursor() as cursor:
        cursor.execute(PICTURE)
        (digest,) = cursor.fetchone()
    return Picture(verdicts, digest)


def keep(picture: Picture, *, file: ReceivedFile, publication: Publication) -> None:
    """Write down on each staged row what follows from it, and count. Follows `draw`."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN_BACK, [file.pk])
    _keep_problems(file, publication)
    counts = count(file)
    file.counts = {**counts, "picture": picture.digest}
    file.save(update_fields=["counts", "changed_at"])


def count(file: ReceivedFile) -> dict[str, int]:
    """Rows by outcome, and how many of the changed ones want a reason."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT verdict, count(*) FROM stats_stagedrow WHERE file_id = %s GROUP BY verdict",
            [file.pk],
        )
        by_verdict = dict(cursor.fetchall())
    counts = {
        outcome.value: sum(by_verdict.get(verdict, 0) for verdict in verdicts)
        for outcome, verdicts in VERDICTS.items()
    }
    return {**counts, Verdict.WITHOUT_REASON.value: by_verdict.get(Verdict.WITHOUT_REASON, 0)}


def _keep_problems(file: ReceivedFile, publication: Publication) -> None:
    refused = judged_rows(*REFUSED)
    while rows := list(islice(refused, ROWS_AT_ONCE)):
        staged = {
            row.number: row
            for row in StagedRow.objects.filter(
                file=file, number__in={n for row in rows for n in (row.number, row.first_number)}
            ).only("number", "sheet", "cell", "problems")
        }
        for row, problem in zip(rows, problems_of(rows, publication=publication), strict=True):
            here = staged[row.number]
            fault = _on_screen(row, problem, staged)
            here.problems = [CellProblem(here.sheet, here.cell, fault).to_json()]
        StagedRow.objects.bulk_update([staged[row.number] for row in rows], ["problems"])


def _on_screen(row: JudgedRow, problem: Problem, staged: Mapping[int, StagedRow]) -> Fault:
    """The fault as it reads where cells have names and a reason can be typed."""
    fault = problem.fault
    match row.verdict:
        case Verdict.REPEATED:
            wrong = say(
                _("%(here)s and %(first)s are for the same measure, category, area and period."),
                here=place(staged[row.number]),
                first=place(staged[row.first_number]),
            )
            return Fault("", "", wrong, say(_("Leave the wrong one of the two out.")))
        case Verdict.WITHOUT_REASON:
            return Fault(fault.column, fault.value, fault.wrong, say(_("Give the reason.")))
        case Verdict.CLOSED:
            return Fault(fault.column, fault.value, fault.wrong, _instead_of_the_closed())
        case _:
            return fault


def _instead_of_the_closed() -> Sentence:
    return say(_("Send the file in to a publication that is a draft."))


def place(row: StagedRow) -> str:
    """ "Sheet1!C7", as spreadsheets say it; the number where a row has no cell."""
    where = row.cell or str(row.number)
    return f"{row.sheet}!{where}" if row.sheet else where


def stored_sheet(name: str) -> str:
    """A sheet's name as it is kept."""
    return UNSTORABLE.sub("�", name)[:120]


def rows_of(file: ReceivedFile, outcome: Outcome) -> QuerySet[StagedRow]:
    """The rows of a heap, with everything that showing them needs, in a flat number of queries."""
    return (
        StagedRow.objects.filter(file=file, verdict__in=VERDICTS[outcome])
        .select_related(
            "measure",
            "area",
            "category",
            "standing__source",
            "standing__publication",
        )
        .order_by("number")
    )


def problems(row: StagedRow) -> Iterator[faults.FaultInWords]:
    """What is wrong with a row, in words, each with the cell that it is about."""
    return map(faults.in_words, (kept for kept in row.problems if "wrong" in kept))
