"""The verb: bring a file of figures into a publication, all of its rows or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Protocol

from django.core.files.base import File
from django.db import connection, transaction
from django.utils import timezone
from wagtail.log_actions import log

from .. import actions as stats_actions
from ..models import Figure, Publication, PublicationState, ReceivedFile, ReceivedFileState
from ..receiving import keeping
from .columns import Columns, spreadsheet_letters
from .in_words import problems_of
from .known import STATUSES, Known
from .reading import BrokenRow, Table, changed_meanwhile, read_table
from .sentences import Fault, Problem, UnreadableFile, say
from .sentences import gettext_noop as _
from .staging import (
    REFUSED,
    Verdict,
    add_figures,
    add_sources,
    figures_by_pk,
    judge,
    judged_rows,
    stage,
)
from .understanding import FigureRow, Understanding

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ONE_IMPORT_AT_A_TIME = 0x66696775726573  # "figures": the number of PostgreSQL's advisory lock
ROWS_A_TELLING = 1_000
CORRECTIONS_NAMED = 20


class Progress(Protocol):
    """Told how far an import is. An exception raised here stops it, with nothing imported."""

    def reading(self, *, rows: int, share: float) -> None:
        """So many rows read, and this share of the file's bytes (0 to 1)."""

    def comparing(self, *, rows: int) -> None:
        """About to compare so many rows with what is known."""

    def adding(self, *, rows: int) -> None:
        """About to add so many figures."""


class FiguresRefused(ValueError):
    """Rows were refused, so none was imported. Each problem has been reported."""

    def __init__(self, *, bad_rows: int, problems: int) -> None:
        super().__init__(f"{bad_rows} rows refused for {problems} problems")
        self.bad_rows = bad_rows
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class Destination:
    """Which publication the figures go to; it is created where it does not exist."""

    slug: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A public figure, and the figure of some row that will take its place."""

    row: int
    old: Figure
    new: Figure


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did. `publication` is None when there was nothing to put into a new one."""

    publication: Publication | None
    is_new_publication: bool
    encoding: str
    separator: str
    ignored_columns: tuple[str, ...]
    rows: int
    added: int  # corrections among them
    corrections: int
    unchanged: int
    already_public: int
    sources_added: int
    first_corrections: list[Correction] = field(default_factory=list)


def import_figures(
    *,
    file: BinaryIO,
    file_name: str,
    size: int,
    destination: Destination,
    report: Callable[[Problem], None],
    progress: Progress,
    publish: bool = False,
    dry_run: bool = False,
    by: User | None = None,
) -> Imported:
    """Import a CSV file's figures into a draft publication, and publish it if asked, or do nothing.

    One transaction. Every problem of every row goes to `report`: first those of its text, then
    those that only comparing can find. A dry run does everything and takes it back. Idempotent.

    Raises UnreadableFile, FiguresRefused and stats.actions.PublicationNotReady.
    """
    table = read_table(file)
    columns = Columns.of(table.header)
    known = Known.now()
    reading = _Reading(table, columns, known, report)
    with ExitStack() as kept, transaction.atomic():  # what is kept outlives no rollback
        rows = stage(reading.rows(_teller(progress, file, size)), known=known)
        if rows == 0 and reading.bad_rows == 0:
            raise UnreadableFile(
                say(_("The file has a header and no rows under it: add the figures."))
            )
        progress.comparing(rows=rows)
        publication = _latest(destination.slug)
        counts = _compare(publication)
        _refuse(reading, counts, publication, report)
        corrections = counts[Verdict.CORRECTION]
        to_add = counts[Verdict.NEW] + corrections
        filled, sources_added = publication, 0
        if to_add:
            progress.adding(rows=to_add)
            filled = publication or Publication.objects.create(
                slug=destination.slug, title=destination.title
            )
            sources_added = add_sources()
            original = None
            if not dry_run:
                original = kept.enter_context(
                    _original(filled, file=file, name=file_name, sha256=table.sha256, by=by)
                )
            add_figures(
                publication_id=filled.pk,
                file_id=original.pk if original else None,
                value_column=spreadsheet_letters(columns.place_of("value")),
            )
        imported = Imported(
            publication=filled,
            is_new_publication=filled is not None and publication is None,
            encoding=table.encoding,
            separator=table.separator,
            ignored_columns=columns.ignored,
            rows=rows,
            added=to_add,
            corrections=corrections,
            unchanged=counts[Verdict.UNCHANGED],
            already_public=counts[Verdict.ALREADY_PUBLIC],
            sources_added=sources_added,
            first_corrections=_first_corrections(filled) if corrections else [],
        )
        if imported.added and imported.publication:
            _record(imported, file_name=file_name, sha256=table.sha256, by=by)
        if publish and imported.publication:
            stats_actions.publish(publication=imported.publication, by=by, at=timezone.now())
        if dry_run:
            transaction.set_rollback(True)
    return imported


