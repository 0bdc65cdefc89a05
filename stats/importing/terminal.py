"""How far an import is and what is wrong with its rows, on a terminal or in a log."""

from __future__ import annotations

import time

from django.core.management.base import OutputWrapper
from django.utils.translation import gettext as _

from .in_words import described
from .sentences import Problem
from .summary import grouped

ON_A_TERMINAL, IN_A_LOG = 0.1, 2.0  # seconds from one telling to the next


class TerminalProgress:
    """Progress and problems on standard error: one line rewritten on a terminal, else lines."""

    def __init__(self, stream: OutputWrapper, *, is_quiet: bool) -> None:
        self._stream = stream
        self._is_quiet = is_quiet
        self._is_terminal = bool(stream.isatty())
        self._pause = ON_A_TERMINAL if self._is_terminal else IN_A_LOG
        self._shown = ""
        self._next = 0.0  # when the line may next be rewritten, by the monotonic clock

    def __enter__(self) -> TerminalProgress:
        return self

    def __exit__(self, *exception: object) -> None:
        self._clear()

    def reading(self, *, rows: int, share: float) -> None:
        moment = time.monotonic()
        if moment < self._next:
            return
        self._next = moment + self._pause
        self._show(
            _("Reading: %(rows)s rows, %(share)s%%")
            % {"rows": grouped(rows), "share": int(share * 100)}
        )

    def comparing(self, *, rows: int) -> None:
        self._show(_("Comparing %(rows)s rows with what is known") % {"rows": grouped(rows)})

    def adding(self, *, rows: int) -> None:
        self._show(_("Adding %(rows)s figures") % {"rows": grouped(rows)})

    def problem(self, problem: Problem) -> None:
        self._clear()
        self._stream.write(described(problem))

    def _show(self, line: str) -> None:
        if self._is_quiet:
            return
        if self._is_terminal:
            self._clear()
            self._stream.write(line, style_func=str, ending="")
            self._shown = line
        else:
            self._stream.write(line, style_func=str)
        self._stream.flush()

    def _clear(self) -> None:
        if self._shown:
            self._stream.write(f"\r{' ' * len(self._shown)}\r", style_func=str, ending="")
            self._shown = ""
