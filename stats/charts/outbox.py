"""The work of drawing: rows that are asked for once, drawn by whichever worker is free, and kept.

As with drafts of releases (docs/decisions/0002): the row is the work and the queue only the bell. A
chart is known by the digest of what is drawn, so asking twice asks once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from ..models import Chart, ChartState
from ..queries import ChartQuerySet
from .drawing import UnsafePicture, draw
from .points import Drawing

logger = logging.getLogger(__name__)

CHARTS_IN_A_LEASE = 5
TRIES_BEFORE_A_PERSON = 3
TITLE_LENGTH = 250


def request_charts(drawings: Iterable[tuple[Drawing, datetime]]) -> None:
    """Ask for charts, each with the moment from which all its figures are public.

    One that is there already stays as it is; but while its moment is still ahead, what was said
    last of that moment holds. Celery is woken once the transaction commits.
    """
    wanted = {
        drawing.digest: Chart(
            digest=drawing.digest,
            specification=drawing.specification,
            title=drawing.title[:TITLE_LENGTH],
            public_from=public_from,
        )
        for drawing, public_from in drawings
    }
    if not wanted:
        return
    with transaction.atomic():
        # In one order, so that two who ask for the same charts wait for each other in turn.
        charts = [wanted[digest] for digest in sorted(wanted)]
        Chart.objects.bulk_create(charts, ignore_conflicts=True, batch_size=200)
        for moment in {chart.public_from for chart in charts}:
            digests = [chart.digest for chart in charts if chart.public_from == moment]
            Chart.objects.filter(digest__in=digests, public_from__gt=timezone.now()).exclude(
                public_from=moment
            ).update(public_from=moment)
        transaction.on_commit(ring)


def withdraw_charts_to_come() -> None:
    """Forget every chart that is not public yet: the moment that it waited for may not come."""
    Chart.objects.filter(public_from__gt=timezone.now()).delete()


def ring() -> None:
    """Wake a worker. If the queue is down nothing is lost: beat sweeps the outbox."""
    from ..tasks import draw_charts

    try:
        draw_charts.delay()
    except Exception:  # whatever broker and driver raise; the work is safe in its rows
        logger.warning("the queue cannot be reached; charts wait for the next sweep", exc_info=True)


def draw_waiting_charts(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Draw every chart that waits, until none is left or `stop` says so.

    Any number of workers may run this at once. Gives the number of rows that were worked on.
    """
    worked = 0
    while not stop():
        leased = _lease()
        if not leased:
            break
        for chart in leased:
            _draw(chart)
        worked += len(leased)
    return worked


def _lease() -> list[Chart]:
    """Take some rows that nobody else has. A row locked by another worker is passed over."""
    now = timezone.now()
    with transaction.atomic():
        rows = list(
            Chart.objects.free_at(now)
            .select_for_update(skip_locked=True)
            .defer("svg", "png")
            .order_by("public_from", "pk")[:CHARTS_IN_A_LEASE]
        )
        for row in rows:
            row.state, row.tries = ChartState.RUNNING, row.tries + 1
            row.leased_until = now + settings.CHART_LEASE
        Chart.objects.bulk_update(rows, ["state", "leased_until", "tries"])
    return rows


def _draw(chart: Chart) -> None:
    """Draw first, without holding a row; then store both pictures, if the lease is still ours."""
    try:
        svg, png = draw(chart.specification)
    except Exception as error:
        logger.exception("chart %s could not be drawn", chart.pk)
        _give_back(chart, error)
        return
    _ours(chart).update(
        state=ChartState.DONE,
        svg=svg,
        png=png,
        drawn_at=timezone.now(),
        leased_until=None,
        reason="",
    )


def _give_back(chart: Chart, error: Exception) -> None:
    """To be tried again, up to three times; what is unsafe would be so again, and is not."""
    is_final = chart.tries >= TRIES_BEFORE_A_PERSON or isinstance(error, UnsafePicture)
    reason = str(error) if isinstance(error, UnsafePicture) else type(error).__name__
    try:
        _ours(chart).update(
            state=ChartState.FAILED if is_final else ChartState.READY,
            reason=reason,
            leased_until=None,
        )
    except DatabaseError:
        logger.warning("chart %s keeps its lease until it runs out", chart.pk)


def _ours(chart: Chart) -> ChartQuerySet:
    """The row, unless the lease ran out and another has taken it, or it was withdrawn."""
    return Chart.objects.filter(
        pk=chart.pk, state=ChartState.RUNNING, leased_until=chart.leased_until
    )
