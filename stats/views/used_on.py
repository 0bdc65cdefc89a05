"""Used on: where the site shows a figure; and what has come to read otherwise than chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ..models import Figure
from ..prose.places import Place, places_of, places_to_look_at
from ..prose.words import source_of

VIEW_PERMISSION = "stats.view_figure"


@dataclass(frozen=True)
class Row:
    """A place, with the address to mend it at for whoever may."""

    place: Place
    edit_url: str


def used_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Every page and block that shows a figure, or any version of it."""
    _may_look(request)
    figure = get_object_or_404(Figure.objects.for_display(), pk=pk)
    return render(
        request,
        "stats/admin/used_on.html",
        {
            "figure": figure,
            "source": source_of(figure),
            "versions": Figure.objects.same_cell_as(figure).for_display().order_by("-pk"),
            "rows": _rows(request, places_of(figure)),
            # Rooms above statistics show here what else follows from a figure.
            "panels": [
                panel
                for hook in hooks.get_hooks("figure_used_on_panels")
                for panel in [hook(request, figure)]
                if panel
            ],
        },
    )


def to_look_at(request: HttpRequest) -> HttpResponse:
    """Every place where a correction has left a figure that cannot read as it was chosen to."""
    _may_look(request)
    rows = _rows(request, places_to_look_at())
    return render(request, "stats/admin/used_on_check.html", {"rows": rows})


def _may_look(request: HttpRequest) -> None:
    if not request.user.has_perm(VIEW_PERMISSION):
        raise PermissionDenied


def _rows(request: HttpRequest, places: list[Place]) -> list[Row]:
    """The places in the order of their pages, with links for the pages that this user may edit."""
    pages = {place.source.pk for place in places if isinstance(place.source, Page)}
    editable = page_permission_policy.instances_user_has_any_permission_for(
        request.user, {"add", "change", "publish"}
    )
    may_edit = set(editable.filter(pk__in=pages).values_list("pk", flat=True)) if pages else set()
    finder = AdminURLFinder(request.user)
    return [Row(place, _edit_url(place, may_edit, finder)) for place in places]


def _edit_url(place: Place, may_edit: set[int], finder: Any) -> str:
    if not isinstance(place.source, Page):
        return str(finder.get_edit_url(place.source) or "")
    if place.source.pk not in may_edit:
        return ""
    address = reverse("wagtailadmin_pages:edit", args=[place.source.pk])
    return f"{address}#block-{place.block_id}-section" if place.block_id else address
