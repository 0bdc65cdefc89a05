"""Who is sent a version of a release, and whom the desk has to telephone.

A release goes to those who follow its own area, and to those who want everything. Whoever follows a
region is sent the region's release and not one for each of its forces, and the other way round: a
reporter chose what to be sent, and 45 emails are not a service.

A later version also goes to everybody who was sent an earlier one, whatever they follow now: they
may have printed it. Before the moment it goes to those with pre-release access too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from ..models import (
    Dispatch,
    DispatchState,
    PreReleaseAccess,
    ReleasePage,
    ReleaseVersion,
    Reporter,
)
from ..models.release import Language
from .reaching import (
    PERHAPS_SENT,
    People,
    Recipient,
    ToTelephone,
    Why,
    key_of,
    last_of_each,
    perhaps_had,
    reached,
    recipient_of,
    reporters_by_address,
)


@dataclass(frozen=True, kw_only=True)
class Audience:
    """`recipients` were not sent this version and can be; `have_a_row` counts those who have one.

    What was stopped before anything was sent counts as no row: who wants it again is sent it.
    `undeliverable` would be sent it if their addresses worked.
    """

    recipients: tuple[Recipient, ...]
    have_a_row: int
    to_telephone: tuple[ToTelephone, ...]
    undeliverable: tuple[Reporter, ...]

    def __iter__(self) -> Iterator[Recipient]:
        return iter(self.recipients)

    def __len__(self) -> int:
        return len(self.recipients)


def recipients_of(
    version: ReleaseVersion, *, at: datetime, only: Iterable[Reporter] | None = None
) -> Audience:
    """Who would be sent a version at a moment: a number of queries that does not grow.

    `only` leaves it at these reporters, whatever they follow.
    """
    have_a_row, had_it = _settled(version)
    found: dict[str, Recipient] = {}
    to_telephone: list[ToTelephone] = []
    undeliverable: tuple[Reporter, ...] = ()
    if only is None:
        earlier, to_telephone = _sent_earlier(version, at)
        _add(found, earlier, have_a_row)
        _add(found, _with_access(version, at), have_a_row)
        wanting = wanting_the_release(version.release)
        _add(found, _as_recipients(wanting, version.release), have_a_row)
        undeliverable = tuple(reporter for reporter in wanting if reporter.undeliverable_at)
    else:
        chosen = [reporter for reporter in only if reporter.may_be_sent]
        _add(found, (recipient_of(reporter, Why.CHOSEN) for reporter in chosen), have_a_row)
    recipients = [one for one in found.values() if one.reporter_id not in had_it]
    return Audience(
        recipients=tuple(sorted(recipients, key=lambda one: (one.outlet, one.name, one.key))),
        have_a_row=len(have_a_row),
        to_telephone=tuple(to_telephone),
        undeliverable=undeliverable,
    )


def _settled(version: ReleaseVersion) -> tuple[set[str], set[int | None]]:
    """The addresses that have a row of a version, and the reporters who were, or perhaps were, sent
    it: also at an address that they have left since."""
    rows = version.dispatches.of_words().exclude(state=DispatchState.STOPPED)
    have_a_row: set[str] = set()
    had_it: set[int | None] = set()
    for email, reporter_id, state in rows.values_list("email", "reporter_id", "state"):
        have_a_row.add(key_of(email))
        if state in PERHAPS_SENT and reporter_id is not None:
            had_it.add(reporter_id)
    return have_a_row, had_it


def wanting_the_release(release: ReleasePage) -> list[Reporter]:
    """Reporters who follow a release's area or everything, in its language, and still want to.

    Whoever prefers Welsh is sent the Welsh release instead of the English, where one is out.
    """
    wanting: QuerySet[Reporter] = Reporter.objects.filter(
        Q(wants_everything=True)
        | Q(
            pk__in=Reporter.areas.through.objects.filter(area_id=release.area_id).values(
                "reporter_id"
            )
        ),
        unsubscribed_at__isnull=True,
    )
    if release.language == Language.WELSH:
        wanting = wanting.filter(wants_welsh=True)
    elif _is_out_in_welsh(release):
        wanting = wanting.filter(wants_welsh=False)
    return list(wanting.order_by("outlet", "name", "pk"))


def _is_out_in_welsh(release: ReleasePage) -> bool:
    return ReleaseVersion.objects.filter(
        release__publication_id=release.publication_id,
        release__area_id=release.area_id,
        release__template_used__measure_id=release.template_used.measure_id,
        release__language=Language.WELSH,
        release__withdrawn_at__isnull=True,
    ).exists()


def has_access(version: ReleaseVersion, email: str) -> bool:
    """Whether an address may be sent a version before its moment, by name and with a reason."""
    return (
        PreReleaseAccess.objects.filter(
            publication_id=version.release.publication_id, email__iexact=email
        )
        .filter(ended_at__isnull=True)
        .exists()
    )


def _add(found: dict[str, Recipient], more: Iterable[Recipient], have_a_row: set[str]) -> None:
    for recipient in more:
        if recipient.key not in have_a_row:
            found.setdefault(recipient.key, recipient)


def _as_recipients(wanting: Iterable[Reporter], release: ReleasePage) -> Iterator[Recipient]:
    for reporter in wanting:
        if reporter.may_be_sent:
            why = Why.EVERYTHING if reporter.wants_everything else Why.AREA
            yield recipient_of(reporter, why)


def _with_access(version: ReleaseVersion, at: datetime) -> Iterator[Recipient]:
    """People with pre-release access, before the moment; never against their own wish."""
    if version.public_from <= at:
        return
    access = list(
        PreReleaseAccess.objects.filter(
            publication_id=version.release.publication_id, ended_at__isnull=True
        )
    )
    known = reporters_by_address(row.email for row in access)
    for row in access:
        reporter = known.get(key_of(row.email))
        if reporter is None or reporter.may_be_sent:
            yield Recipient(
                email=row.email,
                name=row.name,
                outlet=row.organisation,
                reporter_id=None if reporter is None else reporter.pk,
                is_pre_release=True,
                why=Why.PRE_RELEASE,
            )


def _sent_earlier(
    version: ReleaseVersion, at: datetime
) -> tuple[list[Recipient], list[ToTelephone]]:
    """Everybody who was, or perhaps was, sent an earlier version of the same release."""
    earlier = Dispatch.objects.of_words().filter(
        perhaps_had(), version__release_id=version.release_id, version__number__lt=version.number
    )
    rows = last_of_each(earlier.order_by("version__number", "pk"))
    with_access = _keys_with_access(version) if version.public_from > at else set(rows)
    return reached(rows, People(rows.values()), with_access=with_access)


def _keys_with_access(version: ReleaseVersion) -> set[str]:
    access = PreReleaseAccess.objects.filter(
        publication_id=version.release.publication_id, ended_at__isnull=True
    )
    return {key_of(email) for email in access.values_list("email", flat=True)}
