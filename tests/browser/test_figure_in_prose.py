"""A figure put into a page through the button, read by a visitor, corrected, and read again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from charity_site.sample_content import DEMO_PASSWORD
from tests.browser.conftest import PATIENCE
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]


@pytest.fixture
def site(stack: Stack) -> Stack:
    stack.start_web()
    return stack


def address_of_campaign(site: Stack) -> str:
    """Where the English page is edited; the Welsh one has the same title."""
    [(key,)] = site.query(
        "SELECT page.id FROM wagtailcore_page page"
        " JOIN wagtailcore_locale locale ON locale.id = page.locale_id"
        " WHERE page.slug = 'stop-it-now' AND locale.language_code = 'en-gb'"
    )
    return f"/admin/pages/{key}/edit/"


@pytest.fixture
def editor(browser: Browser, site: Stack) -> Iterator[Page]:
    """An administrator, who may publish without asking anybody."""
    context = browser.new_context(base_url=site.url)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/admin/")
    page.locator("#id_username").fill("admin")
    page.locator("#id_password").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    page.goto(address_of_campaign(site))
    page.locator(".public-DraftEditor-content").first.wait_for()
    yield page
    context.close()


@pytest.fixture
def visitor(browser: Browser, site: Stack) -> Iterator[Page]:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


# A month was missing from one part of Lancashire's total, and so from the total: 674 was 792.
CORRECTION = """
from django.utils import timezone
from stats.actions import publish
from stats.models import Figure
from tests.stats.factories import add_figure, make_publication
publication = make_publication("corrected", title="Corrected figures")
for category, value in ((None, 792), ("taking-making-distributing", 659)):
    wrong = Figure.objects.visible_at().get(
        area__name="Lancashire", measure__slug="child-abuse-image-offences",
        category__slug=category, period_start="2017-04-01",
    )
    add_figure(publication, wrong.measure, wrong.area, wrong.period, value, supersedes=wrong,
               category=wrong.category, note="A month was missing.", source=wrong.source)
publish(publication=publication, by=None, at=timezone.now())
"""


def text_of(page: Page) -> Locator:
    return page.locator(".public-DraftEditor-content").first


def chip(page: Page, words: str) -> Locator:
    return text_of(page).locator("[data-figure-chip]").filter(has_text=words)


def put_in(page: Page, *, search: str, way: str) -> None:
    """Through the button: find a figure, choose how it reads."""
    page.get_by_role("button", name="Put in a figure").first.click()
    modal = page.locator(".modal-body")
    modal.get_by_label("Search").fill(search)
    total = modal.get_by_role("row").filter(has_text="674")
    total.get_by_role("link", name="Child abuse image offences recorded by police").click()
    modal.get_by_role("radio", name=way).first.check()
    modal.get_by_role("button", name="Put it in").click()
    expect(modal).to_have_count(0)


def test_a_figure_is_put_in_published_corrected_and_read_as_it_stands(
    editor: Page, visitor: Page, site: Stack
) -> None:
    text_of(editor).click()
    editor.keyboard.press("Control+Home")
    editor.keyboard.type("Police recorded ")
    put_in(editor, search="lancashire 2017-18", way="nearly 700")
    editor.keyboard.type("offences. ")  # the cursor is back, behind the chip

    nearly = chip(editor, "nearly 700").get_by_role("button")
    expect(nearly).to_have_accessible_name(
        "nearly 700. Lancashire, 2017-18: 674. Child abuse image offences recorded by police."
        " Source: Replies of police forces to freedom of information requests,"
        " reported in September 2018."
    )

    # With the keyboard alone: another way, out, and back again.
    nearly.focus()
    editor.keyboard.press("Enter")
    editor.locator(".modal-body").get_by_role("radio", name="up 14%").check()
    editor.get_by_role("button", name="Use this way").click()
    expect(chip(editor, "up 14%")).to_be_visible()
    expect(editor.locator(".modal")).to_have_count(0)
    chip(editor, "up 14%").get_by_role("button").focus()
    editor.keyboard.press("Delete")
    expect(text_of(editor).locator("[data-figure-chip]")).to_have_count(0)
    expect(text_of(editor)).not_to_contain_text("14%")  # nor does its number stay as text
    editor.keyboard.press("Control+z")
    expect(chip(editor, "up 14%")).to_be_visible()

    # Draftail writes what is to be sent a quarter of a second after the last change.
    sent = editor.locator('input[name="body-0-value-text"]')
    expect(sent).to_have_value(re.compile('"format": ?"change"'))
    editor.get_by_role("button", name="More actions").click()
    editor.get_by_role("button", name="Publish", exact=True).click()
    expect(editor.get_by_text("has been published")).to_be_visible()

    visitor.goto("/stop-it-now/")
    expect(visitor.get_by_role("main")).to_contain_text("Police recorded up 14% offences.")
    visitor.get_by_role("link", name="up 14%").click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Lancashire")

    site.manage("shell", "-v0", "-c", CORRECTION)
    visitor.goto("/stop-it-now/")
    expect(visitor.get_by_role("main")).to_contain_text("Police recorded up 34% offences.")

    editor.goto(address_of_campaign(site))
    expect(chip(editor, "up 34%")).to_be_visible()
