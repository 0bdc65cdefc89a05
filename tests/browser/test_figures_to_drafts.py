"""The spine, as the people who walk it: from new figures to a draft with its figures beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from charity_site.sample_content import DEMO_PASSWORD
from tests.browser.conftest import PATIENCE
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]


@pytest.fixture
def site(stack: Stack) -> Stack:
    """The image offences stand as a draft again, as a statistics officer would find them."""
    stack.manage("shell", "-v0", "-c", BACK_TO_DRAFT)
    stack.start_web()
    stack.start_worker()
    stack.start_beat()
    return stack


# New figures for the forces of the sample, over the year after it.
BACK_TO_DRAFT = """
from tests.stats.factories import add_figure
from stats.models import Measure, Publication
publication = Publication.objects.create(slug="next-year", title="The next year's figures")
measure = Measure.objects.get(slug="child-abuse-image-offences")
for area, value in (("E23000003", 715), ("E23000022", 270), ("E23000018", 290)):
    add_figure(publication, measure, area, "2018-19", value)
"""


@pytest.fixture
def officer(browser: Browser, site: Stack) -> Iterator[Page]:
    yield from logged_in(browser, site, "statistics")


@pytest.fixture
def approver(browser: Browser, site: Stack) -> Iterator[Page]:
    yield from logged_in(browser, site, "approver")


@pytest.fixture
def press_officer(browser: Browser, site: Stack) -> Iterator[Page]:
    yield from logged_in(browser, site, "press")


def logged_in(browser: Browser, site: Stack, username: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site.url)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/admin/")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    yield page
    context.close()


def test_figures_approved_by_a_second_person_become_drafts_for_a_third(
    officer: Page, approver: Page, press_officer: Page
) -> None:
    officer.goto("/admin/publication/")
    officer.get_by_role("link", name="The next year's figures").click()
    officer.get_by_role("button", name="Submit for review").click()
    expect(officer.get_by_text("somebody who did not contribute to it. You did.")).to_be_visible()

    approver.goto("/admin/publication/")
    approver.get_by_role("link", name="The next year's figures").click()
    approver.get_by_role("link", name="Approve…").click()
    expect(approver.get_by_text("3 figures become public, for everyone.")).to_be_visible()
    approver.get_by_role("button", name="Publish now").click()

    # Nothing is reloaded by hand: the drafts come to the page.
    expect(approver.locator("label", has_text="3 of 3 drafts built")).to_be_visible()
    expect(approver.get_by_text("each day on average in Lancashire in 2018-19")).to_be_visible()

    press_officer.goto("/admin/press-desk/")
    press_officer.get_by_role("link", name="The next year's figures").click()
    press_officer.get_by_role("link", name="Lancashire").click()
    expect(press_officer.get_by_role("textbox", name="Headline")).to_have_value(
        "Police recorded nearly two child abuse image offences each day on average in Lancashire"
        " in 2018-19"
    )
    figures = press_officer.locator(".figures-behind")
    expect(figures).to_contain_text("715 ÷ 365 days = 1.96 a day")
    expect(figures).to_contain_text("Lancashire, 2017-18: 674")  # from the earlier publication
    expect(figures).to_contain_text("(715 − 674) ÷ 674 = 6.08%")


def test_a_press_officer_copies_a_release_as_text(press_officer: Page) -> None:
    press_officer.goto("/admin/press-desk/")
    press_officer.get_by_role("link", name="Child abuse image offences recorded by police").click()
    press_officer.get_by_role("link", name="Lancashire").click()
    press_officer.get_by_role("button", name="Actions").first.click()
    press_officer.get_by_role("link", name="Copy as text").click()
    text = press_officer.get_by_label("The release, ready to paste into an email")
    expect(text).to_have_value(re.compile("up from 591 in 2016-17"))
    press_officer.get_by_role("button", name="Copy").click()
    expect(press_officer.get_by_role("status").filter(has_text="Copied.")).to_be_visible()


def test_what_stopped_a_draft_is_said_where_it_can_be_tried_again(press_officer: Page) -> None:
    press_officer.goto("/admin/press-desk/")
    press_officer.get_by_role("link", name="People seeking help").click()
    expect(
        press_officer.locator("label", has_text="1 of 4 drafts built, 3 stopped")
    ).to_be_visible()
    expect(press_officer.get_by_text("The figure for Cheshire")).to_contain_text("not supplied")
    press_officer.get_by_role("button", name="Try again Cheshire").click()
    expect(press_officer.get_by_text("Cheshire will be built again.")).to_be_visible()
