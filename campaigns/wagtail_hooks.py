"""Campaigns in the admin."""

from __future__ import annotations

from wagtail import hooks

from stats.choosers import FigureChooserViewSet, figure_chooser_viewset

from .viewsets import CampaignPageViewSet, campaign_page_viewset


@hooks.register("register_admin_viewset")
def campaigns_menu() -> CampaignPageViewSet:
    return campaign_page_viewset


@hooks.register("register_admin_viewset")
def figures_to_choose() -> FigureChooserViewSet:
    return figure_chooser_viewset
