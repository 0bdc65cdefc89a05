from __future__ import annotations

import re
from datetime import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from helpline_info.models import Closure, OtherService, SupportCategory
from tests.helpline_info.factories import make_category, make_channel

pytestmark = pytest.mark.django_db

MONDAY_NOON = "2026-03-02T12:00:00+00:00"


def main_of(client: Client, category: SupportCategory) -> str:
    html = client.get(f"/help/{category.slug}/").content.decode()
    return html[html.index("<main") : html.index("</main>")]


def assert_in_order(html: str, parts: list[str]) -> None:
    assert sorted(parts, key=html.index) == parts


def title_of(html: str) -> str:
    found = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert found is not None
    return found[1].strip()


def test_the_help_page_leads_to_every_worry(client: Client) -> None:
    categories = [make_category() for _ in range(4)]
    html = client.get("/help/").content.decode()
    assert html.count("<h1>") == 1
    for category in categories:
        assert f'<a href="/help/{category.slug}/">{category.title}</a>' in html


def test_a_worry_says_what_is_confidential_and_its_limits_before_any_channel(
    client: Client,
) -> None:
    category = make_category()
    make_channel(category, contact="0808 1000 900")
    order = [
        "You need not give your name",
        "A child at risk",
        "tel:08081000900",
        "An adviser listens",
    ]
    assert_in_order(main_of(client, category), order)


def test_a_page_of_a_worry_is_in_the_order_in_which_it_is_needed(client: Client) -> None:
    category = make_category(
        confidential_in_short="In short: no names, but a child comes first.",
        feelings="<p>You may feel alone.</p>",
        steps_now="<p>Put the phone away.</p>",
        resources='<p><a href="https://www.stopitnow.org.uk/">Stop It Now!</a></p>',
    )
    make_channel(category, contact="0808 1000 900")
    order = [
        category.title,
        category.summary,
        "In short: no names",
        "tel:08081000900",
        "You may feel alone",
        "An adviser listens",
        "You need not give your name",
        "A child at risk",
        "Put the phone away",
        "www.stopitnow.org.uk",
        "All the ways to get in touch",
    ]
    assert_in_order(main_of(client, category), order)


def test_titles_of_help_pages_give_nothing_away(client: Client) -> None:
    category = make_category(label="Another adult", title="Another adult’s behaviour")
    assert title_of(client.get("/help/").content.decode()) == "Information"
    assert title_of(client.get(f"/help/{category.slug}/").content.decode()) == "Another adult"


def test_a_channel_says_whether_somebody_is_there(
    client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MONDAY_NOON, tick=False)
    category = make_category()
    make_channel(category, days=[0], hours=(time(9), time(21)))
    html = client.get(f"/help/{category.slug}/").content.decode()
    assert "Open now until 9pm" in html
    assert "<dt>Monday</dt><dd>9am to 9pm</dd>" in html


def test_a_channel_that_is_closed_for_a_day_says_why(
    client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MONDAY_NOON, tick=False)
    category = make_category()
    make_channel(category, days=range(7), hours=(time(9), time(21)))
    Closure.objects.create(first_day="2026-03-02", last_day="2026-03-02", reason="Training day")
    html = client.get(f"/help/{category.slug}/").content.decode()
    assert "Opens tomorrow at 9am (Training day)" in html


def test_a_channel_taken_off_the_site_is_nowhere(client: Client) -> None:
    category = make_category()
    make_channel(category, contact="0800 555 0000", is_live=False)
    for address in ("/", "/help/", f"/help/{category.slug}/"):
        assert "0800 555 0000" not in client.get(address).content.decode()


def test_other_services_are_listed_and_emergencies_are_on_every_page(client: Client) -> None:
    OtherService.objects.create(name="Childline", purpose="For children", telephone="0800 1111")
    OtherService.objects.create(
        name="Emergency services", purpose="In danger now", telephone="999", is_emergency=True
    )
    assert "tel:08001111" in client.get("/help/").content.decode()
    home = client.get("/").content.decode()
    assert "tel:999" in home
    assert "tel:08001111" not in home


def test_a_category_that_is_not_published_is_not_there(client: Client) -> None:
    category = make_category(live=False)
    assert client.get(f"/help/{category.slug}/").status_code == 404
    assert category.title not in client.get("/help/").content.decode()


def test_nothing_is_there_for_a_worry_that_does_not_exist(client: Client) -> None:
    assert client.get("/help/no-such-worry/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_help_pages_only_let_themselves_be_read(client: Client, method: str) -> None:
    assert getattr(client, method)("/help/").status_code == 405


def test_help_pages_are_not_kept_by_a_shared_computer(client: Client) -> None:
    category = make_category()
    for address in ("/help/", f"/help/{category.slug}/"):
        assert "no-store" in client.get(address)["Cache-Control"]


def queries_for(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_longer_help_page_costs_no_more_queries(client: Client) -> None:
    def add(count: int) -> SupportCategory:
        categories = [make_category() for _ in range(count)]
        for _ in range(count):
            make_channel(*categories, days=range(7))
            OtherService.objects.create(name="Line", purpose="For children", telephone="0800 1111")
        return categories[0]

    address = f"/help/{add(1).slug}/"
    client.get("/help/")  # warms the caches that every visit shares
    short = queries_for(client, "/help/"), queries_for(client, address)
    address = f"/help/{add(8).slug}/"
    assert (queries_for(client, "/help/"), queries_for(client, address)) == short
    assert max(short) <= 15
