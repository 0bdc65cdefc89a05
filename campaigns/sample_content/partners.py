"""The police forces of the North West, and the charity that runs Stop It Now!"""

from __future__ import annotations

from stats.models import Area

from ..models import Partner, PartnerKind

WEBSITES = {
    "E23000006": "https://www.cheshire.police.uk/",
    "E23000002": "https://www.cumbria.police.uk/",
    "E23000005": "https://www.gmp.police.uk/",
    "E23000003": "https://www.lancashire.police.uk/",
    "E23000004": "https://www.merseyside.police.uk/",
}
FORCES_OF_THE_NORTH_WEST = list(WEBSITES)
CHARITY = ("The Lucy Faithfull Foundation", "https://www.lucyfaithfull.org.uk/")


def add_missing() -> None:
    """Add partners where staff have none of their own."""
    if Partner.objects.exists():
        return
    for area in Area.objects.filter(gss_code__in=WEBSITES):
        Partner.objects.create(
            name=area.body_name,
            kind=PartnerKind.POLICE_FORCE,
            area=area,
            website=WEBSITES[area.gss_code],
        )
    name, website = CHARITY
    Partner.objects.create(name=name, kind=PartnerKind.CHARITY, website=website)
