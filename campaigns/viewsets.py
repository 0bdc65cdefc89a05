"""The Campaigns menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.pages import PageListingViewSet

from .models import CampaignPage


class CampaignPageViewSet(PageListingViewSet):
    """Every campaign wherever it stands in the page tree, with its state and last change."""

    model = CampaignPage
    menu_label = _("Campaigns")
    icon = "doc-full"
    add_to_admin_menu = True
    menu_order = 210


campaign_page_viewset = CampaignPageViewSet("campaigns")
