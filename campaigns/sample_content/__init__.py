"""A home page, the Stop It Now! campaign with the pages around it, and the partners it names.

The home page is written only while nobody has edited it, and each of the others only where there is
none of its kind. Figures are referred to, never typed: one that `stats` does not have, or that
cannot be said so, is left out with its section or its sentence.
"""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Site

from .. import sample_welsh
from ..models import CampaignPage, ContentPage, HomePage
from . import pages, partners, stop_it_now
from .figures import LANCASHIRE, NORTH_WEST, OFFENCES, YEAR
from .partners import FORCES_OF_THE_NORTH_WEST

__all__ = ["FORCES_OF_THE_NORTH_WEST", "LANCASHIRE", "NORTH_WEST", "OFFENCES", "YEAR", "load"]


def load() -> None:
    """Write the home page, and add partners, the campaign and a page about this site."""
    with transaction.atomic():
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        home = site.root_page.specific if site else None
        if not isinstance(home, HomePage):
            return  # staff have a site of their own
        partners.add_missing()
        if home.latest_revision is None:
            pages.write_home(home)
        if not ContentPage.objects.child_of(home).exists():
            pages.add_using_this_site(home)
        if not CampaignPage.objects.exists():
            stop_it_now.add(home)
        sample_welsh.load(home)
