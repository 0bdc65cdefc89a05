"""Releases as files, in the admin: addresses, buttons, and the names of the verbs."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from ..views import exports as views
from ..views import house_styles

URLS: list[URLPattern] = [
    path("<int:pk>/export/<slug:format_name>/", views.export_all, name="export_all"),
    path("<int:pk>/bundle/", views.ask, name="ask_for_bundle"),
    path("bundles/<int:pk>/", views.bundle, name="bundle"),
    path("bundles/<int:pk>/progress/", views.bundle_progress, name="bundle_progress"),
    path("bundles/<int:pk>/download/", views.download, name="bundle_download"),
    path("bundles/<int:pk>/cancel/", views.cancel, name="bundle_cancel"),
    path("release/<int:pk>/exports/", views.exports, name="exports"),
    path("release/<int:pk>/export/<slug:format_name>/", views.export_one, name="export_one"),
    path("house-styles/", house_styles.house_styles, name="house_styles"),
    path("house-styles/our-look/", house_styles.our_look, name="our_look"),
    path("house-styles/<int:pk>/use/", house_styles.use_house_style, name="use_house_style"),
    path("house-styles/<int:pk>/file/", house_styles.house_style_file, name="house_style_file"),
]


class _StylesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(house_styles.SEE))


menu_item = _StylesMenuItem(
    gettext_lazy("House style"),
    lazy(reverse, str)("press_desk:house_styles"),
    name="house-style",
    icon_name="pilcrow",
    order=80,
)


def buttons_of(page: Page) -> list[Button]:
    """Text first: reporters read what is pasted into an email before any attachment."""
    links = (
        (_("Copy as text"), reverse("press_desk:copy", args=[page.pk]), "copy"),
        (_("Word"), reverse("press_desk:export_one", args=[page.pk, "docx"]), "download"),
        (_("PDF"), reverse("press_desk:export_one", args=[page.pk, "pdf"]), "download"),
        (_("Web page"), reverse("press_desk:export_one", args=[page.pk, "html"]), "download"),
        (_("More formats"), reverse("press_desk:exports", args=[page.pk]), "doc-full"),
    )
    return [
        Button(label, url=url, icon_name=icon, priority=60 + place)
        for place, (label, url, icon) in enumerate(links)
    ]


@hooks.register("register_log_actions")
def name_the_verbs_of_exports(actions: LogActionRegistry) -> None:
    for name, label, message in (
        ("ask_for_bundle", gettext_lazy("Export releases"), gettext_lazy("Releases exported")),
        ("cancel_bundle", gettext_lazy("Cancel an export"), gettext_lazy("Export cancelled")),
        ("take_in_styles", gettext_lazy("Add Word styles"), gettext_lazy("Word styles added")),
        ("use_styles", gettext_lazy("Use Word styles"), gettext_lazy("Word styles in use")),
        (
            "stop_using_styles",
            gettext_lazy("Stop using Word styles"),
            gettext_lazy("Word styles out of use"),
        ),
    ):
        actions.register_action(f"press.{name}", label, message)
