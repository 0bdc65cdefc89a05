"""The way of a publication through review to its moment, and back for a correction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from .. import actions, audit
from ..actions.announcing import changes_what_was_announced
from ..models import Publication, PublicationState
from ..permissions import APPROVE, CORRECT, EDIT
from ..workflow_forms import ApprovalForm, CancelForm, MoveForm, ReturnForm


def the_publication(request: HttpRequest, pk: int, *permissions: str) -> Publication:
    """The publication, for whoever has every one of the permissions."""
    if not request.user.has_perms(permissions):
        raise PermissionDenied
    return get_object_or_404(Publication, pk=pk)


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: what was sent, or nothing while it is only asked for."""
    return request.POST if request.method == "POST" else None


def said(request: HttpRequest, verb: Callable[[], Any]) -> Any:
    """What a verb gives; None where it refused, and each of its reasons is told as a message."""
    try:
        return verb()
    except actions.PublicationNotReady as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return None


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    publication = the_publication(request, pk, EDIT)
    user: Any = request.user
    if said(request, lambda: actions.submit_for_review(publication=publication, by=user)):
        messages.success(request, _("It is in review: somebody else can approve it now."))
    return redirect("publication:inspect", pk=pk)


@require_http_methods(["GET", "POST"])
def return_to_authors(request: HttpRequest, pk: int) -> HttpResponse:
    publication = the_publication(request, pk, APPROVE)
    user: Any = request.user
    form = ReturnForm(posted(request))
    if form.is_valid():
        words = form.cleaned_data["words"]
        if said(
            request,
            lambda: actions.return_to_draft(publication=publication, by=user, words=words),
        ):
            messages.success(request, _("It is a draft again."))
        return redirect("publication:inspect", pk=pk)
    return render(
        request,
        "stats/admin/ask.html",
        {
            "publication": publication,
            "heading": _("Return to its authors"),
            "lead": _("It becomes a draft again, and can be changed."),
            "form": form,
            "button": _("Return it"),
        },
    )


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether to approve, now or for a moment, naming what stands in the way; on POST, do."""
    publication = the_publication(request, pk, APPROVE)
    is_scheduled = request.POST.get("when") == "later"
    form = ApprovalForm(
        posted(request),
        is_scheduled=is_scheduled,
        asks_reason=publication.release_dates.exists(),
    )
    if request.method == "POST" and form.is_valid():
        done = (
            _schedule(request, publication, form)
            if is_scheduled
            else _publish(request, publication, form)
        )
        return redirect("publication:inspect" if done else "publication:publish", pk=pk)
    contributed = any(
        contributor.user_id == request.user.pk for contributor in audit.contributors(publication)
    )
    reasons = [] if publication.is_approved else actions.what_blocks(publication)
    if publication.state == PublicationState.DRAFT:
        reasons.insert(0, _("It is a draft: submit it for review first."))
    elif contributed and not publication.is_approved:
        reasons = [*actions.TwoPeopleNeeded().reasons, *reasons]
    return render(
        request,
        "stats/admin/publish.html",
        {
            "publication": publication,
            "figure_count": publication.figures.count(),
            "correction_count": publication.figures.filter(supersedes__isnull=False).count(),
            "announced": publication.release_dates.first(),
            "needs_reason_now": changes_what_was_announced(publication, moment=timezone.now()),
            "reasons": reasons,
            "form": form,
        },
    )


def _publish(request: HttpRequest, publication: Publication, form: ApprovalForm) -> bool:
    user: Any = request.user
    published = said(
        request,
        lambda: actions.approve_and_publish(
            publication=publication, by=user, reason=form.given_reason
        ),
    )
    if published is None:
        return False
    count = published.figures.count()
    messages.success(
        request,
        ngettext(
            "“%(title)s” is public: %(count)d figure.",
            "“%(title)s” is public: %(count)d figures.",
            count,
        )
        % {"title": published, "count": count},
    )
    return True


def _schedule(request: HttpRequest, publication: Publication, form: ApprovalForm) -> bool:
    user: Any = request.user
    at = form.cleaned_data["at"]
    scheduled = said(
        request,
        lambda: actions.approve_and_schedule(
            publication=publication, by=user, at=at, reason=form.given_reason
        ),
    )
    if scheduled is None:
        return False
    messages.success(request, _("It is approved and appears at %(at)s.") % {"at": _told(at)})
    return True


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a scheduled moment, or cancel it; each with a reason."""
    publication = the_publication(request, pk, APPROVE)
    is_cancelled = request.POST.get("do") == "cancel"
    bound = posted(request)
    moving = MoveForm(None if is_cancelled else bound)
    cancelling = CancelForm(bound if is_cancelled else None, prefix="cancel")
    form: forms.Form = cancelling if is_cancelled else moving
    if request.method == "POST" and form.is_valid():
        verb = _cancel if is_cancelled else _reschedule
        if verb(request, publication, form):
            return redirect("publication:inspect", pk=pk)
    return render(
        request,
        "stats/admin/move.html",
        {"publication": publication, "moving": moving, "cancelling": cancelling},
    )


def _reschedule(request: HttpRequest, publication: Publication, form: forms.Form) -> bool:
    user: Any = request.user
    at, reason = form.cleaned_data["at"], form.cleaned_data["reason"]
    moved = said(
        request,
        lambda: actions.reschedule(publication=publication, by=user, at=at, reason=reason),
    )
    if moved is not None:
        messages.success(request, _("It appears at %(at)s instead.") % {"at": _told(at)})
    return moved is not None


def _cancel(request: HttpRequest, publication: Publication, form: forms.Form) -> bool:
    user: Any = request.user
    reason = form.cleaned_data["reason"]
    cancelled = said(
        request,
        lambda: actions.cancel_schedule(publication=publication, by=user, reason=reason),
    )
    if cancelled is not None:
        messages.success(request, _("It is not scheduled any more, and in review again."))
    return cancelled is not None


@require_POST
def start_correction(request: HttpRequest, pk: int) -> HttpResponse:
    publication = the_publication(request, pk, EDIT, CORRECT)
    user: Any = request.user
    correction = said(request, lambda: actions.start_correction(publication=publication, by=user))
    if correction is None:
        return redirect("publication:inspect", pk=pk)
    messages.success(
        request,
        _("Version %(version)s is open. Correct its figures, or import them.")
        % {"version": correction.version},
    )
    return redirect("publication:inspect", pk=correction.pk)


def _told(at: Any) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i")
