"""The decisions about a file's rows: reasons given, rows left out, and all of them brought in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..importing.actions import ONE_IMPORT_AT_A_TIME
from ..importing.sheets import Reading, to_remember
from ..importing.staging import LEFT_OUT, REFUSED, Verdict, add_figures, add_sources
from ..models import (
    Area,
    AreaSpelling,
    Publication,
    ReceivedFile,
    ReceivedFileState,
    RememberedReading,
    StagedRow,
)
from . import judging
from .judging import WRONG
from .locking import NotNow, locked, locked_draft

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class PictureChanged(ValueError):
    """What would happen is not what was shown. Nothing was saved; the new picture has been."""


@dataclass(frozen=True, kw_only=True)
class BroughtIn:
    """How many figures a file became, and how many rows a person left out."""

    added: int
    corrections: int
    left_out: int


def explain(
    *, file: ReceivedFile, reason_for_all: str, reasons: Mapping[int, str], by: User | None
) -> None:
    """Give the reasons of corrections: one for all that have none, and others row by row.

    `reasons` are by the number of the row; an empty one takes a reason back. Raises NotNow.
    """
    with transaction.atomic():
        file = locked(file, ReceivedFileState.CHECKED)
        changed = StagedRow.objects.select_for_update().filter(
            file=file, verdict__in=judging.VERDICTS[judging.Outcome.CHANGED]
        )
        rows = list(changed.filter(number__in=reasons))
        for row in rows:
            row.note = _note(reasons[row.number], row)
        StagedRow.objects.bulk_update(rows, ["note"], batch_size=500)
        if reason := reason_for_all.strip():
            by_row = [number for number, words in reasons.items() if words.strip()]
            _explain_the_rest(file, reason, besides=by_row)
        log(instance=file, action="stats.explain", user=by, data={"reason": reason_for_all})
        _judge_again(file)


def _explain_the_rest(file: ReceivedFile, reason: str, *, besides: Collection[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE stats_stagedrow
            SET note = concat_ws(E'\n', %s::text, nullif(written ->> 'footnote', ''))
            WHERE file_id = %s AND verdict = %s AND NOT number = ANY(%s)
            """,
            [reason, file.pk, Verdict.WITHOUT_REASON, list(besides)],
        )


def leave_out(
    *, file: ReceivedFile, rows: Collection[int] | None, reason: str, by: User | None
) -> int:
    """Leave refused rows out, by number (or all of them), for a reason that is kept.

    Gives how many. Raises NotNow, also without a reason.
    """
    if not reason.strip():
        raise NotNow(_("Say why the rows are left out: the reason is kept."))
    with transaction.atomic():
        file = locked(file, ReceivedFileState.CHECKED)
        refused = StagedRow.objects.select_for_update().filter(
            file=file, verdict__in=judging.VERDICTS[judging.Outcome.REFUSED]
        )
        if rows is not None:
            refused = refused.filter(number__in=rows)
        chosen = list(refused.only("number", "problems", "verdict"))
        for row in chosen:
            row.verdict = LEFT_OUT
            row.problems = [
                *row.problems,
                {"left_out": reason.strip(), "by": by.get_username() if by else ""},
            ]
        StagedRow.objects.bulk_update(chosen, ["verdict", "problems"], batch_size=500)
        data = {"rows": [row.number for row in chosen[:1000]], "reason": reason.strip()}
        log(instance=file, action="stats.leave_out", user=by, data=data)
        _judge_again(file)
    return len(chosen)


def take_back_in(*, file: ReceivedFile, rows: Collection[int], by: User | None) -> int:
    """Look at rows again that were left out. Gives how many. Raises NotNow."""
    with transaction.atomic():
        file = locked(file, ReceivedFileState.CHECKED)
        chosen = list(
            StagedRow.objects.select_for_update().filter(
                file=file, verdict=LEFT_OUT, number__in=rows
            )
        )
        for row in chosen:
            row.verdict = "" if row.status else WRONG
            row.problems = [kept for kept in row.problems if "left_out" not in kept]
        StagedRow.objects.bulk_update(chosen, ["verdict", "problems"], batch_size=500)
        data = {"rows": [row.number for row in chosen[:1000]]}
        log(instance=file, action="stats.take_back_in", user=by, data=data)
        _judge_again(file)
    return len(chosen)


