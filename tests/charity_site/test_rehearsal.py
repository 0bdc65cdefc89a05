"""Rehearsing: the real pages as at another moment, for staff alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from time_machine import TimeMachineFixture
from wagtail.models import PageViewRestriction

import site_clock
from campaigns.models import CampaignPage, HomePage
from charity_site.rehearsal import usual_moments
from helpline_info import sample_content
from helpline_info.models import Closure

pytestmark = pytest.mark.django_db

CHRISTMAS = "2026-12-25T10:00"
BANNER = "Rehearsal: the site as it will be on Friday 25 December 2026, 10:00."


@pytest.fixture(autouse=True)
def _site(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2026, 3, 2, 12, tzinfo=UTC), tick=False)
    sample_content.load()
    home = HomePage.objects.get()
    home.add_child(instance=CampaignPage(title="Stop It Now!", slug="stop-it-now"))


@pytest.fixture
def staff(client: Client) -> Client:
    user = User.objects.create_user("editor")
    user.groups.add(Group.objects.get(name="Editor"))
    client.force_login(user)
    return client


def rehearsed(address: str, moment: str = CHRISTMAS) -> str:
    return reverse("rehearsal_page", args=[moment, address.removeprefix("/")])


def test_the_screen_says_how_each_channel_will_stand(staff: Client) -> None:
    html = staff.get(reverse("rehearsal"), {"moment": "2026-12-25 10:00"}).content.decode()
    assert "Friday 25 December 2026, 10:00" in html
    # Boxing Day is on the Saturday, and the Monday stands in for it.
    assert "Opens on Tuesday at 9am (bank holiday)" in html
    for address in ("/", "/help/", "/help/another-adult/", "/stop-it-now/"):
        assert f'href="{rehearsed(address)}"' in html


@pytest.mark.parametrize("address", ["/", "/help/", "/help/another-adult/", "/stop-it-now/"])
def test_a_page_is_shown_as_it_will_be_on_christmas_day(staff: Client, address: str) -> None:
    response = staff.get(rehearsed(address))
    html = response.content.decode()
    assert response.status_code == 200
    assert BANNER in html
    assert "Opens on Tuesday at 9am (bank holiday)" in html
    assert "no-store" in response["Cache-Control"]


def test_links_of_a_rehearsed_page_lead_to_rehearsed_pages(staff: Client) -> None:
    html = staff.get(rehearsed("/")).content.decode()
    assert f'href="{rehearsed("/help/another-adult/")}"' in html
    assert f'href="{rehearsed("/stop-it-now/")}"' in html
    assert 'href="/help/' not in html


def test_after_a_rehearsal_the_site_stands_at_now(staff: Client) -> None:
    before = get_script_prefix()
    staff.get(rehearsed("/help/"))
    assert get_script_prefix() == before
    assert site_clock.moment() == timezone.now()
    html = Client().get("/help/").content.decode()
    assert "Open now until 9pm" in html
    assert "Rehearsal" not in html


def test_a_closure_that_is_planned_is_rehearsed(staff: Client) -> None:
    Closure.objects.create(first_day="2026-05-06", last_day="2026-05-06", reason="Training day")
    html = staff.get(rehearsed("/help/", "2026-05-06T10:00")).content.decode()
    assert "Opens tomorrow at 9am (Training day)" in html


def test_changes_of_a_page_that_are_scheduled_are_rehearsed(staff: Client) -> None:
    campaign = CampaignPage.objects.get(slug="stop-it-now")
    campaign.title = "The campaign in winter"
    revision = campaign.save_revision()
    revision.approved_go_live_at = datetime(2026, 12, 1, tzinfo=UTC)
    revision.save()
    assert (
        "in winter"
        not in staff.get(rehearsed("/stop-it-now/", "2026-11-01T10:00")).content.decode()
    )
    assert "in winter" in staff.get(rehearsed("/stop-it-now/")).content.decode()
    assert "in winter" not in Client().get("/stop-it-now/").content.decode()


def test_a_page_that_will_be_taken_down_is_not_there(staff: Client) -> None:
    CampaignPage.objects.update(expire_at=datetime(2026, 12, 1, tzinfo=UTC))
    assert staff.get(rehearsed("/stop-it-now/")).status_code == 404


def test_a_visitor_can_choose_no_moment(client: Client) -> None:
    for address in ("/help/?moment=2026-12-25+10:00", "/help/?at=2026-12-25T10:00"):
        html = client.get(address, headers={"X-Moment": CHRISTMAS}).content.decode()
        assert "Open now until 9pm" in html
    response = client.get(rehearsed("/help/"))
    assert response["Location"].startswith(reverse("wagtailadmin_login"))


@pytest.mark.parametrize("group", ["Press officer", "Statistics officer"])
def test_others_may_not_rehearse(client: Client, group: str) -> None:
    user = User.objects.create_user("other")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    for address in (reverse("rehearsal"), rehearsed("/help/")):
        assert client.get(address)["Location"] == reverse("wagtailadmin_home")


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/api/v1/",
        "/newsroom/",
        "/statistics/",
        "/sitemap.xml",
        "/no-such-page/",
        "/help/no-such-worry/",
        "/../etc/passwd",
        "/" + "a" * 5_000,
    ],
)
def test_what_is_not_for_rehearsing_is_not_there(staff: Client, address: str) -> None:
    assert staff.get(rehearsed(address)).status_code == 404


@pytest.mark.parametrize(
    "moment", ["2026-02-30T10:00", "2026-12-25T25:00", "0000-01-01T00:00", "2036-12-25T10:00"]
)
def test_a_moment_that_cannot_be_is_not_there(staff: Client, moment: str) -> None:
    assert staff.get(rehearsed("/help/", moment)).status_code == 404


@pytest.mark.parametrize(
    "moment", ["soon", "2026-02-30 10:00", "", "9999-12-31 23:59", "2036-12-25 10:00"]
)
def test_a_moment_that_cannot_be_is_refused_in_words(staff: Client, moment: str) -> None:
    response = staff.get(reverse("rehearsal"), {"moment": moment})
    assert response.status_code == 200
    assert "rehearse/2026" not in response.content.decode()


def test_a_page_kept_for_few_is_not_rehearsed(staff: Client) -> None:
    page = HomePage.objects.get().get_children().get(slug="stop-it-now")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert staff.get(rehearsed("/stop-it-now/")).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_rehearsal_only_lets_itself_be_looked_at(staff: Client, method: str) -> None:
    assert getattr(staff, method)(rehearsed("/help/")).status_code == 405


def test_the_usual_moments_lie_ahead() -> None:
    moments = dict(usual_moments(date(2026, 12, 26)))
    assert moments["Christmas Day"].date() == date(2027, 12, 25)
    assert moments["Next bank holiday"].date() == date(2026, 12, 28)
    assert moments["Sunday"].date() == date(2026, 12, 27)
    assert moments["Tonight"].isoformat() == "2026-12-27T02:00:00+00:00"
