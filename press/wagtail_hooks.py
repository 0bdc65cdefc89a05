"""The press desk in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from stats.models import Figure, Publication

from .models import NewsroomPage, ReleasePage
from .permissions import SEE_PROGRESS, USE_THE_DESK
from .views import desk as views
from .viewsets import release_templates

register_snippet(release_templates)

DESK_URLS = [
    path("", views.desk, name="index"),
    path("<int:pk>/", views.publication, name="publication"),
    path("<int:pk>/builds/", views.builds, name="builds"),
    path("<int:pk>/export/<slug:format_name>/", views.export_all, name="export_all"),
    path("retry/<int:pk>/", views.retry, name="retry"),
    path("release/<int:pk>/copy/", views.copy, name="copy"),
    path("release/<int:pk>/export/<slug:format_name>/", views.export_one, name="export_one"),
]


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    return [path("press-desk/", include((DESK_URLS, "press_desk"), namespace="press_desk"))]


class DeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(USE_THE_DESK))


@hooks.register("register_admin_menu_item")
def press_menu() -> MenuItem:
    drafts = DeskMenuItem(
        gettext_lazy("Drafts"),
        lazy(reverse, str)("press_desk:index"),
        icon_name="doc-full",
        order=1,
    )
    templates = release_templates.menu_item_class(
        release_templates.menu_label, release_templates.menu_url, icon_name="form", order=2
    )
    return SubmenuMenuItem(
        gettext_lazy("Press desk"), Menu(items=[drafts, templates]), icon_name="mail", order=160
    )


@hooks.register("construct_main_menu")
def leave_out_the_list_of_snippets(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Every kind of content has its place in a menu named for the people who work with it."""
    menu_items[:] = [item for item in menu_items if item.name != "snippets"]


@hooks.register("publication_panels")
def drafts_of_a_publication(request: HttpRequest, publication: Publication) -> SafeString | None:
    """On a publication's own screen: its drafts as they appear, for whoever may see them.

    From the approval on: the drafts of a scheduled publication are ready before it is public.
    """
    if not request.user.has_perm(SEE_PROGRESS) or not publication.is_approved:
        return None
    context = views.builds_context(request, publication)
    return render_to_string("press/admin/_live_builds.html", context, request=request)


@hooks.register("register_page_listing_more_buttons")
def export_buttons(page: Page, user: Any, next_url: str | None = None) -> list[Button]:
    return _buttons(page, user)


@hooks.register("register_page_header_buttons")
def export_header_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> list[Button]:
    return _buttons(page, user)


def _buttons(page: Page, user: Any) -> list[Button]:
    """Text first: reporters read what is pasted into an email before any attachment."""
    if not isinstance(page.specific_deferred, ReleasePage) or not user.has_perm(USE_THE_DESK):
        return []
    links = (
        (_("Copy as text"), reverse("press_desk:copy", args=[page.pk]), "copy"),
        (_("Download text"), reverse("press_desk:export_one", args=[page.pk, "text"]), "download"),
        (_("Download Word"), reverse("press_desk:export_one", args=[page.pk, "docx"]), "download"),
    )
    return [
        Button(label, url=url, icon_name=icon, priority=60 + place)
        for place, (label, url, icon) in enumerate(links)
    ]


@hooks.register("before_copy_page")
def refuse_to_copy_a_release(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A copy would claim the same figures for the same area twice."""
    if not isinstance(page.specific_deferred, ReleasePage | NewsroomPage):
        return None
    messages.error(request, _("A release cannot be copied: there is one for each area."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("insert_global_admin_css")
def style_of_the_editor() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("press/editor.css"))


@hooks.register("register_log_actions")
def name_the_verbs(actions: LogActionRegistry) -> None:
    actions.register_action(
        "press.retry", gettext_lazy("Retry a draft"), gettext_lazy("Draft retried")
    )


@hooks.register("figure_used_on_panels")
def releases_with_a_figure(request: HttpRequest, figure: Figure) -> SafeString | None:
    """On the list of places that show a figure: the releases whose words follow from it."""
    if not request.user.has_perm(SEE_PROGRESS):
        return None
    releases = ReleasePage.objects.quoting(figure).order_by("title", "pk")
    context = {"releases": releases, "may_edit": request.user.has_perm(USE_THE_DESK)}
    return render_to_string("press/admin/figure_releases.html", context, request=request)