class _Reading:
    """Rows as they are understood; the problems of the others are reported on the way."""

    def __init__(
        self, table: Table, columns: Columns, known: Known, report: Callable[[Problem], None]
    ) -> None:
        self.bad_rows = 0
        self.problems = 0
        self._table = table
        self._columns = columns
        self._report = report
        self._understanding = Understanding(
            vocabulary=known.vocabulary,
            statuses=STATUSES,
            decimal_commas=table.has_decimal_commas,
        )

    def rows(self, tell: Callable[[int], None]) -> Iterator[FigureRow]:
        count = 0
        try:
            for count, (number, texts) in enumerate(self._table.rows, start=1):
                cells = self._columns.pick(texts)
                if isinstance(cells, Fault):
                    self._refuse([Problem(number, cells)])
                else:
                    answer = self._understanding.understand(number, cells)
                    if isinstance(answer, list):
                        self._refuse(answer)
                    else:
                        yield answer
                if count % ROWS_A_TELLING == 0:
                    tell(count)
        except BrokenRow as broken:
            self._refuse([Problem(broken.number, broken.fault)])
        tell(count)

    def _refuse(self, problems: list[Problem]) -> None:
        self.bad_rows += 1
        self.problems += len(problems)
        for problem in problems:
            self._report(problem)


def _teller(progress: Progress, file: BinaryIO, size: int) -> Callable[[int], None]:
    def tell(rows: int) -> None:
        progress.reading(rows=rows, share=file.tell() / size if size else 1.0)

    return tell


def _latest(slug: str) -> Publication | None:
    """The newest version of a publication, which nobody else can fill or publish meanwhile.

    Two imports at once would each add what neither finds, and wait for each other's sources.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_IMPORT_AT_A_TIME])
    return Publication.objects.select_for_update().filter(slug=slug).order_by("-version").first()


def _compare(publication: Publication | None) -> dict[Verdict, int]:
    if publication is None:
        return judge(publication_id=None, is_closed=False)
    return judge(
        publication_id=publication.pk, is_closed=publication.state != PublicationState.DRAFT
    )


def _refuse(
    reading: _Reading,
    counts: dict[Verdict, int],
    publication: Publication | None,
    report: Callable[[Problem], None],
) -> None:
    refused = sum(counts[verdict] for verdict in REFUSED)
    if refused:
        for problem in problems_of(judged_rows(*REFUSED), publication=publication):
            report(problem)
    if refused or reading.problems:
        raise FiguresRefused(
            bad_rows=reading.bad_rows + refused, problems=reading.problems + refused
        )


@contextmanager
def _original(
    publication: Publication, *, file: BinaryIO, name: str, sha256: str, by: User | None
) -> Iterator[ReceivedFile]:
    """The file itself, kept as what figures come from. The same file is kept once."""
    held = publication.received_files.filter(sha256=sha256).first()
    if held is not None:
        yield held
        return
    with keeping.kept(File(file), name=name) as original:
        if original.sha256 != sha256:
            raise changed_meanwhile()
        yield keeping.record(
            publication=publication,
            original=original,
            name=name,
            state=ReceivedFileState.IMPORTED,
            by=by,
        )


def _first_corrections(publication: Publication | None) -> list[Correction]:
    judged = list(islice(judged_rows(Verdict.CORRECTION), CORRECTIONS_NAMED))
    old = figures_by_pk(row.standing_id for row in judged)
    new = {
        figure.supersedes_id: figure
        for figure in Figure.objects.filter(publication=publication, supersedes__in=old)
    }
    return [
        Correction(row=row.number, old=old[row.standing_id], new=new[row.standing_id])
        for row in judged
        if row.standing_id is not None
    ]


def _record(imported: Imported, *, file_name: str, sha256: str, by: User | None) -> None:
    log(
        instance=imported.publication,
        action="stats.import",
        user=by,
        data={
            "file": file_name,
            "sha256": sha256,
            "rows": imported.rows,
            "added": imported.added,
            "corrections": imported.corrections,
            "unchanged": imported.unchanged,
            "already_public": imported.already_public,
            "sources_added": imported.sources_added,
        },
    )


def title_from(slug: str) -> str:
    """ "child-abuse-images-2017-18" → "Child abuse images 2017-18"."""
    words = re.sub(r"_|(?<![0-9])-|-(?![0-9])", " ", slug)
    return words[:1].upper() + words[1:]
