"""The Campaigns menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permissions import page_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import CampaignPage, HomePage, Partner


class CampaignsMenuItem(MenuItem):
    """For those who may add or edit a campaign. Working on releases in the newsroom is not that."""

    def is_shown(self, request: HttpRequest) -> bool:
        pages = page_permission_policy.instances_user_has_any_permission_for(
            request.user, {"add", "change", "publish"}
        )
        return bool(pages.type(HomePage, CampaignPage).exists())


class CampaignPageViewSet(PageListingViewSet):
    """Every campaign wherever it stands in the page tree, with its state and last change."""

    model = CampaignPage
    menu_label = _("Campaigns")
    menu_item_class = CampaignsMenuItem
    icon = "doc-full"
    add_to_admin_menu = True
    menu_order = 210


class PartnerViewSet(SnippetViewSet):
    """The organisations that campaigns may name, with links to them."""

    model = Partner
    icon = "group"
    menu_order = 211
    add_to_admin_menu = True
    list_display = ["name", "kind", "area", "website"]
    list_filter = ["kind"]
    list_per_page = 50


campaign_page_viewset = CampaignPageViewSet("campaigns")
