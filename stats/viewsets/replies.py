"""Requests to police forces in the admin's menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from ..views import replies as views


class RepliesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(views.SEE)


class ReplyViewSet(ViewSet):
    """What every police force was asked, publication by publication."""

    name = "reply"
    url_prefix = "replies"
    icon = "mail"
    menu_label = _("Replies")
    menu_item_class = RepliesMenuItem

    def on_register(self) -> None:
        """The statistics menu lists it; it has no place of its own."""

    def get_urlpatterns(self) -> list[Any]:
        one = "<int:pk>/<str:gss_code>/"
        patterns: list[URLPattern] = [
            path("", views.index, name="index"),
            path("<int:pk>/", views.grid, name="grid"),
            path(one, views.edit, name="edit"),
            path(f"{one}document/", views.document, name="document"),
        ]
        return patterns
