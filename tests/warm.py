"""Processes that begin as copies of one that has loaded the site.

To load Django, Wagtail and the site takes three seconds of a processor, and tests start some two
hundred processes: web servers, workers, schedulers, commands. So one process loads it all and
forks (`multiprocessing`'s forkserver); a copy reads its own environment's settings again and goes
on as the program it is to be. How programs start from nothing is proved where that is the subject:
tests/charity_site, test_demo and test_startup first.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.servers import ROOT

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.loaded"])


class Running:
    """A process with the part of `subprocess.Popen` that tests ask for; it leads a group."""

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        *,
        output: Path,
        errors: Path | None = None,
    ) -> None:
        """Begin `arguments` (the first names the program) and add what it says to these files."""
        self.arguments = arguments
        to = (str(output), str(errors or output))
        self._process = _context.Process(
            target=_become, args=(list(arguments), dict(environment), to), daemon=False
        )
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit status. Raises subprocess.TimeoutExpired after so many seconds."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(self.arguments, timeout or 0)
        return self._process.exitcode

    def send(self, number: signal.Signals) -> None:
        """Give it, and all that it has started, a signal; nothing happens where it has ended."""
        if self.poll() is not None:
            return
        try:
            os.killpg(self.pid, number)
        except ProcessLookupError:
            os.kill(self.pid, number)  # so young that it leads no group yet


def _become(arguments: list[str], environment: dict[str, str], to: tuple[str, str]) -> None:
    from tests import loaded

    os.setsid()
    os.chdir(ROOT)
    for path, stream in zip(to, (1, 2), strict=True):
        opened = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.dup2(opened, stream)
        os.close(opened)
    os.environ.clear()
    os.environ.update(environment)
    loaded.read_settings_again()
    sys.argv = arguments
    sys.exit(_PROGRAMS[arguments[0]]())


def _gunicorn() -> None:
    from gunicorn.app.wsgiapp import run

    run()


def _celery() -> None:
    from celery.__main__ import main

    main()


def _manage() -> int:
    from manage import main

    return main()


_PROGRAMS: dict[str, Callable[[], int | None]] = {
    "gunicorn": _gunicorn,
    "celery": _celery,
    "manage.py": _manage,
}
