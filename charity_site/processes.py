"""The Procfile's processes, run together in one terminal and stopped together.

honcho's own manager is not used: a Ctrl-C in its first moments leaves processes behind, and so does
a kill -9 at any time.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from honcho.environ import parse_procfile

from charity_site.embedded.keeper import stop_with_parent

STOP_TIMEOUT = 15.0  # seconds for requests and tasks under way
LOOK_EVERY = 0.1  # seconds


class Ended(NamedTuple):
    name: str
    status: int
    """As subprocess gives it: negative for the signal that ended the process."""

    def __str__(self) -> str:
        if self.status < 0:
            return f"{self.name} was ended by {signal.Signals(-self.status).name}"
        return f"{self.name} ended by itself with status {self.status}"


class Processes:
    """Each command runs in a session of its own, so that only this process hears Ctrl-C."""

    def __init__(self, procfile: Path, *, environment: Mapping[str, str]) -> None:
        self.commands: dict[str, str] = dict(parse_procfile(procfile.read_text()).processes)
        self._directory = procfile.parent
        self._environment = environment
        self._running: dict[str, subprocess.Popen[str]] = {}

    def start(self) -> None:
        for name, command in self.commands.items():
            self._running[name] = subprocess.Popen(
                # The shell expands the variables and then becomes the program itself.
                ["/bin/sh", "-c", f"exec {command}"],
                cwd=self._directory,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                start_new_session=True,
                preexec_fn=stop_with_parent(signal.SIGTERM),  # noqa: PLW1509  no thread runs yet
            )
        width = max(map(len, self.commands))
        for name, process in self._running.items():
            assert process.stdout is not None  # noqa: S101  a pipe was asked for
            relay = threading.Thread(
                target=_relay, args=(process.stdout, f"{name:<{width}} | "), daemon=True
            )
            relay.start()

    def first_ended(self) -> Ended | None:
        for name, process in self._running.items():
            status = process.poll()
            if status is not None:
                return Ended(name, status)
        return None

    def stop(self, *, at_once: "StopSignals") -> None:
        """End every process and all that it started. A second Ctrl-C does not wait for them."""
        for process in self._running.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + STOP_TIMEOUT
        while (
            any(process.poll() is None for process in self._running.values())
            and time.monotonic() < deadline
            and not at_once.are_repeated
        ):
            time.sleep(LOOK_EVERY)
        for process in self._running.values():
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)  # whatever is left of its session
            process.wait()


class StopSignals:
    """Notes Ctrl-C and its like, and interrupts whatever is under way until told not to.

    An interruption alone would not do: Python drops one that comes while it tidies up an object.
    """

    def __init__(self) -> None:
        self.interrupt = True
        self._count = 0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)

    @property
    def were_sent(self) -> bool:
        return self._count > 0

    @property
    def are_repeated(self) -> bool:
        return self._count > 1

    def _note(self, _number: int, _frame: object) -> None:
        self._count += 1
        if self.interrupt:
            raise KeyboardInterrupt


def _relay(lines: IO[str], prefix: str) -> None:
    """Print what a process writes; go on reading where nobody listens, or it would block."""
    for line in lines:
        with suppress(OSError, ValueError):
            sys.stdout.write(prefix + line)
            sys.stdout.flush()
