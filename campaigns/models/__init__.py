"""The pages that editors make, and the partners that they name."""

from .pages import CampaignPage, ContentPage, HomePage, IntroducedPage
from .partner import Partner, PartnerKind

__all__ = [
    "CampaignPage",
    "ContentPage",
    "HomePage",
    "IntroducedPage",
    "Partner",
    "PartnerKind",
]
