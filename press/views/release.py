"""One release on its way to the public: what its approver reads, and the verbs of its way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from stats import clock
from stats.models import AuditEntry

from ..actions import workflow
from ..actions.deciding import what_changed_for
from ..actions.proving import problems_of
from ..actions.refusals import ReleaseNotReady
from ..audit import contributors
from ..desk.keys import keys_in
from ..dispatch.telling import to_be_told
from ..exports.collecting import with_everything
from ..exports.document import newest_document
from ..models import NewsroomPage, ReleaseCheck, ReleasePage, ReleaseState
from ..next_steps import next_steps
from ..permissions import APPROVE_RELEASES, SEE_DISPATCHES, SEND_RELEASES, USE_THE_DESK
from ..workflow_forms import (
    AssignForm,
    CorrectionForm,
    MoveForm,
    ReasonForm,
    ReleaseAtForm,
    ReturnForm,
    WithdrawForm,
    in_london,
)
from ..workflow_state import shown_state

DECISIONS_SHOWN = 50


def the_release(request: HttpRequest, pk: int, *permissions: str) -> ReleasePage:
    """The release, for whoever may use the desk and has every one of the permissions."""
    if not request.user.has_perms((USE_THE_DESK, *permissions)):
        raise PermissionDenied
    release: ReleasePage = get_object_or_404(
        with_everything(ReleasePage.objects.with_versions(clock.moment())), pk=pk
    )
    return release


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: what was sent, or nothing while it is only asked for."""
    return request.POST if request.method == "POST" else None


def said(request: HttpRequest, verb: Callable[[], Any], done: str) -> bool:
    """Whether a verb did what was asked; each reason of a refusal is told as a message."""
    try:
        verb()
    except ReleaseNotReady as refusal:
        for problem in refusal.problems:
            messages.error(request, problem)
        return False
    messages.success(request, done)
    return True


def back(release: ReleasePage) -> HttpResponse:
    return redirect("press_workflow:review", pk=release.pk)


