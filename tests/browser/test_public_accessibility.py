"""The public pages in a real browser, judged by axe: on phone and desk, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.sample_site import ADDRESSES, MISSING
from tests.stack import Stack

pytestmark = pytest.mark.browser

PHONE, DESK = 320, 1280
TARGET = 44  # CSS pixels: a thumb's width
# Nothing is left out, and what axe keeps for those who ask more of a page is asked for.
STRICTER: dict[str, Any] = {
    "resultTypes": ["violations"],
    "rules": {
        "color-contrast-enhanced": {"enabled": True},
        "target-size": {"enabled": True},
    },
}
OF_THEIR_OWN = ".at-hand a, .masthead a, .button, .worries a, .contact a, .back a, .cards h3 a"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running site with its sample content, on a database of its own."""
    stack = Stack(tmp_path_factory.mktemp("site"))
    try:
        stack.manage("shell", "--command", "from tests import sample_site; sample_site.load()")
        stack.start_web()
        yield stack.url
    finally:
        stack.stop()


def open_page(
    browser: Browser, *, width: int, scheme: Literal["light", "dark"] = "light", **options: Any
) -> Page:
    return browser.new_page(
        viewport={"width": width, "height": 800}, color_scheme=scheme, **options
    )


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_mend(
    browser: Browser, site: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = open_page(browser, width=width, scheme=scheme)
    for address in (*ADDRESSES, MISSING):
        page.goto(site + address)
        found = Axe().run(page, options=STRICTER)
        assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
    page.close()


def test_nothing_is_wider_than_a_small_phone(browser: Browser, site: str) -> None:
    page = open_page(browser, width=PHONE)
    for address in (*ADDRESSES, MISSING):
        page.goto(site + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, address
    page.close()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_whatever_stands_alone_is_big_enough_for_a_thumb(
    browser: Browser, site: str, width: int
) -> None:
    page = open_page(browser, width=width)
    for address in ADDRESSES:
        page.goto(site + address)
        for link in page.locator(OF_THEIR_OWN).all():
            box = link.bounding_box()
            assert box is not None
            assert box["height"] >= TARGET, f"{address}: {link.inner_text()}"
            assert box["width"] >= TARGET, f"{address}: {link.inner_text()}"
    page.close()


def test_help_is_two_steps_from_home_without_scripts(browser: Browser, site: str) -> None:
    page = open_page(browser, width=PHONE, java_script_enabled=False)
    page.goto(site)
    page.get_by_role("link", name="Another adult’s behaviour").click()
    page.wait_for_url(f"{site}/help/another-adult/")
    name = "Stop It Now! helpline: 0808 1000 900"
    number = page.get_by_role("main").get_by_role("link", name=name)
    assert number.get_attribute("href") == "tel:08081000900"
    assert page.context.cookies() == []
    page.close()


def test_the_keyboard_goes_past_the_menu_in_one_step(browser: Browser, site: str) -> None:
    page = open_page(browser, width=DESK)
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


UNDER_A_POINTER = """() => {
    const focused = document.activeElement, box = focused.getBoundingClientRect();
    const x = box.left + Math.min(box.width / 2, 20), y = box.top + box.height / 2;
    return focused.contains(document.elementFromPoint(x, y));
}"""


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_with_the_focus_hides_under_the_bar(
    browser: Browser, site: str, width: int
) -> None:
    page = open_page(browser, width=width, reduced_motion="reduce")
    page.goto(f"{site}/stop-it-now/")
    for _ in range(page.locator("a").count()):
        page.keyboard.press("Shift+Tab")
        focused = page.evaluate("document.activeElement.outerHTML")
        assert page.evaluate(UNDER_A_POINTER), focused
    page.close()


def test_a_visit_asks_nothing_of_anybody_else(browser: Browser, site: str) -> None:
    page = open_page(browser, width=DESK)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ADDRESSES:
        page.goto(site + address)
    assert [url for url in asked if not url.startswith(f"{site}/")] == []
    page.close()
