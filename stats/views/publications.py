"""The statistics desk's own screens."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.views.generic import CreateView, IndexView, InspectView

from .. import actions, audit
from ..models import Area, AuditEntry, Category, Figure, Publication
from ..next_step import next_steps
from ..versions import versions_of
from .recorded import DeleteUnpublished

FIGURES_ON_A_PAGE = 100
ENTRIES_OF_HISTORY = 15

__all__ = [
    "AddPublication",
    "AreaList",
    "CategoryList",
    "DeleteUnpublished",
    "FigureList",
    "PublicationView",
]


class AddPublication(CreateView):
    """A new publication, which is then shown with what comes next."""

    def get_success_url(self) -> str:
        return reverse("publication:inspect", args=[self.object.pk])

    def get_success_buttons(self) -> list[Any]:
        return []  # the screen itself has the way to edit it


class PublicationView(InspectView):
    """A publication: where it stands, what may be done next, who did what, and its figures."""

    page_title = gettext_lazy("Publication")
    template_name = "stats/admin/publication.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        publication: Publication = self.object
        user: Any = self.request.user
        contributors = audit.contributors(publication)
        # Asked of what may still change: what is approved has been through it.
        blocks = [] if publication.is_approved else actions.what_blocks(publication)
        versions = list(versions_of(publication))
        return {
            **super().get_context_data(**kwargs),
            "publication": publication,
            "figures": self._page_of_figures(),
            "blocks": blocks,
            "contributors": contributors,
            "steps": next_steps(
                publication, user, blocks=blocks, contributors=contributors, newest=versions[0]
            ),
            "versions": versions if len(versions) > 1 else [],
            "announcements": list(publication.release_dates.all()),
            "may_announce": user.has_perm("stats.add_releasedate") and not publication.is_approved,
            "history": self._history(),
            # Rooms above statistics show here what follows from a publication.
            "panels": [
                panel
                for hook in hooks.get_hooks("publication_panels")
                for panel in [hook(self.request, publication)]
                if panel
            ],
        }

    def _page_of_figures(self) -> Any:
        figures = (
            self.object.figures.for_display()
            .select_related("supersedes")
            .order_by(
                "area__name", "-period_end", F("category__position").asc(nulls_first=True), "pk"
            )
        )
        return Paginator(figures, FIGURES_ON_A_PAGE).get_page(self.request.GET.get("page"))

    def _history(self) -> list[AuditEntry]:
        """The latest of what was done, for whoever may read the audit log."""
        if not self.request.user.has_perm("stats.view_auditentry"):
            return []
        entries = AuditEntry.objects.about_publication(self.object)[:ENTRIES_OF_HISTORY]
        return list(entries)


class FigureList(IndexView):
    def get_base_queryset(self) -> QuerySet[Figure]:
        return Figure.objects.for_display()


class CategoryList(IndexView):
    def get_base_queryset(self) -> QuerySet[Category]:
        return Category.objects.select_related("measure")


class AreaList(IndexView):
    def get_base_queryset(self) -> QuerySet[Area]:
        return Area.objects.select_related("parent")
