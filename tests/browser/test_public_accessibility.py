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
OF_THEIR_OWN = (
    ".at-hand a, .masthead a, .trail a, .button, .worries a, .contact a, .back a, .cards h3 a,"
    " .footer a, summary"
)
THEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "more contrast": {"color_scheme": "light", "contrast": "more"},
    "more contrast in the dark": {"color_scheme": "dark", "contrast": "more"},
    "forced colours": {"color_scheme": "dark", "forced_colors": "active"},
}
PATTERNS = "/admin/pattern-page/"


STAFF = (
    "from django.contrib.auth.models import User;"
    " User.objects.create_superuser('staff', password='staff')"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running site with its sample content, on a database of its own."""
    stack = Stack(tmp_path_factory.mktemp("site"))
    try:
        stack.manage("shell", "--command", "from tests import sample_site; sample_site.load()")
        stack.manage("shell", "--command", STAFF)
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
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_to_mend(browser: Browser, site: str, width: int, theme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, **THEMES[theme])
    log_in(page, site)
    for address in (*ADDRESSES, MISSING, PATTERNS):
        page.goto(site + address)
        found = Axe().run(page, options=STRICTER)
        assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
    page.close()


def log_in(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/login/")
    page.get_by_label("Username").fill("staff")
    page.get_by_label("Password").fill("staff")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site}/admin/")


@pytest.mark.parametrize("theme", THEMES)
def test_what_has_the_focus_is_seen_in_every_theme(browser: Browser, site: str, theme: str) -> None:
    page = browser.new_page(viewport={"width": PHONE, "height": 800}, **THEMES[theme])
    page.goto(f"{site}/help/")
    for _ in range(page.locator("a").count()):
        page.keyboard.press("Tab")
        style, width = page.evaluate(
            "(style => [style.outlineStyle, style.outlineWidth])"
            "(getComputedStyle(document.activeElement))"
        )
        assert (style, width) == ("solid", "3px")
    page.close()


def test_nothing_moves_for_whoever_asks_for_less_motion(browser: Browser, site: str) -> None:
    page = browser.new_page(reduced_motion="reduce")
    for address in ADDRESSES:
        page.goto(site + address)
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        assert page.evaluate("document.getAnimations().length") == 0
    page.close()


def test_nothing_is_cut_off_or_wider_when_text_is_spaced_out(browser: Browser, site: str) -> None:
    page = open_page(browser, width=PHONE, bypass_csp=True)
    for address in (*ADDRESSES, MISSING):
        page.goto(site + address)
        page.add_style_tag(content=SPACED_OUT)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, address
        assert page.evaluate(CUT_OFF) == [], address
    page.close()


def test_letters_twice_as_large_need_no_sideways_scrolling(browser: Browser, site: str) -> None:
    page = open_page(browser, width=PHONE, bypass_csp=True)
    for address in (*ADDRESSES, MISSING):
        page.goto(site + address)
        page.add_style_tag(content="html { font-size: 200% !important }")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, address
    page.close()


# What WCAG 2.2 asks a page to bear (1.4.12).
SPACED_OUT = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }
"""
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter(each =>
    !each.closest(".unseen, .scroll") && getComputedStyle(each).overflow !== "visible"
    && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)
).map(each => each.outerHTML.slice(0, 100))"""


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
    number = page.get_by_role("main").get_by_role("link", name=name).first
    assert number.get_attribute("href") == "tel:08081000900"
    assert page.context.cookies() == []
    page.close()


def test_the_keyboard_goes_past_the_menu_in_one_step(browser: Browser, site: str) -> None:
    page = open_page(browser, width=DESK)
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Leave this site now"
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
