"""What is done to many releases at once: each is judged on its own, and nothing is left unsaid.

A verb is a transaction for each release, and thousands of them take minutes. So one request does as
many as fit into a few seconds and gives back what is left to do, signed, for the next request to go
on with: the list of releases is settled when a person confirms, not looked for anew each time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from stats.models import Publication

from ..actions.refusals import ReleaseNotReady
from ..models import ReleasePage

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)

SECONDS_IN_A_REQUEST = 8.0
READ_TOGETHER = 50
_SALT = "press.desk.bulk"

Act = Callable[[ReleasePage], object]


class WorkNotKnown(ValueError):
    """What came back is not what was given out: it was changed, or belongs to other work."""


@dataclass(frozen=True)
class Work:
    """One verb for many releases, as far as it has come.

    `left` are the numbers of the releases still to do. `inputs` is what the person gave with the
    verb, as it was typed. `refused` has the releases that were left as they were, by the reason.
    `chosen_at` is when they were chosen: nobody decides about words that came later.
    """

    verb: str
    publication_id: int
    user_id: int
    left: tuple[int, ...]
    inputs: dict[str, Any] = field(default_factory=dict)
    done: int = 0
    refused: dict[str, list[int]] = field(default_factory=dict)
    chosen_at: str = field(default_factory=lambda: timezone.now().isoformat())

    @property
    def total(self) -> int:
        return self.done + self.refused_count + len(self.left)

    @property
    def refused_count(self) -> int:
        return len({number for numbers in self.refused.values() for number in numbers})

    @property
    def judged(self) -> int:
        return self.done + self.refused_count

    def signed(self) -> str:
        """As one line that can travel through a form and cannot be changed on the way."""
        return signing.dumps(
            [
                self.verb,
                self.publication_id,
                self.user_id,
                list(self.left),
                self.inputs,
                self.done,
                self.refused,
                self.chosen_at,
            ],
            salt=_SALT,
            compress=True,
        )


def revision_then(release: ReleasePage, chosen_at: str) -> int:
    """The newest words that a release had at a moment; nought if it had none."""
    saved = release.revisions.filter(created_at__lte=parse_datetime(chosen_at))
    return saved.order_by("-created_at", "-pk").values_list("pk", flat=True).first() or 0


def work_from(text: str, *, publication: Publication, user: User) -> Work:
    """The work that was given out to this person for this publication. Raises WorkNotKnown."""
    try:
        verb, publication_id, user_id, left, *rest = signing.loads(text, salt=_SALT)
    except (signing.BadSignature, ValueError) as error:
        raise WorkNotKnown(
            _("The choice of releases was lost on the way. Choose again.")
        ) from error
    work = Work(verb, publication_id, user_id, tuple(left), *rest)
    if (work.publication_id, work.user_id) != (publication.pk, user.pk):
        raise WorkNotKnown(_("This choice of releases is not yours. Choose again."))
    return work


def go_on(
    work: Work,
    act: Act,
    *,
    inputs: dict[str, Any] | None = None,
    seconds: float,
) -> Work:
    """Do as many as there is time for, at least one; what is left stands in what is given back.

    A release that refuses is left as it was, with each of its reasons. One at which the system
    fails is told of likewise, and does not keep the others waiting.
    """
    until = time.monotonic() + seconds
    done, judged = work.done, 0
    refused = {reason: list(numbers) for reason, numbers in work.refused.items()}
    for number, release in _read(work):
        reasons = _do(release, act)
        for reason in reasons:
            refused.setdefault(reason, []).append(number)
        done += not reasons
        judged += 1
        if time.monotonic() > until:
            break
    return replace(
        work,
        left=work.left[judged:],
        done=done,
        refused=refused,
        inputs=work.inputs if inputs is None else inputs,
    )


def _do(release: ReleasePage | None, act: Act) -> list[str]:
    """Do it to one release; why it was left as it was, or nothing where it was done."""
    if release is None:
        return [_("It is not there any more.")]
    try:
        act(release)
    except ReleaseNotReady as refusal:
        return list(dict.fromkeys(refusal.problems))
    except Exception:
        logger.exception("release %s could not be worked on with others", release.pk)
        return [_("A fault of the system, not of the release. It is as it was: try again.")]
    return []


def _read(work: Work) -> Iterator[tuple[int, ReleasePage | None]]:
    """The releases still to do, some of them at a time: they may be thousands."""
    for start in range(0, len(work.left), READ_TOGETHER):
        numbers = work.left[start : start + READ_TOGETHER]
        found = _releases(work.publication_id).in_bulk(numbers)
        for number in numbers:
            yield number, found.get(number)


def _releases(publication_id: int) -> QuerySet[Any]:
    releases: QuerySet[Any] = ReleasePage.objects.filter(publication=publication_id)
    return releases.select_related("area")


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A reason, and the releases that it holds for."""

    reason: str
    releases: list[ReleasePage]
    more: int


NAMED_FOR_A_REASON = 100


def refusals_of(work: Work) -> list[Refusal]:
    """Why releases were left as they were, the commonest reason first, with their names."""
    shown = {number for numbers in work.refused.values() for number in numbers[:NAMED_FOR_A_REASON]}
    found = _releases(work.publication_id).defer("body").in_bulk(shown)
    return [
        Refusal(
            reason=reason,
            releases=[found[number] for number in numbers[:NAMED_FOR_A_REASON] if number in found],
            more=max(0, len(numbers) - NAMED_FOR_A_REASON),
        )
        for reason, numbers in sorted(work.refused.items(), key=lambda item: -len(item[1]))
    ]
