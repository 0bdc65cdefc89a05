"""What staff do with campaigns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.actions.copy_page import CopyPageAction

from stats.blocks import figure_ids_in

from .models import CampaignPage

if TYPE_CHECKING:
    from django.contrib.auth.models import User

START_NEXT = "campaigns.start_next"


def start_next_campaign(
    *, campaign: CampaignPage, title: str, slug: str, with_pages: bool, by: User
) -> CampaignPage:
    """A draft with the words and the arrangement of a campaign, beside it in the page tree.

    Days and schedules stay behind. Figures come along by reference, and are to be looked at before
    the draft can be published. Raises PermissionDenied where `by` may not add a campaign there, and
    ValidationError where the web address is taken.
    """
    with transaction.atomic():
        copying = CopyPageAction(
            page=campaign,
            to=campaign.get_parent(),
            recursive=with_pages,
            copy_revisions=False,
            keep_live=False,
            user=by,
            log_action=START_NEXT,
            update_attrs={
                "title": title,
                "draft_title": title,
                "slug": slug,
                "starts_on": None,
                "ends_on": None,
                "go_live_at": None,
                "expire_at": None,
                "show_in_menus": False,
                "figures_to_look_at": has_figures(campaign),
            },
        )
        started: CampaignPage = copying.execute()
    return started


def has_figures(campaign: CampaignPage) -> bool:
    """Whether any section refers to a figure."""
    return bool(figure_ids_in(campaign.body.stream_block, campaign.body.raw_data))
