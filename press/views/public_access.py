"""The public pages that say who read releases before everybody did."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stats import clock
from stats.models import Publication

from ..pre_release import public_access_list, publications_with_access

PUBLICATIONS_ON_A_PAGE = 50


@require_safe
def access_index(request: HttpRequest) -> HttpResponse:
    """Every publication that is out and that somebody read before its moment."""
    with clock.standing_still():
        found = publications_with_access(clock.moment())
        pages = Paginator(found, PUBLICATIONS_ON_A_PAGE)
        context = {"publications": pages.get_page(request.GET.get("page"))}
        return render(request, "press/pre_release_access.html", context)


@require_safe
def access_of_publication(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """Who had access to one version of a publication. Before its moment there is nothing here."""
    with clock.standing_still():
        moment = clock.moment()
        publication = Publication.objects.visible_at(moment).filter(slug=slug, version=version)
        found = publication.first()
        if found is None:
            raise Http404
        context = {"publication": found, "people": public_access_list(found, moment)}
        return render(request, "press/pre_release_access_of_publication.html", context)
