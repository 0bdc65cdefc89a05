"""Rows waiting in PostgreSQL, to be judged all at once and added all at once.

Two temporary tables that go with the transaction: what the rows say, streamed in with COPY, and
what follows from each row. A million rows are compared by PostgreSQL, not held in Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection

from ..models import Figure, Source
from .known import Known
from .understanding import FigureRow

SOURCES_AT_ONCE = 2_000


class Verdict(StrEnum):
    """What follows from a row. `judge` looks for them in this order."""

    REPEATED = "repeated"  # another row of the file has the same cell
    UNCHANGED = "unchanged"  # the publication holds this very figure
    DIFFERENT = "different"  # the publication holds another figure for the cell
    ALREADY_PUBLIC = "already-public"  # another publication has made the same value public
    CLOSED = "closed"  # the publication takes no more figures
    WITHOUT_REASON = "without-reason"  # it would correct a public figure, and does not say why
    CORRECTED_ELSEWHERE = "corrected-elsewhere"  # another draft corrects that public figure
    CORRECTION = "correction"
    NEW = "new"


REFUSED = (
    Verdict.REPEATED,
    Verdict.DIFFERENT,
    Verdict.CLOSED,
    Verdict.WITHOUT_REASON,
    Verdict.CORRECTED_ELSEWHERE,
)

LEFT_OUT = "left-out"  # in place of a verdict: a person has said why the row stays out

STAGED = """
DROP TABLE IF EXISTS pg_temp.judged_row, pg_temp.staged_row;
CREATE TEMPORARY TABLE staged_row (
    number integer, measure_id bigint, category_id bigint, area_id bigint,
    period_start date, period_end date, value numeric(18, 4), status varchar(12),
    source text, note text,
    sheet varchar(120) NOT NULL DEFAULT '', cell varchar(12) NOT NULL DEFAULT '',
    says_why boolean
) ON COMMIT DROP
"""

COPY = """
COPY staged_row (number, measure_id, category_id, area_id, period_start, period_end, value, status,
                 source, note) FROM STDIN
"""

# Rows of a received file, which wait in a table of their own while a person looks at them. A
# footnote is no reason for a correction: one is typed, or comes from a column of notes.
RECEIVED = """
INSERT INTO staged_row
SELECT number, measure_id, category_id, area_id, period_start, period_end, value, status, source,
       note, sheet, cell,
       note <> '' AND note <> coalesce(written ->> 'footnote', '')
FROM stats_stagedrow
WHERE file_id = %(file)s AND status <> '' AND verdict <> %(left_out)s
"""

# `held` is the figure of the same cell in this publication; `standing` the public one in another;
# `rival` a figure that corrects the latter already. Categories are compared as coalesce(…, 0)
# because PostgreSQL can hash that, and not IS NOT DISTINCT FROM. `says_why` is null for rows of
# import_figures, whose every column is meant; a spreadsheet that is silent about the source or the
# reason of a figure that the publication holds says nothing against it.
JUDGED = """
CREATE TEMPORARY TABLE judged_row ON COMMIT DROP AS
SELECT staged.*, held.id AS held_id, standing.id AS standing_id, rival.id AS rival_id,
       CASE
           WHEN staged.number > staged.first_number THEN 'repeated'
           WHEN held.id IS NOT NULL THEN
               CASE WHEN (held.value, held.status)
                         IS NOT DISTINCT FROM (staged.value, staged.status)
                     AND (held.note = staged.note OR staged.says_why IS FALSE)
                     AND (coalesce(source.reference, '') = staged.source
                          OR staged.says_why IS NOT NULL)
                    THEN 'unchanged' ELSE 'different' END
           WHEN (standing.value, standing.status) IS NOT DISTINCT FROM (staged.value, staged.status)
               THEN 'already-public'
           WHEN %(closed)s THEN 'closed'
           WHEN standing.id IS NULL THEN 'new'
           WHEN NOT coalesce(staged.says_why, staged.note <> '') THEN 'without-reason'
           WHEN rival.id IS NOT NULL THEN 'corrected-elsewhere'
           ELSE 'correction'
       END AS verdict
FROM (
    SELECT *, min(number) OVER (
        PARTITION BY measure_id, category_id, area_id, period_start, period_end
    ) AS first_number
    FROM staged_row
) staged
LEFT JOIN (
    SELECT *, coalesce(category_id, 0) AS category FROM stats_figure
    WHERE publication_id = %(publication)s
) held
       ON held.measure_id = staged.measure_id
      AND held.category = coalesce(staged.category_id, 0)
      AND held.area_id = staged.area_id
      AND held.period_start = staged.period_start
      AND held.period_end = staged.period_end