def bring_in(*, file: ReceivedFile, shown: str, by: User | None) -> BroughtIn:
    """Add a file's figures to its publication: exactly what `shown` stands for, or nothing.

    Everything is judged again under lock. One transaction, however many rows.
    Raises PictureChanged and NotNow.
    """
    try:
        with transaction.atomic():
            return _bring_in(file, shown, by)
    except (PictureChanged, IntegrityError):  # a figure was added by hand at this very moment
        with transaction.atomic():
            _judge_again(locked(file, ReceivedFileState.CHECKED))
        raise PictureChanged from None


def _bring_in(file: ReceivedFile, shown: str, by: User | None) -> BroughtIn:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_IMPORT_AT_A_TIME])
    file = locked(file, ReceivedFileState.CHECKED)
    publication = locked_draft(file.publication_id)
    picture = judging.draw(file=file, publication=publication)
    if picture.digest != shown:
        raise PictureChanged
    refused = sum(picture.verdicts[verdict] for verdict in REFUSED)
    if refused or StagedRow.objects.filter(file=file, verdict=WRONG).exists():
        raise NotNow(_("Rows stand in the way: mend them, give their reason or leave them out."))
    corrections = picture.verdicts[Verdict.CORRECTION]
    to_add = picture.verdicts[Verdict.NEW] + corrections
    if to_add == 0:
        raise NotNow(_("There is nothing to bring in: every figure is known already."))
    judging.keep(picture, file=file, publication=publication)
    sources_added = add_sources()
    add_figures(publication_id=publication.pk, file_id=file.pk)
    _remember(file, by)
    file.state = ReceivedFileState.IMPORTED
    file.save(update_fields=["state", "changed_at"])
    left_out = file.counts[judging.Outcome.LEFT_OUT]
    log(
        instance=publication,
        action="stats.import",
        user=by,
        data={
            "file": file.name,
            "received_file": file.pk,
            "sha256": file.sha256,
            "added": to_add,
            "corrections": corrections,
            "unchanged": picture.verdicts[Verdict.UNCHANGED],
            "already_public": picture.verdicts[Verdict.ALREADY_PUBLIC],
            "left_out": left_out,
            "sources_added": sources_added,
        },
    )
    return BroughtIn(added=to_add, corrections=corrections, left_out=left_out)


def _remember(file: ReceivedFile, by: User | None) -> None:
    """Keep how this file was read for the next one that looks the same."""
    for sheet in Reading.from_json(file.reading).sheets:
        if sheet.is_read and sheet.columns:
            RememberedReading.objects.update_or_create(
                headings=sheet.fingerprint,
                defaults={"reading": to_remember(sheet), "remembered_by": by},
            )
    areas = {area.gss_code: area for area in Area.objects.all()}
    for spelling, code in file.reading.get("spellings", {}).items():
        if code in areas and 0 < len(spelling) <= 120:
            AreaSpelling.objects.update_or_create(
                spelling=spelling, defaults={"area": areas[code], "added_by": by}
            )


def _judge_again(file: ReceivedFile) -> None:
    publication = Publication.objects.get(pk=file.publication_id)
    picture = judging.draw(file=file, publication=publication)
    judging.keep(picture, file=file, publication=publication)


def _note(reason: str, row: StagedRow) -> str:
    """A figure's note: the reason for the correction, above the footnote that its cell has."""
    footnote = row.written.get("footnote", "")
    parts = [part for part in (reason.strip(), footnote) if part]
    return "\n".join(dict.fromkeys(parts))
