"""The Campaigns menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permissions import page_permission_policy

from .models import CampaignPage, HomePage


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


campaign_page_viewset = CampaignPageViewSet("campaigns")
