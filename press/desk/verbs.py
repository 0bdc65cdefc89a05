"""The verbs that the desk offers for many releases: who may, what is asked first, what is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..actions import workflow
from ..actions.dispatching import send_version
from ..actions.refusals import ReleaseNotReady
from ..models import ReleasePage
from ..permissions import APPROVE_RELEASES, MAKE_BUNDLES, SEND_RELEASES, USE_THE_DESK
from .bulk import revision_then
from .forms import AssignForm, EmbargoForm, ExportForm, MoveForm, NothingMore, ReleaseNowForm

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Inputs = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Verb:
    """`act` does it to one release, with what the form gave; without it all are done together."""

    key: str
    label: str | Promise
    lead: Callable[[int], str]
    button: Callable[[int], str]
    done: Callable[[int], str]
    permission: str = USE_THE_DESK
    form: type[forms.Form] = NothingMore
    act: Callable[[ReleasePage, User, Inputs], object] | None = None


def _send(release: ReleasePage, by: User, inputs: Inputs) -> None:
    version = release.versions.order_by("-number").first()
    if version is None:
        raise ReleaseNotReady(
            [_("It is neither released nor scheduled: there is nothing to send.")]
        )
    if not send_version(version=version, by=by):
        raise ReleaseNotReady(
            [_("Nobody else is to have it: whoever asked for its area was sent it.")]
        )


VERBS: dict[str, Verb] = {
    verb.key: verb
    for verb in (
        Verb(
            key="submit",
            label=gettext_lazy("Submit for review"),
            lead=lambda count: _("Somebody who did not work on them can then approve them."),
            button=lambda count: ngettext(
                "Submit %(count)s release", "Submit %(count)s releases", count
            ),
            done=lambda count: ngettext(
                "%(count)s release submitted for review.",
                "%(count)s releases submitted for review.",
                count,
            ),
            act=lambda release, by, inputs: workflow.submit_for_review(release=release, by=by),
        ),
        Verb(
            key="approve",
            label=gettext_lazy("Approve"),
            lead=lambda count: _(
                "Each is judged on its own: one that you worked on, that is not in review, or whose"
                " words do not hold stays as it is, and you are told why."
            ),
            button=lambda count: ngettext(
                "Approve %(count)s release", "Approve %(count)s releases", count
            ),
            done=lambda count: ngettext(
                "%(count)s release approved.", "%(count)s releases approved.", count
            ),
            permission=APPROVE_RELEASES,
            act=lambda release, by, inputs: workflow.approve(
                release=release, by=by, revision=revision_then(release, inputs["chosen_at"])
            ),
        ),
        Verb(
            key="assign",
            label=gettext_lazy("Assign to somebody"),
            lead=lambda count: _("Whoever is on a release finds it on their desk."),
            button=lambda count: ngettext(
                "Assign %(count)s release", "Assign %(count)s releases", count
            ),
            done=lambda count: ngettext(
                "%(count)s release assigned.", "%(count)s releases assigned.", count
            ),
            form=AssignForm,
            act=lambda release, by, inputs: workflow.assign(
                release=release, to=inputs["to"], by=by
            ),
        ),
        Verb(
            key="embargo",
            label=gettext_lazy("Release at a moment"),
            lead=lambda count: _(
                "What is approved becomes public by itself at that moment, and is under embargo"
                " until then."
            ),
            button=lambda count: ngettext(
                "Schedule %(count)s release", "Schedule %(count)s releases", count
            ),
            done=lambda count: ngettext(
                "%(count)s release scheduled.", "%(count)s releases scheduled.", count
            ),
            permission=APPROVE_RELEASES,
            form=EmbargoForm,
            act=lambda release, by, inputs: workflow.release_at(
                release=release, by=by, at=inputs["at"], what_changed=inputs["what_changed"]
            ),
        ),
        Verb(
            key="move",
            label=gettext_lazy("Move the moment"),
            lead=lambda count: _("For releases that are scheduled and not public yet."),
            button=lambda count: ngettext(
                "Move %(count)s release", "Move %(count)s releases", count
            ),
            done=lambda count: ngettext(
                "%(count)s release moved.", "%(count)s releases moved.", count
            ),
            permission=APPROVE_RELEASES,
            form=MoveForm,
            act=lambda release, by, inputs: workflow.reschedule(
                release=release, by=by, at=inputs["at"], reason=inputs["reason"]
            ),
        ),
        Verb(
            key="release",
            label=gettext_lazy("Release now"),
            lead=lambda count: _("What is approved becomes public at once, for everyone."),
            button=lambda count: ngettext("Release %(count)s now", "Release %(count)s now", count),
            done=lambda count: ngettext(
                "%(count)s release made public.", "%(count)s releases made public.", count
            ),
            permission=APPROVE_RELEASES,
            form=ReleaseNowForm,
            act=lambda release, by, inputs: workflow.release_now(
                release=release, by=by, what_changed=inputs["what_changed"]
            ),
        ),
        Verb(
            key="send",
            label=gettext_lazy("Send to reporters"),
            lead=lambda count: _(
                "Each goes to those who asked for its area, at most once to each address. What is"
                " scheduled is sent under embargo."
            ),
            button=lambda count: ngettext(
                "Send %(count)s release", "Send %(count)s releases", count
            ),
            done=lambda count: ngettext(
                "%(count)s release handed to the worker that sends.",
                "%(count)s releases handed to the worker that sends.",
                count,
            ),
            permission=SEND_RELEASES,
            act=_send,
        ),
        Verb(
            key="export",
            label=gettext_lazy("Export as files"),
            lead=lambda count: _(
                "A worker makes one ZIP of them, in folders by area, and you can go on meanwhile."
            ),
            button=lambda count: ngettext(
                "Export %(count)s release", "Export %(count)s releases", count
            ),
            done=lambda count: ngettext(
                "The export of %(count)s release is being made.",
                "The export of %(count)s releases is being made.",
                count,
            ),
            permission=MAKE_BUNDLES,
            form=ExportForm,
        ),
    )
}


def verbs_for(user: Any) -> list[Verb]:
    return [verb for verb in VERBS.values() if user.has_perm(verb.permission)]
