"""The Helpline menu: everything that visitors are told about getting help."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Channel, Closure, OtherService, SupportCategory


class ChannelViewSet(SnippetViewSet):
    model = Channel
    icon = "comment"
    list_display = [
        "name",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        "contact",
        BooleanColumn("is_live", label=_("On the site"), sort_key="is_live"),
    ]
    sort_order_field = "position"


class SupportCategoryViewSet(SnippetViewSet):
    model = SupportCategory
    icon = "help"
    list_display = ["title", "label", LiveStatusTagColumn()]
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
    list_display = [
        "name",
        "telephone",
        BooleanColumn("is_emergency", label=_("For emergencies"), sort_key="is_emergency"),
        BooleanColumn("is_live", label=_("On the site"), sort_key="is_live"),
    ]
    sort_order_field = "position"


class HelplineViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Helpline")
    menu_name = "our-helpline"  # “helpline” alone would light up Wagtail's own Help with it
    menu_icon = "comment"
    menu_order = 220
    items = [SupportCategoryViewSet, ChannelViewSet, ClosureViewSet, OtherServiceViewSet]
