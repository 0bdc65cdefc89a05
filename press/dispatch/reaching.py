"""Whom an email can reach: mailboxes, the reporters behind them, and who has to be telephoned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..models import Dispatch, DispatchState, Reporter
from .address_list import one_spelling

# A line that dropped half way may have delivered: whoever perhaps got a version is told the next.
PERHAPS_SENT = (DispatchState.SENT, DispatchState.UNSURE, DispatchState.SENDING)


class Why(models.TextChoices):
    """The first that holds."""

    SENT_EARLIER = "earlier", _("was sent an earlier version")
    PRE_RELEASE = "pre-release", _("has pre-release access")
    AREA = "area", _("follows the area")
    EVERYTHING = "everything", _("wants every area")
    CHOSEN = "chosen", _("was chosen by hand")


@dataclass(frozen=True, kw_only=True)
class Recipient:
    email: str
    name: str
    outlet: str
    reporter_id: int | None
    is_pre_release: bool
    why: Why

    @property
    def key(self) -> str:
        """What two recipients may not have in common."""
        return key_of(self.email)


def key_of(email: str) -> str:
    """The mailbox that an address means, however it was written."""
    return one_spelling(email).lower()


@dataclass(frozen=True, kw_only=True)
class ToTelephone:
    """Somebody who was sent an earlier version and cannot be sent this one."""

    email: str
    name: str
    outlet: str
    reason: str


def perhaps_had() -> Q:
    """Rows of those who were sent a version, or perhaps were; also while it is tried once more."""
    return Q(state__in=PERHAPS_SENT) | Q(state=DispatchState.READY, sent_at__isnull=False)


def recipient_of(reporter: Reporter, why: Why) -> Recipient:
    return Recipient(
        email=reporter.email,
        name=reporter.name,
        outlet=reporter.outlet,
        reporter_id=reporter.pk,
        is_pre_release=False,
        why=why,
    )


class People:
    """The reporters behind rows of dispatch: by their address as it is, or the one they had."""

    def __init__(self, rows: Iterable[Dispatch]) -> None:
        known = list(rows)
        self._by_address = reporters_by_address(row.email for row in known)
        self._by_key = Reporter.objects.in_bulk(
            [row.reporter_id for row in known if row.reporter_id is not None]
        )

    def behind(self, row: Dispatch) -> Reporter | None:
        return self._by_address.get(key_of(row.email)) or self._by_key.get(row.reporter_id or 0)


def last_of_each(rows: Iterable[Dispatch]) -> dict[str, Dispatch]:
    """Of each mailbox its last row; they come in the order of their versions."""
    return {key_of(row.email): row for row in rows}


def reached(
    rows: Mapping[str, Dispatch], people: People, *, with_access: Collection[str]
) -> tuple[list[Recipient], list[ToTelephone]]:
    """Those who had something and can be sent more of it, and those who cannot.

    `with_access`: the mailboxes that may still read what comes before its moment.
    """
    recipients: dict[str, Recipient] = {}
    to_telephone = []
    for key, row in rows.items():
        reporter = people.behind(row)
        reason = _why_not(row, reporter, may_read=key in with_access)
        if reason:
            to_telephone.append(
                ToTelephone(email=row.email, name=row.name, outlet=row.outlet, reason=reason)
            )
            continue
        recipient = Recipient(
            email=row.email if reporter is None else reporter.email,
            name=row.name if reporter is None else reporter.name,
            outlet=row.outlet if reporter is None else reporter.outlet,
            reporter_id=None if reporter is None else reporter.pk,
            is_pre_release=row.is_pre_release,
            why=Why.SENT_EARLIER,
        )
        recipients[recipient.key] = recipient
    return list(recipients.values()), to_telephone


def _why_not(row: Dispatch, reporter: Reporter | None, *, may_read: bool) -> str:
    """Why somebody who was sent an earlier version cannot be sent this one; "" if they can.

    `may_read`: it is out, or they have pre-release access.
    """
    if reporter is not None and reporter.unsubscribed_at is not None:
        return str(_("has unsubscribed"))
    if reporter is not None and reporter.undeliverable_at is not None:
        return str(_("cannot be reached at the address"))
    if row.is_pre_release:
        return "" if may_read else str(_("has no pre-release access any more"))
    return str(_("is not on the list of reporters any more")) if reporter is None else ""


def reporters_by_address(emails: Iterable[str]) -> dict[str, Reporter]:
    wanted = {spelling for email in emails for spelling in (email.lower(), key_of(email))}
    found = Reporter.objects.annotate(address=models.functions.Lower("email")).filter(
        address__in=wanted
    )
    return {key_of(reporter.email): reporter for reporter in found}
