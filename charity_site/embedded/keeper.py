"""Runs the servers for as long as any process uses them, and then stops them.

A process of its own, so that they end even where their last user was killed. Started by its path
and on the standard library alone: no command should wait for Django to be loaded twice.

Reads from standard input: {"users": path, "keeper_lock": descriptor, "servers": [{"command": [...],
"log": path, "stop_signal": number, "user_id": number or null, "group_id": number or null}]}.
"""

import ctypes
import fcntl
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import IO, Any

LOOK_EVERY = 0.2  # seconds between two attempts to take the users' lock
STOP_TIMEOUT = 30.0  # seconds for PostgreSQL to write what it holds in memory
PR_SET_PDEATHSIG = 1  # from Linux's <sys/prctl.h>


def main() -> None:
    plan = json.load(sys.stdin)
    if os.fork():
        os._exit(0)  # whoever asked need not reap us
    os.chdir("/")
    os.ftruncate(plan["keeper_lock"], 0)
    os.write(plan["keeper_lock"], str(os.getpid()).encode())
    signals = Signals()
    servers = [start(server) for server in plan["servers"]]
    with open(plan["users"]) as users:
        while (
            all(server.poll() is None for server in servers)
            and not signals.ask_to_stop
            and not try_to_take(users)
        ):
            signals.wait(LOOK_EVERY)
        stop(servers, [server["stop_signal"] for server in plan["servers"]])


class Signals:
    """Wakes the keeper when a server ends, or when the last user asks it to stop."""

    def __init__(self) -> None:
        self.ask_to_stop = False
        self._wakened, waking = os.pipe()
        os.set_blocking(waking, False)
        signal.set_wakeup_fd(waking)
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)

    def wait(self, seconds: float) -> None:
        select.select([self._wakened], [], [], seconds)

    def _stop(self, _number: int, _frame: object) -> None:
        self.ask_to_stop = True


def start(server: dict[str, Any]) -> subprocess.Popen[bytes]:
    with open(server["log"], "wb") as log:
        return subprocess.Popen(
            server["command"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            user=server["user_id"],
            group=server["group_id"],
            extra_groups=None if server["user_id"] is None else [],
            preexec_fn=stop_with_parent(server["stop_signal"]),  # noqa: PLW1509  one thread
        )


def stop_with_parent(stop_signal: int) -> Callable[[], None]:
    """What a new process does first: ask Linux for a signal should its parent be killed."""
    parent = os.getpid()

    def prepare() -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, stop_signal)
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def try_to_take(users: IO[str]) -> bool:
    """Whether the last user has gone. New ones then wait until the servers have stopped."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def stop(servers: list[subprocess.Popen[bytes]], stop_signals: list[int]) -> None:
    for server, stop_signal in zip(servers, stop_signals, strict=True):
        server.send_signal(stop_signal)
    for server in servers:
        try:
            server.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


if __name__ == "__main__":
    main()
