"""Statistics in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.log_actions import LogActionRegistry

from .viewsets import VIEWSETS


@hooks.register("register_admin_viewset")
def statistics_viewsets() -> list[Any]:
    return VIEWSETS


@hooks.register("register_admin_menu_item")
def statistics_menu() -> MenuItem:
    items = [
        viewset.menu_item_class(
            viewset.menu_label, viewset.menu_url, icon_name=viewset.icon, order=order
        )
        for order, viewset in enumerate(VIEWSETS)
    ]
    return SubmenuMenuItem(_("Statistics"), Menu(items=items), icon_name="table", order=150)


@hooks.register("register_log_actions")
def name_the_verbs(actions: LogActionRegistry) -> None:
    actions.register_action("stats.publish", _("Publish figures"), _("Figures published"))
    actions.register_action("stats.import", _("Import figures"), _("Figures imported"))
