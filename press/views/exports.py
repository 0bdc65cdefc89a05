"""Releases as files: one at once, or all of a publication as a bundle that a worker makes."""

from __future__ import annotations

import io
import zipfile
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from stats.models import Chart, ChartState, Publication

from ..actions.bundling import KEPT_FOR, BundleRefused, ask_for_bundle, cancel_bundle
from ..desk.keys import keys_in
from ..exports.charting import ask_for
from ..exports.collecting import WRITERS, ChartIsNotDrawn, Export, ExportedFile
from ..models import Bundle, BundleState, ReleasePage
from ..permissions import MAKE_BUNDLES, USE_THE_DESK
from .desk import needs

Answer = TypeVar("Answer", bound=HttpResponseBase)
MOST_AT_ONCE = 100  # releases of a quick format that are put into a ZIP while somebody waits


@require_GET
@never_cache
@needs(USE_THE_DESK)
def export_one(request: HttpRequest, pk: int, format_name: str) -> HttpResponse:
    """One release as a file. A chart that is not drawn yet is asked for, and waited for."""
    if format_name not in WRITERS:
        raise Http404
    release = get_object_or_404(ReleasePage, pk=pk)
    export = Export(
        ReleasePage.objects.filter(pk=pk),
        formats=[format_name],
        at=timezone.now(),
        may_draw=False,
        charts_left_out="without-chart" in request.GET,
    )
    try:
        files = list(export.files())
    except ChartIsNotDrawn as waiting:
        return _wait_for_chart(request, release, format_name, waiting)
    if not files:
        messages.info(request, _("There is no chart of this release: its area has one figure."))
        return redirect("press_desk:exports", pk=pk)
    return _download(files[0])


def _wait_for_chart(
    request: HttpRequest, release: ReleasePage, format_name: str, waiting: ChartIsNotDrawn
) -> HttpResponse:
    """A page that looks again by itself, with a way on for where no worker is about."""
    ask_for([waiting.wanted])
    digest = waiting.wanted.drawing.digest
    failed = Chart.objects.filter(digest=digest, state=ChartState.FAILED).exists()
    context = {
        "release": release,
        "format_name": format_name,
        "writer": WRITERS[format_name],
        "failed": failed,
    }
    return render(request, "press/admin/chart_waiting.html", context)


@require_GET
@needs(USE_THE_DESK)
def exports(request: HttpRequest, pk: int) -> HttpResponse:
    """Every format that one release can be had in."""
    release = get_object_or_404(ReleasePage, pk=pk)
    return render(request, "press/admin/exports.html", {"release": release, "writers": WRITERS})


@require_GET
@never_cache
@needs(USE_THE_DESK)
def export_all(request: HttpRequest, pk: int, format_name: str) -> HttpResponse:
    """All releases of a publication in a format: at once where that is quick, else as a bundle."""
    if format_name not in WRITERS:
        raise Http404
    chosen = get_object_or_404(Publication, pk=pk)
    releases = ReleasePage.objects.filter(publication=chosen)
    writer = WRITERS[format_name]
    if writer.shows_chart or writer.is_chart or releases.count() > MOST_AT_ONCE:
        return _form(request, chosen, formats=[format_name])
    export = Export(releases, formats=[format_name], at=timezone.now(), may_draw=False)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in export.files():
            packed.writestr(file.name, file.content)
    name = f"{chosen.slug}-{format_name}.zip"
    return _download(ExportedFile(name, archive.getvalue(), "application/zip"))


@require_http_methods(["GET", "POST"])
@never_cache
@needs(USE_THE_DESK)
@needs(MAKE_BUNDLES)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose formats, and have a bundle made. `release` names some; without it, it is all."""
    chosen = get_object_or_404(Publication, pk=pk)
    formats = request.POST.getlist("format")
    if request.method == "GET":
        return _form(request, chosen, formats=["text", "docx", "pdf", "chart-png"])
    named = request.POST.getlist("release")
    releases = ReleasePage.objects.filter(pk__in=keys_in(named)) if named else None
    user: Any = request.user
    try:
        bundle = ask_for_bundle(publication=chosen, formats=formats, releases=releases, by=user)
    except BundleRefused as refused:
        messages.error(request, str(refused))
        return _form(request, chosen, formats=formats)
    return redirect("press_desk:bundle", pk=bundle.pk)


def _form(request: HttpRequest, chosen: Publication, *, formats: list[str]) -> HttpResponse:
    context = {
        "publication": chosen,
        "writers": WRITERS,
        "formats": formats,
        "count": ReleasePage.objects.filter(publication=chosen).count(),
        "bundles": list(Bundle.objects.filter(publication=chosen).select_related("asked_by")[:10]),
    }
    return render(request, "press/admin/bundle_ask.html", context)


@require_GET
@never_cache
@needs(USE_THE_DESK)
def bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a bundle is; once it is ready, the file."""
    return render(request, "press/admin/bundle.html", _progress(pk))


@require_GET
@never_cache
@needs(USE_THE_DESK)
def bundle_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of that page that changes; the page asks for it again."""
    return render(request, "press/admin/_bundle.html", _progress(pk))


def _progress(pk: int) -> dict[str, Any]:
    found = get_object_or_404(Bundle.objects.select_related("publication", "asked_by"), pk=pk)
    return {
        "bundle": found,
        "formats": [WRITERS[name].label for name in found.formats if name in WRITERS],
        "is_finished": found.state in (BundleState.DONE, BundleState.FAILED),
        "gone_at": found.finished_at + KEPT_FOR if found.finished_at else None,
    }


@require_GET
@never_cache
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The ZIP itself, to be saved."""
    if not request.user.has_perm(USE_THE_DESK):
        raise PermissionDenied
    found = get_object_or_404(Bundle.objects.select_related("publication"), pk=pk)
    is_there = found.state == BundleState.DONE and found.file
    if not is_there or not found.finished_at or found.finished_at + KEPT_FOR < timezone.now():
        raise Http404
    try:
        file = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"{slugify(found.publication.slug)}-{found.pk}.zip"
    answer = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    return guarded(answer)


@require_POST
@needs(USE_THE_DESK)
@needs(MAKE_BUNDLES)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    found = get_object_or_404(Bundle, pk=pk)
    if cancel_bundle(bundle=found, by=user):
        messages.success(request, _("It is cancelled."))
    else:
        messages.warning(request, _("There was nothing to cancel any more."))
    return redirect("press_desk:bundle", pk=pk)


def _download(file: ExportedFile) -> HttpResponse:
    answer = HttpResponse(
        file.content,
        content_type=file.media_type,
        headers={"Content-Disposition": f'attachment; filename="{file.name}"'},
    )
    return guarded(answer)


def guarded(answer: Answer) -> Answer:
    """To be saved, and never shown: nothing of it runs under this site's name."""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
