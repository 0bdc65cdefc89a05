"""Correcting one public figure, from where it is looked at."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.views.generic import InspectView

from .. import actions
from ..models import Figure
from ..permissions import CORRECT, EDIT
from ..workflow_forms import CorrectionForm
from .received_files import WithItsFile
from .workflow import posted, said


class FigureView(WithItsFile, InspectView):
    """A figure, with the file it came from, and the way to correct it while it stands."""

    page_title = gettext_lazy("Figure")

    def get_category_display_value(self) -> str:
        category: str = self.object.category_or_total
        return category

    def get_value_display_value(self) -> str:
        value: str = self.object.shown_value
        return value

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_correct = self.request.user.has_perms([EDIT, CORRECT])
        return {
            **super().get_context_data(**kwargs),
            "may_be_corrected": may_correct and may_be_corrected(self.object),
        }


def may_be_corrected(figure: Figure) -> bool:
    """Whether it is public, stands, and nobody is correcting it yet."""
    return (
        Figure.objects.visible_at().filter(pk=figure.pk).exists()
        and not Figure.objects.filter(supersedes=figure).exists()
    )


@require_http_methods(["GET", "POST"])
def correct_figure(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what a figure should say and why; its correction goes into the next version."""
    if not request.user.has_perms([EDIT, CORRECT]):
        raise PermissionDenied
    figure = get_object_or_404(Figure.objects.for_display(), pk=pk)
    form = CorrectionForm(posted(request), figure=figure)
    if form.is_valid():
        user: Any = request.user
        new = said(
            request,
            lambda: actions.correct_figure(figure=figure, by=user, **form.cleaned_data),
        )
        if new is not None:
            messages.success(
                request,
                _("%(old)s becomes %(new)s once “%(publication)s” is approved.")
                % {
                    "old": figure.shown_value,
                    "new": new.shown_value,
                    "publication": new.publication,
                },
            )
            return redirect("publication:inspect", pk=new.publication_id)
    return render(request, "stats/admin/correct_figure.html", {"figure": figure, "form": form})
