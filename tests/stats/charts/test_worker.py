"""A real worker draws the charts, whatever dies on the way."""

from __future__ import annotations

import urllib.request

import pytest

from tests.stack import Stack, wait_until

pytestmark = pytest.mark.stack

WAITING = "SELECT count(*) FROM stats_chart WHERE state <> 'done'"
DONE = "SELECT count(*) FROM stats_chart WHERE state = 'done'"
PAGE = "/statistics/child-abuse-image-offences/lancashire/"


@pytest.fixture
def site(stack: Stack) -> Stack:
    """The charts that publishing the sample asked for, none of them drawn."""
    stack.environment |= {"CHART_LEASE": "3", "CHART_SWEEP_INTERVAL": "1"}
    assert stack.count("SELECT count(*) FROM stats_chart WHERE state = 'ready'") > 10
    return stack


def test_a_killed_worker_leaves_every_chart_drawn_once(site: Stack) -> None:
    charts = site.count("SELECT count(*) FROM stats_chart")
    site.flush_valkey()  # and the bells that were rung are lost
    worker = site.start_worker()
    site.start_beat()
    wait_until(lambda: site.count(DONE) >= 1, what="the first chart")
    site.kill(worker)
    assert site.count(WAITING) > 0, "the worker was killed too late to prove anything"
    site.start_worker()
    wait_until(lambda: site.count(WAITING) == 0, what="all charts")
    assert site.count("SELECT count(*) FROM stats_chart") == charts
    assert site.count("SELECT count(*) FROM stats_chart WHERE svg = '' OR png = ''") == 0


def test_a_page_shows_its_chart_once_the_worker_has_drawn_it(site: Stack) -> None:
    site.execute("DELETE FROM stats_chart")
    site.start_web()
    assert "The chart is being drawn" in _read(site.url + PAGE)  # it asked for them
    site.start_worker()
    site.start_beat()
    wait_until(lambda: site.count(WAITING) == 0, what="the page's charts")
    page = _read(site.url + PAGE)
    assert "is being drawn" not in page
    address = page.partition('<img src="')[2].partition('"')[0]
    assert ">674</text>" in _read(site.url + address)


def _read(url: str) -> str:
    with urllib.request.urlopen(url) as answer:  # noqa: S310  this test's own server
        read: str = answer.read().decode()
    return read
