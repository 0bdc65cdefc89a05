"""Sending what waits, at most once to anybody.

Nobody is sent a version twice. A row says `sending`, and that is committed, before the mail server
is spoken to. Whoever finds such a row after its lease has run out cannot know whether the mail
server took the message, so it is left for a person: `unsure`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ..dispatch.audience import has_access
from ..dispatch.handing_over import Fate, Outcome, Postman
from ..dispatch.message import Letter, letter_of, message_for, new_message_id
from ..dispatch.reaching import PERHAPS_SENT, key_of
from ..dispatch.telling import letter_about
from ..models import Dispatch, DispatchState, ReleaseEvent, ReleaseState, Reporter

logger = logging.getLogger(__name__)

TRIES_BEFORE_A_PERSON = 8  # with the waits between them, over about three hours
FIRST_WAIT = timedelta(minutes=1)  # then twice as long each time
LONGEST_WAIT = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
ONE_AT_A_TIME = 7_210_004  # PostgreSQL's advisory lock under which a row is taken
NOT_SETTLED = (DispatchState.SENDING, DispatchState.UNSURE)

# A letter for each version, for each moment at which it is to be public, before and after that; and
# one for each event of it.
Letters = dict[tuple[int, datetime, bool, int | None], Letter]


def send_waiting(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Send what waits, one by one, until none is left or the limit of the minute is reached.

    Any number of workers may run this at once. Gives how many rows were handed to the mail server.
    """
    mark_unsure()
    postman = Postman()
    letters: Letters = {}
    tried = 0
    try:
        while not stop():
            row = _lease()
            if row is None:
                break
            tried += 1
            outcome = _hand_over(row, postman, letters)
            _note(row, outcome)
            if outcome.server_is_ill:  # the next would fare the same: the sweep tries again
                break
    finally:
        postman.close()
    return tried


def mark_unsure() -> int:
    """Leave to a person what was being sent by a worker that went silent. Gives how many."""
    with transaction.atomic():
        lost = (
            Dispatch.objects.select_for_update(skip_locked=True)
            .filter(state=DispatchState.SENDING, leased_until__lt=timezone.now())
            .values_list("pk", flat=True)
        )
        return Dispatch.objects.filter(pk__in=list(lost)).update(
            state=DispatchState.UNSURE,
            leased_until=None,
            reason=_("The worker ended before it knew whether the mail server took the message."),
        )


