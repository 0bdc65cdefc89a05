"""The press desk while drafts are built: rows come by themselves, and nobody loses their place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from charity_site.sample_content import DEMO_PASSWORD
from tests.browser.conftest import PATIENCE
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

PUBLISH_THREE = """
from django.utils import timezone
from stats import actions
from stats.models import Measure, Publication
from tests.stats.factories import add_figure
publication = Publication.objects.create(slug="next-year", title="The next year's figures")
measure = Measure.objects.get(slug="child-abuse-image-offences")
for area, value in (("E23000003", 715), ("E23000022", 270), ("E23000018", 290)):
    add_figure(publication, measure, area, "2018-19", value)
actions.publish(publication=publication, by=None, at=timezone.now())
"""


@pytest.fixture
def officer(browser: Browser, stack: Stack) -> Iterator[Page]:
    """A press officer at the desk of a publication whose drafts nobody builds yet."""
    stack.manage("shell", "-v0", "-c", PUBLISH_THREE)
    stack.start_web()
    context = browser.new_context(base_url=stack.url, viewport={"width": 320, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/admin/")
    page.locator("#id_username").fill("press")
    page.locator("#id_password").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    page.goto("/admin/press-desk/")
    page.get_by_role("link", name="The next year's figures").click()
    yield page
    context.close()


def test_drafts_come_to_the_desk_and_nobody_loses_their_place(officer: Page, stack: Stack) -> None:
    expect(officer.locator("label", has_text="0 of 3 drafts built")).to_be_visible()
    expect(
        officer.get_by_text("being built").or_(officer.get_by_text("waiting"))
    ).not_to_have_count(0)
    search = officer.get_by_label("Area or headline")
    search.fill("Lanc")
    stack.start_worker()
    stack.start_beat()
    tick = officer.get_by_label("Choose Lancashire")
    expect(tick).to_be_visible()
    expect(officer.locator("[data-progress-words]")).to_have_text("3 of 3 drafts built")
    expect(officer.locator("[data-announce]")).to_have_text("3 of 3 drafts built")
    expect(search).to_be_focused()
    expect(search).to_have_value("Lanc")
    width = officer.evaluate("document.documentElement.scrollWidth")
    assert width <= 320

    tick.check()
    expect(officer.locator("[data-chosen]")).to_have_text("1 chosen")
    officer.get_by_label("With those chosen").select_option("submit")
    officer.get_by_role("button", name="Go on…").click()
    officer.get_by_role("button", name="Submit 1 release").click()
    expect(officer.get_by_text("1 release submitted for review.")).to_be_visible()
    officer.get_by_role("link", name="Back to the releases").click()
    row = officer.get_by_role("row").filter(has_text="Lancashire")
    expect(row).to_contain_text("in review")
