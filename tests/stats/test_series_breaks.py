"""Breaks in series on the desk."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from stats.models import Area, Measure, SeriesBreak
from tests.stats.factories import make_measure

pytestmark = pytest.mark.django_db

NEW, LIST = "/admin/series-break/new/", "/admin/series-break/"
REASON = "The force began to count each image found."


def member(role: str) -> Client:
    user = User.objects.create_user(role.lower().replace(" ", "-"))
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def measure() -> Measure:
    return make_measure()


def a_break(measure: Measure, **fields: object) -> dict[str, object]:
    return {
        "measure": measure.pk,
        "area": "",
        "kind": "break",
        "starts_on": "2017-04-01",
        "ends_on": "",
        "reason": REASON,
        **fields,
    }


def test_a_break_is_recorded_for_every_area_or_for_one(measure: Measure) -> None:
    client = member("Statistics officer")
    lancashire = Area.objects.get(gss_code="E23000003")
    assert client.post(NEW, a_break(measure)).status_code == 302
    assert client.post(NEW, a_break(measure, area=lancashire.pk, kind="rules")).status_code == 302
    time = a_break(measure, kind="period", ends_on="2018-03-31")
    assert client.post(NEW, time).status_code == 302
    assert SeriesBreak.objects.count() == 3
    assert ModelLogEntry.objects.filter(action="wagtail.create").count() == 3
    page = client.get(LIST).content.decode()
    assert "every area" in page
    assert "Lancashire" in page


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "period"}, "A time that is not comparable has a last day."),
        ({"ends_on": "2018-03-31"}, "It holds from its first day on"),
        (
            {"kind": "period", "ends_on": "2016-03-31"},
            "The last day comes before the first day.",
        ),
        ({"reason": "n/a"}, "Say it in a sentence: the public will read it."),
        ({"reason": ""}, "This field is required."),
        ({"starts_on": "the spring"}, "Enter a valid date."),
        ({"kind": "other"}, "Select a valid choice."),
    ],
)
def test_a_break_that_cannot_be_is_refused_beside_its_field(
    measure: Measure, fields: dict[str, object], message: str
) -> None:
    answer = member("Statistics officer").post(NEW, a_break(measure, **fields))
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not SeriesBreak.objects.exists()


def test_the_same_break_is_recorded_once(measure: Measure) -> None:
    client = member("Statistics officer")
    client.post(NEW, a_break(measure))
    again = client.post(NEW, a_break(measure, reason="Said in other words, and at length."))
    assert "It is recorded already for this day." in again.content.decode()
    [kept] = SeriesBreak.objects.all()
    edit = f"/admin/series-break/edit/{kept.pk}/"
    assert client.post(edit, a_break(measure, reason="Put in better words.")).status_code == 302


@pytest.mark.parametrize("role", ["Press officer", "Editor", "Approver"])
def test_others_record_no_break(measure: Measure, role: str) -> None:
    member(role).post(NEW, a_break(measure))
    assert not SeriesBreak.objects.exists()


def test_the_list_asks_no_more_queries_for_more_breaks(measure: Measure) -> None:
    client = member("Statistics officer")
    areas = list(Area.objects.all()[:9])

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST).status_code == 200
        return len(captured)

    def record(area: Area) -> None:
        SeriesBreak.objects.create(
            measure=make_measure(), area=area, kind="break", starts_on="2017-04-01", reason=REASON
        )

    record(areas[0])
    queries()
    few = queries()
    for area in areas[1:]:
        record(area)
    assert queries() == few
