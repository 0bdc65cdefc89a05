"""What a person who looks at a release can do with it next."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from stats.models import Publication
from stats.next_step import NextSteps, Step

from .models import ReleasePage, ReleaseState
from .permissions import APPROVE_RELEASES
from .workflow_forms import in_london
from .workflow_state import SCHEDULED, shown_state, versions_in_brief


def next_steps(
    release: ReleasePage, user: Any, *, contributed: bool, is_blocked: bool, moment: datetime
) -> NextSteps:
    """What this person can do with the release as it stands: one obvious step, and the others."""
    key, _words = shown_state(release, moment)
    has_versions = versions_in_brief(release, moment).newest_number is not None
    if key == ReleaseState.DRAFT:
        return _of_draft(release, user, has_versions=has_versions)
    if key == ReleaseState.IN_REVIEW:
        return _in_review(release, user, contributed=contributed, is_blocked=is_blocked)
    if key == ReleaseState.APPROVED:
        return _of_approved(release, user, moment=moment)
    if key == SCHEDULED:
        return _of_scheduled(release, user)
    return _of_what_was_out(release, user, is_withdrawn=key == ReleaseState.WITHDRAWN)


def step(release: ReleasePage, label: str, verb: str, *, asks_first: bool = True) -> Step:
    return Step(
        label=label,
        url=reverse(f"press_workflow:{verb}", args=[release.pk]),
        asks_first=asks_first,
    )


def _edit(release: ReleasePage) -> Step:
    return Step(label=_("Edit"), url=reverse("wagtailadmin_pages:edit", args=[release.pk]))


def _submit(release: ReleasePage) -> Step:
    return step(release, _("Submit for review"), "submit", asks_first=False)


def _approve(release: ReleasePage) -> Step:
    """It says which words were on screen: others that came meanwhile are not approved by it."""
    address = reverse("press_workflow:approve", args=[release.pk])
    read = urlencode({"revision": release.latest_revision_id})
    return Step(label=_("Approve"), url=f"{address}?{read}", asks_first=False)


def _of_draft(release: ReleasePage, user: Any, *, has_versions: bool) -> NextSteps:
    others = [_edit(release)]
    sentence = _("Read it, edit it, and have a second person look at it.")
    if has_versions:
        sentence = _(
            "These words are the draft of a later version. What the public reads is unchanged."
        )
        if user.has_perm(APPROVE_RELEASES) and release.withdrawn_at is None:
            others.append(step(release, _("Withdraw…"), "withdraw"))
    return NextSteps(sentence=sentence, first=_submit(release), others=tuple(others))


def _in_review(
    release: ReleasePage, user: Any, *, contributed: bool, is_blocked: bool
) -> NextSteps:
    give_back = step(release, _("Return to its authors…"), "return")
    if not user.has_perm(APPROVE_RELEASES):
        return NextSteps(sentence=_("It waits for a second person to approve it."))
    if contributed:
        sentence = _("You contributed to it, so somebody else has to approve it.")
        return NextSteps(sentence=sentence, others=(give_back,))
    if is_blocked:
        sentence = _("It cannot be approved as it stands.")
        return NextSteps(sentence=sentence, first=give_back, others=(_edit(release),))
    return NextSteps(
        sentence=_("Read it to its end. What you approve is what is released, word for word."),
        first=_approve(release),
        others=(give_back,),
    )


def _of_approved(release: ReleasePage, user: Any, *, moment: datetime) -> NextSteps:
    if not user.has_perm(APPROVE_RELEASES):
        return NextSteps(sentence=_("It is approved, and waits to be released."))
    now = step(release, _("Release now…"), "release_now")
    later = step(release, _("Release at a moment…"), "release_at")
    give_back = step(release, _("Return to its authors…"), "return")
    figures = release.publication
    if not Publication.objects.visible_at(moment).filter(pk=figures.pk).exists():
        if figures.publish_at is None:
            sentence = _("It is approved. Its figures have no moment yet, so neither has it.")
            return NextSteps(sentence=sentence, others=(give_back,))
        sentence = _("It is approved. Its figures are public from %(moment)s.") % {
            "moment": in_london(figures.publish_at)
        }
        return NextSteps(sentence=sentence, first=later, others=(give_back,))
    return NextSteps(
        sentence=_("It is approved, and its figures are public."),
        first=later,
        others=(now, give_back),
    )


def _of_scheduled(release: ReleasePage, user: Any) -> NextSteps:
    moment = release.embargo_until
    sentence = _("It is public from %(moment)s, by itself.") % {
        "moment": "" if moment is None else in_london(moment)
    }
    if not user.has_perm(APPROVE_RELEASES):
        return NextSteps(sentence=sentence)
    return NextSteps(
        sentence=sentence,
        others=(
            step(release, _("Move…"), "reschedule"),
            step(release, _("Cancel…"), "cancel"),
            step(release, _("Withdraw…"), "withdraw"),
        ),
    )


def _of_what_was_out(release: ReleasePage, user: Any, *, is_withdrawn: bool) -> NextSteps:
    """What is public, or was: its next version begins with an edit."""
    others = [_edit(release)]
    if is_withdrawn:
        sentence = _("It is withdrawn. Its address says so, and shows nothing of its words.")
        others.append(_submit(release))
    else:
        sentence = _("It is public. A correction is a new version, and needs a second person too.")
        version = release.versions.order_by("-number").first()
        newest = release.words_of(release.latest_revision)
        if version is not None and not version.text.says_the_same_as(newest):
            sentence = _("It is public. Its words were edited since: submit them as a correction.")
            others.insert(0, _submit(release))
        elif version is not None and version.prints_corrected_figures:
            sentence = _(
                "It is public, and its table shows figures that were corrected since: submit it as"
                " a correction."
            )
            others.insert(0, _submit(release))
        if user.has_perm(APPROVE_RELEASES):
            others.append(step(release, _("Withdraw…"), "withdraw"))
    return NextSteps(sentence=sentence, others=tuple(others))
