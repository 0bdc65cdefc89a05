"""Bringing in a file: sent in, asked about, looked at, brought in or set aside."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin.views.generic import IndexView, InspectView

from ..importing.sentences import UnreadableFile
from ..importing.understanding import UNWRITABLE
from ..models import Figure, Publication, ReceivedFile, ReceivedFileState
from ..next_step import leads_to_a_file
from ..receiving import actions, keeping
from ..receiving.faults import kept_reason
from ..receiving.marked import marked_sheet
from ..receiving.screen import check_context, key_of, questions_context, told

SEE, SEND_IN, DECIDE = (
    "stats.view_receivedfile",
    "stats.add_receivedfile",
    "stats.change_receivedfile",
)
FILES_IN_A_PANEL = 20
FORM_BESIDES_FILE = 100_000  # bytes that the rest of the form may have
UNANSWERED = "?"  # an empty answer says something: the total
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

View = Callable[..., HttpResponseBase]


def words(text: str) -> str:
    """What somebody typed, without characters that nobody can read or store."""
    return UNWRITABLE.sub(" ", text).strip()


def number(text: str) -> int | None:
    """The number of a row, or None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def allowed(permission: str) -> Callable[[View], View]:
    """Refuse whoever lacks a permission, before anything of the request is read."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate


class ReceivedFileList(IndexView):
    def get_base_queryset(self) -> QuerySet[ReceivedFile]:
        return ReceivedFile.objects.select_related("publication", "added_by")


class ReceivedFileView(InspectView):
    """One file, and whatever is to be done with it now."""

    any_permission_required = ["view"]
    page_title = gettext_lazy("File of figures")
    template_name = "stats/admin/received_file.html"

    def get_object(self, queryset: Any = None) -> ReceivedFile:
        files = ReceivedFile.objects.select_related("publication", "added_by")
        return get_object_or_404(files, pk=self.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        file: ReceivedFile = self.object
        context = {
            **super().get_context_data(**kwargs),
            "file": file,
            "told": told(file),
            "may_decide": self.request.user.has_perm(DECIDE),
        }
        match file.state:
            case ReceivedFileState.QUESTIONS:
                context |= questions_context(file)
            case ReceivedFileState.CHECKED | ReceivedFileState.IMPORTED:
                context |= check_context(file, self.request.GET)
        return context


class WithItsFile:
    """A statistics entry's screen: the file that it came from, linked for those who may see it."""

    object: Figure
    request: HttpRequest

    def get_file_display_value(self) -> str:
        figure = self.object
        if figure.file is None:
            return "–"
        if not self.request.user.has_perm(SEE):
            return figure.file.name
        return format_html(
            '<a href="{}">{}</a>',
            reverse("received-file:inspect", args=[figure.file.pk]),
            figure.file.name,
        )


def panel_context(publication: Publication, user: Any) -> dict[str, Any] | None:
    """The files of a publication for its own screen; None for whoever may not see them."""
    if not user.has_perm(SEE):
        return None
    return {
        "publication": publication,
        "files": publication.received_files.all()[:FILES_IN_A_PANEL],
        "may_send_in": user.has_perm(SEND_IN) and not leads_to_a_file(publication),
    }


# The size is looked at before the form is: checking its token would read all of it.
@csrf_exempt
@require_http_methods(["GET", "POST"])
@allowed(SEND_IN)
def send_in(request: HttpRequest, publication_pk: int) -> HttpResponse:
    """Send a file in to a publication."""
    publication = get_object_or_404(Publication, pk=publication_pk)
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length > settings.RECEIVED_FILE_LARGEST + FORM_BESIDES_FILE:
        return _form(request, publication, keeping.too_large(), status=413)
    return _send_in(request, publication)


@csrf_protect
def _send_in(request: HttpRequest, publication: Publication) -> HttpResponse:
    if request.method == "GET":
        return _form(request, publication)
    upload = request.FILES.get("file")
    if upload is None:
        return _form(request, publication, _("Choose the file first."))
    try:
        received = actions.receive(
            publication=publication,
            content=upload,
            name=upload.name or "",
            source=words(request.POST.get("source", "")),
            by=request.user,  # type: ignore[arg-type]  # the permission rules out visitors
        )
    except (keeping.FileRefused, actions.NotNow) as error:
        return _form(request, publication, str(error))
    if not received.is_new:
        messages.warning(
            request,
            _("This very file was sent in before, as “%(name)s”: here it is. It is kept once.")
            % {"name": received.file.name},
        )
    return redirect("received-file:inspect", pk=received.file.pk)


def _form(
    request: HttpRequest, publication: Publication, error: str = "", *, status: int = 200
) -> HttpResponse:
    context = {
        "publication": publication,
        "error": error,
        "kinds": ",".join(keeping.KINDS),
        "largest": settings.RECEIVED_FILE_LARGEST,
        "too_large": keeping.too_large(),
    }
    return render(request, "stats/admin/received_file_send_in.html", context, status=status)


@require_GET
@allowed(SEE)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a file is, for the script that looks every moment."""
    file = get_object_or_404(ReceivedFile, pk=pk)
    return JsonResponse(
        {"is_read": told(file).is_read, "said": told(file).said, "share": file.share_read}
    )


@require_GET
@allowed(SEE)
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it came. Never shown by the browser, only saved."""
    file = get_object_or_404(ReceivedFile, pk=pk)
    try:
        content = file.file.open("rb")
    except (OSError, ValueError):
        return _gone(request, file)
    return FileResponse(
        content,
        as_attachment=True,
        filename=file.name,
        content_type="application/octet-stream",
    )


