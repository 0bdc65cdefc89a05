"""The release calendar in the admin: every announcement, newest first."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import ReleaseDate
from ..permissions import ReadOnlyPermissionPolicy


class CalendarList(IndexView):
    verbose_name_plural = _("announced dates")

    def get_base_queryset(self) -> QuerySet[ReleaseDate]:
        return ReleaseDate.objects.select_related("publication", "by")


def _expected(announced: ReleaseDate) -> str:
    if announced.moment is None:
        return _now("%(month)s, provisional") % {"month": date_format(announced.month, "F Y")}
    return date_format(localtime(announced.moment), "j F Y, H:i")


class CalendarViewSet(ModelViewSet):
    """What was announced when. A date is announced on the publication's own screen."""

    model = ReleaseDate
    name = "release-calendar"
    icon = "calendar"
    menu_label = _("Release calendar")
    add_to_admin_menu = False
    copy_view_enabled = False
    index_view_class = CalendarList
    list_display: list[Any] = [
        TitleColumn(
            "publication",
            label=_("Publication"),
            get_url=lambda row: reverse("publication:inspect", args=[row.publication_id]),
        ),
        Column("expected", label=_("Expected"), accessor=_expected),
        Column("reason", label=_("Reason for the change")),
        Column("by", label=_("Who")),
        Column("announced_at", label=_("Announced"), sort_key="announced_at"),
    ]
    exclude_form_fields: list[str] = []

    @property
    def permission_policy(self) -> ReadOnlyPermissionPolicy:
        return ReadOnlyPermissionPolicy(self.model)
