"""Starting the next campaign from one that there is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from campaigns.actions import START_NEXT, start_next_campaign
from campaigns.models import CampaignPage, ContentPage
from tests.campaigns import sections
from tests.campaigns.factories import home_page, key_figure, make_campaign, make_figure
from tests.stats.people import client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> CampaignPage:
    page = make_campaign(
        sections.routes_to_help(),
        key_figure(make_figure(3549)),
        title="This year",
        slug="this-year",
        introduction="There is help.",
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 3, 31),
        expire_at=timezone.now() + timedelta(days=400),
        show_in_menus=True,
    )
    page.add_child(instance=ContentPage(title="More about it", slug="more"))
    return page


@pytest.fixture
def editor() -> Client:
    return client_of(person("editor", "Editor"))


def address(campaign: CampaignPage) -> str:
    return reverse("campaigns_start_next", args=[campaign.pk])


def start(client: Client, campaign: CampaignPage, **fields: str) -> Any:
    return client.post(address(campaign), {"title": "Next year", "slug": "", **fields})


def test_words_and_arrangement_come_along_as_a_draft(
    editor: Client, campaign: CampaignPage
) -> None:
    response = start(editor, campaign)
    started = CampaignPage.objects.get(slug="next-year")
    assert response.url == reverse("wagtailadmin_pages:edit", args=[started.pk])
    assert not started.live
    assert started.introduction == "There is help."
    assert [block.block_type for block in started.body] == ["routes_to_help", "key_figure"]
    latest = started.get_latest_revision_as_object()
    assert (latest.title, latest.slug) == ("Next year", "next-year")
    assert latest.owner.username == "editor"


def test_days_schedule_and_menu_stay_behind(editor: Client, campaign: CampaignPage) -> None:
    start(editor, campaign)
    latest = CampaignPage.objects.get(slug="next-year").get_latest_revision_as_object()
    assert (latest.starts_on, latest.ends_on) == (None, None)
    assert (latest.go_live_at, latest.expire_at) == (None, None)
    assert not latest.show_in_menus


def test_the_campaign_itself_is_left_as_it_is(editor: Client, campaign: CampaignPage) -> None:
    start(editor, campaign)
    campaign.refresh_from_db()
    assert campaign.live
    assert campaign.starts_on == date(2027, 1, 1)
    assert not campaign.figures_to_look_at


def test_figures_come_along_and_are_listed_until_somebody_has_looked(
    editor: Client, campaign: CampaignPage
) -> None:
    start(editor, campaign)
    started = CampaignPage.objects.get(slug="next-year")
    assert started.figures_to_look_at
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[started.pk])).content.decode()
    assert "Figures that came along" in html
    assert "North West, January to June 2018" in html
    assert "3,549" in html
    with pytest.raises(PermissionDenied, match="Look at each"):
        started.get_latest_revision().publish()
    latest = started.get_latest_revision_as_object()
    latest.figures_to_look_at = False
    latest.save_revision().publish()
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[started.pk])).content.decode()
    assert "Figures that came along" not in html


def test_a_campaign_without_figures_has_nothing_to_look_at(editor: Client) -> None:
    start(editor, make_campaign(sections.routes_to_help()))
    assert not CampaignPage.objects.get(slug="next-year").figures_to_look_at


def test_pages_under_it_come_along_only_when_asked(editor: Client, campaign: CampaignPage) -> None:
    start(editor, campaign)
    assert CampaignPage.objects.get(slug="next-year").numchild == 0
    start(editor, campaign, slug="with-pages", with_pages="on")
    [page] = CampaignPage.objects.get(slug="with-pages").get_children()
    assert page.title == "More about it"
    assert not page.live


@pytest.mark.parametrize("slug", ["this-year", "help", "not a slug", "/etc/passwd"])
def test_a_web_address_that_is_taken_or_wrong_is_refused(
    editor: Client, campaign: CampaignPage, slug: str
) -> None:
    if slug == "help":
        make_campaign(slug="help")
    response = start(editor, campaign, slug=slug)
    assert response.status_code == 200
    assert not CampaignPage.objects.filter(title="Next year").exists()


def test_a_title_that_gives_no_address_is_asked_for_one(
    editor: Client, campaign: CampaignPage
) -> None:
    response = start(editor, campaign, title="…")
    assert "Choose a web address" in response.content.decode()


def test_it_is_in_the_menu_of_a_campaign_and_of_no_other_page(
    editor: Client, campaign: CampaignPage
) -> None:
    page = campaign.get_children().first()
    edit = reverse("wagtailadmin_pages:edit", args=[campaign.pk])
    assert address(campaign) in editor.get(edit).content.decode()
    assert address(campaign) in editor.get(f"/admin/pages/{home_page().pk}/").content.decode()
    other = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "campaigns-next" not in other


@pytest.mark.parametrize("role", ["Statistics officer", "Press officer"])
def test_who_may_not_add_campaigns_may_not_start_one(role: str, campaign: CampaignPage) -> None:
    client = client_of(person("somebody", role))
    for response in (client.get(address(campaign)), start(client, campaign)):
        assert response.status_code in (302, 403)
    assert CampaignPage.objects.count() == 1
    with pytest.raises(PermissionDenied):
        start_next_campaign(
            campaign=campaign,
            title="Next",
            slug="next",
            with_pages=False,
            by=person("another", role),
        )


def test_a_visitor_is_sent_to_sign_in(client: Client, campaign: CampaignPage) -> None:
    assert start(client, campaign).status_code == 302
    assert CampaignPage.objects.count() == 1


def test_what_is_no_campaign_cannot_be_started_from(editor: Client) -> None:
    wrong = reverse("campaigns_start_next", args=[home_page().pk])
    assert editor.get(wrong).status_code == 404
    assert editor.post(reverse("campaigns_start_next", args=[10**9])).status_code == 404


def test_who_started_it_is_written_down(editor: Client, campaign: CampaignPage) -> None:
    start(editor, campaign)
    started = CampaignPage.objects.get(slug="next-year")
    entry = PageLogEntry.objects.get(page=started.pk, action=START_NEXT)
    assert entry.user.username == "editor"
