"""Screens for requests to police forces: all publications, one grid each, one reply."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from .. import replies
from ..models import Area, Publication, Reply, ReplyState
from ..reply_forms import ReplyForm, RequestsSentForm

SEE, ADD, CHANGE = "stats.view_reply", "stats.add_reply", "stats.change_reply"
PUBLICATIONS_ON_A_PAGE = 50


def _require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every publication, newest first, with what its requests came to so far."""
    _require(request, SEE)
    page = Paginator(Publication.objects.order_by("-created_at", "-pk"), PUBLICATIONS_ON_A_PAGE)
    publications = page.get_page(request.GET.get("page"))
    coverages = replies.coverages_of(list(publications.object_list))
    rows = [(publication, coverages[publication.pk]) for publication in publications]
    return render(request, "stats/admin/replies_index.html", {"page": publications, "rows": rows})


@require_http_methods(["GET", "POST"])
def grid(request: HttpRequest, pk: int) -> HttpResponse:
    """The police forces and where each request stands. A POST records that many were sent."""
    _require(request, SEE)
    publication = get_object_or_404(Publication, pk=pk)
    standings = replies.standings_of(publication)
    not_asked = [standing.area for standing in standings if standing.reply is None]
    form = RequestsSentForm(request.POST or None, initial={"sent_on": replies.today()})
    if request.method == "POST":
        _require(request, ADD)
        if form.is_valid():
            return _record_requests(request, publication, not_asked, form)
    chosen = request.GET.get("state", "")
    return render(
        request,
        "stats/admin/replies.html",
        {
            "publication": publication,
            "coverage": replies.coverage_of(publication),
            "asked_with": replies.with_the_requests_of(publication),
            "standings": [each for each in standings if not chosen or each.state == chosen],
            "filters": _filters(standings),
            "chosen": chosen,
            "not_asked": len(not_asked),
            "form": form,
            "may_add": request.user.has_perm(ADD),
            "may_change": request.user.has_perm(CHANGE),
        },
    )


def _filters(standings: list[replies.Standing]) -> list[tuple[str, str, int]]:
    """Each state that some force is in: its value, in words, and how many."""
    counts = Counter(standing.state for standing in standings)
    names = {
        replies.OVERDUE: _("overdue"),
        replies.NOT_ASKED: _("not asked"),
        **{state.value: str(state.label) for state in ReplyState},
    }
    return [(state, name, counts[state]) for state, name in names.items() if counts[state]]


def _record_requests(
    request: HttpRequest, publication: Publication, areas: list[Area], form: RequestsSentForm
) -> HttpResponse:
    count = replies.record_requests(
        publication=publication,
        areas=areas,
        sent_on=form.cleaned_data["sent_on"],
        by=request.user,  # type: ignore[arg-type]  # the permission rules out visitors
    )
    messages.success(
        request,
        ngettext(
            "Recorded that %(count)d force was asked.",
            "Recorded that %(count)d forces were asked.",
            count,
        )
        % {"count": count},
    )
    return redirect("reply:grid", pk=publication.pk)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int, gss_code: str) -> HttpResponse:
    """One request and its reply. Whoever may only read sees no form: the grid says it all."""
    publication, force, reply = _find(pk, gss_code)
    _require(request, ADD if reply.pk is None else CHANGE)
    is_asked = reply.pk is not None
    form = ReplyForm(request.POST or None, request.FILES or None, instance=reply)
    if request.method == "POST" and form.is_valid():
        replies.record_reply(reply=form.save(commit=False), by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Recorded for %(force)s.") % {"force": force.body_name})
        return redirect(_back_to_the_grid(request, publication, force))
    return render(
        request,
        "stats/admin/reply.html",
        {
            "publication": publication,
            "force": force,
            "form": form,
            "standing": replies.Standing(force, reply, replies.today()) if is_asked else None,
            "back": _back_to_the_grid(request, publication, force),
            "has_document": is_asked and bool(form.initial.get("document")),
        },
    )


def _find(pk: int, gss_code: str) -> tuple[Publication, Area, Reply]:
    """A publication, a police force, and its reply, which is new if there is none yet."""
    publication = get_object_or_404(Publication, pk=pk)
    force = get_object_or_404(Area.objects.police_forces(), gss_code=gss_code)
    reply = Reply.objects.filter(publication=publication, area=force).first()
    return publication, force, reply or Reply(publication=publication, area=force)


def _back_to_the_grid(request: HttpRequest, publication: Publication, force: Area) -> str:
    """The same states as were chosen before, at the row that was left."""
    address = reverse("reply:grid", args=[publication.pk])
    chosen = request.GET.get("state", "")
    query = f"?{urlencode({'state': chosen})}" if chosen else ""
    return f"{address}{query}#{force.gss_code}"


@require_GET
@never_cache
def document(request: HttpRequest, pk: int, gss_code: str) -> HttpResponseBase:
    """The reply itself, to be saved and never shown: nothing of it runs under this site's name."""
    _require(request, SEE)
    _publication, force, reply = _find(pk, gss_code)
    if not reply.document:
        raise Http404
    try:
        file = reply.document.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = PurePath(str(reply.document.name)).name
    response = FileResponse(
        file,
        as_attachment=True,
        filename=f"{force.slug} {name}",
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def panel_context(publication: Publication, user: Any) -> dict[str, Any] | None:
    """What the screen of a publication says of its requests, for whoever may see them."""
    if not user.has_perm(SEE):
        return None
    coverage = replies.coverage_of(publication)
    return {"publication": publication, "coverage": coverage}
