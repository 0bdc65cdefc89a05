"""Which page an address leads to: what Wagtail would find, in two queries where that is plain."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site

from campaigns import finding
from campaigns.models import CampaignPage, ContentPage
from tests.campaigns import sections
from tests.campaigns.factories import home_page, make_campaign

pytestmark = pytest.mark.django_db


def make_a_campaign(**fields: Any) -> CampaignPage:
    return make_campaign(sections.routes_to_help(), **fields)


def make_page(parent: Any, slug: str, **fields: Any) -> ContentPage:
    page: ContentPage = parent.add_child(
        instance=ContentPage(title=f"Page {slug}", slug=slug, **fields)
    )
    return page


def make_welsh(page: Any) -> Any:
    welsh, _created = Locale.objects.get_or_create(language_code="cy")
    copy = page.copy_for_translation(welsh)
    copy.save_revision().publish()
    return copy


def restrict(page: Page, sort: str) -> PageViewRestriction:
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=sort, password="a password"
    )
    if sort == PageViewRestriction.GROUPS:
        restriction.groups.add(Group.objects.create(name="Board"))
    return restriction


def found_at(path: str) -> Page | None:
    """As the site finds it, with everything that Wagtail does afterwards."""
    route = finding._route(RequestFactory().get(f"/{path}"), path)
    return route and route.page


def found_by_wagtail(path: str) -> Page | None:
    return Page.find_for_request(RequestFactory().get(f"/{path}"), path)


def test_a_page_is_found_at_any_depth_in_three_queries_with_its_site() -> None:
    campaign = make_a_campaign(slug="a")
    deepest = make_page(make_page(make_page(campaign, "b"), "c"), "d")
    make_page(campaign, "d")  # of the same name, elsewhere
    found_at("")  # warms the content types
    for page, path in ((home_page(), ""), (campaign, "a/"), (deepest, "a/b/c/d/")):
        with CaptureQueriesContext(connection) as queries:
            found = found_at(path)
        assert (found, len(queries)) == (page, 3)
        assert type(found) is type(page)


def test_every_address_leads_where_wagtail_leads() -> None:
    campaign = make_a_campaign(slug="a")
    below = make_page(campaign, "b")
    make_page(below, "c")
    make_page(make_a_campaign(slug="b"), "a")
    for page in (home_page(), campaign, below, campaign.get_siblings().last().specific):
        make_welsh(page)
    paths = ["", "a/", "a/b/", "a/b/c/", "b/", "b/a/", "b/a/b/", "a/a/", "a/b/c/d/", "c/", "a//b/"]
    for language in ("en-gb", "cy"):
        with translation.override(language):
            for path in paths:
                ours, theirs = found_at(path), found_by_wagtail(path)
                assert ours in (theirs, None), path
                if theirs is not None and theirs.locale.language_code == language:
                    assert ours == theirs, path


def test_a_page_that_is_not_on_the_site_is_not_found(client: Client) -> None:
    campaign = make_a_campaign(slug="a")
    make_page(campaign, "draft", live=False)
    under_a_draft = make_page(make_page(campaign, "hidden", live=False), "shown")
    assert client.get("/a/draft/").status_code == 404
    assert client.get("/a/hidden/").status_code == 404
    assert client.get(under_a_draft.get_url()).status_code == 200  # as Wagtail has it


@pytest.mark.parametrize("sort", ["login", "groups", "password"])
def test_a_page_kept_for_few_asks_who_is_there(client: Client, sort: str) -> None:
    campaign = make_a_campaign(slug="a", title="Kingfisher")
    below = make_page(make_page(campaign, "b"), "c", introduction="Kingfisher")
    restrict(campaign, sort)
    for address in (campaign.get_url(), below.get_url()):
        answer = client.get(address)
        assert "Kingfisher" not in answer.content.decode()
        if sort == "password":
            assert "password" in answer.content.decode()
        else:
            assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/_util/login/")
    client.force_login(User.objects.create_superuser("chief"))
    if sort != "password":
        client.cookies["sessionid"]["path"] = "/"  # staff's reaches the admin alone
        assert "Kingfisher" in client.get(below.get_url()).content.decode()


def test_a_page_that_stands_for_one_kept_for_few_is_kept_for_them_too(client: Client) -> None:
    secret = make_page(make_a_campaign(slug="a"), "secret", introduction="Kingfisher")
    restrict(secret, "login")
    alias = CreatePageAliasAction(
        secret, parent=make_a_campaign(slug="b"), update_slug="open", user=None
    ).execute(skip_permission_checks=True)
    below = make_page(alias, "below", introduction="Kingfisher")
    for page in (alias, below):
        assert client.get(page.get_url()).status_code == 302


def test_a_page_that_stands_for_an_open_one_is_shown(client: Client) -> None:
    page = make_page(make_a_campaign(slug="a"), "open", introduction="Kingfisher")
    alias = CreatePageAliasAction(
        page, parent=make_a_campaign(slug="b"), update_slug="also", user=None
    ).execute(skip_permission_checks=True)
    assert "Kingfisher" in client.get(alias.get_url()).content.decode()


def test_a_page_appears_and_goes_at_its_hour(client: Client) -> None:
    page = make_a_campaign(slug="later", live=False)
    now = timezone.now()
    page.go_live_at = now + timedelta(hours=1)
    page.save_revision().publish()
    call_command("publish_scheduled")
    assert client.get("/later/").status_code == 404
    page.refresh_from_db()
    page.go_live_at, page.expire_at = now - timedelta(seconds=1), now + timedelta(hours=1)
    page.save_revision().publish()
    assert client.get("/later/").status_code == 200
    CampaignPage.objects.filter(pk=page.pk).update(expire_at=now - timedelta(seconds=1))
    call_command("publish_scheduled")
    assert client.get("/later/").status_code == 404


def test_an_old_address_still_leads_to_the_new_one(client: Client) -> None:
    page = make_a_campaign(slug="new")
    Redirect.objects.create(old_path="/old", redirect_page=page, site=Site.objects.get())
    answer = client.get("/old/")
    assert (answer.status_code, answer["Location"]) == (301, "/new/")


def test_a_translation_is_found_under_its_language_and_nowhere_else(client: Client) -> None:
    campaign = make_a_campaign(slug="a", title="In English")
    make_welsh(home_page())
    make_welsh(campaign)
    welsh = make_welsh(make_page(campaign, "b"))
    assert welsh.get_url() == "/cy/a/b/"
    answer = client.get("/cy/a/b/")
    assert (answer.status_code, answer["Content-Language"]) == (200, "cy")
    assert answer.context["page"].pk == welsh.pk
    assert client.get("/a/b/").context["page"].pk != welsh.pk


def test_an_address_of_very_many_names_is_not_there(client: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/" + "a/" * 400).status_code == 404
    assert len(queries) <= 10
