"""What each police force was asked for a publication, what came of it, and what that covers."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from . import clock
from .models import Area, Publication, Reply, ReplyState
from .models.reply import ANSWERED_STATES, WAITING_STATES
from .working_days import act_for, due_day

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOT_ASKED, OVERDUE = "not-asked", "overdue"


@dataclass(frozen=True)
class Standing:
    """Where the request to one police force stands on a day."""

    area: Area
    reply: Reply | None
    today: date

    @property
    def due_on(self) -> date | None:
        if self.reply is None:
            return None
        return due_day(self.reply.sent_on, act=act_for(self.area.gss_code))

    @property
    def is_overdue(self) -> bool:
        return (
            self.reply is not None
            and self.reply.state in WAITING_STATES
            and self.due_on is not None
            and self.due_on < self.today
        )

    @property
    def state(self) -> str:
        """A ReplyState, or NOT_ASKED, or OVERDUE in place of those that wait."""
        if self.reply is None:
            return NOT_ASKED
        return OVERDUE if self.is_overdue else self.reply.state

    @property
    def in_words(self) -> str:
        if self.reply is None:
            return _("not asked")
        stands = self.reply.get_state_display()
        return _("overdue (%(state)s)") % {"state": stands} if self.is_overdue else stands


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How many police forces were asked, and where each request stands.

    `answered` counts those that gave figures, in full or (`in_part`) in part. `overdue` are among
    those `waiting`. Where only the two totals of a publication are known, `is_itemised` is false,
    and nobody knows why the rest did not answer.
    """

    asked: int
    answered: int
    in_part: int = 0
    refused: int = 0
    not_held: int = 0
    waiting: int = 0
    overdue: int = 0
    is_itemised: bool = True

    def sentence(self) -> str:
        """ "41 of 45 forces, 2 refused, 2 have not answered": every force is in it once."""
        parts = [
            ngettext(
                "%(answered)d of %(asked)d force", "%(answered)d of %(asked)d forces", self.asked
            )
            % {"answered": self.answered, "asked": self.asked}
        ]
        if self.in_part:
            parts[0] += " " + _("(%(count)d in part)") % {"count": self.in_part}
        if self.refused:
            parts.append(_("%(count)d refused") % {"count": self.refused})
        if self.not_held:
            parts.append(
                ngettext(
                    "%(count)d does not hold the figures",
                    "%(count)d do not hold the figures",
                    self.not_held,
                )
                % {"count": self.not_held}
            )
        if self.waiting:
            parts.append(
                ngettext("%(count)d has not answered", "%(count)d have not answered", self.waiting)
                % {"count": self.waiting}
            )
        return ", ".join(parts)


def today() -> date:
    """The day in London at the moment that the site is shown at."""
    return timezone.localdate(clock.moment())


def standings_of(publication: Publication) -> list[Standing]:
    """Every police force by name, asked or not. Two queries."""
    on = today()
    replies = {reply.area_id: reply for reply in publication.replies.all()}
    forces = Area.objects.police_forces().order_by("name", "pk")
    return [Standing(force, replies.get(force.pk), on) for force in forces]


def with_the_requests_of(publication: Publication) -> Publication | None:
    """The version whose requests stand behind a publication: itself, or the nearest before it."""
    versions = Publication.objects.filter(
        slug=publication.slug, version__lte=publication.version, replies__isnull=False
    )
    return versions.order_by("-version").first()


def coverage_of(publication: Publication) -> Coverage | None:
    """What the figures of a publication cover; None where nothing is known of it. One query.

    A corrected version rests on the requests of the version before it, unless it has some of its
    own. Where no requests are recorded, the totals that were typed for the publication count.
    """
    return coverages_of([publication])[publication.pk]


def coverages_of(publications: Sequence[Publication]) -> dict[int, Coverage | None]:
    """coverage_of() for many publications by their keys, in one query."""
    slugs = {publication.slug for publication in publications}
    requests: dict[tuple[str, int], list[tuple[str, date, str]]] = {}
    rows = (
        Reply.objects.filter(publication__slug__in=slugs)
        .exclude(area__body_name="")
        .values_list(
            "publication__slug", "publication__version", "state", "sent_on", "area__gss_code"
        )
    )
    for slug, version, state, sent_on, gss_code in rows:
        requests.setdefault((slug, version), []).append((state, sent_on, gss_code))
    return {
        publication.pk: _coverage(publication, _requests_behind(publication, requests))
        for publication in publications
    }


