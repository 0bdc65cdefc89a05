"""A corrected figure in the words of a person: shown side by side, taken, and settled."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_figures_to_drafts import logged_in
from tests.stack import Stack, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.stack]

# Pictures for the docs, where they are asked for: PICTURES=docs/images pytest …
PICTURES = os.environ.get("PICTURES", "")

BUILT = "SELECT count(*) FROM press_releasepage"

# Lancashire's release as a person edited it, and its total corrected from 674 to 780.
CORRECTED = """
from django.contrib.auth.models import User
from press.models import ReleasePage
from stats.models import Publication
from tests.press.correcting import edit, lancashire_says
publication = Publication.objects.get(slug="child-abuse-image-offences-2017-18")
release = ReleasePage.objects.get(publication=publication, area__name="Lancashire")
edit(release, User.objects.get(username="press"), part="detail",
     text="Our own words: Lancashire recorded 674 offences, up 14% on the year before.")
lancashire_says(publication, 780)
"""

SETTLED = "SELECT count(*) FROM press_redraft WHERE state = 'waiting'"


@pytest.fixture
def site(stack: Stack) -> Stack:
    stack.manage("shell", "-v0", "-c", "from press.actions import *; build_waiting_drafts()")
    assert stack.count(BUILT) > 0
    stack.manage("shell", "-v0", "-c", CORRECTED)
    stack.start_worker()
    stack.start_beat()
    wait_until(lambda: stack.count(SETTLED) == 1, what="the comparison by the worker")
    stack.start_web()
    return stack


@pytest.fixture
def officer(browser: Browser, site: Stack) -> Iterator[Page]:
    yield from logged_in(browser, site, "press")


def picture(officer: Page, name: str) -> None:
    if PICTURES:
        officer.set_viewport_size({"width": 1280, "height": 1000})
        officer.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def test_a_correction_is_compared_and_taken(officer: Page, site: Stack) -> None:
    officer.goto("/admin/press-desk/corrections/")
    officer.get_by_role("link", name="version 2").click()
    expect(officer.get_by_text("1 waits for you.")).to_be_visible()
    picture(officer, "correction")
    officer.get_by_role("link", name=re.compile("Compare and decide.*Lancashire")).click()
    for heading in ("As it was built", "As it stands", "As it would be built now"):
        expect(officer.get_by_role("heading", name=heading).first).to_be_visible()
    picture(officer, "redraft")
    officer.get_by_role("button", name="Take all new words").click()
    expect(officer.get_by_text("The new words for Lancashire are taken.")).to_be_visible()
    words = site.query(
        "SELECT content->>'body' FROM wagtailcore_revision ORDER BY id DESC LIMIT 1"
    )[0][0]
    assert "Our own words: Lancashire recorded 780 offences, up 32% on the year before." in words
