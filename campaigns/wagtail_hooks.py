"""Campaigns in the admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from stats.choosers import FigureChooserViewSet, figure_chooser_viewset

from .actions import START_NEXT
from .links import DocumentLinks, PageLinks
from .models import CampaignPage
from .views import may_start_next, start_next
from .viewsets import CampaignPageViewSet, PartnerViewSet, campaign_page_viewset

register_snippet(PartnerViewSet)


@hooks.register("register_admin_viewset")
def campaigns_menu() -> CampaignPageViewSet:
    return campaign_page_viewset


@hooks.register("register_admin_viewset")
def figures_to_choose() -> FigureChooserViewSet:
    return figure_chooser_viewset


@hooks.register("register_rich_text_features", order=100)  # after Wagtail's own
def links_of_a_whole_page(features: FeatureRegistry) -> None:
    features.register_link_type(PageLinks)
    features.register_link_type(DocumentLinks)


@hooks.register("register_admin_urls")
def campaign_urls() -> list[URLPattern]:
    return [path("campaigns-next/<int:page_id>/", start_next, name="campaigns_start_next")]


@hooks.register("register_page_header_buttons")
def start_next_in_the_header(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    yield from _start_next(page, user)


@hooks.register("register_page_listing_more_buttons")
def start_next_in_listings(page: Page, user: User, next_url: str | None = None) -> Iterator[Button]:
    yield from _start_next(page, user)


def _start_next(page: Page, user: User) -> Iterator[Button]:
    if issubclass(page.specific_class or Page, CampaignPage) and may_start_next(page, user):
        yield Button(
            gettext_lazy("Start the next campaign from this one"),
            reverse("campaigns_start_next", args=[page.pk]),
            icon_name="copy",
            priority=32,
        )


@hooks.register("register_log_actions")
def name_the_verb(actions: LogActionRegistry) -> None:
    def message(data: dict[str, Any] | None) -> Any:
        return gettext_lazy("Started from an earlier campaign")

    actions.register_action(START_NEXT, gettext_lazy("Start the next campaign"), message)
