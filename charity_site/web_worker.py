"""gunicorn's worker and log, as a site needs them that keeps nothing about its visitors.

gunicorn writes the address of whoever sends a broken request, and shows them what it was that broke
it. Here nothing is written, and the answer is the same few words to everybody.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from gunicorn import glogging
from gunicorn.http import errors
from gunicorn.workers import gthread

from . import response_headers as headers
from .visitor_free_log import steps

TOO_LONG = (errors.LimitRequestLine, HTTPStatus.REQUEST_URI_TOO_LONG)
TOO_LARGE = (errors.LimitRequestHeaders, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
UNKNOWN_CODING = (errors.UnsupportedTransferCoding, HTTPStatus.NOT_IMPLEMENTED)
KINDS = (TOO_LONG, TOO_LARGE, UNKNOWN_CODING)
OURS = (errors.InvalidResponseHeader, errors.InvalidResponseHeaderName)


class Worker(gthread.ThreadWorker):
    """Answers what cannot be read as HTTP, before any of the site's own code is asked."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        is_theirs = isinstance(exc, (errors.ParseException, OSError)) and not isinstance(exc, OURS)
        if not is_theirs:
            self.log.error("a request could not be served\n%s", steps(exc))
        status = _status(exc) if is_theirs else HTTPStatus.INTERNAL_SERVER_ERROR
        with suppress(OSError):
            client.sendall(plain_answer(status))


def _status(error: BaseException) -> HTTPStatus:
    found = (status for kind, status in KINDS if isinstance(error, kind))
    return next(found, HTTPStatus.BAD_REQUEST)


def plain_answer(status: HTTPStatus) -> bytes:
    """All of an answer, to whoever cannot be shown a page."""
    content = f"{status.value} {status.phrase}\n".encode()
    lines = {
        **headers.FOR_VISITORS,
        "Cache-Control": headers.NO_COPY,
        "Content-Security-Policy": headers.written(headers.FILE, is_secure_alone=False),
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(content)),
        "Connection": "close",
    }
    head = [
        f"HTTP/1.1 {status.value} {status.phrase}",
        *(f"{name}: {value}" for name, value in lines.items()),
    ]
    return "\r\n".join([*head, "", ""]).encode() + content


class Log(glogging.Logger):
    """gunicorn's log, in which an exception is its kind and the way to it, and never its words."""

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        self.error_log.error("a request could not be served\n%s", steps(sys.exc_info()[1]))
