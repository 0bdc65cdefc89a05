"""What a person can do while the line they came for is closed, and what is said of it."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from helpline_info.models import (
    Channel,
    ChannelKind,
    Nation,
    OnBankHolidays,
    OpeningHours,
    OtherService,
    SupportCategory,
    Weekday,
)
from helpline_info.now import help_now, page_of, shared_promise
from helpline_info.opening import LONDON
from tests.helpline_info.factories import make_category, make_channel

pytestmark = pytest.mark.django_db

MONDAY_NOON = datetime(2026, 3, 2, 12, tzinfo=LONDON)
MONDAY_NIGHT = datetime(2026, 3, 2, 23, tzinfo=LONDON)
CHRISTMAS = datetime(2026, 12, 25, 10, tzinfo=LONDON)
SECURE = "https://www.example.org/write/"


def make_message(*categories: SupportCategory, **fields: Any) -> Channel:
    return make_channel(
        *categories, name="Message", kind=ChannelKind.SECURE_MESSAGE, contact=SECURE, **fields
    )


def make_self_help() -> OtherService:
    return OtherService.objects.create(
        name="Self-help", purpose="On your own", website=SECURE, is_self_help=True
    )


def names_until_then(moment: datetime) -> list[str]:
    return [way.name for way in help_now(moment).until_then]


def test_while_the_line_is_open_nothing_else_is_offered() -> None:
    make_channel(days=range(7))
    make_message()
    assert names_until_then(MONDAY_NOON) == []


def test_at_night_a_message_can_be_left_and_self_help_begun() -> None:
    make_channel(days=range(7))
    make_message()
    make_self_help()
    assert names_until_then(MONDAY_NIGHT) == ["Message", "Self-help"]


def test_somebody_who_answers_is_offered_before_a_message() -> None:
    make_channel(days=range(7))
    make_message()
    make_channel(name="Night line", days=range(7), hours=(time(20), time(0)))
    assert names_until_then(MONDAY_NIGHT) == ["Night line", "Message"]


def test_what_is_closed_as_well_or_promises_nothing_is_not_offered() -> None:
    make_channel(days=range(7))
    make_channel(name="Closed too", days=range(7))
    make_channel(name="Chat", kind=ChannelKind.LIVE_CHAT, contact=SECURE)
    make_channel(name="Post", kind=ChannelKind.POST, contact="PO Box 1")  # there is no link to it
    assert names_until_then(MONDAY_NIGHT) == []


def test_the_obvious_thing_to_do_is_the_first_that_is_open() -> None:
    category = make_category()
    closed = make_channel(category, days=[6])
    opened = make_channel(category, days=range(7))
    make_channel(days=range(7))  # for another worry
    assert page_of(category, help_now(MONDAY_NOON))["obvious"].channel == opened
    at_night = page_of(category, help_now(MONDAY_NIGHT))
    assert at_night["obvious"].channel == closed


def test_the_page_says_what_can_be_used_until_then(
    client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MONDAY_NIGHT, tick=False)
    category = make_category()
    make_channel(category, days=range(7))
    make_message(category)
    html = client.get(f"/help/{category.slug}/").content.decode()
    obvious = html[html.index('class="obvious"') :]
    obvious = obvious[: obvious.index("</section>")]
    assert "Opens tomorrow at 9am" in obvious
    assert "Until then you can use:" in obvious
    assert f'<a href="{SECURE}" rel="noreferrer">Message</a>' in obvious


def test_a_bank_holiday_of_its_own_nation_closes_a_line() -> None:
    closed: dict[str, Any] = {"days": range(7), "on_bank_holidays": OnBankHolidays.CLOSED}
    make_channel(name="English", nation=Nation.ENGLAND_AND_WALES, **closed)
    make_channel(name="Scottish", nation=Nation.SCOTLAND, **closed)
    make_channel(name="Always", days=range(7))
    st_andrews = datetime(2026, 11, 30, 10, tzinfo=LONDON)
    open_then = {now.channel.name: now.is_open for now in help_now(st_andrews).channels}
    assert open_then == {"English": True, "Scottish": False, "Always": True}
    (english_now, _scottish, always) = help_now(CHRISTMAS).channels
    assert (english_now.sentence, english_now.reason) == ("Opens on Sunday at 9am", "bank holiday")
    assert always.is_open


def test_hours_of_bank_holidays_hold_on_them_and_stand_under_the_week() -> None:
    line = make_channel(days=range(7), on_bank_holidays=OnBankHolidays.OWN_HOURS)
    OpeningHours.objects.create(
        channel=line, weekday=Weekday.BANK_HOLIDAYS, opens=time(10), closes=time(16)
    )
    (now,) = help_now(CHRISTMAS).channels
    assert (now.sentence, now.reason) == ("Open now until 4pm", "bank holiday")
    assert now.week == [("Every day", "9am to 5pm"), ("Bank holidays", "10am to 4pm")]


def test_a_line_that_is_closed_on_bank_holidays_says_so_under_its_week() -> None:
    make_channel(days=range(7), on_bank_holidays=OnBankHolidays.CLOSED)
    (now,) = help_now(MONDAY_NOON).channels
    assert now.week[-1] == ("Bank holidays", "closed")


def test_crisis_lines_are_on_the_page_of_a_worry_and_not_on_others(client: Client) -> None:
    category = make_category()
    OtherService.objects.create(
        name="Shout", purpose="To text with somebody", text_to="85258", is_for_crisis=True
    )
    html = client.get(f"/help/{category.slug}/").content.decode()
    assert '<a class="number" href="sms:85258">' in html
    assert "sms:85258" not in client.get("/").content.decode()
    assert "sms:85258" in client.get("/help/").content.decode()


def test_what_all_worries_promise_is_said_before_the_channels_of_the_help_page(
    client: Client,
) -> None:
    for _ in range(2):
        make_channel(make_category(confidential_in_short="A child comes first."))
    html = client.get("/help/").content.decode()
    assert html.index("A child comes first.") < html.index('class="channels"')


def test_where_promises_differ_only_each_page_says_its_own() -> None:
    one, other = make_category(confidential_in_short="One"), make_category()
    assert shared_promise([one, other]) is None
    assert shared_promise([one]) == one
    assert shared_promise([]) is None


def test_a_channel_says_cost_bill_languages_and_what_is_needed(client: Client) -> None:
    category = make_category()
    make_channel(
        category,
        cost="Free from any phone",
        on_bill="perhaps",
        bill_note="Your phone keeps a list.",
        languages_spoken="English and Welsh",
        needed="A quiet place",
    )
    html = client.get(f"/help/{category.slug}/").content.decode()
    for words in (
        "Free from any phone",
        "It may show on a phone bill. <span>Your phone keeps a list.</span>",
        "English and Welsh",
        "A quiet place",
    ):
        assert words in html


def test_help_costs_one_query_however_much_there_is(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(8):
        make_channel(days=range(7), on_bank_holidays=OnBankHolidays.CLOSED)
        make_self_help()
    with django_assert_num_queries(1):
        found = help_now(MONDAY_NIGHT)
        assert found.first is not None
        assert len(found.until_then) == 2
        assert found.emergencies == []


def test_bar_block_and_page_ask_for_help_once(client: Client) -> None:
    category = make_category()
    make_channel(category, days=range(7))
    client.get("/help/")  # warms what every visit shares
    for address in ("/help/", f"/help/{category.slug}/"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked = [query["sql"] for query in queries]
        for table in ("closure", "override", "openinghours"):
            assert len([sql for sql in asked if f'FROM "helpline_info_{table}"' in sql]) == 1
