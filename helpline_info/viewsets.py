"""The Helpline menu: everything that visitors are told about getting help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, SubmenuMenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column, LiveStatusTagColumn
from wagtail.models import DraftStateMixin
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from .models import Channel, Closure, OtherService, SupportCategory
from .signals import words_go_public


class AskedBeforeThePublic:
    """What would go to the public is looked at first; what stands in the way is told in the form.

    A draft, or an entry that is not on the site, is saved as it is.
    """

    action: str
    is_valid: Callable[[Any], bool]
    get_error_message: Callable[[], str]

    def may_go_public(self, form: Any) -> bool:
        entry = form.instance
        is_draft = isinstance(entry, DraftStateMixin) and self.action != "publish"
        if is_draft or not getattr(entry, "is_live", True):
            return True
        answers: list[Any] = words_go_public.send(sender=type(entry), instance=entry)
        problems = [problem for _receiver, found in answers for problem in found]
        for problem in problems:
            form.add_error(None, problem)
        if problems:
            self.produced_error_message = self.get_error_message()
        return not problems


class CreateEntryView(AskedBeforeThePublic, CreateView):
    def is_valid(self, form: Any) -> bool:
        return bool(super().is_valid(form)) and self.may_go_public(form)


class EditEntryView(AskedBeforeThePublic, EditView):
    def is_valid(self, form: Any) -> bool:
        return bool(super().is_valid(form)) and self.may_go_public(form)


class EntryViewSet(SnippetViewSet):
    """An entry of the helpline, whose words are looked at before they go to the public."""

    add_view_class = CreateEntryView
    edit_view_class = EditEntryView


class ChannelViewSet(EntryViewSet):
    model = Channel
    icon = "comment"
    list_display = [
        "name",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        "contact",
        BooleanColumn("is_live", label=_("On the site"), sort_key="is_live"),
    ]
    sort_order_field = "position"


class SupportCategoryViewSet(EntryViewSet):
    model = SupportCategory
    icon = "help"
    list_display = ["title", "label", LiveStatusTagColumn()]
    sort_order_field = "position"


class ClosureViewSet(EntryViewSet):
    model = Closure
    icon = "date"
    list_display = ["reason", "first_day", "last_day", "channel"]
    list_filter = ["channel"]
    ordering = ["-first_day"]


class OtherServiceViewSet(EntryViewSet):
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

    def get_menu_item(self, order: int | None = None) -> SubmenuMenuItem:
        """With what the hook register_helpline_menu_item adds, here or in a room above."""
        menu = Menu(
            items=self.get_submenu_items(),
            register_hook_name="register_helpline_menu_item",
        )
        return SubmenuMenuItem(
            label=self.menu_label,
            menu=menu,
            name=self.menu_name,
            icon_name=self.menu_icon,
            order=self.menu_order if order is None else order,
        )
