"""The Helpline menu, as an editor uses it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from helpline_info.models import Channel, Closure, OtherService, SupportCategory
from tests.answering import answer_every_warning
from tests.helpline_info.factories import make_category, make_channel

pytestmark = pytest.mark.django_db

RICH_TEXT = [
    f"{name}{language}"
    for name in ("feelings", "confidential", "limits", "steps_now", "resources")
    for language in ("", "_cy")
] + ["what_happens_cy"]


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("editor"))
    return client


def address(model: type, view: str, *args: Any) -> str:
    return reverse(f"wagtailsnippets_helpline_info_{model.__name__.lower()}:{view}", args=args)


def form_of(category: SupportCategory, **changes: str) -> dict[str, str]:
    block = {"key": "a", "text": "Words", "type": "unstyled", "depth": 0}
    block |= {"inlineStyleRanges": [], "entityRanges": []}
    rich_text = json.dumps({"entityMap": {}, "blocks": [block]})
    return {
        "title": category.title,
        "label": category.label,
        "slug": category.slug,
        "summary": category.summary,
        "what_happens": rich_text,
        **dict.fromkeys(RICH_TEXT, rich_text),
        **changes,
    }


def channel_form(category: SupportCategory, *hours: tuple[int, str, str]) -> dict[str, Any]:
    form: dict[str, Any] = {
        "name": "Call us",
        "kind": "telephone",
        "contact": "0808 1000 900",
        "nation": "england-and-wales",
        "on_bank_holidays": "as-usual",
        "is_live": "on",
        "categories": [category.pk],
        "opening_hours-TOTAL_FORMS": len(hours),
        "opening_hours-INITIAL_FORMS": 0,
        "opening_hours-MIN_NUM_FORMS": 0,
        "opening_hours-MAX_NUM_FORMS": 1000,
    }
    for index, (weekday, opens, closes) in enumerate(hours):
        form[f"opening_hours-{index}-weekday"] = weekday
        form[f"opening_hours-{index}-opens"] = opens
        form[f"opening_hours-{index}-closes"] = closes
    return form


def test_the_menu_is_called_helpline(staff: Client) -> None:
    html = staff.get(reverse("wagtailadmin_home")).content.decode()
    assert '"label": "Helpline"' in html


@pytest.mark.parametrize("model", [SupportCategory, Channel, Closure, OtherService])
def test_each_list_can_be_opened(staff: Client, model: type) -> None:
    category = make_category()
    channel = make_channel(category)
    Closure.objects.create(
        first_day="2026-12-25", last_day="2026-12-25", reason="Christmas Day", channel=channel
    )
    OtherService.objects.create(name="Childline", purpose="For children", telephone="0800 1111")
    assert staff.get(address(model, "list")).status_code == 200
    item = model._default_manager.first()  # type: ignore[attr-defined]
    assert str(item) in staff.get(address(model, "list")).content.decode()
    assert staff.get(address(model, "edit", item.pk)).status_code == 200
    assert staff.get(address(model, "add")).status_code == 200


def test_a_category_is_seen_by_visitors_only_once_it_is_published(staff: Client) -> None:
    category = make_category(title="Before")
    make_channel(category)
    edit = address(SupportCategory, "edit", category.pk)
    staff.post(edit, form_of(category, title="After"))
    assert "Before" in Client().get(f"/help/{category.slug}/").content.decode()
    category.refresh_from_db()
    answer_every_warning(category.get_latest_revision_as_object())
    staff.post(edit, form_of(category, title="After", **{"action-publish": "yes"}))
    assert "After" in Client().get(f"/help/{category.slug}/").content.decode()


def test_a_category_is_previewed_as_visitors_will_see_it(staff: Client) -> None:
    category = make_category()
    make_channel(category, contact="0808 1000 900")
    preview = address(SupportCategory, "preview_on_edit", category.pk)
    assert staff.post(preview, form_of(category, title="A new title")).json()["is_valid"]
    html = staff.get(preview).content.decode()
    assert "<h1>A new title</h1>" in html
    assert "tel:08081000900" in html


def test_two_categories_cannot_have_one_address(staff: Client) -> None:
    make_category(slug="taken")
    category = make_category()
    edit = address(SupportCategory, "edit", category.pk)
    response = staff.post(edit, form_of(category, slug="taken", **{"action-publish": "yes"}))
    assert "already exists" in response.content.decode()


def test_a_channel_is_added_with_its_hours(staff: Client) -> None:
    category = make_category()
    staff.post(
        address(Channel, "add"),
        channel_form(category, (0, "09:00", "12:00"), (0, "13:00", "00:00")),
    )
    channel = Channel.objects.get()
    assert [str(hours) for hours in channel.opening_hours.all()] == [
        "Monday 09:00–12:00",
        "Monday 13:00–00:00",
    ]
    assert list(channel.categories.all()) == [category]


@pytest.mark.parametrize(
    ("hours", "complaint"),
    [
        ([(0, "17:00", "09:00")], "Closing must come after opening on the same day."),
        ([(9, "09:00", "17:00")], "Select a valid choice"),
        ([(0, "half past", "17:00")], "Enter a valid time"),
        ([(0, "09:00", "17:00"), (0, "09:00", "12:00")], "Please correct the duplicate data"),
    ],
)
def test_hours_that_cannot_be_are_refused_in_words(
    staff: Client, hours: list[tuple[int, str, str]], complaint: str
) -> None:
    response = staff.post(address(Channel, "add"), channel_form(make_category(), *hours))
    assert response.status_code == 200
    assert complaint in response.content.decode()
    assert not Channel.objects.exists()


def test_a_telephone_number_in_words_is_refused(staff: Client) -> None:
    form = channel_form(make_category()) | {"contact": "ring us"}
    response = staff.post(address(Channel, "add"), form)
    assert "A telephone number has digits and spaces alone" in response.content.decode()


def test_a_closure_cannot_end_before_it_begins(staff: Client) -> None:
    form = {"first_day": "2026-12-25", "last_day": "2026-12-24", "reason": "Christmas Day"}
    response = staff.post(address(Closure, "add"), form)
    assert "The last day cannot come before the first." in response.content.decode()


def test_a_service_needs_a_number_or_an_address(staff: Client) -> None:
    form = {"name": "Somebody", "purpose": "For anyone", "is_live": "on"}
    response = staff.post(address(OtherService, "add"), form)
    assert "Give a telephone number, or a web address below." in response.content.decode()
    form["website"] = "http://not-secure.example.org/"
    response = staff.post(address(OtherService, "add"), form)
    assert response.status_code == 200
    assert not OtherService.objects.exists()


def test_channels_are_put_in_order_by_hand(staff: Client) -> None:
    one, two = make_channel(position=0), make_channel(position=1)
    reorder = address(Channel, "reorder", two.pk)
    staff.post(reorder + "?position=0")
    assert list(Channel.objects.all()) == [two, one]


def test_a_channel_is_given_hours_of_its_own_for_bank_holidays(staff: Client) -> None:
    form = channel_form(make_category(), (0, "09:00", "17:00"), (7, "10:00", "16:00"))
    staff.post(address(Channel, "add"), form | {"on_bank_holidays": "own-hours"})
    channel = Channel.objects.get()
    assert [str(hours) for hours in channel.opening_hours.all()] == [
        "Monday 09:00–17:00",
        "Bank holidays 10:00–16:00",
    ]


@pytest.mark.parametrize(
    ("hours", "said", "complaint"),
    [
        ((0, "09:00", "17:00"), "own-hours", "Add a row to the opening hours"),
        ((7, "10:00", "16:00"), "closed", "There are opening hours for bank holidays above."),
        ((7, "10:00", "16:00"), "as-usual", "There are opening hours for bank holidays above."),
    ],
)
def test_hours_and_what_is_said_of_bank_holidays_have_to_agree(
    staff: Client, hours: tuple[int, str, str], said: str, complaint: str
) -> None:
    form = channel_form(make_category(), hours) | {"on_bank_holidays": said}
    response = staff.post(address(Channel, "add"), form)
    assert response.status_code == 200
    assert complaint in response.content.decode()
    assert not Channel.objects.exists()


def test_right_now_and_rehearse_stand_in_the_menu(staff: Client) -> None:
    html = staff.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("helpline_right_now") in html
    assert reverse("rehearsal") in html
