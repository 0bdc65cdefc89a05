"""A real worker and a real queue, and what becomes of a file when either fails."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.stack import Stack, wait_until

pytestmark = pytest.mark.stack

ROWS = 20_000
STATE = "SELECT state, rows_read, reason FROM stats_receivedfile WHERE name = 'long.csv'"
STAGED = "SELECT count(*), count(DISTINCT number) FROM stats_stagedrow"

SEND_IN = """
from pathlib import Path
from django.core.files import File
from stats.models import Publication
from stats.receiving import actions
draft = Publication.objects.create(slug="long", title="A long file")
with Path("{path}").open("rb") as file:
    actions.receive(publication=draft, content=File(file), name="long.csv", source="", by=None)
"""


@pytest.fixture
def site(stack: Stack) -> Stack:
    stack.environment["RECEIVED_FILE_LEASE"] = "3"
    stack.environment["RECEIVED_FILE_SWEEP_INTERVAL"] = "1"
    path = stack.directory / "long.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["measure", "area", "category", "first day", "last day", "value"])
        for number in range(ROWS):
            year = 1000 + number
            rows.writerow(
                ["child-abuse-image-offences", "Lancashire", "", *_days(year), number % 900]
            )
    return stack


def _days(number: int) -> tuple[str, str]:
    """A period of its own for each row."""
    from datetime import date, timedelta

    first = date(1900, 1, 1) + timedelta(days=number)
    return first.isoformat(), (first + timedelta(days=30)).isoformat()


def send_in(site: Stack, **environment: str) -> None:
    script = SEND_IN.format(path=site.directory / "long.csv")
    site.manage("shell", "-v0", "-c", script, **environment)


def state(site: Stack) -> tuple[str, int, str]:
    (row,) = site.query(STATE)
    return row


def wait_until_checked(site: Stack) -> None:
    wait_until(lambda: state(site)[0] not in ("waiting", "reading"), what="the file")
    assert state(site)[0] == "checked", site.query(
        "SELECT reason, questions FROM stats_receivedfile"
    )
    assert site.query(STAGED) == [(ROWS, ROWS)]


def test_a_file_whose_worker_was_killed_half_way_is_read_once_by_another(site: Stack) -> None:
    send_in(site)
    worker = site.start_worker()
    site.start_beat()
    wait_until(lambda: 0 < state(site)[1] < ROWS, what="the first rows")
    site.kill(worker)
    assert state(site)[0] == "reading", "the worker was killed too late to prove anything"
    assert 0 < site.query(STAGED)[0][0] < ROWS
    site.start_worker()
    wait_until_checked(site)
    assert not site.count(
        "SELECT count(*) FROM stats_figure WHERE file_id IS NOT NULL AND cell = ''"
    )


def test_a_file_sent_in_while_the_queue_is_down_is_read_all_the_same(site: Stack) -> None:
    send_in(site, REDIS_URL=f"unix://{site.directory}/no-such-socket")
    assert state(site)[0] == "waiting"
    site.start_worker()
    site.start_beat()
    wait_until_checked(site)


BRING_IN = """
from stats.models import ReceivedFile
from stats.receiving import actions
file = ReceivedFile.objects.get(name="long.csv")
try:
    actions.bring_in(file=file, shown=file.counts["picture"], by=None)
except actions.NotNow as error:
    print(error)
"""


def test_two_people_who_bring_in_the_same_file_at_once_add_its_figures_once(site: Stack) -> None:
    send_in(site)
    site.start_worker()
    wait_until_checked(site)
    with ThreadPoolExecutor(2) as people:
        said = list(
            people.map(lambda _person: site.manage("shell", "-v0", "-c", BRING_IN), range(2))
        )
    assert sum("has moved on" in words for words in said) == 1
    figures = "SELECT count(*), count(DISTINCT cell) FROM stats_figure WHERE sheet = 'long'"
    assert site.query(figures) == [(ROWS, ROWS)]
