"""Statistics in the admin: publications, figures, and what they are made of."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from . import views
from .forms import FigureForm
from .models import Area, Category, Figure, Measure, Publication, Source
from .permissions import FigurePermissionPolicy, PublicationPermissionPolicy


class PublicationViewSet(ModelViewSet):
    model = Publication
    delete_view_class = views.DeleteUnpublished
    name = "publication"
    icon = "list-ul"
    menu_label = _("Publications")
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = views.PublicationView
    inspect_template_name = "stats/admin/publication.html"
    list_display = [
        TitleColumn("title", label=_("Title"), url_name="publication:inspect", sort_key="title"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("publish_at", label=_("Public from"), sort_key="publish_at"),
        Column("created_at", label=_("Added"), sort_key="created_at"),
    ]
    list_filter = ["state"]
    search_fields = ["title"]
    search_backend_name = None
    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("summary"),
        FieldPanel("methodology"),
        MultiFieldPanel(
            [FieldPanel("police_forces_asked"), FieldPanel("police_forces_answered")],
            heading=_("Coverage"),
        ),
    ]

    @property
    def permission_policy(self) -> PublicationPermissionPolicy:
        return PublicationPermissionPolicy(self.model)

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        return [*patterns, path("publish/<int:pk>/", views.publish, name="publish")]


class FigureViewSet(ModelViewSet):
    model = Figure
    index_view_class = views.FigureList
    delete_view_class = views.DeleteUnpublished
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


class MeasureViewSet(ModelViewSet):
    model = Measure
    icon = "order"
    menu_label = _("Measures")
    add_to_admin_menu = False
    copy_view_enabled = False
    list_display = ["name", "get_kind_display", "slug"]
    exclude_form_fields: list[str] = []


class CategoryViewSet(ModelViewSet):
    model = Category
    index_view_class = views.CategoryList
    icon = "tag"
    menu_label = _("Categories")
    add_to_admin_menu = False
    copy_view_enabled = False
    list_display = ["name", "measure", "slug"]
    list_filter = ["measure"]
    exclude_form_fields: list[str] = []


class AreaViewSet(ModelViewSet):
    model = Area
    index_view_class = views.AreaList
    icon = "site"
    menu_label = _("Areas")
    add_to_admin_menu = False
    copy_view_enabled = False
    list_display = ["name", "gss_code", "get_level_display", "body_name", "parent"]
    list_filter = ["level"]
    search_fields = ["name", "body_name", "gss_code"]
    search_backend_name = None
    exclude_form_fields: list[str] = []


class SourceViewSet(ModelViewSet):
    model = Source
    icon = "doc-full"
    menu_label = _("Sources")
    add_to_admin_menu = False
    copy_view_enabled = False
    list_display = ["__str__", "reference", "get_kind_display", "received_on"]
    exclude_form_fields: list[str] = []


VIEWSETS: list[ModelViewSet] = [
    PublicationViewSet(),
    FigureViewSet(),
    MeasureViewSet(),
    CategoryViewSet(),
    AreaViewSet(),
    SourceViewSet(),
]
