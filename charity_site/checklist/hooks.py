"""The checklist in the admin: its screen, and the ways to it from pages and support categories."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from helpline_info.models import SupportCategory

from .looking import has_checklist
from .screens import ADMIN_URLS, MAY_CHANGE, address_of


@hooks.register("register_admin_urls")
def checklist_urls() -> list[URLPattern]:
    return ADMIN_URLS


@hooks.register("register_page_header_buttons")
def way_to_the_checklist(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> list[Button]:
    if not has_checklist(page.specific_deferred) or not page.permissions_for_user(user).can_edit():
        return []
    return [Button(_("Before you publish"), url=address_of(page), icon_name="tasks", priority=5)]


@hooks.register("register_snippet_listing_buttons")
def way_to_the_checklist_of_a_worry(
    snippet: Any, user: Any, next_url: str | None = None
) -> list[MenuItem]:
    may = any(user.has_perm(permission) for permission in MAY_CHANGE)
    if not isinstance(snippet, SupportCategory) or not may:
        return []
    return [MenuItem(_("Before you publish"), url=address_of(snippet), icon_name="tasks")]


@hooks.register("insert_global_admin_css")
def style_of_the_checklist() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/checklist.css"))


@hooks.register("register_log_actions")
def name_the_verb(actions: LogActionRegistry) -> None:
    actions.register_action(
        "charity_site.answer_warning",
        gettext_lazy("Answer a warning"),
        gettext_lazy("A warning was answered before publishing"),
    )
