"""The work of drawing charts: asked for once, drawn once, whoever dies on the way."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from stats.charts import outbox
from stats.charts.drawing import UnsafePicture
from stats.charts.points import Drawing, Point
from stats.charts.series import series_chart
from stats.models import Chart, ChartState

pytestmark = pytest.mark.django_db


def drawing(value: int = 674) -> Drawing:
    points = [Point("2016-17", Decimal(591), "591"), Point("2017-18", Decimal(value), str(value))]
    return Drawing("Offences", series_chart(points, title="Offences", below=[]), "In words.")


def ask(*drawings: Drawing, at: datetime | None = None) -> None:
    outbox.request_charts((one, at or timezone.now()) for one in drawings)


def test_a_chart_that_is_asked_for_twice_is_drawn_once() -> None:
    ask(drawing())
    ask(drawing(), drawing())
    assert outbox.draw_waiting_charts() == 1
    ask(drawing())
    assert outbox.draw_waiting_charts() == 0
    chart = Chart.objects.get()
    assert chart.state == ChartState.DONE
    assert ">674</text>" in chart.svg
    assert bytes(chart.png).startswith(b"\x89PNG")


def test_asking_wakes_celery_once_it_is_committed(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        ask(drawing(1), drawing(2))
    assert callbacks.count(outbox.ring) == 1


def test_asking_for_nothing_asks_for_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        ask()


def test_a_lease_that_ran_out_is_taken_up_again() -> None:
    ask(drawing())
    outbox._lease()
    assert outbox.draw_waiting_charts() == 0  # somebody has it
    Chart.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert outbox.draw_waiting_charts() == 1


def test_a_worker_that_comes_back_after_its_lease_changes_nothing() -> None:
    ask(drawing())
    (late,) = outbox._lease()
    Chart.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    outbox.draw_waiting_charts()
    Chart.objects.update(svg="<svg>drawn by another</svg>")
    outbox._draw(late)
    assert Chart.objects.get().svg == "<svg>drawn by another</svg>"


def test_a_chart_withdrawn_while_it_is_drawn_is_not_brought_back() -> None:
    ask(drawing(), at=timezone.now() + timedelta(days=1))
    (leased,) = outbox._lease()
    outbox.withdraw_charts_to_come()
    outbox._draw(leased)
    assert not Chart.objects.exists()


def test_a_fault_of_the_machine_is_tried_three_times_and_then_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fault(specification: Any) -> None:
        raise RuntimeError("the disk hiccupped")

    monkeypatch.setattr(outbox, "draw", fault)
    ask(drawing())
    assert outbox.draw_waiting_charts() == outbox.TRIES_BEFORE_A_PERSON
    chart = Chart.objects.get()
    assert (chart.state, chart.reason) == (ChartState.FAILED, "RuntimeError")


def test_a_picture_that_is_unsafe_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def unsafe(specification: Any) -> None:
        raise UnsafePicture("The drawing holds a script.")

    monkeypatch.setattr(outbox, "draw", unsafe)
    ask(drawing())
    assert outbox.draw_waiting_charts() == 1
    chart = Chart.objects.get()
    assert (chart.state, chart.reason) == (ChartState.FAILED, "The drawing holds a script.")
    assert not chart.svg


def test_while_its_moment_is_ahead_what_was_said_last_of_it_holds() -> None:
    thursday = timezone.now() + timedelta(days=4)
    ask(drawing(), at=thursday)
    ask(drawing(), at=thursday + timedelta(days=1))
    assert Chart.objects.get().public_from == thursday + timedelta(days=1)


def test_a_public_chart_does_not_become_secret_again() -> None:
    ask(drawing())
    before = Chart.objects.get().public_from
    ask(drawing(), at=timezone.now() + timedelta(days=1))
    assert Chart.objects.get().public_from == before


def address(one: Drawing, form: str = "svg") -> str:
    return f"/statistics/charts/{one.digest}.{form}"


def test_a_drawn_chart_is_served_for_ever_and_can_run_nothing(client: Client) -> None:
    ask(drawing())
    outbox.draw_waiting_charts()
    for form, media_type in (("svg", "image/svg+xml"), ("png", "image/png")):
        response = client.get(address(drawing(), form))
        assert response.status_code == 200
        assert response["Content-Type"] == media_type
        assert "immutable" in response["Cache-Control"]
        assert response["Content-Security-Policy"].startswith("default-src 'none'")
        assert "sandbox" in response["Content-Security-Policy"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert not response.cookies


def test_a_chart_whose_moment_is_ahead_is_not_there(client: Client) -> None:
    ask(drawing(), at=timezone.now() + timedelta(seconds=30))
    outbox.draw_waiting_charts()
    assert Chart.objects.get().state == ChartState.DONE
    for form in ("svg", "png"):
        assert client.get(address(drawing(), form)).status_code == 404
    unknown = client.get(address(drawing(999)))
    assert unknown.content == client.get(address(drawing())).content  # as if there were none


def test_a_chart_that_is_not_drawn_yet_is_not_there(client: Client) -> None:
    ask(drawing())
    assert client.get(address(drawing())).status_code == 404


@pytest.mark.parametrize(
    "wrong", ["x.svg", "0" * 64 + ".gif", "A" * 64 + ".svg", "0" * 65 + ".svg"]
)
def test_any_other_address_under_charts_is_not_there(client: Client, wrong: str) -> None:
    assert client.get(f"/statistics/charts/{wrong}").status_code == 404
