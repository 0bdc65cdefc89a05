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

from .hooks import (
    angles,
    checking,
    corrections,
    dispatch,
    exports,
    quotations,
    translating,  # noqa: F401  in front of Wagtail's own
    workflow,  # noqa: F401  a release's way to the public
)
from .models import NewsroomPage, ReleasePage
from .permissions import SEE_PROGRESS, USE_THE_DESK
from .views import corrections as corrections_views
from .views import desk as views
from .views import desk_bulk
from .viewsets import release_templates

register_snippet(release_templates)

DESK_URLS = [
    path("", views.desk, name="index"),
    path("<int:pk>/", views.publication, name="publication"),
    path("corrections/", corrections_views.index, name="all_corrections"),
    path("corrections/<int:pk>/", corrections_views.corrections, name="corrections"),
    path("<int:pk>/builds/", views.builds, name="builds"),
    path("<int:pk>/changes/", views.changes, name="changes"),
    path("<int:pk>/choose/", desk_bulk.choose, name="choose"),
    path("<int:pk>/carry-out/", desk_bulk.carry_out, name="carry_out"),
    path("release/<int:pk>/problem/", views.problem, name="problem"),
    path("retry/<int:pk>/", views.retry, name="retry"),
    path("release/<int:pk>/copy/", views.copy, name="copy"),
    *exports.URLS,
    *angles.URLS,
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
        gettext_lazy("Press desk"),
        Menu(
            items=[
                *(drafts, templates, quotations.menu_item(), checking.menu_item()),
                *(dispatch.menu_item(), exports.menu_item, corrections.menu_item()),
            ]
        ),
        icon_name="mail",
        order=160,
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
    return exports.buttons_of(page)


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
