"""How a file is read, said by hand: which column holds what."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..importing.known import Known
from ..models import Area, Category, Measure, ReceivedFile
from ..receiving import actions, mapping
from .received_files import DECIDE, allowed, words


@require_http_methods(["GET", "POST"])
@allowed(DECIDE)
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how a file is read; on POST, have it read as is said."""
    file = get_object_or_404(ReceivedFile, pk=pk)
    if "sheets" not in file.reading:
        messages.error(request, _("The file has to be read once before its columns are known."))
        return redirect("received-file:inspect", pk=pk)
    if request.method == "POST":
        return _say(request, file)
    return _form(request, file)


def _say(request: HttpRequest, file: ReceivedFile) -> HttpResponse:
    reading, wrong = mapping.said(
        file, lambda name: words(request.POST.get(name, "")), vocabulary=Known.now().vocabulary
    )
    if not wrong:
        try:
            actions.map_columns(file=file, reading=reading, by=request.user)  # type: ignore[arg-type]
            return redirect("received-file:inspect", pk=file.pk)
        except actions.NotNow as error:
            wrong = [str(error)]
    for sentence in wrong:
        messages.error(request, sentence)
    file.reading = {**file.reading, **reading.to_json()}  # what was said stays in the form
    return _form(request, file)


def _form(request: HttpRequest, file: ReceivedFile) -> HttpResponse:
    context = {
        "file": file,
        "sheets": mapping.shown(file),
        "roles": [(role.value, label) for role, label in mapping.ROLES.items()],
        "measures": list(Measure.objects.values_list("slug", "name")),
        "categories": [
            (f"{category.measure.slug}/{category.slug}", f"{category.name} · {category.measure}")
            for category in Category.objects.select_related("measure")
        ],
        "areas": list(Area.objects.order_by("name").values_list("gss_code", "name")),
    }
    return render(request, "stats/admin/received_file_columns.html", context)
