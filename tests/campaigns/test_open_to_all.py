"""A page that is kept for few is named nowhere else: not itself, and not what stands for it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page, PageViewRestriction

from campaigns.models import CampaignPage, ContentPage
from campaigns.open_to_all import is_open_to_all
from charity_site.share_cards import card_of
from tests.campaigns import sections
from tests.campaigns.factories import home_page, make_campaign

pytestmark = pytest.mark.django_db

NAME = "Kingfisher"


def make_page(parent: Any, slug: str, **fields: Any) -> ContentPage:
    fields = {"title": f"{NAME} {slug}", "introduction": NAME, **fields}
    page: ContentPage = parent.add_child(instance=ContentPage(slug=slug, **fields))
    return page


def make_alias(page: Any, parent: Any, slug: str) -> Any:
    action = CreatePageAliasAction(page, parent=parent, update_slug=slug, user=None)
    return action.execute(skip_permission_checks=True)


def keep_for_few(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.fixture
def kept() -> list[Page]:
    """A page for few, one below it, what stands for it, what stands for that, and one below it."""
    page = make_page(home_page(), "kept", show_in_menus=True)
    below = make_page(page, "below")
    elsewhere = make_page(home_page(), "elsewhere", title="Elsewhere", introduction="")
    alias = make_alias(page, elsewhere, "stands-for-it")
    twice = make_alias(alias, elsewhere, "stands-for-that")
    keep_for_few(page)
    return [page, below, alias, twice, make_page(twice, "below")]


def test_pages_are_open_where_wagtail_asks_nobody_who_they_are(kept: list[Page]) -> None:
    open_to_all = set(Page.objects.filter(is_open_to_all()).values_list("pk", flat=True))
    asked = {page.pk for page in Page.objects.all() if page.get_view_restrictions().exists()}
    assert asked == {page.pk for page in kept}
    assert open_to_all == {page.pk for page in Page.objects.all()} - asked


def test_no_page_for_few_is_named_on_the_way_to_others(kept: list[Page], client: Client) -> None:
    for page in kept:
        page.specific.save()  # as an editor does, so that it is in the index
    for address in ("/", "/elsewhere/", "/sitemap.xml", "/api/v1/campaigns/", "/no-such-page/"):
        answer = client.get(address).content.decode()
        for words in (NAME, "kept/", "stands-for"):
            assert words not in answer, address
    for words in (NAME, "Kingfishr"):  # and what somebody may have meant
        answer = client.post("/search/", {"words": words}).content.decode()
        assert NAME not in answer.replace(f'value="{words}"', "")


def test_no_share_card_is_drawn_of_what_stands_for_a_page_for_few(
    kept: list[Page], client: Client
) -> None:
    open_page = make_page(home_page(), "open", title="Open")
    for page, status in ((open_page, 200), *((each, 404) for each in kept)):
        number, card = card_of(page, None)
        assert client.get(f"/card/{number}/{card.digest}.png").status_code == status, page


def test_a_link_in_prose_to_a_page_for_few_is_words_alone(kept: list[Page]) -> None:
    links = "".join(f'<a linktype="page" id="{page.pk}">it</a> ' for page in kept)
    page = make_campaign(sections.text(html=f"<p>See {links}</p>"), title="Links")
    html = page.body.render_as_block()
    assert html.count("<a>it</a>") == len(kept)
    assert "kept/" not in html


def test_a_campaign_that_stands_for_one_for_few_is_not_on_the_site() -> None:
    campaign = make_campaign(sections.routes_to_help())
    elsewhere = make_page(home_page(), "elsewhere")
    alias = make_alias(campaign, elsewhere, "alias")
    keep_for_few(campaign)
    assert not CampaignPage.objects.on_the_site().filter(pk__in=[campaign.pk, alias.pk]).exists()
