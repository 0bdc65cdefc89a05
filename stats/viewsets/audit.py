"""The audit log in the admin: read, and never changed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from .. import audit
from ..models import AuditEntry
from ..permissions import ReadOnlyPermissionPolicy


def _actions() -> list[tuple[str, str]]:
    """The actions that occur, in words."""
    found = AuditEntry.objects.order_by("action").values_list("action", flat=True).distinct()
    return sorted(((action, audit.words_for(action)) for action in found), key=lambda pair: pair[1])


def _when(entry: AuditEntry) -> str:
    """To the second: the order of what happened is what is read here."""
    return date_format(localtime(entry.at), "j F Y, H:i:s")


def _names() -> list[tuple[str, str]]:
    found = AuditEntry.objects.order_by("by_name").values_list("by_name", flat=True).distinct()
    return [(name, name) for name in found]


class AuditFilterSet(WagtailFilterSet):
    """By who, what, of what kind and when."""

    by_name = django_filters.ChoiceFilter(label=_("Who"), choices=_names)
    action = django_filters.ChoiceFilter(label=_("Action"), choices=_actions)
    subject_name = django_filters.CharFilter(
        label=_("Subject"), lookup_expr="icontains", widget=forms.TextInput
    )
    publication = django_filters.NumberFilter(
        label=_("Number of the publication"), method="of_publication"
    )
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = AuditEntry
        fields = ["by_name", "action", "subject_name", "publication", "at"]

    def of_publication(
        self, entries: QuerySet[AuditEntry], name: str, number: Decimal
    ) -> QuerySet[AuditEntry]:
        return entries.filter(data__publication=int(number))


class AuditList(IndexView):
    """What was done, newest first."""

    default_ordering = "-at"
    verbose_name_plural = _("audit entries")


class AuditView(InspectView):
    """One entry, with everything that was kept."""

    page_title = _("Audit entry")

    def get_fields(self) -> list[str]:
        return ["at", "by_name", "action", "subject_name", "subject_type", "subject_id", "data"]

    def get_action_display_value(self) -> str:
        return audit.words_for(self.object.action)

    def get_data_display_value(self) -> str:
        return "; ".join(f"{name}: {value}" for name, value in audit.details_of(self.object)) or "–"


class AuditViewSet(ModelViewSet):
    model = AuditEntry
    name = "audit-log"
    icon = "history"
    menu_label = _("Audit log")
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = AuditList
    inspect_view_class = AuditView
    filterset_class = AuditFilterSet
    list_display: list[Any] = [
        TitleColumn(
            "what",
            label=_("Action"),
            accessor=lambda entry: audit.words_for(entry.action),
            url_name="audit-log:inspect",
        ),
        Column("subject_name", label=_("Subject")),
        Column("by_name", label=_("Who"), sort_key="by_name"),
        Column("at", label=_("When"), sort_key="at", accessor=_when),
    ]
    exclude_form_fields: list[str] = []

    @property
    def permission_policy(self) -> ReadOnlyPermissionPolicy:
        return ReadOnlyPermissionPolicy(self.model)
