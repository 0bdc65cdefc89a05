"""`make demo`: the whole site on one address, and nothing left of it when it is stopped."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from charity_site.sample_content import DEMO_ACCOUNTS
from tests.charity_site.commands import (
    PRODUCTION,
    environment,
    fault,
    free_port,
    manage,
    processes_of,
)
from tests.servers import ROOT
from tests.stack import wait_until

pytestmark = pytest.mark.stack


class Demo:
    """A running demo, in a session of its own as in a terminal of its own."""

    def __init__(self, directory: Path, *, port: int) -> None:
        self.directory = directory
        self.port = port
        self.log = directory.with_suffix(f".{port}.log")
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "demo", "--port", str(port)],
                cwd=ROOT,
                env=environment(DATA_DIR=directory),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return self.log.read_text()

    def wait_until_it_answers(self) -> Demo:
        def is_over() -> bool:
            return "Press Ctrl-C to stop" in self.said or self.process.poll() is not None

        wait_until(is_over, what="the demo to say its address", patience=180)
        assert self.process.poll() is None, self.said
        return self

    def press_ctrl_c(self) -> None:
        os.killpg(self.process.pid, signal.SIGINT)  # as a terminal does: to all in the foreground

    def has_gone(self) -> bool:
        self.process.wait(timeout=60)
        wait_until(lambda: not processes_of(self.directory), what="every process to end")
        return True

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers={"Host": f"localhost:{self.port}"})
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()


Begin = Callable[[], Demo]
Start = Callable[[], Demo]


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all the tests here: each demo after the first finds its database migrated."""
    return tmp_path_factory.mktemp("demo") / "data"


@pytest.fixture
def begin(directory: Path) -> Iterator[Begin]:
    """Begins a demo. In the end all are killed, and nothing may be left of them."""
    demos: list[Demo] = []

    def begin_one() -> Demo:
        demos.append(Demo(directory, port=free_port()))
        return demos[-1]

    yield begin_one
    for demo in demos:
        demo.process.kill()
    for demo in demos:
        assert demo.has_gone()


@pytest.fixture
def start(begin: Begin) -> Start:
    """Begins a demo and waits until it answers."""
    return lambda: begin().wait_until_it_answers()


def test_it_prints_its_address_and_the_accounts_and_serves_both_site_and_admin(
    start: Start,
) -> None:
    demo = start()
    assert f"http://localhost:{demo.port}/admin/" in demo.said
    for account in DEMO_ACCOUNTS:
        assert account.username in demo.said
        assert account.password in demo.said
    assert demo.get("/")[0] == 200
    assert demo.get("/stop-it-now/")[0] == 200
    status, page = demo.get("/admin/login/")
    assert (status, "password" in page) == (200, True)
    # Full addresses, in the API and elsewhere, are ones that can be followed.
    assert f"http://localhost:{demo.port}/" in demo.get("/api/v1/campaigns/")[1]

    demo.press_ctrl_c()
    assert demo.has_gone()
    assert demo.process.returncode == 0
    assert "Traceback" not in demo.said
    assert "GET /" not in demo.said  # nothing about a visitor is written down


def test_stopped_by_a_signal_and_run_again_it_keeps_what_was_edited(start: Start) -> None:
    demo = start()
    database = f"postgresql://postgres@/charity_site?host={demo.directory / 'postgres'}"
    renamed = "UPDATE wagtailcore_page SET title = 'Ours now', draft_title = 'Ours now'"
    with psycopg.connect(database) as connection:
        connection.execute(f"{renamed} WHERE slug = 'stop-it-now'")
    demo.process.send_signal(signal.SIGTERM)  # to it alone, as a service's manager does
    assert demo.has_gone()
    assert demo.process.returncode == 0
    assert "Ours now" in start().get("/stop-it-now/")[1]


def test_a_second_one_says_that_the_port_is_in_use_and_how_to_choose_another(
    start: Start,
) -> None:
    demo = start()
    second = manage("demo", "--port", str(demo.port), DATA_DIR=demo.directory)
    assert fault(second) == (
        f"Port {demo.port} is in use: stop what uses it, or choose another"
        f" (make demo PORT={demo.port + 1})."
    )
    assert demo.get("/")[0] == 200


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_a_demo_that_is_killed_leaves_nothing_running(start: Start) -> None:
    demo = start()
    programs = {name for process in processes_of(demo.directory) for name in process.cmdline()}
    assert any("gunicorn" in name for name in programs)
    assert any("celery" in name for name in programs)
    assert any("postgres" in name for name in programs)
    assert any("valkey" in name for name in programs)
    demo.process.kill()
    assert demo.has_gone()


def test_where_one_process_dies_all_are_stopped_and_it_is_named(start: Start) -> None:
    demo = start()
    (worker,) = [
        child
        for child in psutil.Process(demo.process.pid).children()
        if "worker" in child.cmdline()
    ]
    worker.kill()
    assert demo.has_gone()
    assert demo.process.returncode == 1
    assert demo.said.splitlines()[-1] == (
        "Error: worker was ended by SIGKILL, so everything else was stopped too."
    )


def test_where_a_server_dies_all_are_stopped(start: Start) -> None:
    demo = start()
    postmaster = int((demo.directory / "postgres" / "postmaster.pid").read_text().split()[0])
    psutil.Process(postmaster).kill()
    assert demo.has_gone()
    assert demo.process.returncode == 1
    assert demo.said.splitlines()[-1].startswith("Error: PostgreSQL or Valkey ended")


@pytest.mark.parametrize("step", ["Bringing the database", "Starting the web server"])
def test_it_can_be_stopped_before_it_answers(begin: Begin, step: str) -> None:
    demo = begin()
    wait_until(lambda: step in demo.said, what=step)
    demo.press_ctrl_c()
    assert demo.has_gone()
    assert "Press Ctrl-C to stop" not in demo.said


def test_a_port_that_is_none_or_that_this_account_may_not_use() -> None:
    servers = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}
    assert fault(manage("demo", "--port", "70000", **servers)) == (
        "70000 is not the number of a port: choose one from 1024 to 65535."
    )
    assert fault(manage("demo", "--host", "192.0.2.1", **servers)) == (
        "The web server cannot listen on 192.0.2.1 at port 8000"
        " (Cannot assign requested address): choose others with HOST and PORT."
    )


def test_accounts_with_known_passwords_are_never_made_in_production() -> None:
    in_production = {**PRODUCTION, "DATABASE_URL": os.environ["DATABASE_URL"]}
    assert fault(manage("demo", **in_production)) == (
        "The demo makes accounts whose passwords everybody can read:"
        " it runs only with SITE_ENVIRONMENT=development."
    )
