"""Statistics in the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.rich_text.feature_registry import FeatureRegistry

from .models import Publication
from .prose import feature as figures_in_prose
from .prose.choosing import FigureForProseViewSet, figure_for_prose_viewset
from .views import consistency as consistency_views
from .views import received_files as received_files_views
from .views import replies as replies_views
from .views import suppression as suppression_views
from .views import used_on as used_on_views
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
    actions.register_action(
        "stats.submit_for_review", _("Submit for review"), _("Submitted for review")
    )
    actions.register_action(
        "stats.return_to_draft", _("Return to its authors"), _("Returned to its authors")
    )
    actions.register_action("stats.schedule", _("Schedule"), _("Approved and scheduled"))
    actions.register_action("stats.reschedule", _("Move a schedule"), _("Schedule moved"))
    actions.register_action(
        "stats.cancel_schedule", _("Cancel a schedule"), _("Schedule cancelled")
    )
    actions.register_action("stats.came_out", _("Come out"), _("Came out as scheduled"))
    actions.register_action("stats.announce", _("Announce a date"), _("Date announced"))
    actions.register_action(
        "stats.start_correction", _("Begin a correction"), _("Correction begun")
    )
    actions.register_action("stats.correct", _("Correct a figure"), _("Figure corrected"))
    actions.register_action(
        "stats.record_requests", _("Record requests"), _("Requests to police forces recorded")
    )
    actions.register_action("stats.record_reply", _("Record a reply"), _("Reply recorded"))
    actions.register_action(
        "stats.answer_warning", _("Answer a warning"), _("Warning about figures answered")
    )
    actions.register_action(
        "stats.suppress", _("Suppress small numbers"), _("Small numbers suppressed")
    )
    actions.register_action("stats.import", _("Import figures"), _("Figures imported"))
    actions.register_action("stats.receive", _("Send in a file"), _("File sent in"))
    actions.register_action("stats.answer", _("Answer questions"), _("Questions answered"))
    actions.register_action("stats.map_columns", _("Map columns"), _("Columns mapped"))
    actions.register_action("stats.explain", _("Give reasons"), _("Reasons given"))
    actions.register_action("stats.leave_out", _("Leave rows out"), _("Rows left out"))
    actions.register_action("stats.take_back_in", _("Take rows back in"), _("Rows taken back in"))
    actions.register_action("stats.read_again", _("Read a file again"), _("File read again"))
    actions.register_action("stats.set_aside", _("Set a file aside"), _("File set aside"))


@hooks.register("publication_panels")
def files_of_a_publication(request: HttpRequest, publication: Publication) -> str | None:
    """On a publication's own screen: the files sent in to it, and the way to send one in."""
    context = received_files_views.panel_context(publication, request.user)
    if context is None:
        return None
    return render_to_string("stats/admin/received_files_panel.html", context, request=request)


@hooks.register("publication_panels")
def replies_to_a_publication(request: HttpRequest, publication: Publication) -> str | None:
    """On a publication's own screen: what its requests came to."""
    context = replies_views.panel_context(publication, request.user)
    if context is None:
        return None
    return render_to_string("stats/admin/replies_panel.html", context, request=request)


@hooks.register("register_rich_text_features")
def figures_in_rich_text(features: FeatureRegistry) -> None:
    figures_in_prose.register(features)


@hooks.register("register_admin_viewset")
def figures_to_put_into_prose() -> FigureForProseViewSet:
    return figure_for_prose_viewset


@hooks.register("register_admin_urls")
def where_figures_are_used() -> list[URLPattern]:
    return [
        path("figures/used-on/<int:pk>/", used_on_views.used_on, name="figure_used_on"),
        path("figures/to-look-at/", used_on_views.to_look_at, name="figures_to_look_at"),
    ]


class FiguresOnPagesMenuItem(MenuItem):
    """For those who may see figures; what a role may not edit is shown to it without a link."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(used_on_views.VIEW_PERMISSION)


@hooks.register("register_admin_menu_item")
def figures_on_pages() -> MenuItem:
    return FiguresOnPagesMenuItem(
        _("Figures on pages"), reverse_lazy("figures_to_look_at"), icon_name="list-ol", order=220
    )


@hooks.register("register_admin_urls")
def checks_of_a_publication() -> list[URLPattern]:
    return [
        path("publication/checks/<int:pk>/", consistency_views.checks, name="publication_checks"),
        path(
            "publication/small-numbers/<int:pk>/",
            suppression_views.small_numbers,
            name="publication_small_numbers",
        ),
    ]


@hooks.register("publication_panels")
def checks_on_a_publication(request: HttpRequest, publication: Publication) -> str | None:
    """On a publication's own screen: how its checks stand."""
    context = consistency_views.panel_context(publication, request.user)
    if context is None:
        return None
    return render_to_string("stats/admin/consistency_panel.html", context, request=request)
