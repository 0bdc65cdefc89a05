"""After a correction: every release and page that it touches, and the choice in edited words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from stats.models import Publication
from stats.versions import corrections_of

from ..actions import deciding
from ..actions.refusals import ReleaseNotReady
from ..corrections_screen import corrections_with_releases, pages_of, rows_of
from ..models import Redraft, RedraftState, ReleaseState
from ..permissions import DECIDE_REDRAFTS, SEE_DISPATCHES, SEE_REDRAFTS, USE_THE_DESK
from ..redraft_form import MergeForm, digest_of, saying_of, why_not_taken
from ..redraft_work import Desk
from .desk import needs


@require_GET
@never_cache
@needs(SEE_REDRAFTS)
def index(request: HttpRequest) -> HttpResponse:
    """Every correction whose figures releases quote, the newest first."""
    found = corrections_with_releases()
    return render(request, "press/admin/corrections/index.html", {"corrections": found})


@require_GET
@never_cache
@needs(SEE_REDRAFTS)
def corrections(request: HttpRequest, pk: int) -> HttpResponse:
    """What one correction touches: releases and pages, old words and new, who had the wrong one."""
    correction = get_object_or_404(Publication, pk=pk, version__gt=1)
    rows = rows_of(correction)
    context = {
        "correction": correction,
        "figures": list(corrections_of(correction)),
        "rows": rows,
        "waiting": sum(1 for row in rows if row.redraft.state == RedraftState.WAITING),
        "pages": pages_of(correction),
        "may_see_people": request.user.has_perm(SEE_DISPATCHES),
        "may_edit": request.user.has_perm(USE_THE_DESK),
        "may_decide": request.user.has_perm(DECIDE_REDRAFTS),
    }
    return render(request, "press/admin/corrections/correction.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
@needs(SEE_REDRAFTS)
def redraft(request: HttpRequest, pk: int) -> HttpResponse:
    """As it was built, as it stands, as it would be built now: paragraph by paragraph."""
    chosen = get_object_or_404(Redraft.objects.for_work(), pk=pk)
    if request.method == "POST":
        if not request.user.has_perm(DECIDE_REDRAFTS):
            raise PermissionDenied
        verb = {"take": _take, "keep": _keep}.get(request.POST.get("verb", ""))
        if verb is not None:
            return verb(request, chosen)
    if chosen.state not in deciding.OPEN_STATES:
        return _settled(request, chosen)
    return _compare(request, chosen)


def _settled(request: HttpRequest, chosen: Redraft) -> HttpResponse:
    messages.info(request, _("This was settled: %(how)s.") % {"how": deciding.how(chosen)})
    return redirect("press_desk:corrections", pk=chosen.correction_id)


def _compare(request: HttpRequest, chosen: Redraft) -> HttpResponse:
    release = chosen.release
    desk = Desk(chosen.correction, [release])
    proposal = deciding.proposal_for(chosen, release, desk)
    in_print = desk.wrong_in_print(release)
    may_decide = request.user.has_perm(DECIDE_REDRAFTS)
    why_not = why_not_taken(proposal, release, in_print=bool(in_print), may_decide=may_decide)
    is_out = bool(release.versions.all())
    is_posted = request.method == "POST"
    shown = digest_of(chosen, proposal)
    if is_posted and (not _is_what_was_seen(request, chosen) or request.POST.get("seen") != shown):
        messages.error(request, str(deciding.EditedMeanwhile()))
        is_posted = False
    form = MergeForm(
        request.POST if is_posted else None,
        proposal=proposal,
        is_public=is_out,
        initial={
            "revision": saying_of(release),
            "seen": shown,
            "what_changed": chosen.what_changed,
        },
    )
    if is_posted and form.is_valid() and _save(request, chosen, form):
        return redirect("press_desk:corrections", pk=chosen.correction_id)
    context = {
        "redraft": chosen,
        "release": release,
        "form": form,
        "saying": saying_of(release),
        "is_out": is_out,
        "can_be_taken": not why_not,
        "why_not_taken": why_not,
        "has_new_words": any(row.changes for row in proposal.rows),
        "in_print": in_print,
        "left": proposal.left,
        "may_decide": may_decide and release.state != ReleaseState.WITHDRAWN,
    }
    return render(request, "press/admin/corrections/redraft.html", context)


def _is_what_was_seen(request: HttpRequest, chosen: Redraft) -> bool:
    """Whether a choice was made of the words that stand now."""
    return request.POST.get("revision") == saying_of(chosen.release)


def _save(request: HttpRequest, chosen: Redraft, form: MergeForm) -> bool:
    user: Any = request.user
    return _said(
        request,
        lambda: deciding.save_merged(
            redraft=chosen,
            by=user,
            words=form.words,
            revision=chosen.release.latest_revision_id,
            what_changed=form.cleaned_data.get("what_changed"),
        ),
        _("The words for %(area)s are saved.") % {"area": chosen.release.area},
    )


def _take(request: HttpRequest, chosen: Redraft) -> HttpResponse:
    user: Any = request.user
    done = _said(
        request,
        lambda: deciding.take_proposed(
            redraft=chosen, by=user, revision=_revision(request, chosen)
        ),
        _("The new words for %(area)s are taken.") % {"area": chosen.release.area},
    )
    return _back(chosen, done=done)


def _keep(request: HttpRequest, chosen: Redraft) -> HttpResponse:
    user: Any = request.user
    done = _said(
        request,
        lambda: deciding.keep_own(
            redraft=chosen,
            by=user,
            revision=_revision(request, chosen),
            why=request.POST.get("why", ""),
        ),
        _("The words for %(area)s stay as they are.") % {"area": chosen.release.area},
    )
    return _back(chosen, done=done)


def _back(chosen: Redraft, *, done: bool) -> HttpResponse:
    if done:
        return redirect("press_desk:corrections", pk=chosen.correction_id)
    return redirect("press_corrections:redraft", pk=chosen.pk)


def _revision(request: HttpRequest, chosen: Redraft) -> int:
    """The revision that the person saw; one that never was, if other words stand now."""
    newest: int = chosen.release.latest_revision_id or 0
    return newest if _is_what_was_seen(request, chosen) else 0


@require_POST
@needs(DECIDE_REDRAFTS)
def look_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare a release once more: one that stopped, or one that was settled by itself."""
    chosen = get_object_or_404(Redraft.objects.select_related("release__area"), pk=pk)
    user: Any = request.user
    if deciding.look_again(redraft=chosen, by=user):
        messages.success(
            request, _("%(area)s will be compared again.") % {"area": chosen.release.area}
        )
    else:
        messages.warning(request, _("%(area)s is open already.") % {"area": chosen.release.area})
    return redirect("press_desk:corrections", pk=chosen.correction_id)


def _said(request: HttpRequest, verb: Callable[[], Any], done: str) -> bool:
    try:
        verb()
    except ReleaseNotReady as refusal:
        for problem in refusal.problems:
            messages.error(request, problem)
        return False
    messages.success(request, done)
    return True


CORRECTIONS_URLS = [
    path("redraft/<int:pk>/", redraft, name="redraft"),
    path("redraft/<int:pk>/look-again/", look_again, name="look_again"),
]
