"""The verbs of the list of reporters: bring a list in, unsubscribe, and be asked back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..dispatch.comparing import Judged, Picture, Verdict, compare
from ..models import NewsroomPage, Reporter
from .refusals import ReleaseNotReady, a_reason

if TYPE_CHECKING:
    from django.contrib.auth.models import User

A_TOKEN = re.compile(r"[\w-]{1,40}", re.ASCII)
ONE_LIST_AT_A_TIME = 7_210_005  # PostgreSQL's advisory lock under which a list is brought in


class PictureChanged(ValueError):
    """What would happen is not what was shown. Nothing was saved."""


@dataclass(frozen=True, kw_only=True)
class BroughtIn:
    """Numbers of people: added, changed, and left out because their lines are wrong."""

    added: int
    changed: int
    left_out: int


def unsubscribe(*, token: str) -> bool:
    """Send nothing more to whoever holds this secret. Idempotent; False where nobody does."""
    if not A_TOKEN.fullmatch(token):  # among them what the database would refuse to look for
        return False
    with transaction.atomic():
        reporter = Reporter.objects.select_for_update().filter(token=token).first()
        if reporter is None:
            return False
        if reporter.unsubscribed_at is None:
            reporter.unsubscribed_at = timezone.now()
            reporter.save(update_fields=["unsubscribed_at"])
            _log(reporter, "press.unsubscribe", by=None)
    return True


def unsubscribe_by_hand(*, reporter: Reporter, by: User, reason: str) -> bool:
    """Note that somebody asked for it by telephone or letter. False where it was so already."""
    reason = a_reason(reason)
    with transaction.atomic():
        row = Reporter.objects.select_for_update().get(pk=reporter.pk)
        if row.unsubscribed_at is not None:
            return False
        row.unsubscribed_at = timezone.now()
        row.save(update_fields=["unsubscribed_at"])
        _log(row, "press.unsubscribe", by=by, reason=reason)
    return True


def resubscribe(*, reporter: Reporter, by: User, reason: str) -> bool:
    """Send to somebody again who had unsubscribed: they asked for it, and the reason says how.

    False where nothing had to be changed. Raises ReleaseNotReady without the reason.
    """
    reason = a_reason(reason)
    with transaction.atomic():
        row = Reporter.objects.select_for_update().get(pk=reporter.pk)
        if row.unsubscribed_at is None:
            return False
        row.unsubscribed_at = None
        row.save(update_fields=["unsubscribed_at"])
        _log(row, "press.resubscribe", by=by, reason=reason)
    return True


def try_address_again(*, reporter: Reporter, by: User) -> bool:
    """Send to an address again that did not work. False where it was not marked so."""
    with transaction.atomic():
        row = Reporter.objects.select_for_update().get(pk=reporter.pk)
        if row.undeliverable_at is None:
            return False
        row.undeliverable_at, row.undeliverable_reason = None, ""
        row.save(update_fields=["undeliverable_at", "undeliverable_reason"])
        _log(row, "press.try_address_again", by=by)
    return True


def bring_in(*, text: str, shown: str, leave_out_wrong: bool, by: User) -> BroughtIn:
    """Add and change what `shown` stands for, the digest of a picture; all of it or nothing.

    Everything is compared again under lock. Raises PictureChanged; NotAList; and ReleaseNotReady
    while lines are wrong that nobody has agreed to leave out, or where nothing would change.
    """
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_LIST_AT_A_TIME])
            picture = compare(text)
            if picture.digest != shown:
                raise PictureChanged
            _check(picture, leave_out_wrong=leave_out_wrong)
            done = BroughtIn(
                added=_add(picture.of(Verdict.NEW)),
                changed=_change(picture.of(Verdict.CHANGED)),
                left_out=len(picture.of(Verdict.WRONG)),
            )
            _log_the_list(picture, by)
    except IntegrityError:  # somebody was added by hand at this very moment
        raise PictureChanged from None
    return done


def _check(picture: Picture, *, leave_out_wrong: bool) -> None:
    if picture.of(Verdict.WRONG) and not leave_out_wrong:
        raise ReleaseNotReady([_("Mend the lines that are wrong, or say that they are left out.")])
    if not picture.of(Verdict.NEW) and not picture.of(Verdict.CHANGED):
        raise ReleaseNotReady([_("There is nothing to bring in: everybody is known already.")])


def _add(lines: list[Judged]) -> int:
    added = Reporter.objects.bulk_create(
        Reporter(
            email=judged.line.email,
            name=judged.line.name,
            outlet=judged.line.outlet,
            wants_everything=judged.line.wants_everything,
        )
        for judged in lines
    )
    _follow(list(zip(added, lines, strict=True)))
    return len(added)


def _change(lines: list[Judged]) -> int:
    changed = []
    for judged in lines:
        reporter = judged.reporter
        assert reporter is not None  # noqa: S101  only those who are known can change
        reporter.name = judged.line.name or reporter.name
        reporter.outlet = judged.line.outlet or reporter.outlet
        reporter.wants_everything |= judged.line.wants_everything
        changed.append(reporter)
    Reporter.objects.bulk_update(changed, ["name", "outlet", "wants_everything"], batch_size=500)
    _follow(list(zip(changed, lines, strict=True)))
    return len(changed)


def _follow(pairs: list[tuple[Reporter, Judged]]) -> None:
    through = Reporter.areas.through
    through.objects.bulk_create(
        [
            through(reporter_id=reporter.pk, area_id=area_id)
            for reporter, judged in pairs
            for area_id in judged.area_ids
        ],
        batch_size=1_000,
    )


def _log_the_list(picture: Picture, by: User) -> None:
    """On the newsroom, for want of a thing that is the list: numbers of people, and no address."""
    newsroom = NewsroomPage.objects.first()
    if newsroom is not None:
        counts = {key: count for key, count in picture.counts().items() if count}
        log(instance=newsroom, action="press.import_reporters", user=by, data=counts)


def _log(reporter: Reporter, action: str, *, by: User | None, reason: str = "") -> None:
    """By number alone: what is logged is kept when the reporter asks to be forgotten."""
    log(
        instance=reporter,
        action=action,
        user=by,
        title=_("Reporter %(number)s") % {"number": reporter.pk},
        data={"reason": reason} if reason else {},
    )
