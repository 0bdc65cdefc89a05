"""Telling the public when figures are expected, and keeping to it or saying why not."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Publication, PublicationState, ReleaseDate
from .locking import locked
from .refusals import WrongState, a_reason

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def announce(
    *,
    publication: Publication,
    by: User,
    month: date | None = None,
    moment: datetime | None = None,
    reason: str = "",
) -> ReleaseDate:
    """Announce a provisional month (any day of it) or a confirmed moment; the newest one holds.

    It makes the publication's title public. A confirmed moment is a promise and publishes nothing:
    that takes an approval. Raises WrongState, and ReasonMissing where a change says no reason.
    """
    if (month is None) == (moment is None):
        raise ValueError("Announce either a month or a moment.")
    with transaction.atomic():
        publication = locked(publication)
        if publication.is_published:
            raise WrongState(_("It is public already."))
        if publication.state == PublicationState.SCHEDULED:
            raise WrongState(_("It is scheduled: move its time instead."))
        if moment is not None and moment <= timezone.now():
            raise WrongState(_("The moment has passed: announce one that is ahead."))
        if month is not None and month < timezone.localdate().replace(day=1):
            raise WrongState(_("The month has passed: announce one that is ahead."))
        if changes_what_was_announced(publication, month=month, moment=moment):
            reason = a_reason(reason)
        return record(publication, month=month, moment=moment, reason=reason.strip(), by=by)


def changes_what_was_announced(
    publication: Publication, *, month: date | None = None, moment: datetime | None = None
) -> bool:
    """Whether this is another date than the one that holds. A month made precise is the same."""
    held = publication.release_dates.first()
    if held is None:
        return False
    if held.moment is not None:
        return held.moment != moment
    return _month_of(month=month, moment=moment) != held.month.replace(day=1)


def record(
    publication: Publication,
    *,
    month: date | None = None,
    moment: datetime | None = None,
    reason: str,
    by: User | None,
) -> ReleaseDate:
    """Append to the calendar, within the transaction of a verb."""
    announced = ReleaseDate.objects.create(
        publication=publication,
        month=_month_of(month=month, moment=moment),
        moment=moment,
        reason=reason,
        by=by,
    )
    log(
        instance=publication,
        action="stats.announce",
        user=by,
        data={
            "month": f"{announced.month:%Y-%m}",
            "moment": moment.isoformat() if moment else "",
            "reason": reason,
        },
    )
    return announced


def _month_of(*, month: date | None, moment: datetime | None) -> date:
    """The first day of the month, by the calendar that the public reads."""
    day = month if month is not None else timezone.localdate(moment)
    return day.replace(day=1)
