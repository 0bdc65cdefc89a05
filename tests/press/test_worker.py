"""A real worker, a real queue, and what becomes of the drafts when either fails."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.stack import Stack, wait_until

pytestmark = pytest.mark.stack

DONE = "SELECT count(*) FROM press_draftbuild WHERE state = 'done'"
READY = "SELECT count(*) FROM press_draftbuild WHERE state = 'ready'"
RELEASES = "SELECT count(*), count(DISTINCT (area_id, template_used_id)) FROM press_releasepage"
SLUG = "every-force"
# Forty-five police forces, and four of them a second time in Welsh.
RELEASES_BUILT = 45 + 4
COLUMNS = (
    *("measure", "area_gss_code", "category", "period_start", "period_end"),
    *("value", "status", "source", "note"),
)


@pytest.fixture
def site(stack: Stack) -> Stack:
    """Every force has its figures in a draft publication, and its release template is in use."""
    # The sample's own drafts would be built too: what is counted here is every force's.
    stack.execute("DELETE FROM press_draftbuild")
    path = _every_force(stack)
    stack.manage("import_figures", str(path), "--publication", SLUG)
    return stack


def _every_force(stack: Stack) -> Path:
    """Figures over a period of their own for all the police forces."""
    path = stack.directory / "every-force.csv"
    codes = stack.query("SELECT gss_code FROM stats_area WHERE body_name <> '' ORDER BY gss_code")
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for number, (code,) in enumerate(codes):
            for year, value in ((2018, 400 + number), (2019, 450 + 3 * number)):
                rows.writerow(
                    [
                        *("child-abuse-image-offences", code, "", f"{year}-04-01"),
                        *(f"{year + 1}-03-31", value, "final", "test", ""),
                    ]
                )
    return path


def publish(site: Stack, **environment: str) -> None:
    path = site.directory / "every-force.csv"
    site.manage("import_figures", str(path), "--publication", SLUG, "--publish", **environment)


def wait_for_all(site: Stack) -> None:
    wait_until(lambda: site.count(DONE) == RELEASES_BUILT, what="all drafts")
    assert site.query(RELEASES) == [(RELEASES_BUILT, RELEASES_BUILT)]


def test_a_worker_killed_while_it_builds_leaves_one_of_each_draft(site: Stack) -> None:
    publish(site)
    worker = site.start_worker()
    site.start_beat()
    wait_until(lambda: site.count(DONE) >= 3, what="the first drafts")
    site.kill(worker)
    done = site.count(DONE)
    assert 3 <= done < RELEASES_BUILT, "the worker was killed too late to prove anything"
    site.start_worker()
    wait_for_all(site)


def test_drafts_are_built_although_valkey_was_down_when_they_were_asked_for(site: Stack) -> None:
    publish(site, REDIS_URL=f"unix://{site.directory}/no-such-socket")
    assert site.count(READY) == RELEASES_BUILT
    site.start_worker()
    site.start_beat()
    wait_for_all(site)


def test_drafts_are_built_although_valkey_lost_its_messages(site: Stack) -> None:
    publish(site)
    site.flush_valkey()
    site.start_worker()
    site.start_beat()
    wait_for_all(site)


def test_publishing_twice_with_two_workers_makes_one_of_each_draft(site: Stack) -> None:
    site.start_worker()
    publish(site)
    site.start_worker()
    publish(site)
    wait_for_all(site)
