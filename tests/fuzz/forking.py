"""One process that has the reader loaded, and forks for each file: as apart, and much quicker.

In use every file has a process of its own, which takes a tenth of a second to start. Ten thousand
files would take a quarter of an hour to start for; a fork takes a few milliseconds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from stats.importing.sheets.isolated import ROOT
from stats.importing.sheets.limits import Limits
from stats.importing.sheets.workbook import Kind

PROGRAM = "import sys; sys.path.insert(0, {root!r}); from tests.fuzz.forking import serve; serve()"


class ForkingReader:
    """A reader for `open_workbook`. Keeps the most memory and processor time that a file took."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM.format(root=str(ROOT))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.most_megabytes = 0.0
        self.most_seconds = 0.0

    def __call__(self, kind: Kind, path: Path, answer: Path, limits: Limits) -> bool:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        job = [kind.value, str(path), str(answer), asdict(limits)]
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        status, kilobytes, seconds = json.loads(self._process.stdout.readline())
        self.most_megabytes = max(self.most_megabytes, kilobytes / 1024)
        self.most_seconds = max(self.most_seconds, seconds)
        return bool(status == 0)

    def __enter__(self) -> ForkingReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate("")


def serve() -> None:
    """Read a job a line, fork for it, and tell how it ended."""
    import python_calamine  # noqa: F401  loaded once, for all

    from stats.importing.sheets import office_open_xml, old_excel, open_document  # noqa: F401
    from stats.importing.sheets.child import answer_for

    for line in sys.stdin:
        kind, path, answer, limits = json.loads(line)
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                quiet = os.open(os.devnull, os.O_WRONLY)
                os.dup2(quiet, 2)
                status = answer_for(Kind(kind), path, answer, Limits(**limits))
            finally:
                os._exit(status)
        _pid, ended, usage = os.wait4(pid, 0)
        told = [os.waitstatus_to_exitcode(ended), usage.ru_maxrss, usage.ru_utime + usage.ru_stime]
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
