"""Right now: what staff say holds, whatever the hours say."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.dispatch import receiver
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from time_machine import TimeMachineFixture
from wagtail.models import ModelLogEntry

from helpline_info.actions import CannotOverride, end_override, say_right_now
from helpline_info.models import Channel, ChannelKind, Closure, Override
from helpline_info.now import channels_now
from helpline_info.opening import LONDON
from helpline_info.signals import words_go_public
from tests.helpline_info.factories import make_category, make_channel

pytestmark = pytest.mark.django_db

MONDAY_NOON = datetime(2026, 3, 2, 12, tzinfo=LONDON)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _monday_noon(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY_NOON, tick=False)


@pytest.fixture
def editor() -> User:
    user = User.objects.create_user("editor")
    user.groups.add(Group.objects.get(name="Editor"))
    return user


@pytest.fixture
def staff(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def say(
    by: User, channel: Channel | None, *, is_open: bool, hours: int = 1, **words: str
) -> Override:
    return say_right_now(
        channel=channel, is_open=is_open, until=timezone.now() + hours * HOUR, by=by, **words
    )


def sentences() -> dict[str, str]:
    return {now.channel.name: now.sentence for now in channels_now()}


def tap(staff: Client, quick: str, **fields: Any) -> Any:
    return staff.post(reverse("helpline_right_now"), {"quick": quick, **fields})


def test_two_taps_close_a_line_for_an_hour(staff: Client) -> None:
    line = make_channel(name="Line", days=range(7))
    screen = staff.get(reverse("helpline_right_now")).content.decode()
    assert "Open now until 5pm" in screen
    assert f'value="{line.pk}:closed-hour"' in screen
    assert tap(staff, f"{line.pk}:closed-hour").status_code == 302
    assert sentences() == {"Line": "Opens in 1 hour, at 1pm"}


@pytest.mark.parametrize(
    ("quick", "sentence"),
    [
        ("closed-today", "Opens tomorrow at 9am"),
        ("open-hour", "Open now until 5pm"),  # the hours go on where it ends
        ("open-today", "Open now until midnight"),
    ],
)
def test_each_quick_choice_says_what_it_says(staff: Client, quick: str, sentence: str) -> None:
    line = make_channel(name="Line", days=range(7))
    tap(staff, f"{line.pk}:{quick}")
    assert sentences() == {"Line": sentence}


def test_all_means_all_that_somebody_answers(staff: Client) -> None:
    make_channel(name="Line", days=range(7))
    message = make_channel(
        name="Message", kind=ChannelKind.SECURE_MESSAGE, contact="https://www.example.org/"
    )
    tap(staff, "all:closed-hour")
    assert sentences() == {"Line": "Opens in 1 hour, at 1pm", "Message": ""}
    tap(staff, f"{message.pk}:closed-hour")
    assert sentences()["Message"] == "Closed at present"


def test_visitors_read_the_words_of_staff(staff: Client) -> None:
    category = make_category()
    line = make_channel(category, days=range(7))
    tap(staff, f"{line.pk}:closed-hour", words="We are short of staff. We are sorry.")
    for address in ("/", "/help/", f"/help/{category.slug}/"):
        assert "We are short of staff. We are sorry." in Client().get(address).content.decode()


def test_another_moment_can_be_chosen(staff: Client) -> None:
    line = make_channel(name="Line", days=range(7))
    fields = {"channel": line.pk, "state": "closed", "until": "2026-03-02 15:30"}
    staff.post(reverse("helpline_right_now"), fields)
    assert sentences() == {"Line": "Opens in about 4 hours, at 3.30pm"}


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({}, "Say until when"),
        ({"until": "2026-03-02 11:00", "state": "closed"}, "That moment is over"),
        ({"until": "2026-06-02 11:00", "state": "closed"}, "more than a month ahead"),
        ({"until": "soon", "state": "closed"}, "Enter a valid date/time"),
        ({"quick": "all:closed-for-ever"}, "no longer there"),
        ({"quick": "999999:closed-hour"}, "no longer there"),
        ({"quick": "'; DROP TABLE:closed-hour"}, "no longer there"),
        ({"quick": "all:closed-hour", "words": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    staff: Client, fields: dict[str, str], complaint: str
) -> None:
    response = staff.post(reverse("helpline_right_now"), fields)
    assert response.status_code == 200
    assert complaint in response.content.decode()
    assert not Override.objects.exists()


def test_it_ends_by_itself(editor: User, time_machine: TimeMachineFixture) -> None:
    line = make_channel(name="Line", days=range(7))
    say(editor, line, is_open=False)
    time_machine.move_to(MONDAY_NOON + HOUR, tick=False)
    assert sentences() == {"Line": "Open now until 5pm"}


def test_it_can_be_ended_at_once(
    staff: Client, editor: User, time_machine: TimeMachineFixture
) -> None:
    override = say(editor, make_channel(name="Line", days=range(7)), is_open=False)
    time_machine.move_to(MONDAY_NOON + timedelta(seconds=1), tick=False)
    staff.post(reverse("helpline_end_override", args=[override.pk]))
    assert sentences() == {"Line": "Open now until 5pm"}


def test_of_two_that_disagree_the_latest_holds(
    editor: User, time_machine: TimeMachineFixture
) -> None:
    line = make_channel(name="Line", days=range(7))
    say(editor, None, is_open=False, hours=3)
    time_machine.move_to(MONDAY_NOON + HOUR / 2, tick=False)
    say(editor, line, is_open=True)
    assert sentences()["Line"] == "Open now until 1.30pm"
    time_machine.move_to(MONDAY_NOON + HOUR * 0.75, tick=False)
    say(editor, None, is_open=False)
    assert sentences()["Line"] == "Opens in about 2 hours, at 3pm"


def test_it_is_stronger_than_a_closure(editor: User) -> None:
    line = make_channel(name="Line", days=range(7))
    day = MONDAY_NOON.date()
    Closure.objects.create(first_day=day, last_day=day, reason="Training")
    say(editor, line, is_open=True)
    (now,) = channels_now()
    assert (now.sentence, now.reason) == ("Open now until 1pm", "")


def test_who_said_what_and_when_is_logged(editor: User) -> None:
    line = make_channel(name="Line", days=range(7))
    override = say(editor, line, is_open=False, words="Sorry.")
    end_override(override=override, by=editor)
    logged = ModelLogEntry.objects.filter(object_id=override.pk).order_by("pk")
    assert [(entry.action, entry.user) for entry in logged] == [
        ("helpline_info.override", editor),
        ("helpline_info.end_override", editor),
    ]
    assert logged[0].data["channel"] == "Line"
    assert logged[0].data["words"] == "Sorry."


def test_ending_what_is_over_changes_and_logs_nothing(
    editor: User, time_machine: TimeMachineFixture
) -> None:
    override = say(editor, make_channel(days=range(7)), is_open=False)
    time_machine.move_to(MONDAY_NOON + 2 * HOUR, tick=False)
    end_override(override=override, by=editor)
    override.refresh_from_db()
    assert override.ends == MONDAY_NOON + HOUR
    assert ModelLogEntry.objects.filter(action="helpline_info.end_override").count() == 0


def test_words_that_may_not_go_public_are_refused(editor: User) -> None:
    @receiver(words_go_public)
    def refuse(**kwargs: Any) -> list[str]:
        return ["Choose other words."]

    try:
        with pytest.raises(CannotOverride, match="Choose other words"):
            say(editor, make_channel(days=range(7)), is_open=False, words="Bad words.")
    finally:
        words_go_public.disconnect(refuse)
    assert not Override.objects.exists()


@pytest.mark.parametrize("group", ["Statistics officer", "Press officer"])
def test_others_may_not_say_what_holds(client: Client, group: str) -> None:
    user = User.objects.create_user("other")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    line = make_channel(days=range(7))
    for response in (
        client.get(reverse("helpline_right_now")),
        tap(client, f"{line.pk}:closed-hour"),
        client.post(reverse("helpline_end_override", args=[1])),
    ):
        assert response.status_code == 302  # Wagtail leads whoever may not to its first page
        assert response["Location"] == reverse("wagtailadmin_home")
    assert not Override.objects.exists()


def test_whoever_is_not_logged_in_is_led_to_log_in(client: Client) -> None:
    response = tap(client, "all:closed-hour")
    assert response["Location"].startswith(reverse("wagtailadmin_login"))


def test_the_screen_costs_no_more_queries_for_more_channels_and_overrides(
    staff: Client, editor: User
) -> None:
    def queries_after(count: int) -> int:
        for _ in range(count):
            say(editor, make_channel(days=range(7)), is_open=False)
        with CaptureQueriesContext(connection) as queries:
            staff.get(reverse("helpline_right_now"))
        return len(queries)

    staff.get(reverse("helpline_right_now"))
    assert queries_after(1) == queries_after(6)
