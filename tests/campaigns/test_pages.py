from __future__ import annotations

import importlib

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from campaigns.models import CampaignPage, ContentPage, HomePage
from tests.campaigns.factories import home_page, make_campaign
from tests.helpline_info.factories import make_category

pytestmark = pytest.mark.django_db

migration = importlib.import_module("campaigns.migrations.0002_home_page")


def apps_then() -> Apps:
    """The models as the migration knew them."""
    loader = MigrationExecutor(connection).loader
    then: Apps = loader.project_state([("campaigns", "0002_home_page")]).apps
    return then


def test_a_migrated_site_has_a_working_home(client: Client) -> None:
    assert isinstance(home_page(), HomePage)
    response = client.get("/")
    assert response.status_code == 200
    assert "Welcome" not in response.content.decode()


def test_the_home_page_can_go_back_to_the_welcome_and_forth_again() -> None:
    pk, apps = home_page().pk, apps_then()
    migration.make_it_the_welcome(apps, connection.schema_editor())
    welcome = Page.objects.get(pk=pk)
    assert (type(welcome.specific), welcome.title) == (Page, migration.WELCOME)
    assert not HomePage.objects.exists()
    migration.make_it_home(apps, connection.schema_editor())
    assert home_page().pk == pk
    assert home_page().title == "Home"
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_site_that_staff_have_already_built_is_left_alone() -> None:
    apps = apps_then()
    migration.make_it_the_welcome(apps, connection.schema_editor())
    site = Site.objects.get(is_default_site=True)
    Page.objects.filter(pk=site.root_page_id).update(title="Our own home")
    migration.make_it_home(apps, connection.schema_editor())
    assert not HomePage.objects.exists()


def test_the_home_page_leads_to_every_worry_and_every_campaign(client: Client) -> None:
    category = make_category()
    campaign = make_campaign(title="Stop It Now!", introduction="There is help.")
    html = client.get("/").content.decode()
    assert f'href="/help/{category.slug}/"' in html
    assert f'href="/{campaign.slug}/"' in html
    assert "There is help." in html


def test_a_campaign_that_is_not_live_is_nowhere(client: Client) -> None:
    campaign = make_campaign(title="Not yet", live=False)
    assert client.get(f"/{campaign.slug}/").status_code == 404
    assert "Not yet" not in client.get("/").content.decode()


def test_pages_in_the_menu_are_those_that_editors_chose(client: Client) -> None:
    make_campaign(title="In the menu", show_in_menus=True)
    make_campaign(title="Beside it")
    html = client.get("/").content.decode()
    start = html.index('<nav class="menu"')
    menu = html[start : html.index("</nav>", start)]
    assert "In the menu" in menu
    assert "Beside it" not in menu


def test_the_page_that_is_open_is_marked_in_the_menu(client: Client) -> None:
    campaign = make_campaign(title="In the menu", show_in_menus=True)
    html = client.get(f"/{campaign.slug}/").content.decode()
    assert f'<a href="/{campaign.slug}/" aria-current="page">In the menu</a>' in html


def test_a_page_may_stand_under_a_campaign(client: Client) -> None:
    campaign = make_campaign()
    campaign.add_child(instance=ContentPage(title="More about it", slug="more"))
    html = client.get(f"/{campaign.slug}/more/").content.decode()
    assert "<h1>More about it</h1>" in html


def test_a_campaign_stands_only_under_the_home_page() -> None:
    assert CampaignPage.can_create_at(home_page())
    assert not CampaignPage.can_create_at(make_campaign())


def test_an_editor_previews_a_page_as_visitors_will_see_it() -> None:
    campaign = make_campaign(title="Before")
    campaign.title = "After"
    html = campaign.make_preview_request().render().content.decode()
    assert "<h1>After</h1>" in html
    assert 'href="/help/"' in html


def test_more_campaigns_and_worries_cost_the_home_page_no_more_queries(client: Client) -> None:
    def queries_after(count: int) -> int:
        for _ in range(count):
            make_category()
            make_campaign(show_in_menus=True)
        client.get("/")  # warms the caches that every visit shares
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        return len(queries)

    short = queries_after(1)
    assert queries_after(6) == short
    assert short <= 15
