"""Partners: kept by editors, and listed by region with links."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from campaigns.models import Partner, PartnerKind
from stats.models import Area
from tests.campaigns import sections
from tests.campaigns.factories import LANCASHIRE, make_campaign
from tests.campaigns.test_blocks import POLICE_SCOTLAND, main_part
from tests.stats.people import client_of, person

pytestmark = pytest.mark.django_db


def test_forces_stand_by_region_and_others_by_kind() -> None:
    named = [
        sections.make_charity("Zebra Trust"),
        sections.make_force(POLICE_SCOTLAND, "https://www.scotland.police.uk/"),
        sections.make_force(LANCASHIRE),
    ]
    html = main_part(make_campaign(sections.partners(*named)))
    order = ["North West", "Lancashire Constabulary", "Scotland", "Charities", "Zebra Trust"]
    places = [html.index(words) for words in order]
    assert places == sorted(places)
    assert (
        '<a href="https://www.lancashire.police.uk/" rel="noreferrer">Lancashire Constabulary</a>'
        in html
    )


def test_a_partner_that_was_deleted_is_left_out() -> None:
    charity, force = sections.make_charity(), sections.make_force()
    page = make_campaign(sections.partners(charity, force))
    charity.delete()
    html = main_part(page)
    assert "A charity" not in html
    assert "Lancashire Constabulary" in html


def test_ticked_forces_are_linked_where_their_website_is_known() -> None:
    page = make_campaign(sections.supporting_forces(LANCASHIRE, "E23000002"))
    assert "<li>Lancashire Constabulary</li>" in main_part(page)
    sections.make_force(LANCASHIRE)
    html = main_part(page)
    assert 'href="https://www.lancashire.police.uk/" rel="noreferrer">Lancashire' in html
    assert "<li>Cumbria Constabulary</li>" in html


@pytest.mark.parametrize(
    "website",
    ["http://www.lancashire.police.uk/", "javascript:alert(1)", "ftp://example.org/", "not one"],
)
def test_only_a_website_over_https_is_kept(website: str) -> None:
    partner = Partner(name="A charity", kind=PartnerKind.CHARITY, website=website)
    with pytest.raises(ValidationError) as refused:
        partner.full_clean()
    assert "website" in refused.value.message_dict


def test_a_police_force_has_an_area_and_no_other_partner_has() -> None:
    area = Area.objects.get(gss_code=LANCASHIRE)
    for partner in (
        Partner(name="A force", kind=PartnerKind.POLICE_FORCE),
        Partner(name="A charity", kind=PartnerKind.CHARITY, area=area),
    ):
        with pytest.raises(ValidationError) as refused:
            partner.full_clean()
        assert "area" in refused.value.message_dict


def test_the_database_holds_to_it_too() -> None:
    with pytest.raises(IntegrityError):
        Partner.objects.create(name="A force", kind=PartnerKind.POLICE_FORCE)


def test_an_editor_keeps_partners_and_others_do_not() -> None:
    address = reverse("wagtailsnippets_campaigns_partner:add")
    data = {"name": "A charity", "kind": "charity", "area": "", "website": "", "logo": ""}
    for role in ("Statistics officer", "Press officer"):
        client_of(person(role.split()[0].lower(), role)).post(address, data)
        assert not Partner.objects.exists()
    client_of(person("editor", "Editor")).post(address, data)
    assert Partner.objects.get().name == "A charity"
