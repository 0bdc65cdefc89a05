"""The Word styles of the press office: which are in use, and taking in others."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ..actions.house_styles import StylesRefused, put_styles_in_use, take_in_styles
from ..exports.house_look import house_document
from ..exports.word_styles import fallbacks
from ..models import HouseStyle
from .desk import needs
from .exports import guarded

SEE, ADD, CHANGE = (f"press.{verb}_housestyle" for verb in ("view", "add", "change"))
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "POST"])
@never_cache
@needs(SEE)
def house_styles(request: HttpRequest) -> HttpResponse:
    """The list, and a form to send one in."""
    if request.method == "POST":
        return _take_in(request)
    return _show(request)


@needs(ADD)
def _take_in(request: HttpRequest) -> HttpResponse:
    content = request.FILES.get("file")
    if content is None:
        return _show(request, refused=_("Choose a Word document first."))
    user: Any = request.user
    try:
        style, names = take_in_styles(content=content, name=content.name or "", by=user)
    except StylesRefused as refused:
        return _show(request, refused=str(refused))
    used = fallbacks(set(names))
    if used:
        told = "; ".join(f"“{missing}”: “{name}”" for missing, name in used.items())
        lacking = _("Styles that it lacks, and what is used: %(used)s")
        messages.info(request, lacking % {"used": told})
    messages.success(
        request, _("Releases are now written in the styles of %(name)s.") % {"name": style.name}
    )
    return redirect("press_desk:house_styles")


def _show(request: HttpRequest, *, refused: str = "") -> HttpResponse:
    styles = list(HouseStyle.objects.select_related("added_by")[:50])
    context = {
        "styles": styles,
        "none_in_use": not any(style.is_in_use for style in styles),
        "may_add": request.user.has_perm(ADD),
        "may_change": request.user.has_perm(CHANGE),
        "refused": refused,
    }
    status = 422 if refused else 200
    return render(request, "press/admin/house_styles.html", context, status=status)


@require_POST
@needs(CHANGE)
def use_house_style(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one in use, or out of it: `use` is 1 or 0."""
    user: Any = request.user
    style = get_object_or_404(HouseStyle, pk=pk)
    in_use = request.POST.get("use") == "1"
    if put_styles_in_use(style=style, in_use=in_use, by=user):
        messages.success(request, _("Done: releases are written so from now on."))
    return redirect("press_desk:house_styles")


@require_GET
@never_cache
def house_style_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The document as it was sent in."""
    if not request.user.has_perm(SEE):
        raise PermissionDenied
    style = get_object_or_404(HouseStyle, pk=pk)
    try:
        file = style.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = style.name if style.name.endswith(".docx") else f"{style.name}.docx"
    return guarded(FileResponse(file, as_attachment=True, filename=name, content_type=WORD))


@require_GET
@needs(SEE)
def our_look(request: HttpRequest) -> HttpResponse:
    """Our own look as a Word document: a beginning for the press office's own."""
    answer = HttpResponse(house_document(), content_type=WORD)
    answer["Content-Disposition"] = 'attachment; filename="release-styles.docx"'
    return guarded(answer)