@require_GET
@allowed(SEE)
def marked(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The same sheets, with what is wrong beside the rows."""
    file = get_object_or_404(ReceivedFile, pk=pk)
    try:
        content = marked_sheet(file)
    except UnreadableFile as error:
        messages.error(request, kept_reason(error.sentences))
        return redirect("received-file:inspect", pk=pk)
    name = f"{file.name.rpartition('.')[0] or file.name} – {_('what to mend')}.xlsx"
    return FileResponse(content, as_attachment=True, filename=name, content_type=SPREADSHEET)


def _gone(request: HttpRequest, file: ReceivedFile) -> HttpResponse:
    messages.error(request, _("The file is no longer where it was kept: send it in again."))
    return redirect("received-file:inspect", pk=file.pk)


@require_POST
@allowed(DECIDE)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the answers to a file's questions."""
    file = get_object_or_404(ReceivedFile, pk=pk)
    answers = {}
    for question in file.questions:
        key = key_of(question["id"])
        other = words(request.POST.get(f"other-{key}", ""))
        said = other or words(request.POST.get(f"answer-{key}", UNANSWERED))
        if said != UNANSWERED:
            answers[question["id"]] = said
    try:
        wrong = actions.answer_questions(file=file, answers=answers, by=request.user)  # type: ignore[arg-type]
    except actions.NotNow as error:
        messages.error(request, str(error))
        return redirect("received-file:inspect", pk=pk)
    for sentence in wrong.values():
        messages.error(request, sentence)
    return redirect("received-file:inspect", pk=pk)


def _decided(request: HttpRequest, file: ReceivedFile) -> HttpResponse:
    """Back to the heap of rows that the person was looking at."""
    response = redirect("received-file:inspect", pk=file.pk)
    outcome, page = request.POST.get("outcome", ""), request.POST.get("page", "")
    if outcome.replace("-", "").isalpha():
        response["Location"] += f"?outcome={outcome}"
        if page.isdigit():
            response["Location"] += f"&page={page}"
    return response


@require_POST
@allowed(DECIDE)
def explain(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the reasons of corrections."""
    file = get_object_or_404(ReceivedFile, pk=pk)
    reasons = {
        row: words(str(text))
        for name, text in request.POST.items()
        if name.startswith("reason-") and (row := number(name.removeprefix("reason-"))) is not None
    }
    try:
        actions.explain(
            file=file,
            reason_for_all=words(request.POST.get("reason", "")),
            reasons=reasons,
            by=request.user,  # type: ignore[arg-type]
        )
    except actions.NotNow as error:
        messages.error(request, str(error))
    return _decided(request, file)


def _chosen(request: HttpRequest) -> list[int]:
    rows = map(number, request.POST.getlist("row"))
    return [row for row in rows if row is not None]


@require_POST
@allowed(DECIDE)
def leave_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave refused rows out, for a reason."""
    file = get_object_or_404(ReceivedFile, pk=pk)
    try:
        count = actions.leave_out(
            file=file,
            rows=None if "all" in request.POST else _chosen(request),
            reason=words(request.POST.get("reason", "")),
            by=request.user,  # type: ignore[arg-type]
        )
    except actions.NotNow as error:
        messages.error(request, str(error))
    else:
        if count:
            said = ngettext(
                "%(count)d row is left out. Its reason is kept.",
                "%(count)d rows are left out. Their reason is kept.",
                count,
            )
            messages.success(request, said % {"count": count})
        else:
            messages.error(request, _("Tick the rows that are to be left out."))
    return _decided(request, file)


@require_POST
@allowed(DECIDE)
def take_back_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at rows again that were left out."""
    file = get_object_or_404(ReceivedFile, pk=pk)
    try:
        actions.take_back_in(file=file, rows=_chosen(request), by=request.user)  # type: ignore[arg-type]
    except actions.NotNow as error:
        messages.error(request, str(error))
    return _decided(request, file)


@require_POST
@allowed(DECIDE)
@allowed("stats.add_figure")
def bring_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring the figures in: what was shown, or nothing."""
    file = get_object_or_404(ReceivedFile, pk=pk)
    try:
        done = actions.bring_in(
            file=file,
            shown=request.POST.get("shown", ""),
            by=request.user,  # type: ignore[arg-type]
        )
    except actions.PictureChanged:
        messages.warning(
            request,
            _("Something changed since this was shown: nothing was saved. Look at it again."),
        )
    except actions.NotNow as error:
        messages.error(request, str(error))
    else:
        said = ngettext(
            "%(count)d figure was brought in.", "%(count)d figures were brought in.", done.added
        )
        messages.success(request, said % {"count": done.added})
    return redirect("received-file:inspect", pk=pk)


@require_POST
@allowed(DECIDE)
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring nothing in; the original stays."""
    file = get_object_or_404(ReceivedFile, pk=pk)
    try:
        actions.set_aside(file=file, by=request.user)  # type: ignore[arg-type]
    except actions.NotNow as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Nothing is brought in. The original file is kept."))
    return redirect("received-file:inspect", pk=pk)


@require_POST
@allowed(DECIDE)
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a file read again, with what has been said of it or afresh."""
    file = get_object_or_404(ReceivedFile, pk=pk)
    try:
        actions.read_again(file=file, by=request.user, afresh="afresh" in request.POST)  # type: ignore[arg-type]
    except actions.NotNow as error:
        messages.error(request, str(error))
    return redirect("received-file:inspect", pk=pk)
