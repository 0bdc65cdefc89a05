"""The statistics desk's own screens."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin.views.generic import DeleteView, IndexView, InspectView

from .. import actions
from ..models import Area, Category, Figure, Publication

FIGURES_ON_A_PAGE = 100
PUBLISH_PERMISSION = "stats.publish_publication"


class PublicationView(InspectView):
    """A publication: its state, what may be done next, and its figures."""

    page_title = gettext_lazy("Publication")
    template_name = "stats/admin/publication.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        publication: Publication = self.object
        figures = publication.figures.for_display().order_by(
            "area__name", "-period_end", F("category__position").asc(nulls_first=True), "pk"
        )
        page = Paginator(figures, FIGURES_ON_A_PAGE).get_page(self.request.GET.get("page"))
        return {
            **super().get_context_data(**kwargs),
            "publication": publication,
            "figures": page,
            "may_publish": self.request.user.has_perm(PUBLISH_PERMISSION),
            # Rooms above statistics show here what follows from a publication.
            "panels": [
                panel
                for hook in hooks.get_hooks("publication_panels")
                for panel in [hook(self.request, publication)]
                if panel
            ],
        }


class DeleteUnpublished(DeleteView):
    """Deleting, for whoever may delete this very one: what was public stays."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.user_has_permission_for_instance("delete", self.object):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


class FigureList(IndexView):
    def get_base_queryset(self) -> QuerySet[Figure]:
        return Figure.objects.for_display()


class CategoryList(IndexView):
    def get_base_queryset(self) -> QuerySet[Category]:
        return Category.objects.select_related("measure")


class AreaList(IndexView):
    def get_base_queryset(self) -> QuerySet[Area]:
        return Area.objects.select_related("parent")


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether to publish, naming what stands in the way; on POST, publish."""
    if not request.user.has_perm(PUBLISH_PERMISSION):
        raise PermissionDenied
    publication = get_object_or_404(Publication, pk=pk)
    if request.method == "POST":
        return _publish(request, publication)
    return render(
        request,
        "stats/admin/publish.html",
        {
            "publication": publication,
            "figure_count": publication.figures.count(),
            "reasons": []
            if publication.is_published
            else actions.what_stands_in_the_way(publication),
        },
    )


def _publish(request: HttpRequest, publication: Publication) -> HttpResponse:
    try:
        published = actions.publish(
            publication=publication,
            by=request.user,  # type: ignore[arg-type]  # the permission rules out visitors
            at=timezone.now(),
        )
    except actions.PublicationNotReady as error:
        for reason in error.reasons:
            messages.error(request, reason)
        return redirect("publication:publish", pk=publication.pk)
    count = published.figures.count()
    messages.success(
        request,
        ngettext(
            "“%(title)s” is public: %(count)d figure.",
            "“%(title)s” is public: %(count)d figures.",
            count,
        )
        % {"title": published.title, "count": count},
    )
    return redirect("publication:inspect", pk=publication.pk)
