"""A real worker makes a bundle, is killed half way, and another makes it whole."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.stack import Stack, wait_until

pytestmark = pytest.mark.stack

STATE = "SELECT state, done, total, tries, file FROM press_bundle"
ASK = (
    "from django.contrib.auth.models import User;"
    "from press.actions import ask_for_bundle;"
    "from press.models import ReleasePage;"
    "release = ReleasePage.objects.order_by('pk').first();"
    "ask_for_bundle(publication=release.publication,"
    " formats=['text', 'docx', 'pdf', 'html', 'chart-png', 'chart-svg'],"
    " by=User.objects.create_user('bundler'))"
)


def test_a_worker_killed_while_it_makes_a_bundle_leaves_it_to_the_next(stack: Stack) -> None:
    stack.environment |= {"BUNDLE_LEASE": "8", "BUNDLE_SWEEP_INTERVAL": "1"}
    worker = stack.start_worker()
    stack.start_beat()
    built = "SELECT count(*) FROM press_releasepage"
    wait_until(lambda: stack.count(built) >= 4, what="the first drafts")
    stack.manage("shell", "--command", ASK)
    running = "SELECT count(*) FROM press_bundle WHERE state = 'running'"
    wait_until(lambda: stack.count(running) == 1, what="a worker to take it")
    stack.kill(worker)
    (state, _done, total, tries, file) = stack.query(STATE)[0]
    assert (state, tries, file) == ("running", 1, ""), "the worker was killed too late"
    stack.start_worker()
    wait_until(lambda: stack.query(STATE)[0][0] == "done", what="the bundle")
    (_state, done, total, tries, file) = stack.query(STATE)[0]
    assert done == total >= 4
    assert tries == 2
    kept = [path for path in (Path(stack.directory) / "private").rglob("*") if path.is_file()]
    assert [path.name for path in kept if path.suffix == ".zip"] == [Path(file).name]
    with zipfile.ZipFile(Path(stack.directory) / "private" / file) as archive:
        assert archive.testzip() is None
        assert len([name for name in archive.namelist() if name.endswith(".pdf")]) == total
