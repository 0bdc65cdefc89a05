"""What staff say right now is read by visitors within five seconds, on the running site."""

from __future__ import annotations

import re
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest

from charity_site.sample_content import DEMO_PASSWORD
from tests.stack import Stack, wait_until

pytestmark = [pytest.mark.stack]

SCREEN = "/admin/helpline/right-now/"
WITHIN = 5.0  # seconds
WORDS = "The line is closed while our telephones are repaired."


class Staff:
    """An editor at the admin, with nothing but requests."""

    def __init__(self, site: str) -> None:
        self.site = site
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def send(self, screen_at: str, *, to: str = "", **fields: str) -> str:
        """Fill in the form of a screen, and send it, there or to another address."""
        screen = self.opener.open(self.site + screen_at, timeout=60).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', screen)
        assert token is not None
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
        answer = self.opener.open(self.site + (to or screen_at), data, timeout=60)
        return str(answer.read().decode())


def visit(site: str, path: str) -> str:
    with urllib.request.urlopen(site + path, timeout=60) as answer:  # noqa: S310  # the address of our own stack
        return str(answer.read().decode())


def test_an_override_is_on_every_page_within_five_seconds(stack: Stack) -> None:
    stack.start_web()
    staff = Staff(stack.url)
    staff.send("/admin/login/", username="editor", password=DEMO_PASSWORD)
    pages = ("/", "/help/", "/help/another-adult/", "/stop-it-now/")
    assert not any(WORDS in visit(stack.url, page) for page in pages)
    staff.send(SCREEN, quick="all:closed-today", words=WORDS)
    said_at = time.monotonic()
    wait_until(
        lambda: all(WORDS in visit(stack.url, page) for page in pages),
        what="the words on every page",
        patience=WITHIN,
    )
    assert time.monotonic() - said_at < WITHIN
    (pk,) = stack.query("SELECT id FROM helpline_info_override")[0]
    screen = staff.send(SCREEN, to=f"{SCREEN}{pk}/end/")
    assert "The opening hours hold again" in screen
    ended_at = time.monotonic()
    assert not any(WORDS in visit(stack.url, page) for page in pages)
    assert time.monotonic() - ended_at < WITHIN
