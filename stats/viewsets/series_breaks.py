"""Breaks in series in the admin: where figures cannot be compared, and why, for the public."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import BreakKind, SeriesBreak
from ..views.recorded import RecordedEdit


class SeriesBreakForm(WagtailAdminModelForm):
    """A break, with what is wrong said beside its field."""

    class Meta:
        model = SeriesBreak
        fields = ("measure", "area", "kind", "starts_on", "ends_on", "reason")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        kind, starts, ends = (cleaned.get(name) for name in ("kind", "starts_on", "ends_on"))
        if kind == BreakKind.PERIOD and ends is None and "ends_on" not in self.errors:
            self.add_error(
                "ends_on", ValidationError(_("A time that is not comparable has a last day."))
            )
        if kind and kind != BreakKind.PERIOD and ends is not None:
            self.add_error(
                "ends_on",
                ValidationError(
                    _("It holds from its first day on: leave this empty, or choose a time.")
                ),
            )
        if starts and ends and ends < starts:
            self.add_error(
                "ends_on", ValidationError(_("The last day comes before the first day."))
            )
        reason = " ".join((cleaned.get("reason") or "").split())
        if reason and sum(letter.isalpha() for letter in reason) < 10:
            self.add_error(
                "reason", ValidationError(_("Say it in a sentence: the public will read it."))
            )
        self._refuse_a_second(cleaned)
        return cleaned

    def _refuse_a_second(self, cleaned: dict[str, Any]) -> None:
        """One break in one place on one day is enough."""
        if self.errors:
            return
        same = SeriesBreak.objects.filter(
            measure=cleaned["measure"],
            area=cleaned["area"],
            kind=cleaned["kind"],
            starts_on=cleaned["starts_on"],
        ).exclude(pk=self.instance.pk)
        if same.exists():
            self.add_error("starts_on", ValidationError(_("It is recorded already for this day.")))


class SeriesBreakList(IndexView):
    def get_base_queryset(self) -> QuerySet[SeriesBreak]:
        return SeriesBreak.objects.select_related("measure", "area")


class SeriesBreakViewSet(ModelViewSet):
    model = SeriesBreak
    index_view_class = SeriesBreakList
    edit_view_class = RecordedEdit
    name = "series-break"
    icon = "cut"
    menu_label = _("Breaks in series")
    add_to_admin_menu = False
    copy_view_enabled = False
    list_display = [
        TitleColumn("measure", label=_("Measure"), url_name="series-break:edit"),
        Column("where", label=_("Area"), accessor=lambda row: row.area or _("every area")),
        Column("get_kind_display", label=_("Kind")),
        Column("starts_on", label=_("From"), sort_key="starts_on"),
        Column("ends_on", label=_("To")),
        Column("reason", label=_("Reason")),
    ]
    list_filter = ["measure", "kind"]
    search_fields = ["reason", "measure__name", "area__name"]
    search_backend_name = None
    ordering = ["measure__name", "starts_on"]

    def get_form_class(self, for_update: bool = False) -> type[SeriesBreakForm]:
        return SeriesBreakForm
