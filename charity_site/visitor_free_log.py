"""A log in which no visitor can be found, whatever goes wrong with their request.

Two things of a request would give them away: Django's own message, which has the path, and the
message of the exception, which often repeats what was sent ("invalid literal: '…'"). Neither is
written. What is left is enough to mend the fault: the method, the route, the kind of exception, and
each step of the way to it in the code.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

from django.http import HttpRequest

ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class WithoutVisitors(logging.Formatter):
    """Plain lines; those about a request say nothing of whoever made it."""

    def format(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if request is None:
            return super().format(record)
        plain = logging.makeLogRecord(
            {
                **record.__dict__,
                "msg": "%s %s %s",
                "args": (_method(request), _route(request), getattr(record, "status_code", "")),
                "exc_text": steps(record.exc_info[1]) if record.exc_info else None,
                "stack_info": None,
            }
        )
        return super().format(plain)


def steps(error: BaseException | None) -> str:
    """Kinds of exceptions and places in the code, the cause first; no message and no value."""
    told: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        places = traceback.format_list(traceback.extract_tb(error.__traceback__))
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        told.insert(0, "".join([*places, kind]))
        error = error.__cause__ or error.__context__
    return "\n".join(told)


def _method(request: Any) -> str:
    method = request.method if isinstance(request, HttpRequest) else None
    return method if method in {"GET", "HEAD", "POST", "OPTIONS"} else "?"


def _route(request: Any) -> str:
    """The name of the page, or the pattern of its address: both are the code's own words."""
    match = getattr(request, "resolver_match", None)
    return (match.view_name or match.route or "?") if match else "?"
