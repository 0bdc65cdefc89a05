"""The outbox of corrections: which releases to look at again, and what to do with each."""

from __future__ import annotations

import logging
from collections.abc import Callable
from itertools import groupby

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from stats.models import Figure, Publication

from ..checking import checks_deferred
from ..corrected import quoted_by_releases, replaced_by
from ..models import Redraft, RedraftState
from ..redraft_work import Desk
from .leasing import TRIES_BEFORE_A_PERSON, leased

logger = logging.getLogger(__name__)

REDRAFTS_IN_A_LEASE = 20


def request_redrafts(*, publication: Publication) -> int:
    """Write one outbox row for each release that quotes a figure which a correction replaces.

    Runs inside the transaction that publishes or schedules the correction: the rows stand or fall
    with it, and Celery is woken once it commits. Releases of other publications are among them, as
    where a local release gives the nation's total. Rows that exist are left alone, so it may be run
    again. Gives the number of rows added.
    """
    if publication.version == 1:
        return 0
    quoting = quoted_by_releases(replaced_by(publication))
    rows = Redraft.objects.filter(correction=publication)
    before = rows.count()
    Redraft.objects.bulk_create(
        (Redraft(correction=publication, release_id=pk) for pk in sorted(quoting)),
        ignore_conflicts=True,
    )
    added = rows.count() - before
    if added:
        transaction.on_commit(ring_for_redrafts)
    return added


def request_missed_redrafts() -> int:
    """Ask for what was written of old figures after their correction had been asked about.

    A correction that is scheduled is private until its moment: drafts that are built and words that
    are typed meanwhile quote what stands. Gives the number of rows added.
    """
    corrected = dict(
        Figure.objects.filter(superseded_at__lte=timezone.now()).values_list(
            "pk", "superseded_by__publication"
        )
    )
    if not corrected:
        return 0
    quoting = quoted_by_releases(corrected)
    known = set(Redraft.objects.values_list("release_id", "correction_id"))
    missed = {
        corrected[figure_id]
        for release_id, figure_ids in quoting.items()
        for figure_id in figure_ids
        if (release_id, corrected[figure_id]) not in known
    }
    return sum(
        request_redrafts(publication=correction)
        for correction in Publication.objects.filter(pk__in=missed).order_by("pk")
    )


def ring_for_redrafts() -> None:
    """Wake a worker. If the queue is down nothing is lost: beat sweeps the outbox."""
    from ..tasks import redraft_releases

    try:
        redraft_releases.delay()
    except Exception:  # whatever broker and driver raise; the work is safe in its rows
        logger.warning("the queue cannot be reached; corrections wait for the next sweep")


def work_on_redrafts(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Look again at every release that waits for it, a lease at a time, until none is left.

    Any number of workers may run this at once. Gives the number of rows that were worked on.
    """
    worked = 0
    while not stop():
        rows = _lease()
        if not rows:
            break
        for _correction, group in groupby(rows, key=lambda row: row.correction_id):
            together = list(group)
            _work_together(together)
            worked += len(together)
    return worked


def _lease() -> list[Redraft]:
    """Take some rows that nobody else has. A row locked by another worker is passed over."""
    now = timezone.now()
    with transaction.atomic():
        return leased(
            Redraft.objects.free_at(now)
            .select_for_update(skip_locked=True, of=("self",), no_key=True)
            .for_work(),
            *("correction_id", "pk"),
            now=now,
            until=now + settings.DRAFT_BUILD_LEASE,
            at_most=REDRAFTS_IN_A_LEASE,
        )


def _work_together(redrafts: list[Redraft]) -> None:
    """Work on the redrafts of one correction, each in a transaction of its own."""
    try:
        desk = Desk(redrafts[0].correction, [redraft.release for redraft in redrafts])
    except Exception as error:
        logger.exception("the figures of correction %s cannot be read", redrafts[0].correction_id)
        for redraft in redrafts:
            _give_back(redraft, error)
        return
    # Checked together once they stand, by keep_outdated_checks(): not one by one as they are saved.
    with checks_deferred():
        for redraft in redrafts:
            _work(redraft, desk)


def _work(redraft: Redraft, desk: Desk) -> None:
    """Compare or make again one release and mark its row, both or neither."""
    try:
        with transaction.atomic():
            # Looked at again under lock: the lease may have run out, and another have done it.
            row = Redraft.objects.select_for_update(of=("self",), no_key=True).get(pk=redraft.pk)
            if row.state != RedraftState.RUNNING or row.leased_until != redraft.leased_until:
                return
            row.leased_until, row.reason = None, ""
            desk.work_on(row)
            row.tries = 0
            row.save()
    except Redraft.DoesNotExist:
        return  # the correction was taken back meanwhile
    except Exception as error:
        logger.exception("redraft %s could not be worked on", redraft.pk)
        _give_back(redraft, error)


def _give_back(redraft: Redraft, error: Exception) -> None:
    failed = redraft.tries >= TRIES_BEFORE_A_PERSON
    try:
        Redraft.objects.filter(pk=redraft.pk, leased_until=redraft.leased_until).update(
            state=RedraftState.FAILED if failed else RedraftState.READY,
            reason=f"A fault of the system, not of the figures: {type(error).__name__}.",
            leased_until=None,
            changed_at=timezone.now(),
        )
    except DatabaseError:
        logger.warning("redraft %s keeps its lease until it runs out", redraft.pk)
