"""Those who were sent a release that was moved or withdrawn since: who they are, what they read.

Nobody else is told: the words may be under embargo, and only who has them can break it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone, translation

from ..exports.cleaning import cleaned
from ..exports.document import contacts_of, spoken_day, ways_to_help
from ..exports.labels import labels_in
from ..exports.parts import Surroundings
from ..models import (
    Dispatch,
    DispatchState,
    EventKind,
    NewsroomPage,
    ReleaseEvent,
    ReleasePage,
    ReleaseVersion,
)
from .message import Letter, one_line, site_address, told
from .reaching import (
    PERHAPS_SENT,
    People,
    Recipient,
    ToTelephone,
    key_of,
    last_of_each,
    perhaps_had,
    reached,
)

# What was being sent while the moment was moved may bear the old one.
WHILE_IT_WAS_MOVED = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class ToBeTold:
    """`recipients` had a version and were not told yet; `versions` says which, by their mailboxes.

    `told` counts those who were, or are about to be.
    """

    event: ReleaseEvent
    recipients: tuple[Recipient, ...]
    versions: Mapping[str, ReleaseVersion]
    told: int
    to_telephone: tuple[ToTelephone, ...]

    def __iter__(self) -> Iterator[Recipient]:
        return iter(self.recipients)

    def __len__(self) -> int:
        return len(self.recipients)


def to_be_told(release: ReleasePage, *, at: datetime) -> ToBeTold | None:
    """Who has to be told what became of a release; None where nothing did that still holds."""
    standing = ReleaseEvent.objects.standing_at(at).select_related("version__release__area")
    events = standing.filter(version__release=release).defer("version__body")
    return next(iter(all_to_be_told(list(events))), None)


def all_to_be_told(events: Sequence[ReleaseEvent]) -> list[ToBeTold]:
    """The same for many events that stand, in a number of queries that does not grow."""
    numbers = {event.version.release_id for event in events}
    had = list(
        Dispatch.objects.of_words()
        .filter(perhaps_had(), version__release__in=numbers)
        .select_related("version__release__area")
        .defer("version__body")
        .order_by("version__number", "pk")
    )
    people = People(had)
    asked = list(Dispatch.objects.filter(event__in=events).exclude(state=DispatchState.STOPPED))
    return [
        _of_one(event, had, [row for row in asked if row.event_id == event.pk], people)
        for event in events
    ]


def _of_one(
    event: ReleaseEvent, had: Sequence[Dispatch], asked: Sequence[Dispatch], people: People
) -> ToBeTold:
    rows = last_of_each(row for row in had if _is_concerned(row, event))
    recipients, to_telephone = reached(rows, people, with_access=rows)
    have_a_row = {key_of(row.email) for row in asked}
    had_it = {row.reporter_id for row in asked if row.state in PERHAPS_SENT} - {None}
    versions = {}
    for row in rows.values():
        reporter = people.behind(row)
        versions[key_of(row.email if reporter is None else reporter.email)] = row.version
    waiting = [
        one for one in recipients if one.key not in have_a_row and one.reporter_id not in had_it
    ]
    return ToBeTold(
        event=event,
        recipients=tuple(sorted(waiting, key=lambda one: (one.outlet, one.name, one.key))),
        versions=versions,
        told=len(asked),
        to_telephone=tuple(to_telephone),
    )


def _is_concerned(row: Dispatch, event: ReleaseEvent) -> bool:
    """Whether an email of a release's words bore what does not hold any more.

    All of its versions are withdrawn together; a moment is moved of one alone, and whoever was sent
    that afterwards has read the new one.
    """
    if row.version.release_id != event.version.release_id:
        return False
    if event.kind == EventKind.WITHDRAWN:
        return row.version.number <= event.version.number
    first_tried = min(at for at in (row.tried_at, row.sent_at, timezone.now()) if at is not None)
    return row.version_id == event.version_id and first_tried <= event.at + WHILE_IT_WAS_MOVED


def letter_about(event: ReleaseEvent, version: ReleaseVersion) -> Letter:
    """What happened, since when, and what to do, to those whose newest version was this one.

    It says no more of the release than its headline, which they have.
    """
    newsroom = NewsroomPage.objects.first() or NewsroomPage()
    release = version.release
    labels = labels_in(release.language)
    with translation.override(release.language):
        at = told(event.at)
        until = "" if event.public_from is None else told(event.public_from)
    what, sentence, subject = (
        (labels.withdrawn, labels.withdrawn_told, labels.withdrawn_subject)
        if event.kind == EventKind.WITHDRAWN
        else (labels.moved, labels.moved_told, labels.moved_subject)
    )
    headline = one_line(version.headline)
    blocks = [what.format(until=until), headline, sentence.format(at=at, until=until)]
    if event.why:
        blocks.append(labels.withdrawn_reason.format(why=cleaned(event.why)))
    blocks.extend(ways_to_help((), labels, Surroundings.now(newsroom)))
    contacts = contacts_of(newsroom, labels)
    if contacts:
        blocks.append("\n".join([labels.contact, *contacts]))
    number = labels.version.format(
        release=release.pk,
        version=version.number,
        day=spoken_day(version.public_from, release.language),
    )
    return Letter(
        subject=subject.format(headline=headline, until=until),
        text="\n\n".join([*blocks, number]),
        site=site_address(version),
        reply_to=newsroom.contact_email,
    )


__all__ = ["ToBeTold", "all_to_be_told", "letter_about", "to_be_told"]
