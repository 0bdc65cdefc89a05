"""What a person who looks at a publication can do with it next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from .audit import Contributor
from .models import Publication, PublicationState, ReceivedFile, ReceivedFileState
from .permissions import APPROVE, CORRECT, EDIT

UNDECIDED = (
    ReceivedFileState.WAITING,
    ReceivedFileState.READING,
    ReceivedFileState.QUESTIONS,
    ReceivedFileState.CHECKED,
)


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something that can be done; one that asks nothing more is done by the press of its button."""

    label: str
    url: str
    asks_first: bool = True


@dataclass(frozen=True, kw_only=True)
class NextSteps:
    """A sentence on where the publication stands, the one obvious step, and what else there is."""

    sentence: str
    first: Step | None = None
    others: tuple[Step, ...] = ()


def next_steps(
    publication: Publication,
    user: Any,
    *,
    blocks: list[str],
    contributors: Iterable[Contributor],
    newest: Publication,
) -> NextSteps:
    """What this person can do with the publication as it stands."""
    if publication.is_published:
        return _of_public(publication, user, newest=newest)
    if publication.state == PublicationState.SCHEDULED:
        return _of_scheduled(publication, user)
    if publication.state == PublicationState.IN_REVIEW:
        contributed = any(contributor.user_id == user.pk for contributor in contributors)
        return _in_review(publication, user, contributed=contributed, is_blocked=bool(blocks))
    return _of_draft(publication, user, is_blocked=bool(blocks))


def _of_draft(publication: Publication, user: Any, *, is_blocked: bool) -> NextSteps:
    if not user.has_perm(EDIT):
        return NextSteps(sentence=_("Its authors are still at work on it."))
    if is_blocked:
        return NextSteps(
            sentence=_("Before it can be submitted for review, settle what stands in the way."),
            first=_towards_review(publication),
        )
    return NextSteps(
        sentence=_("When it is complete, submit it for review: somebody else then approves it."),
        first=Step(
            label=_("Submit for review"),
            url=reverse("publication:submit", args=[publication.pk]),
            asks_first=False,
        ),
    )


def _towards_review(publication: Publication) -> Step:
    """Where what stands in the way is settled: figures come from a file, the rest is a check."""
    waiting = None if publication.figures.exists() else waiting_file(publication)
    if waiting is not None:
        url = reverse("received-file:inspect", args=[waiting.pk])
        return Step(label=_("Go on with %(file)s") % {"file": waiting.name}, url=url)
    if publication.figures.exists():
        url = reverse("publication_checks", args=[publication.pk])
        return Step(label=_("See the checks"), url=url)
    url = reverse("received-file:send_in", args=[publication.pk])
    return Step(label=_("Bring in a file…"), url=url)


def waiting_file(publication: Publication) -> ReceivedFile | None:
    """The newest file sent in to a publication that is neither brought in nor set aside yet."""
    return publication.received_files.filter(state__in=UNDECIDED).first()


def leads_to_a_file(publication: Publication) -> bool:
    """Whether the one next step of a draft is to send a file in, so that no other need offer it."""
    return not publication.figures.exists() and waiting_file(publication) is None


def _in_review(
    publication: Publication, user: Any, *, contributed: bool, is_blocked: bool
) -> NextSteps:
    back = Step(
        label=_("Return to its authors…"), url=reverse("publication:return", args=[publication.pk])
    )
    if not user.has_perm(APPROVE):
        return NextSteps(sentence=_("It waits for somebody to approve it."))
    if contributed:
        return NextSteps(
            sentence=_("It waits for somebody who did not contribute to it. You did."),
            others=(back,),
        )
    if is_blocked:
        return NextSteps(
            sentence=_("It cannot be approved while something stands in the way."), first=back
        )
    return NextSteps(
        sentence=_("It waits for your approval: you did not contribute to it."),
        first=Step(label=_("Approve…"), url=reverse("publication:publish", args=[publication.pk])),
        others=(back,),
    )


def _of_scheduled(publication: Publication, user: Any) -> NextSteps:
    at = localtime(publication.publish_at)
    sentence = _(
        "It appears by itself on %(date)s at %(time)s, everywhere at once, and nowhere before."
    ) % {"date": date_format(at, "l j F Y"), "time": date_format(at, "H:i")}
    if not user.has_perm(APPROVE):
        return NextSteps(sentence=sentence)
    move = Step(label=_("Move or cancel…"), url=reverse("publication:move", args=[publication.pk]))
    return NextSteps(sentence=sentence, others=(move,))


def _of_public(publication: Publication, user: Any, *, newest: Publication) -> NextSteps:
    read = Step(
        label=_("See its public page"),
        url=reverse("statistics:version", args=[publication.slug, publication.version]),
    )
    address = reverse("publication:inspect", args=[newest.pk])
    if newest.pk != publication.pk:
        label = _("Go to version %(version)s") % {"version": newest.version}
        sentence = (
            _("A newer version is public.")
            if newest.is_published
            else _("A correction of it is under way.")
        )
        return NextSteps(sentence=sentence, first=Step(label=label, url=address), others=(read,))
    sentence = _("It is public. What is wrong in it is corrected by its next version.")
    if not (user.has_perm(CORRECT) and user.has_perm(EDIT)):
        return NextSteps(sentence=sentence, others=(read,))
    correct = Step(
        label=_("Begin a correction"),
        url=reverse("publication:correct", args=[publication.pk]),
        asks_first=False,
    )
    return NextSteps(sentence=sentence, others=(read, correct))