def _lease() -> Dispatch | None:
    """Take one row and say so; None when none waits, or the limit of the minute is reached.

    Rows are taken one at a time over all workers, which makes the limit exact: no minute, wherever
    it begins, holds more than settings.DISPATCH_PER_MINUTE tries.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        now = timezone.now()
        # What lies further ahead was written by a clock that has been put right since.
        lately = Dispatch.objects.filter(tried_at__range=(now - MINUTE, now + MINUTE)).count()
        if lately >= settings.DISPATCH_PER_MINUTE:
            return None
        while row := _next_waiting(now):
            reason = _no_longer_wanted(row, now)
            if not reason:
                break
            row.state, row.reason = _settled_as(DispatchState.STOPPED, row), reason
            row.save(update_fields=["state", "reason"])
        if row is None:
            return None
        row.state, row.leased_until = DispatchState.SENDING, now + settings.DISPATCH_LEASE
        row.tried_at, row.tries, row.not_before = now, row.tries + 1, None
        row.message_id = row.message_id or new_message_id(row.version)
        row.save(
            update_fields=[
                *("state", "leased_until", "tried_at", "tries", "not_before", "message_id")
            ]
        )
    return row


def _next_waiting(now: datetime) -> Dispatch | None:
    no_wait_is_so_long = Q(not_before__gt=now + LONGEST_WAIT)  # the clock was set back
    may_go = Q(not_before__isnull=True) | Q(not_before__lte=now) | no_wait_is_so_long
    return (
        Dispatch.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("version__release", "reporter", "event")
        .filter(may_go, state=DispatchState.READY)
        .order_by(F("not_before").asc(nulls_first=True), "queued_at", "pk")
        .first()
    )


def _no_longer_wanted(row: Dispatch, now: datetime) -> str:
    """Looked at again just before it is sent: why it should not be any more; "" if it should."""
    if row.event is not None:
        return _is_no_news_any_more(row.event, now) or _why_not_to(row)
    version, release = row.version, row.version.release
    if release.state == ReleaseState.WITHDRAWN:
        return _("The release was withdrawn.")
    if release.versions.filter(number__gt=version.number).exists():
        return _("A newer version was made.")
    if row.is_pre_release and version.public_from > now and not has_access(version, row.email):
        return _("Pre-release access has ended.")
    return _why_not_to(row)


def _is_no_news_any_more(event: ReleaseEvent, now: datetime) -> str:
    stands = ReleaseEvent.objects.standing_at(now).filter(pk=event.pk).exists()
    return "" if stands else _("It does not hold any more: something else became of it since.")


def _why_not_to(row: Dispatch) -> str:
    """What stands against sending to this person at all; "" if nothing does."""
    reporter = row.reporter
    reason = ""
    if reporter is None:
        reason = "" if row.is_pre_release else _("No longer on the list of reporters.")
    elif reporter.unsubscribed_at is not None:
        reason = _("Unsubscribed.")
    elif reporter.undeliverable_at is not None:
        reason = _("The address does not work.")
    elif key_of(reporter.email) != key_of(row.email):
        reason = _("The address was changed since: send it again.")
    elif _had_it_elsewhere(row):
        reason = _("Was sent it at another address.")
    return reason


def _had_it_elsewhere(row: Dispatch) -> bool:
    others = Dispatch.objects.filter(reporter=row.reporter_id, event=row.event_id)
    if row.event_id is None:
        others = others.filter(version=row.version_id)
    return others.filter(state__in=PERHAPS_SENT).exclude(pk=row.pk).exists()


def _settled_as(state: DispatchState, row: Dispatch) -> DispatchState:
    """What becomes of a row that is not sent now; one that perhaps was before stays that."""
    return state if row.sent_at is None else DispatchState.UNSURE


def _has_changed(row: Dispatch) -> bool:
    """Whether a row is no longer this worker's, or no longer wanted as it was written.

    A worker may stand still between taking a row and speaking to the mail server, its machine
    asleep, until others have decided about the row.
    """
    now = timezone.now()
    found = Dispatch.objects.select_related("version__release", "reporter", "event").filter(
        pk=row.pk, state=DispatchState.SENDING, tried_at=row.tried_at, leased_until__gt=now
    )
    held = found.first()
    return (
        held is None
        or held.version.public_from != row.version.public_from
        or bool(_no_longer_wanted(held, now))
    )


def _hand_over(row: Dispatch, postman: Postman, letters: Letters) -> Outcome:
    """Write the email and hand it to the mail server. Only a mail server's own yes is `sent`."""
    try:
        now = timezone.now()
        version, event = row.version, row.event
        is_public = version.public_from <= now
        key = (version.pk, version.public_from, is_public, row.event_id)
        if key not in letters:
            letters[key] = (
                letter_of(version, at=now) if event is None else letter_about(event, version)
            )
        message = message_for(row, letters[key])
        message.message()  # what cannot stand in a header is found before anything is sent
        if _has_changed(row):
            return Outcome(fate=Fate.LATER, reason=_("Something changed just before it was sent."))
    except Exception as error:
        logger.error("dispatch %s could not be written: %s", row.pk, type(error).__name__)
        return Outcome(
            fate=Fate.REFUSED,
            reason=_("The message could not be written (%(error)s).")
            % {"error": type(error).__name__},
        )
    try:
        return postman.hand_over(message)
    except Exception as error:  # no traceback: it would hold the address
        logger.error("dispatch %s ended in a fault: %s", row.pk, type(error).__name__)
        return Outcome(fate=Fate.UNSURE, reason=type(error).__name__, server_is_ill=True)


def _note(leased: Dispatch, outcome: Outcome) -> None:
    """Write down what became of a row, if it still stands for the same try.

    Also when the lease ran out meanwhile: that the mail server said yes is better than not knowing.
    """
    try:
        with transaction.atomic():
            row = Dispatch.objects.select_for_update().get(pk=leased.pk)
            if row.tried_at != leased.tried_at or not _is_open_to(outcome, row):
                return
            row.leased_until, row.reason, row.not_before = None, outcome.reason, None
            row.state = _state_after(outcome, row)
            if row.state == DispatchState.SENT:
                row.sent_at = timezone.now()
            elif row.state == DispatchState.READY:
                row.not_before = timezone.now() + _wait_after(row.tries)
            row.save(update_fields=["state", "leased_until", "reason", "not_before", "sent_at"])
            if outcome.address_is_wrong:
                mark_undeliverable(row)
    except DatabaseError:
        logger.warning("dispatch %s keeps its lease until it runs out", leased.pk)
    if outcome.fate is not Fate.SENT:
        logger.info("dispatch %s: %s", leased.pk, outcome.fate.value)


def _is_open_to(outcome: Outcome, row: Dispatch) -> bool:
    """A person may have had it sent again meanwhile: then only that it was sent is still news."""
    return row.state in NOT_SETTLED or (
        outcome.fate is Fate.SENT and row.state == DispatchState.READY
    )


def _state_after(outcome: Outcome, row: Dispatch) -> DispatchState:
    if outcome.fate is Fate.LATER and row.tries < TRIES_BEFORE_A_PERSON:
        return DispatchState.READY
    return {
        Fate.SENT: DispatchState.SENT,
        Fate.UNSURE: DispatchState.UNSURE,
    }.get(outcome.fate, _settled_as(DispatchState.FAILED, row))


def _wait_after(tries: int) -> timedelta:
    doublings: int = 2 ** (tries - 1)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)


def mark_undeliverable(row: Dispatch) -> None:
    """Nothing more is sent to an address that does not exist, until a person has looked at it."""
    Reporter.objects.filter(
        dispatches=row, email__iexact=row.email, undeliverable_at__isnull=True
    ).update(undeliverable_at=timezone.now(), undeliverable_reason=row.reason)
