"""What figures are made of, in the admin: measures, categories, areas and sources."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import Area, Category, Measure, Source
from ..views import publications as views
from ..views.recorded import RecordedEdit


class MeasureViewSet(ModelViewSet):
    model = Measure
    edit_view_class = RecordedEdit
    icon = "order"
    menu_label = _("Measures")
    add_to_admin_menu = False
    copy_view_enabled = False
    list_display = ["name", "get_kind_display", "slug"]
    exclude_form_fields: list[str] = []


class CategoryViewSet(ModelViewSet):
    model = Category
    edit_view_class = RecordedEdit
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
    edit_view_class = RecordedEdit
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
    edit_view_class = RecordedEdit
    icon = "doc-full"
    menu_label = _("Sources")
    add_to_admin_menu = False
    copy_view_enabled = False
    list_display = ["__str__", "reference", "get_kind_display", "received_on"]
    exclude_form_fields: list[str] = []
