"""Pages of the newsroom: the releases of one area, and the way to it by name."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from stats.models import Area
from stats.public.asked import number_asked, public_page

from .finding import find_area
from .listing import RELEASES_ON_A_PAGE, areas_with_releases, newest_first


@public_page
def area_releases(request: HttpRequest, slug: str) -> HttpResponse:
    """The releases of one area, newest first. An area without any says so."""
    area = get_object_or_404(Area.objects.select_related("parent"), slug=slug)
    pages = Paginator(newest_first(area), RELEASES_ON_A_PAGE)
    context = {"area": area, "releases": pages.get_page(number_asked(request))}
    return render(request, "press/newsroom/area.html", context)


@public_page
def all_areas(request: HttpRequest) -> HttpResponse:
    """Every area with releases, by nation or region."""
    return render(request, "press/newsroom/areas.html", {"groups": areas_with_releases()})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """To an area by the name that is typed, by POST: what is typed stands in no address and no log.

    Nothing is changed by asking, so that no cookie against forgery is needed. What is known of the
    name is shown where it is not one area's alone; what was typed is not shown again.
    """
    if request.method != "POST":
        return redirect("newsroom:areas")
    found = find_area(request.POST.get("name", ""))
    if found.area is not None:
        return redirect("newsroom:area", slug=found.area.slug)
    context = {"candidates": found.candidates, "groups": areas_with_releases(), "was_asked": True}
    response = render(request, "press/newsroom/areas.html", context)
    patch_cache_control(response, no_store=True)
    return response
