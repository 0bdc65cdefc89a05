"""Telling those who were sent a release that it was moved or withdrawn since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..dispatch.telling import to_be_told
from ..models import Dispatch, ReleaseEvent
from .dispatching import queue, ring_for_dispatches, what_forbids_all_mail
from .holding import locked
from .refusals import ReleaseNotReady

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def tell_those_who_were_sent_it(*, event: ReleaseEvent, by: User) -> int:
    """Ask for an email to everybody who was sent what does not hold any more; gives how many.

    Idempotent, like send_version(). Raises ReleaseNotReady where something else became of the
    release since, or its moment has come, and where no mail server is set.
    """
    with transaction.atomic():
        release = locked(event.version.release)
        waiting = to_be_told(release, at=timezone.now())
        problems = what_forbids_all_mail()
        if waiting is None or waiting.event.pk != event.pk:
            problems.append(_("It does not hold any more: something else became of it since."))
        if problems or waiting is None:
            raise ReleaseNotReady(problems)
        queue(
            waiting,
            again=event.dispatches.all(),
            by=by,
            new=lambda one: Dispatch(
                version=waiting.versions[one.key], email=one.email, about=event.kind, event=event
            ),
        )
        if len(waiting):
            data = {
                "what": event.kind,
                "version": event.version.number,
                "people": len(waiting),
                "event": event.pk,
            }
            log(instance=release, action="press.tell", user=by, data=data)
            transaction.on_commit(ring_for_dispatches)
    return len(waiting)
