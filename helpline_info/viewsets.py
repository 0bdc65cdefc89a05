"""The Helpline menu: everything that visitors are told about getting help."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Channel, Closure, OtherService, SupportCategory


class ChannelViewSet(SnippetViewSet):
    model = Channel
    icon = "comment"
    list_display = ["name", "get_kind_display", "contact", "is_live"]
    sort_order_field = "position"


class SupportCategoryViewSet(SnippetViewSet):
    model = SupportCategory
    icon = "help"
    list_display = ["title", "label", "live"]
    sort_order_field = "position"


class ClosureViewSet(SnippetViewSet):
    model = Closure
    icon = "date"
    list_display = ["reason", "first_day", "last_day", "channel"]
    list_filter = ["channel"]
    ordering = ["-first_day"]


class OtherServiceViewSet(SnippetViewSet):
    model = OtherService
    icon = "link-external"
    list_display = ["name", "telephone", "is_emergency", "is_live"]
    sort_order_field = "position"


class HelplineViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Helpline")
    menu_icon = "help"
    menu_order = 300
    items = [SupportCategoryViewSet, ChannelViewSet, ClosureViewSet, OtherServiceViewSet]
