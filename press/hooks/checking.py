"""Checks in the admin: while one types, in the list of terms, and before words go public."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from ..checking.stopping import why_page_not_public
from ..models import AnswerKind, ReleasePage, Term
from ..views.checking import CHECKING_URLS


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "warning"
    menu_label = gettext_lazy("Terminology")
    add_to_admin_menu = False
    copy_view_enabled = False
    base_url_path = "terminology"
    list_display = [
        "phrase",
        Column("get_level_display", label=gettext_lazy("Level"), sort_key="level"),
        "instead",
        BooleanColumn("is_in_use", label=gettext_lazy("In use"), sort_key="is_in_use"),
    ]
    list_filter = ["level", "is_in_use"]
    search_fields = ["phrase", "instead", "why"]


terms = TermViewSet()
register_snippet(terms)


def menu_item() -> MenuItem:
    item: MenuItem = terms.menu_item_class(
        terms.menu_label, terms.menu_url, icon_name=terms.icon, order=50
    )
    return item


@hooks.register("register_admin_urls")
def checking_urls() -> list[URLPattern | URLResolver]:
    return [
        path(
            "press-desk/check/",
            include((CHECKING_URLS, "press_checking"), namespace="press_checking"),
        )
    ]


@hooks.register("insert_editor_js")
def checks_while_typing() -> SafeString:
    """On every editor's screen; the script asks the server what there is to check on this one."""
    return format_html(
        '{}<script src="{}" type="module"></script>',
        render_to_string("press/admin/checking/panel.html", {"kinds": AnswerKind.choices}),
        static("press/checking.js"),
    )


@hooks.register("insert_global_admin_css")
def style_of_checks() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("press/checking.css"))


@hooks.register("register_log_actions")
def name_the_verb(actions: LogActionRegistry) -> None:
    actions.register_action(
        "press.answer",
        gettext_lazy("Answer a check"),
        gettext_lazy("What a check found was answered"),
    )


@hooks.register("before_publish_page")
def stop_at_terms(request: HttpRequest, page: Page) -> HttpResponse | None:
    """No page goes public with a word of the list, unless it is marked as quoted or a law's title.

    What was typed is saved as a draft by then. Releases have their own way, which asks the same.
    """
    if isinstance(page, ReleasePage):
        return None
    problems = why_page_not_public(page)
    for problem in problems:
        messages.error(request, problem)
    return redirect("wagtailadmin_pages:edit", page.pk) if problems else None


@hooks.register("before_edit_page")
def stop_at_terms_when_approving(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Approving the last task of a workflow publishes too, with what stands in the form."""
    is_approval = request.POST.get("workflow-action-name") == "approve"
    if "action-workflow-action" not in request.POST or not is_approval:
        return None
    if isinstance(page, ReleasePage):
        return None
    form = page.get_edit_handler().get_form_class()(
        request.POST,
        request.FILES,
        instance=page.specific_class.objects.get(pk=page.pk).get_latest_revision_as_object(),
        parent_page=page.get_parent(),
        for_user=request.user,
    )
    if not form.is_valid():
        return None  # the editor says what is wrong
    typed = form.save(commit=False)
    problems = why_page_not_public(typed)
    if not problems:
        return None
    typed.save_revision(user=request.user, log_action=True)
    for problem in problems:
        messages.error(request, problem)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def stop_at_terms_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same where many pages are published at once: their newest words are what would be."""
    if action_type != "publish":
        return None
    stopped = False
    for one in objects:
        if not isinstance(one, Page) or isinstance(one.specific_deferred, ReleasePage):
            continue
        for problem in why_page_not_public(one.specific.get_latest_revision_as_object()):
            messages.error(request, f"{one.get_admin_display_title()}: {problem}")
            stopped = True
    return redirect("wagtailadmin_explore_root") if stopped else None
