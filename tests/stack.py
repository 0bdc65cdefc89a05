"""The whole site as processes: web server, Celery worker and beat, on a database of their own."""

from __future__ import annotations

import http.client
import itertools
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import databases
from tests.servers import TEMPLATE_DATABASE
from tests.warm import Running

BIN = Path(sys.executable).parent
PATIENCE = 180.0  # seconds before a test gives up waiting: the machine may be busy

_number = itertools.count(1)


def wait_until(holds: Callable[[], Any], *, what: str, patience: float = PATIENCE) -> Any:
    """The first true answer. Fails the test, saying what was waited for, when none comes."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        answer = holds()
        if answer:
            return answer
        time.sleep(0.02)
    pytest.fail(f"waited {patience:.0f} seconds for {what}")


class Stack:
    """One running site. Its processes are started by the test that needs them."""

    def __init__(self, directory: Path, *, copied_from: str = TEMPLATE_DATABASE) -> None:
        worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
        number = next(_number)
        self.directory = directory
        self.database = f"stack_{worker}_{number}"
        base = os.environ["DATABASE_URL"]
        self.server_url = base
        self.database_url = base.replace("/charity_site?", f"/{self.database}?")
        # Valkey has 16 databases; a stack lasts for one test, so each worker reuses its share.
        self.redis_url = f"{os.environ['REDIS_URL']}?db={1 + worker % 3 * 5 + number % 5}"
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.processes: list[Running] = []
        self.environment = {
            **os.environ,
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "DATA_DIR": str(directory),
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "DRAFT_BUILD_LEASE": "3",
            "DRAFT_SWEEP_INTERVAL": "1",
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        }
        databases.create(self.database, copied_from=copied_from)
        self.flush_valkey()

    def manage(self, *arguments: str, **environment: str) -> str:
        """Run a management command on this site; its standard output. Fails if the command does."""
        with tempfile.TemporaryDirectory(dir=self.directory) as directory:
            output, errors = Path(directory, "output"), Path(directory, "errors")
            command = Running(
                ["manage.py", *arguments],
                {**self.environment, **environment},
                output=output,
                errors=errors,
            )
            status = command.wait()
            assert status == 0, errors.read_text()
            return output.read_text()

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database_url) as connection:
            return connection.execute(sql).fetchall()

    def execute(self, sql: str) -> None:
        with psycopg.connect(self.database_url) as connection:
            connection.execute(sql)

    def count(self, sql: str) -> int:
        return int(self.query(sql)[0][0])

    def flush_valkey(self) -> None:
        import redis

        redis.Redis.from_url(self.redis_url).flushdb()

    def start_web(self) -> None:
        self._start("gunicorn", "charity_site.wsgi", "--config", "charity_site/gunicorn.py")
        wait_until(self._answers, what="the web server")

    def start_worker(self) -> Running:
        return self._start("celery", "--app", "charity_site", "worker", "--concurrency", "2")

    def start_beat(self) -> None:
        schedule = str(self.directory / "beat-schedule")
        self._start("celery", "--app", "charity_site", "beat", "--schedule", schedule)

    def kill(self, process: Running) -> None:
        """End a process and all its children at once, as a power cut would."""
        process.send(signal.SIGKILL)
        process.wait()
        self.processes.remove(process)

    def stop(self) -> None:
        """End every process, gently first."""
        for process in self.processes:
            process.send(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.send(signal.SIGKILL)
                process.wait()
        self.processes.clear()

    def drop(self) -> None:
        databases.drop(self.database)

    def _start(self, command: str, *arguments: str) -> Running:
        log = self.directory / f"{command}-{arguments[-1].rpartition('/')[2]}.log"
        process = Running([command, *arguments], self.environment, output=log)
        self.processes.append(process)
        return process

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/admin/login/")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A site with the sample content, made once; tests get copies of its database."""
    site = Stack(tmp_path_factory.mktemp("sample"))
    try:
        site.manage("load_sample_content")
        yield site
    finally:
        site.drop()


@pytest.fixture
def stack(sample_site: Stack, tmp_path: Path) -> Iterator[Stack]:
    """A site of this test's own, with the sample content and no process running yet."""
    site = Stack(tmp_path, copied_from=sample_site.database)
    try:
        yield site
    finally:
        site.stop()
        site.drop()
