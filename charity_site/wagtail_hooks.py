"""What the whole site adds to the admin."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page, Site
from wagtail.snippets.models import register_snippet

from campaigns.languages import active_language

from . import reading_report, rehearsal, scheduled_publishing, welsh_report
from .checklist import hooks as _checklist  # noqa: F401  what is looked at before publishing
from .neutral_names import SensitiveWordViewSet
from .old_addresses import is_public
from .patterns import pattern_page

register_snippet(SensitiveWordViewSet)


class RehearseMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return all(request.user.has_perm(permission) for permission in rehearsal.PERMISSIONS)


@hooks.register("before_serve_page")
def serve_at_its_own_address(
    page: Page, request: HttpRequest, args: Any, kwargs: Any
) -> HttpResponse | None:
    """While there is no home page in a language, its addresses lead to the English tree.

    Only to what is public there: else it would tell that there is a release under embargo.
    """
    if active_language() == settings.LANGUAGE_CODE:
        return None
    site = Site.find_for_request(request)
    is_english = site is not None and page.path.startswith(site.root_page.path)
    return redirect(page.get_url(request)) if is_english and is_public(page) else None


@hooks.register("register_admin_urls")
def rehearsal_urls() -> list[URLPattern]:
    return rehearsal.ADMIN_URLS


@hooks.register("register_helpline_menu_item")
def rehearsal_in_the_menu() -> MenuItem:
    return RehearseMenuItem(
        _("Rehearse"), reverse_lazy("rehearsal"), icon_name="history", order=100
    )


@hooks.register("register_admin_urls")
def pattern_page_url() -> list[URLPattern]:
    return [path("pattern-page/", pattern_page, name="pattern-page")]


@hooks.register("register_settings_menu_item")
def pattern_page_in_the_menu() -> MenuItem:
    return MenuItem(_("Pattern page"), reverse_lazy("pattern-page"), icon_name="view", order=110)


class ReportMenuItem(MenuItem):
    """A report in the menu of those who may read it."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(self.permission))


class HeldBackPanel(Component):
    """What was not published when its hour came, with the reasons, until somebody sees to it."""

    name = "held-back"
    template_name = "charity_site/admin/held_back.html"
    order = 90

    def __init__(self, entries: list[Any]) -> None:
        self.entries = entries

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"entries": self.entries}


@hooks.register("construct_homepage_panels")
def what_was_held_back(request: HttpRequest, panels: list[Component]) -> None:
    entries = scheduled_publishing.held_back(request.user)
    if entries:
        panels.append(HeldBackPanel(entries))


@hooks.register("register_log_actions")
def name_what_is_held_back(actions: LogActionRegistry) -> None:
    actions.register_action(
        scheduled_publishing.HELD_BACK,
        _("Hold back"),
        _("Not published at its time: something has to be mended first"),
    )


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    return [*welsh_report.ADMIN_URLS, *reading_report.ADMIN_URLS]


@hooks.register("register_reports_menu_item")
def welsh_report_in_the_menu() -> MenuItem:
    return ReportMenuItem(
        _("Not yet in Welsh"),
        reverse_lazy("not_yet_in_welsh"),
        icon_name="globe",
        order=1100,
        permission=welsh_report.PERMISSION,
    )


@hooks.register("register_reports_menu_item")
def reading_report_in_the_menu() -> MenuItem:
    return ReportMenuItem(
        _("Reading levels"),
        reverse_lazy("reading_levels"),
        icon_name="glasses",
        order=1110,
        permission=reading_report.PERMISSION,
    )
