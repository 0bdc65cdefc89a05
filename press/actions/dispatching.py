"""The verbs of dispatch: asking for a version to be sent, and deciding what is not certain."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..dispatch.audience import recipients_of
from ..dispatch.reaching import Recipient, key_of
from ..models import (
    Dispatch,
    DispatchState,
    DispatchSubject,
    ReleaseState,
    ReleaseVersion,
    Reporter,
)
from .holding import locked, newest_version
from .refusals import ReleaseNotReady, tidy
from .sending import mark_undeliverable, send_waiting

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)


def send_version(
    *, version: ReleaseVersion, by: User, reporters: Iterable[Reporter] | None = None
) -> int:
    """Ask for a version to be sent to everybody who should have it; gives how many were added.

    `reporters` leaves it at these, whatever they follow. Idempotent: whoever has a row keeps it,
    also when two people press the button at once. Raises ReleaseNotReady for a version that is not
    what the release says, and where no mail server is set.
    """
    with transaction.atomic():
        release = locked(version.release)
        problems = what_forbids_sending(version)
        if problems:
            raise ReleaseNotReady(problems)
        now = timezone.now()
        audience = recipients_of(version, at=now, only=reporters)
        queue(
            audience,
            again=version.dispatches.of_words(),
            by=by,
            new=lambda one: Dispatch(
                version=version,
                email=one.email,
                about=(
                    DispatchSubject.RELEASE if version.number == 1 else DispatchSubject.CORRECTION
                ),
            ),
        )
        if audience.recipients:
            log(
                instance=release,
                action="press.send",
                user=by,
                data={
                    "version": version.number,
                    "people": len(audience),
                    "under_embargo_until": (
                        version.public_from.isoformat() if version.public_from > now else ""
                    ),
                },
            )
            transaction.on_commit(ring_for_dispatches)
    return len(audience)


def queue(
    recipients: Iterable[Recipient],
    *,
    again: QuerySet[Dispatch],
    new: Callable[[Recipient], Dispatch],
    by: User,
) -> None:
    """A row for each recipient, within a verb's transaction and under its lock: a new one, or, of
    those in `again`, the one that was stopped before anything was sent."""
    stopped = {
        key_of(row.email): row
        for row in again.select_for_update().filter(state=DispatchState.STOPPED)
    }
    rows = []
    for recipient in recipients:
        row = stopped.get(recipient.key) or new(recipient)
        row.state, row.reason, row.tries, row.not_before = DispatchState.READY, "", 0, None
        row.reporter_id, row.is_pre_release = recipient.reporter_id, recipient.is_pre_release
        row.name, row.outlet, row.queued_by = recipient.name, recipient.outlet, by
        rows.append(row)
    Dispatch.objects.bulk_create([row for row in rows if row.pk is None])
    Dispatch.objects.bulk_update(
        [row for row in rows if row.pk is not None],
        [
            *("state", "reason", "tries", "not_before", "reporter", "is_pre_release"),
            *("name", "outlet", "queued_by"),
        ],
        batch_size=500,
    )


def what_forbids_sending(version: ReleaseVersion) -> list[str]:
    """Every reason why a version cannot be sent to anybody now."""
    problems = what_forbids_all_mail()
    if version.release.state == ReleaseState.WITHDRAWN:
        problems.append(_("The release was withdrawn."))
    newest = newest_version(version.release)
    if newest is None or newest.pk != version.pk:
        problems.append(_("There is a newer version: send that."))
    return problems


def what_forbids_all_mail() -> list[str]:
    if settings.MAIL_IS_SET_UP:
        return []
    return [_("No mail server is set: whoever runs the site sets EMAIL_URL.")]


def ring_for_dispatches() -> None:
    """Wake a worker. If the queue is down nothing is lost: beat sweeps what waits."""
    from ..tasks import send_dispatches

    try:
        send_dispatches.delay()
    except Exception:  # whatever broker and driver raise; the work is safe in its rows
        logger.warning("the queue cannot be reached; emails wait for the next sweep", exc_info=True)


def decide(*, dispatch: Dispatch, send_again: bool, by: User) -> bool:
    """Settle what was perhaps sent, or was not delivered: send it again, or leave it.

    What is left is taken for sent, so that its corrections go the same way. False where it was
    settled already, or there is nothing to settle.
    """
    with transaction.atomic():
        row = Dispatch.objects.select_for_update().get(pk=dispatch.pk)
        if row.state != DispatchState.UNSURE and not (
            send_again and row.state == DispatchState.FAILED
        ):
            return False
        name = by.get_full_name() or by.get_username()
        if send_again:
            # What was perhaps sent stays so whatever becomes of the second try.
            perhaps = row.tried_at if row.state == DispatchState.UNSURE else None
            row.state, row.not_before, row.tries = DispatchState.READY, None, 0
            row.sent_at = perhaps
            row.reason = _("Sent again as %(name)s decided.") % {"name": name}
            transaction.on_commit(ring_for_dispatches)
        else:
            row.state, row.sent_at = DispatchState.SENT, row.tried_at or timezone.now()
            row.reason = _("Taken for sent, as %(name)s decided.") % {"name": name}
        row.save(update_fields=["state", "not_before", "tries", "reason", "sent_at"])
        log(
            instance=row.version.release,
            action="press.decide_dispatch",
            user=by,
            data={
                "version": row.version.number,
                "dispatch": row.pk,
                "decision": "send again" if send_again else "leave it",
            },
        )
    return True


def came_back(
    *, dispatch: Dispatch, reason: str, by: User | None, address_is_wrong: bool = True
) -> bool:
    """Note that an email was returned after it had been taken.

    Nothing more goes to an address that is wrong. `by` is nobody where a mail server has said so.
    False unless the row says sent, or perhaps sent: what came back was.
    """
    with transaction.atomic():
        row = Dispatch.objects.select_for_update().get(pk=dispatch.pk)
        if row.state not in (DispatchState.SENT, DispatchState.UNSURE):
            return False
        row.state, row.sent_at = DispatchState.FAILED, None
        row.reason = tidy(reason) or _("It came back.")
        row.save(update_fields=["state", "sent_at", "reason"])
        if address_is_wrong:
            mark_undeliverable(row)
        log(
            instance=row.version.release,
            action="press.dispatch_came_back",
            user=by,
            data={"version": row.version.number, "dispatch": row.pk},
        )
    return True


__all__ = [
    "came_back",
    "decide",
    "queue",
    "ring_for_dispatches",
    "send_version",
    "send_waiting",
    "what_forbids_all_mail",
    "what_forbids_sending",
]
