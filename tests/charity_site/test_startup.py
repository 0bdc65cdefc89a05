"""Each fault of the machine is one clear sentence and exit status 1, from every program."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from charity_site.embedded import EmbeddedServers
from charity_site.startup import StartupError, in_one_sentence
from tests.charity_site.commands import PRODUCTION, environment, fault, free_port, manage, run
from tests.servers import ROOT
from tests.stack import wait_until

WEB = ("gunicorn", "charity_site.wsgi", "--config", "charity_site/gunicorn.py")
WORKER = ("celery", "--app", "charity_site", "worker")
BEAT = ("celery", "--app", "charity_site", "beat", "--scheduler", "celery.beat:Scheduler")
CHECKS = (sys.executable, "manage.py", "check")
MIGRATE = (sys.executable, "manage.py", "migrate")
RUNSERVER = (sys.executable, "manage.py", "runserver")
DEMO = (sys.executable, "manage.py", "demo")

NOBODY = "postgresql://site:secret@127.0.0.1:1/site"
NO_VALKEY = "redis://127.0.0.1:1/0"


@pytest.mark.parametrize("command", [MIGRATE, RUNSERVER, DEMO, WEB, WORKER, BEAT], ids=" ".join)
def test_a_database_that_does_not_answer(command: tuple[str, ...]) -> None:
    sentence = fault(
        run(
            *command,
            SITE_ENVIRONMENT="development",
            DATABASE_URL=NOBODY,
            REDIS_URL=os.environ["REDIS_URL"],
        )
    )
    assert sentence == (
        'The database cannot be reached (connection to server at "127.0.0.1", port 1 failed:'
        " Connection refused): check DATABASE_URL and that PostgreSQL is running."
    )


def test_a_database_on_an_unknown_host_or_without_an_answer_of_its_own() -> None:
    sentence = fault(
        manage("migrate", DATABASE_URL="postgresql://db.invalid/site", REDIS_URL=NO_VALKEY)
    )
    assert "db.invalid" in sentence
    assert "check DATABASE_URL" in sentence


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    elsewhere = os.environ["DATABASE_URL"].replace("/charity_site?", "/no_such_site?")
    sentence = fault(manage("migrate", DATABASE_URL=elsewhere, REDIS_URL=NO_VALKEY))
    assert 'database "no_such_site" does not exist' in sentence


@pytest.mark.parametrize("command", [DEMO, WORKER, BEAT], ids=" ".join)
def test_a_queue_that_does_not_answer(command: tuple[str, ...]) -> None:
    sentence = fault(
        run(
            *command,
            SITE_ENVIRONMENT="development",
            DATABASE_URL=os.environ["DATABASE_URL"],
            REDIS_URL=NO_VALKEY,
            PORT=str(free_port()),
        )
    )
    assert sentence == (
        "Valkey cannot be reached (Error 111 connecting to 127.0.0.1:1. Connection refused):"
        " check REDIS_URL and that Valkey is running."
    )


def test_the_web_server_serves_without_a_queue_and_says_so() -> None:
    port = free_port()
    with subprocess.Popen(
        WEB,
        cwd=ROOT,
        env=environment(
            SITE_ENVIRONMENT="development",
            DATABASE_URL=os.environ["DATABASE_URL"],
            REDIS_URL=NO_VALKEY,
            PORT=str(port),
        ),
        stderr=subprocess.PIPE,
        text=True,
    ) as web:
        try:
            assert web.stderr is not None
            assert web.stderr.readline().startswith("Warning: Valkey cannot be reached")
            wait_until(lambda: listens(port), what="the web server to listen")
        finally:
            web.terminate()


@pytest.mark.parametrize(
    ("directory", "reason"),
    [
        (ROOT / "manage.py", "File exists"),
        (ROOT / "manage.py" / "data", "Not a directory"),
        (Path("/proc/site-data"), "No such file or directory"),
    ],
)
def test_a_data_directory_that_cannot_be_written(directory: Path, reason: str) -> None:
    assert fault(manage("migrate", DATA_DIR=directory)) == (
        f"The data directory {directory} cannot be written ({reason}):"
        " set DATA_DIR to a directory that this account may write."
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="no directory is closed to root")
def test_a_data_directory_of_another_account() -> None:
    assert "(Permission denied)" in fault(manage("migrate", DATA_DIR="/usr/lib/site-data"))


def test_a_server_that_will_not_start_says_why(tmp_path: Path) -> None:
    cluster = tmp_path / "postgres"
    cluster.mkdir()
    (cluster / "PG_VERSION").write_text("16\n")
    assert fault(manage("migrate", DATA_DIR=tmp_path)) == (
        f"PostgreSQL and Valkey cannot start in {tmp_path}:"
        f" {cluster} was made by PostgreSQL 16, and this is 18."
    )


class TestFullDisk:
    """On a real file system that is really full."""

    SENTENCE = "The disk is full: free some space and run the command again; nothing was lost."

    @pytest.fixture
    def disk(self, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={request.param}", "tmpfs", str(tmp_path)],
            capture_output=True,
            check=False,
        )
        if mounted.returncode:
            pytest.skip("only root can mount a small disk")
        yield tmp_path
        subprocess.run(["umount", str(tmp_path)], check=True)

    @pytest.mark.parametrize("disk", ["64m"], indirect=True)
    def test_before_anything_is_begun(self, disk: Path) -> None:
        assert fault(manage("migrate", DATA_DIR=disk / "data")) == self.SENTENCE
        assert not list((disk / "data").glob("postgres*"))

    @pytest.mark.parametrize("disk", ["200m"], indirect=True)
    def test_in_the_middle_of_the_work(self, disk: Path) -> None:
        servers = EmbeddedServers.acquire(disk / "data")
        work = """
