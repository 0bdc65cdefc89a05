"""The press desk: what waits for whom, and all releases of a publication on one screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.paginator import WagtailPaginator

from stats import clock
from stats.models import Publication

from .. import actions
from ..desk.columns import columns
from ..desk.filters import DeskFilters
from ..desk.front import PUBLICATIONS_ON_A_PAGE, counted, publications_on_the_desk
from ..desk.keys import keys_in
from ..desk.listing import ROWS_ON_A_PAGE, Listing, chosen_sort, rows_of_builds
from ..desk.needs import needs_of
from ..desk.problems import place_of_first_problem
from ..desk.summary import progress_in_words, summary_of
from ..desk.verbs import verbs_for
from ..exports.collecting import with_everything
from ..exports.document import newest_document
from ..exports.text import as_text
from ..models import DraftBuild, NewsroomPage, ReleasePage
from ..permissions import (
    MAKE_BUNDLES,
    RETRY_DRAFTS,
    SEE_PROGRESS,
    SEE_REDRAFTS,
    USE_THE_DESK,
)

View = Callable[..., HttpResponse]

BUILDS_SHOWN = 12
# A row is dated when it is written and seen when it is committed: what was written a little before
# the last look may have been missed by it.
OVERLAP = timedelta(seconds=10)


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
@never_cache
@needs(USE_THE_DESK)
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for whoever looks, and every publication with its releases counted."""
    moment = clock.moment()
    pages = WagtailPaginator(publications_on_the_desk(), PUBLICATIONS_ON_A_PAGE)
    page = pages.get_page(request.GET.get("p"))
    first, *others = [*needs_of(request.user, moment), None]
    context = {
        "page": page,
        "elided_page_range": pages.get_elided_page_range(page.number),
        "publications": counted(page.object_list, moment),
        "first": first,
        "others": [need for need in others if need is not None],
    }
    return render(request, "press/admin/desk.html", context)


@require_GET
@never_cache
@needs(USE_THE_DESK)
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """All releases of a publication, narrowed and in an order, with what can be done to them."""
    chosen = get_object_or_404(Publication, pk=pk)
    moment = clock.moment()
    filters = DeskFilters(request.GET, publication=chosen)
    listing = listing_of(request, chosen, filters, moment)
    page = listing.page(request.GET.get("p"))
    context = {
        "publication": chosen,
        "filters": filters,
        "page": page,
        "elided_page_range": page.paginator.get_elided_page_range(page.number),
        "rows": listing.rows(page),
        "columns": columns(request.GET, listing.sort),
        "sort": listing.sort if "sort" in request.GET else "",
        "summary": summary_of(chosen, moment),
        "asked": _without_page(request.GET).urlencode(),
        "matching": listing.releases.count() if page.has_other_pages() else 0,
        "verbs": verbs_for(request.user),
        "since": moment.isoformat(),
        **_shown_in_rows(request, chosen),
    }
    return render(request, "press/admin/publication.html", context)


@require_GET
@never_cache
@needs(USE_THE_DESK)
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed while drafts are built: how far they are, and those rows of a page that moved.

    Asked again and again by press/static/press/desk.js, so it reads no more than the rows named in
    `rows`, which are at most a page's.
    """
    chosen = get_object_or_404(Publication, pk=pk)
    since, named = _since(request.GET.get("since", "")), _numbers(request.GET.get("rows", ""))
    if since is None or named is None:
        return HttpResponseBadRequest()
    moment = clock.moment()
    moved = rows_of_builds(chosen, named, since=since - OVERLAP, moment=moment)
    summary = summary_of(chosen, moment)
    shown = _shown_in_rows(request, chosen)
    return JsonResponse(
        {
            "since": moment.isoformat(),
            "finished": summary.progress.is_finished,
            "done": summary.progress.done,
            "total": summary.progress.total,
            "progress": summary.progress_in_words,
            "summary": summary.sentence,
            "rows": {
                row.build_id: render_to_string(
                    "press/admin/_row.html", {"row": row, **shown}, request=request
                )
                for row in moved
            },
        }
    )


@require_GET
@never_cache
@needs(SEE_PROGRESS)
def builds(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a publication's drafts are; its own screen asks again while they are built."""
    chosen = get_object_or_404(Publication, pk=pk)
    return render(request, "press/admin/_builds.html", builds_context(request, chosen))


def builds_context(request: HttpRequest, chosen: Publication) -> dict[str, Any]:
    """How far a publication's drafts are, and the last few of them: never a row for each."""
    rows = DraftBuild.objects.filter(publication=chosen)
    progress = rows.progress()
    latest = rows.select_related("area", "release").exclude(state="ready").order_by("-changed_at")
    return {
        "publication": chosen,
        "builds": latest.defer("release__body")[:BUILDS_SHOWN],
        "progress": progress,
        "progress_in_words": progress_in_words(progress),
        "may_edit": request.user.has_perm(USE_THE_DESK),
    }


@require_GET
@never_cache
@needs(USE_THE_DESK)
def problem(request: HttpRequest, pk: int) -> HttpResponse:
    """The editor of a release, at the first words that stand in the way of its approval."""
    release = get_object_or_404(ReleasePage.objects.select_related("check_kept"), pk=pk)
    address = reverse("wagtailadmin_pages:edit", args=[release.pk])
    return redirect(address + place_of_first_problem(release))


def listing_of(
    request: HttpRequest, chosen: Publication, filters: DeskFilters, moment: datetime
) -> Listing:
    return Listing(
        publication=chosen,
        asked=filters.asked,
        sort=chosen_sort(filters.data.get("sort")),
        user_id=request.user.pk or 0,
        moment=moment,
    )


def _since(text: str) -> datetime | None:
    """A moment with its time zone, or nothing."""
    try:
        moment = parse_datetime(text)
    except ValueError:  # it looks like a moment, and is on no calendar
        return None
    return None if moment is None or is_naive(moment) else moment


def _numbers(text: str) -> list[int] | None:
    """The numbers of at most a page's rows, or nothing where they are none."""
    named = [number for number in text.split(",") if number]
    numbers = keys_in(named)
    return numbers if len(numbers) == len(named) <= ROWS_ON_A_PAGE else None


def _shown_in_rows(request: HttpRequest, chosen: Publication) -> dict[str, bool]:
    """What rows show or leave out: all were written with the one template, or with several."""
    templates = DraftBuild.objects.filter(publication=chosen).values("template").distinct()
    return {
        "shows_templates": templates.count() > 1,
        "may_retry": request.user.has_perm(RETRY_DRAFTS),
        "may_export": request.user.has_perm(MAKE_BUNDLES),
        "may_see_redrafts": request.user.has_perm(SEE_REDRAFTS),
    }


def _without_page(asked: QueryDict) -> QueryDict:
    """What the address asks for, for the next page of the same."""
    rest = asked.copy()
    rest.pop("p", None)
    return rest


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
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """One release as text on a page, with a button that copies it whole."""
    release = get_object_or_404(with_everything(ReleasePage.objects.all()), pk=pk)
    newsroom = NewsroomPage.objects.first() or NewsroomPage()
    text = as_text(newest_document(release, newsroom=newsroom, at=timezone.now()))
    return render(request, "press/admin/copy.html", {"release": release, "text": text})