@require_GET
@never_cache
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The release as it will read, what its check found, who wrote it, and what comes next."""
    release = the_release(request, pk)
    moment = clock.moment()
    who = contributors(release)
    kept = ReleaseCheck.objects.filter(release=release).first()
    problems = [] if kept is None else problems_of(kept)
    is_decided = release.state in (ReleaseState.RELEASED, ReleaseState.WITHDRAWN)
    state, state_in_words = shown_state(release, moment)
    user: Any = request.user
    context = {
        "release": release,
        "document": newest_document(
            release, newsroom=NewsroomPage.objects.first() or NewsroomPage(), at=moment
        ),
        "state": state,
        "state_in_words": state_in_words,
        "check": kept,
        "blocks": [] if is_decided else problems,
        "contributors": who,
        "steps": next_steps(
            release,
            user,
            contributed=any(contributor.user_id == user.pk for contributor in who),
            is_blocked=bool(problems),
            moment=moment,
        ),
        "versions": list(release.versions.order_by("-number")),
        "telling": to_be_told(release, at=moment) if user.has_perm(SEE_DISPATCHES) else None,
        "may_send": user.has_perm(SEND_RELEASES),
        "moment": moment,
        "decisions": AuditEntry.objects.about(release).filter(action__startswith="press.")[
            :DECISIONS_SHOWN
        ],
        "assign_form": AssignForm(initial={"to": release.assigned_to_id}),
    }
    return render(request, "press/admin/workflow/review.html", context)


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    release = the_release(request, pk)
    user: Any = request.user
    said(
        request,
        lambda: workflow.submit_for_review(release=release, by=user),
        _("It is in review: somebody else can approve it now."),
    )
    return back(release)


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    release = the_release(request, pk, APPROVE_RELEASES)
    user: Any = request.user
    said(
        request,
        lambda: workflow.approve(release=release, by=user, revision=_revision_read(request)),
        _("It is approved. Release it now, or set its moment."),
    )
    return back(release)


def _revision_read(request: HttpRequest) -> int:
    """The revision that was on screen; one that never was, if the address does not say."""
    return next(iter(keys_in([request.GET.get("revision", "")])), 0)


@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    release = the_release(request, pk)
    user: Any = request.user
    form = AssignForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose somebody of the press desk."))
        return back(release)
    said(
        request,
        lambda: workflow.assign(release=release, to=form.cleaned_data["to"], by=user),
        _("Who is on it is written down."),
    )
    return back(release)


@require_http_methods(["GET", "POST"])
def return_to_draft(request: HttpRequest, pk: int) -> HttpResponse:
    release = the_release(request, pk, APPROVE_RELEASES)
    return _ask(
        request,
        release,
        ReturnForm(posted(request)),
        verb=lambda user, said: workflow.return_to_draft(
            release=release, by=user, words=said["words"]
        ),
        done=_("It is a draft again."),
        heading=_("Return to its authors"),
        lead=_("It becomes a draft again, and can be changed."),
        button=_("Return it"),
    )


@require_http_methods(["GET", "POST"])
def release_now(request: HttpRequest, pk: int) -> HttpResponse:
    release = the_release(request, pk, APPROVE_RELEASES)
    return _ask(
        request,
        release,
        CorrectionForm(
            posted(request),
            is_correction=_has_versions(release),
            initial={"what_changed": what_changed_for(release)},
        ),
        verb=lambda user, said: workflow.release_now(
            release=release, by=user, what_changed=said.get("what_changed", "")
        ),
        done=_("It is public."),
        heading=_("Release now"),
        lead=_("It becomes public, for everyone. What was public is corrected, never undone."),
        button=_("Release now"),
    )


@require_http_methods(["GET", "POST"])
def release_at(request: HttpRequest, pk: int) -> HttpResponse:
    release = the_release(request, pk, APPROVE_RELEASES)
    return _ask(
        request,
        release,
        ReleaseAtForm(
            posted(request),
            publication=release.publication,
            is_correction=_has_versions(release),
            initial={"what_changed": what_changed_for(release)},
        ),
        verb=lambda user, said: workflow.release_at(
            release=release,
            by=user,
            at=said["moment"],
            what_changed=said.get("what_changed", ""),
        ),
        done=_("Its moment is set. It becomes public by itself."),
        heading=_("Release at a moment"),
        lead=_lead_of_moment(release),
        button=_("Set this moment"),
    )


@require_http_methods(["GET", "POST"])
def reschedule(request: HttpRequest, pk: int) -> HttpResponse:
    release = the_release(request, pk, APPROVE_RELEASES)
    return _ask(
        request,
        release,
        MoveForm(posted(request), publication=release.publication),
        verb=lambda user, said: workflow.reschedule(
            release=release, by=user, at=said["moment"], reason=said["reason"]
        ),
        done=_("Its moment is moved."),
        heading=_("Move its moment"),
        lead=_lead_of_moment(release),
        button=_("Move it"),
    )


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    release = the_release(request, pk, APPROVE_RELEASES)
    return _ask(
        request,
        release,
        ReasonForm(posted(request)),
        verb=lambda user, said: workflow.cancel_schedule(
            release=release, by=user, reason=said["reason"]
        ),
        done=_("Its moment is cancelled."),
        heading=_("Cancel its moment"),
        lead=_("It does not become public. Approved words stay approved while nobody edits them."),
        button=_("Cancel its moment"),
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    release = the_release(request, pk, APPROVE_RELEASES)
    return _ask(
        request,
        release,
        WithdrawForm(posted(request)),
        verb=lambda user, said: workflow.withdraw(release=release, by=user, why=said["why"]),
        done=_("It is withdrawn."),
        heading=_("Withdraw the release"),
        lead=_(
            "Its address stays, and says that it was withdrawn, when and why. Nothing of its words"
            " is shown. Where only a figure is wrong, a correction serves readers better."
        ),
        button=_("Withdraw it"),
    )


def _has_versions(release: ReleasePage) -> bool:
    return getattr(release, "newest_number", None) is not None


def _lead_of_moment(release: ReleasePage) -> str:
    figures_from = release.publication.publish_at
    if figures_from is None:
        return _("Its figures have no moment yet.")
    return _("Its figures are public from %(moment)s.") % {"moment": in_london(figures_from)}


def _ask(
    request: HttpRequest,
    release: ReleasePage,
    form: forms.Form,
    *,
    verb: Callable[[Any, dict[str, Any]], Any],
    done: str,
    heading: str,
    lead: str,
    button: str,
) -> HttpResponse:
    """Ask for what a verb needs; on POST do it, or say on the same screen why not."""
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and said(request, lambda: verb(request.user, form.cleaned_data), done):
        return back(release)
    context = {
        "release": release,
        "form": form,
        "heading": heading,
        "lead": lead,
        "button": button,
    }
    return render(request, "press/admin/workflow/ask.html", context)


WORKFLOW_URLS = [
    path("<int:pk>/", review, name="review"),
    path("<int:pk>/submit/", submit, name="submit"),
    path("<int:pk>/approve/", approve, name="approve"),
    path("<int:pk>/assign/", assign, name="assign"),
    path("<int:pk>/return/", return_to_draft, name="return"),
    path("<int:pk>/release-now/", release_now, name="release_now"),
    path("<int:pk>/release-at/", release_at, name="release_at"),
    path("<int:pk>/move/", reschedule, name="reschedule"),
    path("<int:pk>/cancel/", cancel, name="cancel"),
    path("<int:pk>/withdraw/", withdraw, name="withdraw"),
]