from django.db import connection
connection.cursor().execute("CREATE TABLE t AS SELECT generate_series(1, 500000)")
"""

        def do_the_work() -> subprocess.CompletedProcess[str]:
            return manage(
                *("shell", "--verbosity", "0", "--command", work),
                DATABASE_URL=servers.database_url,
                REDIS_URL=servers.redis_url,
            )

        try:
            fill(disk, leaving=1_000_000)
            assert fault(do_the_work()) == self.SENTENCE
            (disk / "filler").unlink()
            again = do_the_work()
            assert (again.returncode, again.stderr) == (0, "")
        finally:
            servers.release()


def listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def fill(disk: Path, *, leaving: int) -> None:
    with (disk / "filler").open("wb") as filler:
        os.posix_fallocate(filler.fileno(), 0, shutil.disk_usage(disk).free - leaving)


@pytest.mark.parametrize("command", [CHECKS, MIGRATE, WEB, WORKER, BEAT], ids=" ".join)
@pytest.mark.parametrize(
    ("name", "value", "begins"),
    [
        ("SITE_ENVIRONMENT", "staging", "SITE_ENVIRONMENT is 'staging': set it to development"),
        ("SECRET_KEY", "", "SECRET_KEY must be set in production (for example"),
    ],
)
def test_every_program_refuses_settings_that_are_wrong(
    command: tuple[str, ...], name: str, value: str, begins: str
) -> None:
    assert fault(run(*command, **{**PRODUCTION, name: value})).startswith(begins)


def test_a_missing_package_names_the_remedy() -> None:
    bare = run(sys.executable, "-S", "manage.py", "migrate")
    assert fault(bare) == (
        f"django is not installed for {sys.executable}:"
        " run make venv, then .venv/bin/python manage.py."
    )


def test_ctrl_c_is_no_fault(tmp_path: Path) -> None:
    command = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "-v0", "-c", "import os; os.kill(os.getpid(), 2)"],
        cwd=ROOT,
        env=environment(DATABASE_URL=os.environ["DATABASE_URL"], REDIS_URL=os.environ["REDIS_URL"]),
        stderr=subprocess.PIPE,
        text=True,
    )
    _, errors = command.communicate(timeout=60)
    assert (command.returncode, errors) == (130, "")


@pytest.mark.django_db
def test_what_the_database_refuses_is_not_taken_for_its_absence() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 1")
        with pytest.raises(OperationalError) as refused:
            cursor.execute("SELECT pg_sleep(1)")
    assert isinstance(refused.value.__cause__, psycopg.errors.QueryCanceled)
    assert in_one_sentence(refused.value) is None


def test_mistakes_in_the_program_are_not_hidden() -> None:
    assert in_one_sentence(ValueError("a mistake")) is None
    assert in_one_sentence(OSError("a mistake")) is None


def test_sentences_of_our_own_are_said_as_they_stand() -> None:
    assert in_one_sentence(StartupError("The kettle is dry.")) == "The kettle is dry."
    assert in_one_sentence(ImproperlyConfigured("PORT is missing.")) == "PORT is missing."
