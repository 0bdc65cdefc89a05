"""Starting the two servers, sharing them between processes, and letting them end.

Every process that uses the servers holds a shared lock on one file. A keeper (keeper.py) runs the
servers and waits to take that lock for itself alone, which it can once the last user has gone. The
kernel drops the lock of a process that is killed, so nothing goes stale and nothing is left
running.
"""

import atexit
import errno
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, ClassVar

from .postgres import Postgres
from .valkey import Valkey

KEEPER = Path(__file__).with_name("keeper.py")
START_TIMEOUT = 60.0  # seconds; PostgreSQL may have a crash to recover from
PAUSE = 0.02  # seconds between two looks at a server that is starting
FREE_SPACE_NEEDED = 128 * 1024 * 1024  # bytes: a new cluster, its log of writes, and this site


def data_directory() -> Path:
    """Where this checkout keeps its servers' data: DATA_DIR, or var/ beside manage.py."""
    named = os.environ.get("DATA_DIR")
    return Path(named).resolve() if named else Path(__file__).resolve().parents[2] / "var"


class EmbeddedServers:
    """PostgreSQL 18 and Valkey under one directory, shared by all processes that acquire them."""

    _held: ClassVar[dict[Path, "EmbeddedServers"]] = {}

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._postgres = Postgres(directory)
        self._valkey = Valkey(directory)
        self.database_url = self._postgres.url()
        self.redis_url = self._valkey.url()
        self._users: IO[str] | None = None
        self._owner = os.getpid()

    @classmethod
    def acquire(cls, directory: Path) -> "EmbeddedServers":
        """Start both servers in a directory, or join those that already run there.

        Raises OSError where the directory cannot be written, the disk is full, or a server will
        not start.
        """
        directory = directory.resolve()
        if directory not in cls._held:
            directory.mkdir(parents=True, exist_ok=True)
            servers = cls(directory)
            servers._enter()
            cls._held[directory] = servers
            atexit.register(servers.release)
        return cls._held[directory]

    @classmethod
    def held(cls, directory: Path) -> "EmbeddedServers | None":
        """The servers that this process has acquired in a directory, if it has."""
        return cls._held.get(directory.resolve())

    def release(self) -> None:
        """Let go; the last process to do so stops both servers, and waits until they are gone."""
        if self._users is None or os.getpid() != self._owner:
            return  # a forked child shares its parent's lock and must not act for it
        atexit.unregister(self.release)
        users, self._users = self._users, None
        self._held.pop(self.directory, None)
        with users, suppress(BlockingIOError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._end_keeper()

    def are_running(self) -> bool:
        """Whether both still run: the keeper ends as soon as either of them does."""
        lock = self._lock_without_keeper()
        if lock is None:
            return True
        lock.close()
        return False

    def _enter(self) -> None:
        # One process at a time: two must not both make the servers of one directory.
        with (self.directory / "start.lock").open("w") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            users = (self.directory / "users.lock").open("w")
            try:
                fcntl.flock(users, fcntl.LOCK_SH)  # waits for servers that are being stopped
                self._start()
                self._postgres.create_database()
            except BaseException:
                users.close()
                raise
        self._users = users

    def _start(self) -> None:
        """Return once both servers answer, whoever started them."""
        deadline = time.monotonic() + START_TIMEOUT
        launched = False
        while not (self._postgres.is_ready() and self._valkey.is_ready()):
            keeper_lock = self._lock_without_keeper()
            if keeper_lock is not None:
                with keeper_lock:
                    if launched and not self._postgres.may_start_later():
                        raise self._failure()
                    self._launch(keeper_lock)
                launched = True
            if time.monotonic() > deadline:
                raise self._failure()
            time.sleep(PAUSE)

    def _launch(self, keeper_lock: IO[str]) -> None:
        if shutil.disk_usage(self.directory).free < FREE_SPACE_NEEDED:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.directory))
        plan = {
            "users": str(self.directory / "users.lock"),
            "keeper_lock": keeper_lock.fileno(),
            "servers": [self._postgres.prepare(), self._valkey.prepare()],
        }
        # The keeper inherits the lock, and so holds it for as long as it lives.
        subprocess.run(
            [sys.executable, "-I", "-S", str(KEEPER), str(self.directory)],
            input=json.dumps(plan),
            text=True,
            check=True,
            stdout=subprocess.DEVNULL,
            pass_fds=[keeper_lock.fileno()],
            start_new_session=True,  # Ctrl-C in a terminal is for the commands there
        )

    def _failure(self) -> OSError:
        reason = self._postgres.last_words() or self._valkey.last_words() or "it gave no reason"
        if os.strerror(errno.ENOSPC) in reason:
            return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.directory))
        return OSError(f"a server did not start: {reason}")

    def _end_keeper(self) -> None:
        lock = self._lock_without_keeper()
        if lock is None:
            path = self._keeper_lock_path()
            with suppress(ProcessLookupError):
                os.kill(int(path.read_text()), signal.SIGTERM)
            lock = path.open()
            fcntl.flock(lock, fcntl.LOCK_EX)  # until it has gone
        lock.close()

    def _lock_without_keeper(self) -> IO[str] | None:
        """The keeper's lock, taken, where no keeper lives; None where one does."""
        lock = self._keeper_lock_path().open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return None
        return lock

    def _keeper_lock_path(self) -> Path:
        return self.directory / "keeper.lock"
