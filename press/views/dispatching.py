"""Who is sent a release, who was, and what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from stats.downloads.csv_rows import csv_lines
from stats.models import Publication

from ..actions import dispatching as actions
from ..actions.holding import newest_version
from ..actions.refusals import ReleaseNotReady
from ..dispatch.audience import Audience, recipients_of
from ..dispatch.message import letter_of, told
from ..dispatch.telling import all_to_be_told, to_be_told
from ..models import Dispatch, DispatchState, ReleaseEvent, ReleasePage, ReleaseVersion
from ..permissions import SEE_DISPATCHES, SEND_RELEASES
from .desk import needs

ROWS_ON_A_PAGE = 100


@require_GET
@never_cache
@needs(SEE_DISPATCHES)
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Who would be sent the newest version, and the record of what was sent."""
    chosen = _the_release(pk)
    version = newest_version(chosen)
    record = _record(chosen)
    now = timezone.now()
    context = {
        "release": chosen,
        "version": version,
        "audience": None if version is None else recipients_of(version, at=now),
        "problems": [] if version is None else actions.what_forbids_sending(version),
        "embargo": _embargo(version),
        "rows": Paginator(record, ROWS_ON_A_PAGE).get_page(request.GET.get("page")),
        "unsure": list(record.filter(state=DispatchState.UNSURE)),
        "telling": to_be_told(chosen, at=now),
        "may_send": request.user.has_perm(SEND_RELEASES),
    }
    return render(request, "press/admin/dispatch/release.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
@needs(SEND_RELEASES)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would be sent to how many, and ask; on POST, send to exactly these."""
    chosen = _the_release(pk)
    version = newest_version(chosen)
    now = timezone.now()
    audience = None if version is None else recipients_of(version, at=now)
    if version is None or audience is None or not len(audience):
        messages.info(request, _("There is nobody to send it to."))
        return redirect("press_dispatch:release", pk=pk)
    if request.method == "POST":
        if request.POST.get("shown") == _digest(version, audience):
            _send(request, version)
            return redirect("press_dispatch:release", pk=pk)
        messages.warning(request, _("What would be sent has changed meanwhile: look again."))
    context = {
        "release": chosen,
        "version": version,
        "audience": audience,
        "shown": _digest(version, audience),
        "problems": actions.what_forbids_sending(version),
        "embargo": _embargo(version),
        "letter": letter_of(version, at=now),
    }
    return render(request, "press/admin/dispatch/send.html", context)


def _send(request: HttpRequest, version: ReleaseVersion) -> None:
    user: Any = request.user
    try:
        count = actions.send_version(version=version, by=user)
    except ReleaseNotReady as refusal:
        for problem in refusal.problems:
            messages.error(request, problem)
        return
    messages.success(
        request,
        ngettext(
            "It is on its way to %(count)d person.", "It is on its way to %(count)d people.", count
        )
        % {"count": count},
    )


@require_POST
@needs(SEND_RELEASES)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle what was perhaps sent, or not delivered."""
    row = get_object_or_404(Dispatch.objects.select_related("version"), pk=pk)
    send_again = request.POST.get("do") == "again"
    user: Any = request.user
    if actions.decide(dispatch=row, send_again=send_again, by=user):
        said = _("It is sent again.") if send_again else _("It is taken for sent.")
        messages.success(request, said)
    else:
        messages.warning(request, _("It was settled already."))
    return _back(request, row)


@require_POST
@needs(SEND_RELEASES)
def came_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that an email was returned to the press office."""
    row = get_object_or_404(Dispatch.objects.select_related("version"), pk=pk)
    user: Any = request.user
    reason = request.POST.get("reason", "")[:500]
    if actions.came_back(dispatch=row, reason=reason, by=user):
        messages.success(request, _("Nothing more is sent to this address."))
    else:
        messages.warning(request, _("It was not sent, so it cannot have come back."))
    return _back(request, row)


@require_GET
@never_cache
@needs(SEE_DISPATCHES)
def record_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole record of a release as CSV, for the desk alone."""
    chosen = _the_release(pk)
    return HttpResponse(
        b"".join(csv_lines(_csv_rows(_record(chosen)))),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{chosen.slug}-sent.csv"'},
    )


@require_GET
@never_cache
@needs(SEE_DISPATCHES)
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """All releases of a publication: how many were sent, failed, wait, or are to be decided."""
    chosen = get_object_or_404(Publication, pk=pk)
    newer = ReleaseVersion.objects.filter(
        release=OuterRef("release"), number__gt=OuterRef("number")
    )
    versions = (
        ReleaseVersion.objects.filter(~Exists(newer), release__publication=chosen)
        .select_related("release__area")
        .annotate(**_counts("dispatches__"))
        .order_by("release__area__name", "pk")
        .defer("body")
    )
    rows = Dispatch.objects.filter(version__release__publication=chosen)
    events = (
        ReleaseEvent.objects.standing_at(timezone.now())
        .filter(version__release__publication=chosen)
        .select_related("version__release__area")
        .defer("version__body")
        .order_by("version__release__area__name", "pk")
    )
    context = {
        "publication": chosen,
        "versions": versions,
        "totals": rows.aggregate(**_counts("")),
        "unsure": _with_everything(rows.filter(state=DispatchState.UNSURE)),
        "telling": [each for each in all_to_be_told(list(events)) if len(each)],
        "may_send": request.user.has_perm(SEND_RELEASES),
    }
    return render(request, "press/admin/dispatch/publication.html", context)


def _counts(prefix: str) -> dict[str, Count]:
    """Emails with a release in them; and whatever email needs a person, also one that tells of a
    move or a withdrawal."""
    needs_a_person = ("failed", "unsure")
    states = {
        "waiting": (DispatchState.READY, DispatchState.SENDING),
        "sent": (DispatchState.SENT,),
        "failed": (DispatchState.FAILED,),
        "unsure": (DispatchState.UNSURE,),
        "stopped": (DispatchState.STOPPED,),
    }
    return {
        name: Count(
            f"{prefix}pk",
            filter=Q(**{f"{prefix}state__in": wanted})
            & (Q() if name in needs_a_person else Q(**{f"{prefix}event__isnull": True})),
        )
        for name, wanted in states.items()
    }


def _the_release(pk: int) -> ReleasePage:
    found: ReleasePage = get_object_or_404(
        ReleasePage.objects.select_related("area", "publication", "template_used__measure"), pk=pk
    )
    return found


def _record(chosen: ReleasePage) -> QuerySet[Dispatch]:
    """What was asked for, the newest version first, and in it what needs a person."""
    return _with_everything(Dispatch.objects.filter(version__release=chosen))


def _with_everything(rows: QuerySet[Dispatch]) -> QuerySet[Dispatch]:
    return (
        rows.select_related("version__release__area", "reporter", "event")
        .defer("version__body")
        .order_by("-version__number", "outlet", "name", "pk")
    )


def _embargo(version: ReleaseVersion | None) -> str:
    """ "00:01 Thursday 20 September 2018 BST" while the moment lies ahead, and "" afterwards."""
    if version is None or version.public_from <= timezone.now():
        return ""
    return told(version.public_from)


def _digest(version: ReleaseVersion, audience: Audience) -> str:
    """Stands for the version, its embargo and the people, as they were shown."""
    shown = [str(version.pk), _embargo(version), *sorted(one.key for one in audience)]
    return hashlib.sha256("\n".join(shown).encode()).hexdigest()


def _csv_rows(rows: QuerySet[Dispatch]) -> Iterator[list[object]]:
    yield [
        *("version", "about", "name", "works_for", "email", "pre_release_access", "state"),
        *("asked_for", "last_tried", "sent", "tries", "reason", "message"),
    ]
    for row in rows.iterator(chunk_size=500):
        yield [
            *(row.version.number, row.about, row.name, row.outlet, row.email),
            *(row.is_pre_release, row.state),
            *(row.queued_at, row.tried_at, _sent_at(row), row.tries, row.reason, row.message_id),
        ]


def _sent_at(row: Dispatch) -> object:
    """Of a row that is tried once more it says only when it perhaps was."""
    return row.sent_at if row.state == DispatchState.SENT else None


def _back(request: HttpRequest, row: Dispatch) -> HttpResponse:
    """To the screen that the button stood on."""
    came_from = request.POST.get("next", "")
    is_of_this_site = url_has_allowed_host_and_scheme(came_from, allowed_hosts=None)
    if came_from.startswith("/") and is_of_this_site:
        return HttpResponseRedirect(came_from)
    return redirect("press_dispatch:release", pk=row.version.release_id)


DISPATCH_URLS = [
    path("release/<int:pk>/dispatch/", release, name="release"),
    path("release/<int:pk>/dispatch/send/", send, name="send"),
    path("release/<int:pk>/dispatch.csv", record_csv, name="record"),
    path("dispatch/<int:pk>/decide/", decide, name="decide"),
    path("dispatch/<int:pk>/came-back/", came_back, name="came_back"),
    path("<int:pk>/dispatch/", publication, name="publication"),
]