def _requests_behind(
    publication: Publication, requests: dict[tuple[str, int], list[tuple[str, date, str]]]
) -> list[tuple[str, date, str]]:
    versions = (
        version
        for slug, version in requests
        if slug == publication.slug and version <= publication.version
    )
    newest = max(versions, default=None)
    return [] if newest is None else requests[publication.slug, newest]


def _coverage(publication: Publication, requests: list[tuple[str, date, str]]) -> Coverage | None:
    if not requests:
        asked, answered = publication.police_forces_asked, publication.police_forces_answered
        if asked is None or answered is None:
            return None
        return Coverage(asked=asked, answered=answered, is_itemised=False)
    on = today()
    states = Counter(state for state, _sent_on, _gss_code in requests)
    return Coverage(
        asked=len(requests),
        answered=sum(states[state] for state in ANSWERED_STATES),
        in_part=states[ReplyState.IN_PART],
        refused=states[ReplyState.REFUSED],
        not_held=states[ReplyState.NOT_HELD],
        waiting=sum(states[state] for state in WAITING_STATES),
        overdue=sum(
            state in WAITING_STATES and due_day(sent_on, act=act_for(gss_code)) < on
            for state, sent_on, gss_code in requests
        ),
    )


def record_requests(
    *, publication: Publication, areas: Iterable[Area], sent_on: date, by: User
) -> int:
    """Record that the same request went to many police forces on one day; how many were new.

    Those that were asked already keep the day that they were asked on, however often this is done.
    """
    with transaction.atomic():
        Publication.objects.select_for_update().get(pk=publication.pk)
        asked = set(publication.replies.values_list("area_id", flat=True))
        new = [area for area in areas if area.pk not in asked]
        Reply.objects.bulk_create(
            Reply(publication=publication, area=area, sent_on=sent_on) for area in new
        )
        if new:
            log(
                instance=publication,
                action="stats.record_requests",
                user=by,
                data={
                    "sent_on": sent_on.isoformat(),
                    "areas": sorted(area.gss_code for area in new),
                },
            )
    return len(new)


RECORDED = (
    *("state", "sent_on", "acknowledged_on", "answered_on", "reference", "note"),
    "document",
)


def record_reply(*, reply: Reply, by: User) -> Reply:
    """Keep what a form has set on a request or its reply, and say in the log what changed.

    A document that is replaced or taken away is deleted once that is certain: it is somebody's
    letter, and is kept no longer than it is needed. The log keeps its SHA-256.
    """
    with transaction.atomic():
        Publication.objects.select_for_update().get(pk=reply.publication_id)
        before = Reply.objects.filter(publication=reply.publication_id, area=reply.area_id).first()
        if before is not None:  # a colleague may have added it while the form was open
            reply.pk, reply._state.adding = before.pk, False
        is_new_document = isinstance(getattr(reply.document, "_file", None), UploadedFile)
        digest = sha256_of(reply.document.file) if is_new_document else ""
        if before is not None and before.document and (is_new_document or not reply.document):
            _forget_on_commit(before.document)
        reply.save()
        changes = {
            name: [_as_text(before, name), _as_text(reply, name)]
            for name in RECORDED
            if before is None or _as_text(before, name) != _as_text(reply, name)
        }
        data: dict[str, Any] = {
            "publication": reply.publication_id,
            "area": reply.area.gss_code,
            "changes": changes,
        }
        if digest:
            data["sha256"] = digest
        log(instance=reply, action="stats.record_reply", user=by, data=data)
    return reply


@receiver(post_delete, sender=Reply)
def forget_the_document(instance: Reply, **kwargs: Any) -> None:
    """A draft publication that is deleted takes its requests with it, and their letters."""
    if instance.document:
        _forget_on_commit(instance.document)


def _as_text(reply: Reply | None, name: str) -> str:
    value = getattr(reply, name, None)
    return str(value) if value else ""


def _forget_on_commit(document: FieldFile) -> None:
    transaction.on_commit(partial(document.storage.delete, str(document.name)))


def sha256_of(file: File[Any]) -> str:
    """The digest by which a document can be recognised after it was deleted."""
    file.seek(0)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
