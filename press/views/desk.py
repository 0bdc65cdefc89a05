"""The press desk: how far the drafts of each publication are, and the releases as files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from stats.models import Publication

from .. import actions
from ..exports.collecting import WRITERS, export, with_everything
from ..exports.document import newest_document
from ..exports.text import as_text
from ..models import DraftBuild, NewsroomPage, ReleasePage
from ..permissions import RETRY_DRAFTS, SEE_PROGRESS, USE_THE_DESK

View = Callable[..., HttpResponse]


def needs(permission: str) -> Callable[[View], View]:
    """Refuse a view to staff without a permission; the admin has sent visitors to log in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


@require_GET
@needs(USE_THE_DESK)
def desk(request: HttpRequest) -> HttpResponse:
    """Every publication that asked for drafts, newest first, with how far they are."""
    publications = (
        Publication.objects.annotate(
            wanted=Count("draft_builds"),
            done=Count("draft_builds", filter=Q(draft_builds__state="done")),
            failed=Count("draft_builds", filter=Q(draft_builds__state="failed")),
        )
        .filter(wanted__gt=0)
        .order_by("-publish_at", "-pk")
    )
    return render(request, "press/admin/desk.html", {"publications": publications})


@require_GET
@never_cache
@needs(USE_THE_DESK)
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """All releases of a publication: area, headline, state, and what stopped it."""
    chosen = get_object_or_404(Publication, pk=pk)
    return render(request, "press/admin/publication.html", builds_context(request, chosen))


@require_GET
@never_cache
@needs(SEE_PROGRESS)
def builds(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the desk that changes while drafts are built; the page asks for it again."""
    chosen = get_object_or_404(Publication, pk=pk)
    return render(request, "press/admin/_builds.html", builds_context(request, chosen))


def builds_context(request: HttpRequest, chosen: Publication) -> dict[str, Any]:
    """What the table of a publication's drafts shows, in a number of queries that is constant."""
    rows = DraftBuild.objects.filter(publication=chosen)
    return {
        "publication": chosen,
        "builds": list(rows.for_display()),
        "progress": rows.progress(),
        "may_retry": request.user.has_perm(RETRY_DRAFTS),
        "may_edit": request.user.has_perm(USE_THE_DESK),
        "formats": sorted(WRITERS),
    }


@require_POST
@needs(RETRY_DRAFTS)
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a stopped draft built again."""
    build = get_object_or_404(DraftBuild.objects.select_related("area"), pk=pk)
    user: Any = request.user
    if actions.retry(build=build, by=user):
        messages.success(request, _("%(area)s will be built again.") % {"area": build.area})
    else:
        messages.warning(request, _("%(area)s is not stopped.") % {"area": build.area})
    return redirect("press_desk:publication", pk=build.publication_id)


@require_GET
@never_cache
@needs(USE_THE_DESK)
def export_all(request: HttpRequest, pk: int, format_name: str) -> HttpResponse:
    """All releases of a publication in one format, as a ZIP with a file for each."""
    if format_name not in WRITERS:
        raise Http404
    chosen = get_object_or_404(Publication, pk=pk)
    releases = ReleasePage.objects.filter(publication=chosen)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in export(releases, format_name=format_name, at=timezone.now()):
            packed.writestr(file.name, file.content)
    return _download(f"{chosen.slug}-{format_name}.zip", archive.getvalue(), "application/zip")


@require_GET
@never_cache
@needs(USE_THE_DESK)
def export_one(request: HttpRequest, pk: int, format_name: str) -> HttpResponse:
    """One release as a file."""
    if format_name not in WRITERS:
        raise Http404
    releases = ReleasePage.objects.filter(pk=pk)
    for file in export(releases, format_name=format_name, at=timezone.now()):
        return _download(file.name, file.content, file.media_type)
    raise Http404


@require_GET
@never_cache
@needs(USE_THE_DESK)
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """One release as text on a page, with a button that copies it whole."""
    release = get_object_or_404(with_everything(ReleasePage.objects.all()), pk=pk)
    newsroom = NewsroomPage.objects.first() or NewsroomPage()
    text = as_text(newest_document(release, newsroom=newsroom, at=timezone.now()))
    return render(request, "press/admin/copy.html", {"release": release, "text": text})


def _download(name: str, content: bytes, media_type: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
