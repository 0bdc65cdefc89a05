"""Figures in the admin: read, added and, while nobody has seen them, deleted."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from ..forms import FigureForm
from ..models import Figure
from ..permissions import FigurePermissionPolicy
from ..views import publications as views
from ..views.corrections import FigureView, correct_figure


class FigureViewSet(ModelViewSet):
    model = Figure
    index_view_class = views.FigureList
    delete_view_class = views.DeleteUnpublished
    inspect_view_class = FigureView
    inspect_view_fields_exclude = ["id"]
    inspect_template_name = "stats/admin/figure.html"
    name = "statistics-entry"
    icon = "table"
    menu_label = _("Statistics entries")
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = True
    list_display = [
        TitleColumn(
            "area",
            label=_("Area"),
            url_name="statistics-entry:inspect",
            sort_key="area__name",
            width="18%",
        ),
        Column("measure", label=_("Measure"), sort_key="measure__name"),
        Column("category_or_total", label=_("Category")),
        Column("period.label", label=_("Period"), accessor="period.label", sort_key="period_end"),
        Column("shown_value", label=_("Figure"), sort_key="value"),
        Column("publication", label=_("Publication")),
    ]
    list_filter = ["measure", "publication", "status"]
    search_fields = ["area__name", "measure__name"]
    search_backend_name = None
    ordering = ["area__name", "-period_end"]

    @property
    def permission_policy(self) -> FigurePermissionPolicy:
        return FigurePermissionPolicy(self.model)

    def get_form_class(self, for_update: bool = False) -> type[FigureForm]:
        return FigureForm

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        return [*patterns, path("correct/<int:pk>/", correct_figure, name="correct")]
