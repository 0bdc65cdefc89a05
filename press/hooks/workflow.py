"""A release's way to the public in the admin; and Wagtail's own ways there, shut."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from ..models import ReleasePage
from ..permissions import USE_THE_DESK
from ..views.access import ACCESS_URLS
from ..views.release import WORKFLOW_URLS


@hooks.register("register_admin_urls")
def workflow_urls() -> list[URLPattern | URLResolver]:
    return [
        path(
            "press-desk/release/",
            include((WORKFLOW_URLS, "press_workflow"), namespace="press_workflow"),
        ),
        path(
            "press-desk/access/", include((ACCESS_URLS, "press_access"), namespace="press_access")
        ),
    ]


@hooks.register("register_log_actions")
def name_the_verbs(actions: LogActionRegistry) -> None:
    for name, label, message in (
        ("save_words", gettext_lazy("Save the words"), gettext_lazy("Words saved")),
        (
            "write_template",
            gettext_lazy("Write its template"),
            gettext_lazy("Its template written"),
        ),
        ("submit", gettext_lazy("Submit for review"), gettext_lazy("Submitted for review")),
        ("return", gettext_lazy("Return to its authors"), gettext_lazy("Returned to its authors")),
        ("approve", gettext_lazy("Approve a release"), gettext_lazy("Release approved")),
        ("reopen", gettext_lazy("Reopen a release"), gettext_lazy("Draft again: it was edited")),
        ("assign", gettext_lazy("Assign a release"), gettext_lazy("Release assigned")),
        ("release", gettext_lazy("Release now"), gettext_lazy("Released")),
        ("schedule", gettext_lazy("Release at a moment"), gettext_lazy("Scheduled under embargo")),
        ("reschedule", gettext_lazy("Move a release"), gettext_lazy("Release moved")),
        (
            "cancel_schedule",
            gettext_lazy("Cancel a release's moment"),
            gettext_lazy("Release's moment cancelled"),
        ),
        ("came_out", gettext_lazy("Come out"), gettext_lazy("Release came out as scheduled")),
        ("withdraw", gettext_lazy("Withdraw a release"), gettext_lazy("Release withdrawn")),
        (
            "give_access",
            gettext_lazy("Give pre-release access"),
            gettext_lazy("Pre-release access given"),
        ),
        (
            "end_access",
            gettext_lazy("End pre-release access"),
            gettext_lazy("Pre-release access ended"),
        ),
    ):
        actions.register_action(f"press.{name}", label, message)


def _way_to_the_public(page: Page) -> str:
    return reverse("press_workflow:review", args=[page.pk])


def is_release(page: Page) -> bool:
    return isinstance(page.specific_deferred, ReleasePage)


def refuse(request: HttpRequest, page: Page) -> HttpResponse:
    """Say where it is done instead, and go there."""
    messages.error(
        request,
        _(
            "A release is not published, withdrawn, moved or deleted here: it needs a second"
            " person. This screen leads it to the public and back."
        ),
    )
    return redirect(_way_to_the_public(page))


WAGTAILS_OWN_WAYS = (
    "action-publish",
    "action-submit",
    "action-restart-workflow",
    "action-workflow-action",
    "action-cancel-workflow",
)


@hooks.register("before_edit_page")
def refuse_to_publish_from_the_editor(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The editor has no such buttons; a request that is sent all the same saves nothing."""
    if not is_release(page) or not any(name in request.POST for name in WAGTAILS_OWN_WAYS):
        return None
    return refuse(request, page)


@hooks.register("before_unpublish_page")
@hooks.register("before_publish_page")
def refuse_other_ways(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refuse(request, page) if is_release(page) else None


@hooks.register("before_move_page")
def refuse_to_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    return refuse(request, page) if is_release(page) else None


@hooks.register("before_delete_page")
def refuse_to_delete_what_was_out(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A draft may go; what has a version has been told to the public, or will be."""
    specific = page.specific_deferred
    if isinstance(specific, ReleasePage) and specific.versions.exists():
        return refuse(request, page)
    return _refuse_to_delete_over_releases(request, [page])


@hooks.register("before_bulk_action")
def refuse_to_delete_many_over_releases(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    if action_type != "delete":
        return None
    return _refuse_to_delete_over_releases(request, [o for o in objects if isinstance(o, Page)])


def _refuse_to_delete_over_releases(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    """With a page all that lies beneath it goes: not where that is a release."""
    if not any(ReleasePage.objects.descendant_of(page).exists() for page in pages):
        return None
    messages.error(
        request, _("Releases lie beneath it: they stay, and what was public keeps its address.")
    )
    return redirect("wagtailadmin_explore_root")


class WayToThePublic(ActionMenuItem):
    """In the editor's menu, where other pages have “Publish”."""

    name = "release-review"
    label = gettext_lazy("Review and release")
    icon_name = "mail"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return context["view"] == "edit" and page is not None and is_release(page)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return _way_to_the_public(parent_context["page"])


@hooks.register("register_page_action_menu_item")
def way_to_the_public() -> WayToThePublic:
    return WayToThePublic(order=20)


@hooks.register("register_page_listing_more_buttons")
def review_button(page: Page, user: Any, next_url: str | None = None) -> list[Button]:
    return _buttons(page, user)


@hooks.register("register_page_header_buttons")
def review_header_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> list[Button]:
    return _buttons(page, user)


def _buttons(page: Page, user: Any) -> list[Button]:
    if not user.has_perm(USE_THE_DESK) or not is_release(page):
        return []
    return [
        Button(_("Review and release"), url=_way_to_the_public(page), icon_name="mail", priority=50)
    ]
