from __future__ import annotations

from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from helpline_info.models import Channel, ChannelKind, Closure, OpeningHours, OtherService
from helpline_info.now import channels_now, help_now
from helpline_info.opening import LONDON
from tests.helpline_info.factories import NINE_TO_FIVE, make_category, make_channel

pytestmark = pytest.mark.django_db

MONDAY_NOON = datetime(2026, 3, 2, 12, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("weekday", "opens", "closes"),
    [(0, time(17), time(9)), (0, time(9), time(9)), (8, time(9), time(17))],
)
def test_the_database_refuses_hours_that_cannot_be(weekday: int, opens: time, closes: time) -> None:
    channel = make_channel()
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningHours.objects.create(channel=channel, weekday=weekday, opens=opens, closes=closes)


def test_the_database_takes_midnight_as_the_end_of_a_day() -> None:
    hours = OpeningHours.objects.create(
        channel=make_channel(), weekday=0, opens=time(18), closes=time(0)
    )
    assert hours.span.closes == time(0)


def test_the_database_refuses_the_same_hours_twice() -> None:
    channel = make_channel(days=[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningHours.objects.create(channel=channel, weekday=0, opens=time(9), closes=time(12))


def test_the_database_refuses_a_closure_that_ends_before_it_begins() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Closure.objects.create(
            first_day=date(2026, 12, 25), last_day=date(2026, 12, 24), reason="Christmas"
        )


def test_the_database_refuses_a_service_that_nobody_can_reach() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OtherService.objects.create(name="Nobody", purpose="For nobody")


@pytest.mark.parametrize(
    ("kind", "contact"),
    [
        (ChannelKind.TELEPHONE, "ask for Sam"),
        (ChannelKind.TELEPHONE, "0808-1000-900"),
        (ChannelKind.SECURE_MESSAGE, "http://www.example.org/"),
        (ChannelKind.LIVE_CHAT, "0808 1000 900"),
        (ChannelKind.LIVE_CHAT, "javascript:alert(1)"),
        (ChannelKind.CALL_BACK, "tomorrow"),
    ],
)
def test_a_contact_must_suit_its_kind(kind: ChannelKind, contact: str) -> None:
    channel = Channel(name="Talk to us", kind=kind, contact=contact)
    with pytest.raises(ValidationError) as refused:
        channel.full_clean()
    assert "contact" in refused.value.message_dict


@pytest.mark.parametrize(
    ("kind", "contact", "href"),
    [
        (ChannelKind.TELEPHONE, " 0808 1000 900 ", "tel:08081000900"),
        (ChannelKind.TELEPHONE, "+44 808 1000 900", "tel:+448081000900"),
        (
            ChannelKind.SECURE_MESSAGE,
            "https://www.example.org/write",
            "https://www.example.org/write",
        ),
        (ChannelKind.CALL_BACK, "0808 1000 900", "tel:08081000900"),
        (ChannelKind.POST, "PO Box 1\nLondon", ""),
    ],
)
def test_a_contact_becomes_a_link_where_it_can(kind: ChannelKind, contact: str, href: str) -> None:
    channel = Channel(name="Talk to us", kind=kind, contact=contact)
    channel.full_clean(exclude=["categories"])
    assert channel.href == href


def test_a_closure_without_a_channel_closes_them_all() -> None:
    make_channel(days=[0])
    make_channel(days=[0])
    Closure.objects.create(
        first_day=MONDAY_NOON.date(), last_day=MONDAY_NOON.date(), reason="Storm"
    )
    now = channels_now(moment=MONDAY_NOON)
    assert [(each.opening.is_open, str(each.closure)) for each in now if each.opening] == [
        (False, "Storm"),
        (False, "Storm"),
    ]


def test_a_closure_of_one_channel_leaves_the_others_open() -> None:
    shut, other = make_channel(days=[0]), make_channel(days=[0])
    Closure.objects.create(
        first_day=MONDAY_NOON.date(), last_day=MONDAY_NOON.date(), reason="Repair", channel=shut
    )
    by_channel = {each.channel: each for each in channels_now(moment=MONDAY_NOON)}
    assert by_channel[shut].sentence == "Opens on 9 March at 9am"
    assert by_channel[other].sentence == "Open now until 5pm"


def test_a_channel_without_hours_promises_nothing() -> None:
    make_channel()
    (now,) = channels_now(moment=MONDAY_NOON)
    assert (now.opening, now.sentence) == (None, "")


def test_the_first_channel_in_order_is_the_one_every_page_shows() -> None:
    make_channel(position=2)
    first = make_channel(position=1)
    make_channel(position=0, is_live=False)
    shown = help_now(MONDAY_NOON).first
    assert shown is not None
    assert shown.channel == first


def test_channels_of_a_category_leave_the_others_out() -> None:
    one, other = make_category(), make_category()
    mine = make_channel(one, other)
    make_channel(other)
    assert [now.channel for now in channels_now(category=one)] == [mine]


def test_more_channels_hours_and_closures_cost_no_more_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(12):
        channel = make_channel(days=range(7), hours=NINE_TO_FIVE)
        Closure.objects.create(
            first_day=MONDAY_NOON.date(),
            last_day=MONDAY_NOON.date(),
            reason="Repair",
            channel=channel,
        )
    with django_assert_num_queries(4):
        channels_now(moment=MONDAY_NOON)


def test_putting_categories_in_order_survives_publishing_an_older_draft() -> None:
    category = make_category(position=5)
    draft = category.save_revision()
    category.position = 1
    category.save(update_fields=["position"])
    draft.publish()
    category.refresh_from_db()
    assert category.position == 1
