"""The list of angles, as a press officer reads it and takes a sentence away."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_figures_to_drafts import logged_in
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

PICTURES = os.environ.get("PICTURES", "")
IMAGE_OFFENCES = """
SELECT id FROM stats_publication WHERE slug = 'child-abuse-image-offences-2017-18'
"""
SENTENCE = (
    "The number of child abuse image offences recorded in Lancashire rose by 14 per cent, from 591"
    " in 2016-17 to 674 in 2017-18."
)


@pytest.fixture
def site(stack: Stack) -> Stack:
    stack.start_web()
    return stack


@pytest.fixture
def officer(browser: Browser, site: Stack) -> Iterator[Page]:
    yield from logged_in(browser, site, "press")


def test_a_sentence_is_copied_with_one_press_and_its_reasons_unfold(
    officer: Page, site: Stack
) -> None:
    officer.set_viewport_size({"width": 1360, "height": 1000})
    officer.context.grant_permissions(["clipboard-read", "clipboard-write"])
    officer.goto(f"/admin/press-desk/{site.query(IMAGE_OFFENCES)[0][0]}/angles/")
    angle = officer.locator(".angles__angle", has_text=SENTENCE).first
    angle.get_by_role("button", name="Copy").click()
    expect(officer.get_by_role("status").filter(has_text="Copied.")).to_be_attached()
    assert officer.evaluate("navigator.clipboard.readText()") == SENTENCE
    angle.locator("summary").click()
    expect(angle.get_by_text("Why here: the change since last time (20)")).to_be_visible()
    expect(angle.get_by_role("link", name="Lancashire, 2017-18, Total: 674")).to_be_visible()
    expect(officer.get_by_role("heading", name="Could not be said")).to_be_attached()
    found = Axe().run(officer, context=".angles")
    assert found.violations_count == 0, found.generate_report()
    if PICTURES:
        officer.screenshot(path=f"{PICTURES}/angles.png", full_page=True)
