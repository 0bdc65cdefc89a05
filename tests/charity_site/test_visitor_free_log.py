"""A fault is told so that it can be mended, and so that nobody can be found in it."""

from __future__ import annotations

import logging
import sys
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client, RequestFactory

from charity_site.visitor_free_log import WithoutVisitors, steps


def written(record: logging.LogRecord) -> str:
    return WithoutVisitors("{levelname} {name} {message}", style="{").format(record)


def record_of(request: HttpRequest | None, message: str) -> logging.LogRecord:
    try:
        try:
            raise KeyError("secret-key")
        except KeyError as error:
            raise ValueError("could not read secret-term") from error
    except ValueError:
        found = logging.makeLogRecord(
            {
                "name": "django.request",
                "levelname": "ERROR",
                "msg": message,
                "args": ("/help/secret-path/?secret=query",),
                "exc_info": sys.exc_info(),
                "status_code": 500,
            }
        )
    if request is not None:
        found.request = request
    return found


def test_of_a_request_only_its_page_and_the_way_to_the_fault_are_told() -> None:
    request = RequestFactory().get("/help/secret-path/?secret=query", HTTP_USER_AGENT="secret")
    line = written(record_of(request, "Internal Server Error: %s"))
    assert "secret" not in line.replace('raise KeyError("secret-key")', "").replace(
        'raise ValueError("could not read secret-term")', ""
    )
    assert line.startswith("ERROR django.request GET ? 500\n")
    assert "builtins.KeyError" in line
    assert "builtins.ValueError" in line
    assert "test_visitor_free_log.py" in line


def test_a_method_that_is_somebodys_own_word_is_not_repeated() -> None:
    request = RequestFactory().generic("SECRET", "/")
    assert "SECRET" not in written(record_of(request, "x %s"))


def test_what_is_about_no_request_is_told_in_full() -> None:
    assert "draft 5 could not be built" in written(
        logging.makeLogRecord({"msg": "draft %s could not be built", "args": (5,)})
    )


def test_an_error_that_is_its_own_cause_comes_to_an_end() -> None:
    error = ValueError()
    error.__context__ = error
    assert steps(error) == "builtins.ValueError"


def test_the_page_is_named_by_its_route(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(written(record))

    handler = Kept()
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        client.raise_request_exception = False
        # Tests may not use the database unless they ask for it: this one finds it closed.
        response = client.get("/help/secret-path/?secret=query")
    finally:
        logger.removeHandler(handler)
    assert response.status_code in {500, 503}
    assert lines[0].splitlines()[0].endswith(f"GET helpline:category {response.status_code}")
    assert "secret" not in "".join(lines)


def test_every_line_for_people_goes_through_it_and_refusals_go_nowhere() -> None:
    told: Any = settings.LOGGING
    handlers = {name: handler.get("formatter") for name, handler in told["handlers"].items()}
    assert handlers == {"console": "plain", "audit": "json", "nowhere": None}
    plain = told["formatters"]["plain"]["()"]
    assert plain == "charity_site.visitor_free_log.WithoutVisitors"
    for name in ("django.security", "django.server"):
        assert told["loggers"][name] == {"handlers": ["nowhere"], "propagate": False}
