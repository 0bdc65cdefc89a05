"""The old address of a page leads to the new one if that is public, and else to nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

import site_clock
from campaigns.models import ContentPage
from press.actions import workflow
from press.models import NewsroomPage, ReleasePage
from tests.campaigns.factories import home_page, make_campaign
from tests.press.releasing import put_out, staff

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "kingfisher"


@pytest.fixture
def client() -> Client:
    return Client()


def make_page(parent: Page, slug: str, **fields: Any) -> ContentPage:
    page: ContentPage = parent.add_child(instance=ContentPage(title="A page", slug=slug, **fields))
    return page


def moved(page: Page) -> str:
    """The address that a page had before it was moved to a place with a telling name."""
    old = str(page.get_url())
    place = make_page(home_page(), SECRET)
    page.move(place, pos="last-child")
    page.refresh_from_db()
    assert SECRET in str(Page.objects.get(pk=page.pk).get_url())
    assert Redirect.objects.filter(old_path=old.rstrip("/"), redirect_page=page).exists()
    return old


def renamed(page: Any) -> str:
    """The address that a page had before an editor gave it a telling one, as publishing does."""
    old = str(page.get_url())
    page.slug = SECRET
    page.save_revision().publish()
    assert Redirect.objects.filter(old_path=old.rstrip("/"), redirect_page=page).exists()
    return old


def tells_nothing(address: str) -> bool:
    """By any answer to an unknown visitor: its status, headers and words."""
    answer = Client().get(address)
    told = " ".join([*map(str, answer.headers.values()), answer.content.decode()])
    return answer.status_code == 404 and SECRET not in told


def leads_to(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 301, address
    return str(answer["Location"])


def test_a_release_under_embargo_tells_its_new_address_at_its_moment_and_not_before(
    lancashire: ReleasePage,
) -> None:
    moment = timezone.now() + timedelta(days=2)
    put_out(lancashire, at=moment)
    old = moved(lancashire)
    assert tells_nothing(old)
    assert tells_nothing(f"{old}?from=feed")
    with site_clock.at(moment - timedelta(seconds=1)):
        assert tells_nothing(old)
    with site_clock.at(moment):
        assert SECRET in leads_to(old)


def test_a_draft_of_a_release_tells_nothing(lancashire: ReleasePage) -> None:
    assert tells_nothing(moved(lancashire))


def test_a_release_that_is_out_keeps_its_old_address_and_when_withdrawn_too(
    lancashire: ReleasePage,
) -> None:
    put_out(lancashire)
    old = moved(lancashire)
    new = leads_to(old)
    assert Client().get(new).status_code == 200
    workflow.withdraw(
        release=lancashire, by=staff("second-person", "Approver"), why="A figure was wrong."
    )
    assert Client().get(leads_to(old)).status_code == 410


def test_the_releases_of_a_newsroom_that_moves_keep_to_the_same_rule(
    lancashire: ReleasePage, built: Any
) -> None:
    other = ReleasePage.objects.exclude(pk=lancashire.pk).first()
    assert other is not None
    put_out(lancashire)
    Page.objects.filter(pk=other.pk).update(live=True)  # even where Wagtail takes it for public
    old, hidden = lancashire.get_url(), other.get_url()
    newsroom = NewsroomPage.objects.get()
    newsroom.slug = SECRET
    newsroom.save_revision().publish()
    assert SECRET in leads_to(str(old))
    assert Redirect.objects.filter(redirect_page=other).exists()
    assert tells_nothing(str(hidden))


def test_an_unpublished_page_and_a_draft_tell_nothing_until_they_are_on_the_site() -> None:
    draft = make_page(home_page(), "draft", live=False)
    old = moved(draft)
    assert tells_nothing(old)
    draft.save_revision().publish()
    assert SECRET in leads_to(old)
    ContentPage.objects.get(pk=draft.pk).unpublish()
    assert tells_nothing(old)


@pytest.mark.parametrize("sort", ["login", "password"])
def test_a_page_kept_for_few_tells_nothing(sort: str) -> None:
    page = make_page(home_page(), "few")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=sort, password="a password"
    )
    old = renamed(page)
    assert tells_nothing(old)
    restriction.delete()
    assert SECRET in leads_to(old)


def test_a_page_under_one_that_is_kept_for_few_tells_nothing() -> None:
    campaign = make_campaign(slug="open")
    page = make_page(campaign, "below")
    old = moved(page)
    place = page.get_parent()
    PageViewRestriction.objects.create(page=place, restriction_type="login")
    assert tells_nothing(old)


def test_a_public_page_that_moves_is_followed_with_all_that_lies_under_it() -> None:
    campaign = make_campaign(slug="open")
    below = make_page(campaign, "below")
    old = str(below.get_url())
    Page.objects.get(pk=campaign.pk).move(make_page(home_page(), SECRET), pos="last-child")
    assert leads_to("/open/") == f"/{SECRET}/open/"
    assert leads_to(old) == f"/{SECRET}/open/below/"
    assert leads_to(f"{old}?a=1") == f"/{SECRET}/open/below/"


def test_what_staff_wrote_by_hand_is_led_to_for_ever_or_for_now() -> None:
    site = Site.objects.get()
    Redirect.objects.create(old_path="/talk", redirect_link="https://example.org/", site=site)
    Redirect.objects.create(old_path="/now", redirect_link="/help/", site=site, is_permanent=False)
    assert leads_to("/talk/") == "https://example.org/"
    answer = Client().get("/now/")
    assert (answer.status_code, answer["Location"]) == (302, "/help/")
    assert answer["Cache-Control"] == "no-store"  # no browser keeps it, nor what led to it
