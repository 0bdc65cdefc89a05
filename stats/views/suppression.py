"""The screen of a publication's small numbers: what would be suppressed and why, then doing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ..consistency.gathering import picture_of
from ..disclosure.actions import CannotSuppress, suppress_small_numbers, what_stands_in_the_way
from ..disclosure.planning import Suppression, suppression_of
from ..models import Figure, Publication

FIGURES_ON_A_PAGE = 100
PERMISSIONS = ("stats.add_figure", "stats.delete_figure")


@require_http_methods(["GET", "POST"])
def small_numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """Which figures would go, each with its reason; on POST, suppress them."""
    if not request.user.has_perms(PERMISSIONS):
        raise PermissionDenied
    publication = get_object_or_404(Publication, pk=pk)
    if request.method == "POST":
        return _suppress(request, publication)
    return render(
        request,
        "stats/admin/suppress.html",
        _context(publication, request.GET.get("page")),
    )


def _suppress(request: HttpRequest, publication: Publication) -> HttpResponse:
    try:
        done = suppress_small_numbers(
            publication=publication,
            by=request.user,  # type: ignore[arg-type]  # the permission rules out visitors
        )
    except CannotSuppress as error:
        for reason in error.reasons:
            messages.error(request, reason)
        return redirect("publication_small_numbers", pk=publication.pk)
    count = len(done.hidings)
    messages.success(
        request,
        ngettext("%(count)d figure is suppressed.", "%(count)d figures are suppressed.", count)
        % {"count": count},
    )
    return redirect("publication_checks", pk=publication.pk)


def _lead(plan: Suppression) -> str:
    """ "3 figures are small, and 2 more would give them away." """
    small = sum(hiding.is_primary for hiding in plan.hidings)
    others = len(plan.hidings) - small
    if not small:
        return ngettext(
            "%(others)d figure would give away what is suppressed already.",
            "%(others)d figures would give away what is suppressed already.",
            others,
        ) % {"others": others}
    if not others:
        lead = ngettext("%(small)d figure is small.", "%(small)d figures are small.", small)
    else:
        lead = ngettext(
            "%(small)d figure is small, and %(others)d more would give it away.",
            "%(small)d figures are small, and %(others)d more would give them away.",
            small,
        )
    return lead % {"small": small, "others": others}


def _context(publication: Publication, page: str | None) -> dict[str, Any]:
    picture = picture_of(publication)
    plan = suppression_of(picture)
    figures = Figure.objects.in_bulk({hiding.figure.pk for hiding in plan.hidings})
    rows = [
        {
            "label": picture.label(hiding.figure),
            "measure": picture.measures[hiding.figure.measure].name,
            "value": hiding.figure.shown,
            "figure": hiding.figure.pk,
            "protects": "" if hiding.protects is None else picture.label(hiding.protects),
        }
        for hiding in plan.hidings
    ]
    return {
        "publication": publication,
        "page": Paginator(rows, FIGURES_ON_A_PAGE).get_page(page),
        "lead": _lead(plan),
        "narrowed": [
            {"label": picture.label(each.figure), "low": each.low, "high": each.high}
            for each in plan.narrowed
        ],
        "reasons": what_stands_in_the_way(publication, picture, plan, figures),
    }