LEFT JOIN stats_source source ON source.id = held.source_id
LEFT JOIN (
    SELECT *, coalesce(category_id, 0) AS category FROM stats_figure
    WHERE public_from IS NOT NULL AND superseded_at IS NULL
      AND publication_id IS DISTINCT FROM %(publication)s
) standing
       ON standing.measure_id = staged.measure_id
      AND standing.category = coalesce(staged.category_id, 0)
      AND standing.area_id = staged.area_id
      AND standing.period_start = staged.period_start
      AND standing.period_end = staged.period_end
LEFT JOIN stats_figure rival ON rival.supersedes_id = standing.id
"""

ADDED = """
INSERT INTO stats_figure (
    publication_id, measure_id, category_id, area_id, period_start, period_end, value, status,
    source_id, note, supersedes_id, added_at, file_id, sheet, cell
)
SELECT %(publication)s, judged.measure_id, judged.category_id, judged.area_id, judged.period_start,
       judged.period_end, judged.value, judged.status, source.id, judged.note,
       CASE judged.verdict WHEN 'correction' THEN judged.standing_id END, now(), %(file)s,
       judged.sheet,
       CASE WHEN judged.cell = '' AND %(column)s <> '' THEN left(%(column)s || judged.number, 12)
            ELSE judged.cell END
FROM judged_row judged
LEFT JOIN stats_source source ON source.reference = judged.source
WHERE judged.verdict IN ('new', 'correction')
ORDER BY judged.number
"""


class JudgedRow(NamedTuple):
    """A row, its verdict, and the figures that it was compared with (by primary key)."""

    number: int
    verdict: Verdict
    first_number: int
    value: Decimal | None
    status: str
    source: str
    note: str
    held_id: int | None
    standing_id: int | None
    rival_id: int | None


def stage(rows: Iterable[FigureRow], *, known: Known) -> int:
    """Stream rows into PostgreSQL as they come, and return how many there were."""
    count = 0
    with connection.cursor() as cursor:
        cursor.execute(STAGED)
        with cursor.copy(COPY) as copy:
            for row in rows:
                copy.write_row((row.number, *known.keys(row), *row[4:]))
                count += 1
    return count


def stage_received(*, file_id: int) -> None:
    """Take the rows of a received file that could be read and are not left out."""
    with connection.cursor() as cursor:
        cursor.execute(STAGED)
        cursor.execute(RECEIVED, {"file": file_id, "left_out": LEFT_OUT})


def judge(*, publication_id: int | None, is_closed: bool) -> dict[Verdict, int]:
    """Decide what follows from each staged row, and count the verdicts."""
    with connection.cursor() as cursor:
        # The tables are new, so PostgreSQL knows nothing of their contents; at worst it would look
        # up a million rows one after another by half an index.
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(JUDGED, {"publication": publication_id, "closed": is_closed})
        cursor.execute("RESET enable_nestloop")
        cursor.execute("SELECT verdict, count(*) FROM judged_row GROUP BY verdict")
        counts = {Verdict(verdict): count for verdict, count in cursor.fetchall()}
    return {verdict: counts.get(verdict, 0) for verdict in Verdict}


def judged_rows(*verdicts: Verdict) -> Iterator[JudgedRow]:
    """The rows with these verdicts, in their order, a few at a time."""
    columns = ", ".join(JudgedRow._fields)
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM judged_row WHERE verdict = ANY(%s) ORDER BY number",  # noqa: S608
            [list(verdicts)],
        )
        for number, verdict, *rest in cursor:
            yield JudgedRow(number, Verdict(verdict), *rest)


def add_sources() -> int:
    """Create the sources that rows to be added name and nobody knows yet."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT judged.source FROM judged_row judged
            WHERE judged.verdict IN ('new', 'correction') AND judged.source <> ''
              AND NOT EXISTS (SELECT FROM stats_source WHERE reference = judged.source)
            """
        )
        references = (reference for (reference,) in cursor)
        added = 0
        while batch := list(islice(references, SOURCES_AT_ONCE)):
            Source.objects.bulk_create(
                [Source(reference=reference) for reference in batch], ignore_conflicts=True
            )
            added += len(batch)
    return added


def add_figures(*, publication_id: int, file_id: int | None, value_column: str = "") -> int:
    """Add the new figures and the corrections. The database's constraints have the last word.

    Each remembers its file, sheet and cell; where rows do not say their cell, it is the one of
    `value_column` (a spreadsheet's letters) in the row of that number.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            ADDED, {"publication": publication_id, "file": file_id, "column": value_column}
        )
        added: int = cursor.rowcount
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # so that a dry run meets them too
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return added


def figures_by_pk(pks: Iterable[int | None]) -> dict[int, Figure]:
    """Figures with everything that naming them needs, in one query."""
    wanted: set[Any] = set(pks) - {None}
    return {figure.pk: figure for figure in Figure.objects.filter(pk__in=wanted).for_display()}
