"""The verbs of the helpline: saying that it is open or closed right now, and taking that back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .models import Channel, Override
from .signals import words_go_public

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST = timedelta(days=31)
AN_INSTANT = timedelta(microseconds=1)


class CannotOverride(Exception):
    """Why it may not be said, in sentences for whoever wants to say it."""

    def __init__(self, *problems: str) -> None:
        super().__init__(*problems)
        self.problems = problems


def say_right_now(
    *,
    channel: Channel | None,
    is_open: bool,
    until: datetime,
    by: User,
    words: str = "",
    words_cy: str = "",
) -> Override:
    """Have visitors told, from this moment on, that a channel (or all) is open or closed.

    Raises CannotOverride for a moment that is over or too far ahead, and for words that may not
    go to the public.
    """
    now = timezone.now()
    if until <= now:
        raise CannotOverride(_("That moment is over. Choose one that is still to come."))
    if until - now > LONGEST:
        raise CannotOverride(
            _("That is more than a month ahead. Make a closure, or change the opening hours.")
        )
    override = Override(
        channel=channel,
        is_open=is_open,
        starts=now,
        ends=until,
        words=words,
        words_cy=words_cy,
        made_at=now,
        made_by=by,
    )
    answers: list[Any] = words_go_public.send(sender=Override, instance=override)
    problems = [problem for _receiver, found in answers for problem in found]
    if problems:
        raise CannotOverride(*problems)
    with transaction.atomic():
        override.save()
        _log(override, "helpline_info.override", by)
    return override


def end_override(*, override: Override, by: User) -> Override:
    """Go back to the hours at once. Ending one that is over changes nothing."""
    with transaction.atomic():
        held = Override.objects.select_for_update(of=("self",)).get(pk=override.pk)
        now = timezone.now()
        if held.ends > now:
            held.ends = max(now, held.starts + AN_INSTANT)
            held.save(update_fields=["ends"])
            _log(held, "helpline_info.end_override", by)
    return held


def _log(override: Override, action: str, by: User) -> None:
    log(
        instance=override,
        action=action,
        user=by,
        data={
            "channel": override.channel.name if override.channel else None,
            "is_open": override.is_open,
            "until": override.ends.isoformat(),
            "words": override.words,
        },
    )
