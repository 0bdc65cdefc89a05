"""Spellings of areas in the admin: what people have said, to be put right or taken back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from ..importing.sheets import normal
from ..models import AreaSpelling
from ..views.recorded import RecordedEdit


class AreaSpellingForm(WagtailAdminModelForm):
    """A spelling is kept as names are compared: in small letters, without what tells nothing."""

    class Meta:
        model = AreaSpelling
        fields = ("spelling", "area")

    def clean_spelling(self) -> str:
        spelling: str = normal(self.cleaned_data["spelling"])
        if not spelling:
            raise ValidationError(_("Write letters or digits of the name."))
        return spelling


class AreaSpellingList(IndexView):
    def get_base_queryset(self) -> QuerySet[AreaSpelling]:
        return AreaSpelling.objects.select_related("area", "added_by")


class AreaSpellingViewSet(ModelViewSet):
    model = AreaSpelling
    name = "area-spelling"
    icon = "edit"
    menu_label = _("Spellings of areas")
    index_view_class = AreaSpellingList
    edit_view_class = RecordedEdit
    copy_view_enabled = False
    add_to_admin_menu = False
    list_display = [
        "spelling",
        Column("area", label=_("Area"), sort_key="area__name"),
        Column("added_by", label=_("Said by")),
        Column("added_at", label=_("When"), sort_key="added_at"),
    ]
    search_fields = ["spelling", "area__name"]
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return AreaSpellingForm
