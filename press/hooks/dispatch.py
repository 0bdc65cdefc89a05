"""Reporters and what they are sent, in the admin."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from ..models import ReleasePage, Reporter
from ..permissions import SEE_DISPATCHES
from ..views import reporters as views
from ..views.dispatching import DISPATCH_URLS
from ..views.telling import TELLING_URLS


class ReporterViewSet(ModelViewSet):
    model = Reporter
    name = "reporter"
    url_prefix = "reporters"
    icon = "group"
    menu_label = gettext_lazy("Reporters")
    add_to_admin_menu = False
    copy_view_enabled = False
    index_view_class = views.ReporterList
    create_template_name = "press/admin/dispatch/add_reporter.html"
    edit_template_name = "press/admin/dispatch/edit_reporter.html"
    delete_view_class = views.DeleteReporter
    filterset_class = views.ReporterFilters
    search_fields = ["name", "outlet", "email"]
    search_backend_name = None
    list_display = [
        "__str__",
        "outlet",
        "email",
        views.FollowsColumn("follows", label=gettext_lazy("Follows")),
        views.StandingColumn("standing", label=gettext_lazy("State")),
    ]

    def get_form_class(self, for_update: bool = False) -> type[views.ReporterForm]:
        return views.ReporterForm


reporters = ReporterViewSet()


def menu_item() -> MenuItem:
    item: MenuItem = reporters.menu_item_class(
        reporters.menu_label, reporters.menu_url, icon_name=reporters.icon, order=6
    )
    return item


@hooks.register("register_admin_viewset")
def the_list_of_reporters() -> ReporterViewSet:
    return reporters


@hooks.register("register_admin_urls")
def dispatch_urls() -> list[URLPattern | URLResolver]:
    return [
        path(
            "press-desk/",
            include(
                ([*DISPATCH_URLS, *TELLING_URLS], "press_dispatch"), namespace="press_dispatch"
            ),
        ),
        path(
            "press-desk/reporters/",
            include((views.REPORTER_URLS, "press_reporters"), namespace="press_reporters"),
        ),
    ]


@hooks.register("register_page_header_buttons")
def way_to_the_reporters(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> list[Button]:
    if not isinstance(page.specific_deferred, ReleasePage) or not user.has_perm(SEE_DISPATCHES):
        return []
    address = reverse("press_dispatch:release", args=[page.pk])
    return [Button(_("Send to reporters"), url=address, icon_name="mail", priority=50)]


@hooks.register("register_log_actions")
def name_the_verbs(actions: LogActionRegistry) -> None:
    for name, label, message in (
        ("send", gettext_lazy("Send to reporters"), gettext_lazy("Sent to reporters")),
        (
            "tell",
            gettext_lazy("Tell those who were sent it"),
            gettext_lazy("Those who were sent it were told"),
        ),
        (
            "decide_dispatch",
            gettext_lazy("Decide about an email"),
            gettext_lazy("Email decided about"),
        ),
        (
            "dispatch_came_back",
            gettext_lazy("Note that an email came back"),
            gettext_lazy("Email came back"),
        ),
        (
            "import_reporters",
            gettext_lazy("Bring in reporters"),
            gettext_lazy("List of reporters brought in"),
        ),
        ("unsubscribe", gettext_lazy("Unsubscribe"), gettext_lazy("Unsubscribed")),
        ("resubscribe", gettext_lazy("Send to again"), gettext_lazy("Sent to again, as asked")),
        (
            "try_address_again",
            gettext_lazy("Try an address again"),
            gettext_lazy("Address to be tried again"),
        ),
    ):
        actions.register_action(f"press.{name}", label, message)
