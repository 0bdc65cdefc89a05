"""Leaving fast, in a real browser: what is seen at once, and what Back finds afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.stack import Stack

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}
ON_ITS_SIDE = {"width": 320, "height": 256}  # what 1280 by 1024 pixels are at 400%
NEUTRAL_NAME = "The weather"


class Elsewhere:
    """A server of somebody else: a page from which visitors come, and one for which they leave."""

    def __init__(self) -> None:
        self.referrers: list[str | None] = []
        elsewhere = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/weather":
                    elsewhere.referrers.append(self.headers.get("Referer"))
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(f"<!doctype html><title>{self.path}</title><p>Sunny".encode())

            def log_message(self, *args: Any) -> None:
                """Say nothing: the output is the test's."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        # Another name than the site's, so that the two are strangers to each other.
        self.url = f"http://localhost:{self._server.server_port}"
        self.before = f"{self.url}/before"
        self.weather = f"{self.url}/weather"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    server = Elsewhere()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, elsewhere: Elsewhere) -> Iterator[str]:
    """The address of a running site that sends those who leave to the other server."""
    stack = Stack(tmp_path_factory.mktemp("site"))
    look = (
        "from wagtail.models import Site; from charity_site.models import SiteLook;"
        " SiteLook.objects.create(site=Site.objects.get(),"
        f" leave_address='{elsewhere.weather}', leave_name='{NEUTRAL_NAME}')"
    )
    try:
        stack.manage("shell", "--command", "from tests import sample_site; sample_site.load()")
        stack.manage("shell", "--command", look)
        stack.start_web()
        yield stack.url
    finally:
        stack.stop()
        stack.drop()


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Of a phone, where a test asks for nothing else."""
    size: Any = getattr(request, "param", PHONE)
    opened = browser.new_context(viewport=size)
    yield opened
    opened.close()


def visit_three_pages(page: Page, site: str, elsewhere: Elsewhere) -> int:
    """From another site to three pages of ours, as people go; how long the history was then."""
    page.goto(elsewhere.before)
    page.goto(f"{site}/")
    length: int = page.evaluate("history.length")
    page.get_by_role("main").get_by_role("link", name="Another adult’s behaviour").click()
    page.wait_for_url(f"{site}/help/another-adult/")
    page.get_by_role("navigation", name="Way back").get_by_role("link", name="Get help").click()
    page.wait_for_url(f"{site}/help/")
    return length


def leave_by_button(page: Page) -> None:
    page.locator(".leave").click()


def leave_by_shift(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


def leave_by_first_link(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Leave this site now"
    page.keyboard.press("Enter")


WAYS = [leave_by_button, leave_by_shift, leave_by_first_link]


def faults_on(page: Page) -> list[str]:
    """What a page's policy refuses, or its script does not survive, from now on."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: faults.append(message.text) if "Security Policy" in message.text else None,
    )
    return faults


@pytest.mark.parametrize("context", [PHONE, DESK], indirect=True, ids=["phone", "desk"])
@pytest.mark.parametrize("leave", WAYS)
def test_after_leaving_back_shows_nothing_of_ours(
    context: BrowserContext, site: str, elsewhere: Elsewhere, leave: Callable[[Page], None]
) -> None:
    page = context.new_page()
    length = visit_three_pages(page, site, elsewhere)
    assert page.evaluate("history.length") == length, "this site is one entry"
    leave(page)
    page.wait_for_url(elsewhere.weather)
    assert page.evaluate("history.length") == length
    page.go_back()
    assert page.url == elsewhere.before
    page.go_forward()
    assert page.url == elsewhere.weather
    assert set(elsewhere.referrers) == {None}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("leave", [leave_by_button, leave_by_first_link])
def test_without_scripts_leaving_is_a_plain_link_that_tells_nobody_where_from(
    browser: Browser,
    site: str,
    elsewhere: Elsewhere,
    leave: Callable[[Page], None],
    size: dict[str, int],
) -> None:
    page = browser.new_page(viewport=size, java_script_enabled=False)  # type: ignore[arg-type]
    page.goto(f"{site}/help/")
    if leave is leave_by_first_link:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    else:
        leave(page)
    page.wait_for_url(elsewhere.weather)
    assert elsewhere.referrers[-1] is None
    page.close()


LEAVE_AND_LOOK = """way => {
    if (way === "link") document.querySelector("[data-leave]").click();
    if (way === "button") document.querySelector(".leave").click();
    for (let time = 0; way === "shift" && time < 3; time++)
        for (const kind of ["keydown", "keyup"])
            document.body.dispatchEvent(new KeyboardEvent(kind, { key: "Shift", bubbles: true }));
    return [getComputedStyle(document.body).display, document.title];
}"""


@pytest.mark.parametrize("way", ["link", "button", "shift"])
def test_the_page_is_blank_before_the_other_has_come(
    context: BrowserContext, site: str, elsewhere: Elsewhere, way: str
) -> None:
    page = context.new_page()
    page.goto(f"{site}/help/")
    assert page.evaluate(LEAVE_AND_LOOK, way) == ["none", NEUTRAL_NAME]
    page.wait_for_url(elsewhere.weather)


def test_a_page_that_the_browser_kept_leaves_again_when_it_is_brought_back(
    context: BrowserContext, site: str, elsewhere: Elsewhere
) -> None:
    page = context.new_page()
    page.goto(f"{site}/help/")
    brought_back = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
    page.evaluate(brought_back)
    expect(page.locator("body")).to_be_visible()
    page.evaluate(f"document.documentElement.className = 'left'; {brought_back}")
    page.wait_for_url(elsewhere.weather)


def test_leaving_in_one_tab_leaves_in_every_other(
    context: BrowserContext, site: str, elsewhere: Elsewhere
) -> None:
    first, second = context.new_page(), context.new_page()
    first.goto(f"{site}/stop-it-now/")
    second.goto(f"{site}/help/")
    leave_by_button(second)
    second.wait_for_url(elsewhere.weather)
    first.wait_for_url(elsewhere.weather)


def test_shift_for_a_capital_a_shortcut_or_a_click_does_not_count(
    context: BrowserContext, site: str
) -> None:
    page = context.new_page()
    page.goto(f"{site}/newsroom/areas/")
    field = page.get_by_label("Find an area or a police force")
    field.press_sequentially("ABCDE")
    for _ in range(3):
        page.keyboard.press("Shift+A")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Control+Shift")
        page.get_by_role("heading", level=1).click(modifiers=["Shift"])
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_timeout(200)
    assert page.url == f"{site}/newsroom/areas/"
    expect(page.locator("body")).to_be_visible()


def test_three_presses_must_come_within_five_seconds(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto(f"{site}/help/")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.run_for(5_100)
    page.keyboard.press("Shift")
    page.clock.run_for(100)
    assert page.url == f"{site}/help/"


def test_what_pressing_shift_will_do_is_said_and_drawn(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto(f"{site}/help/")
    said, button = page.get_by_role("status"), page.locator(".leave")
    expect(said).to_have_text("")
    page.keyboard.press("Shift")
    expect(said).to_have_text("Press Shift two more times to leave this site.")
    expect(button).to_have_class("leave leave--1")
    page.keyboard.press("Shift")
    expect(said).to_have_text("Press Shift once more to leave this site.")
    expect(button).to_have_class("leave leave--2")
    page.clock.run_for(5_100)
    expect(said).to_have_text("Still on this site.")
    expect(button).to_have_class("leave")


def test_a_link_opened_in_another_tab_stays_a_link(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}/")
    with context.expect_page() as opened:
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Get help").click(
            modifiers=["Control"]
        )
    opened.value.wait_for_url(f"{site}/help/")
    assert page.url == f"{site}/"


def test_a_place_on_the_same_page_is_no_entry_of_the_history(
    context: BrowserContext, site: str
) -> None:
    page = context.new_page()
    page.goto(f"{site}/help/")
    length = page.evaluate("history.length")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/help/#main")
    assert page.evaluate("document.activeElement.id") == "main"
    assert page.evaluate("history.length") == length


def test_an_answer_to_a_form_takes_the_place_of_the_page(
    context: BrowserContext, site: str, elsewhere: Elsewhere
) -> None:
    page = context.new_page()
    faults = faults_on(page)
    page.goto(elsewhere.before)
    page.goto(f"{site}/newsroom/areas/")
    length = page.evaluate("history.length")
    page.get_by_label("Find an area or a police force").fill("Nowhere at all")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("main")).to_contain_text("No area is known by that name.")
    assert page.evaluate("document.activeElement.id") == "main"
    assert page.evaluate("history.length") == length
    page.get_by_label("Find an area or a police force").fill("Lancashire")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url(f"{site}/newsroom/areas/lancashire/")
    assert page.evaluate("history.length") == length
    assert faults == []


def test_a_form_works_without_scripts(browser: Browser, site: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site}/newsroom/areas/")
    page.get_by_label("Find an area or a police force").fill("Lancashire")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url(f"{site}/newsroom/areas/lancashire/")
    page.close()


def test_the_script_offends_against_no_policy_and_keeps_nothing(
    context: BrowserContext, site: str
) -> None:
    page = context.new_page()
    faults = faults_on(page)
    for address in ("/", "/help/", "/help/leave-no-trace/", "/stop-it-now/"):
        page.goto(site + address)
        page.keyboard.press("Shift")
        kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
        assert kept == [0, 0, ""]
        assert page.evaluate("indexedDB.databases().then(found => found.length)") == 0
    assert faults == []


IN_SIGHT = """() => {
    const button = document.querySelector(".leave"), box = button.getBoundingClientRect();
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    return box.top >= 0 && box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight
        && box.height >= 44 && box.width >= 44 && document.elementFromPoint(x, y) === button;
}"""
COVERED = """() => {
    const focused = document.activeElement, bar = document.querySelector(".leave");
    if (focused === document.body || bar.closest(".at-hand").contains(focused)) return "";
    const over = bar.getBoundingClientRect();
    const seen = [...focused.getClientRects()].some(box => {
        const apart = box.right <= over.left || box.left >= over.right
            || box.bottom <= over.top || box.top >= over.bottom;
        return apart && box.bottom > 0 && box.top < innerHeight;
    });
    return seen || focused.classList.contains("skip") ? "" : focused.outerHTML;
}"""


@pytest.mark.parametrize("size", [PHONE, ON_ITS_SIDE, DESK])
def test_the_way_out_is_always_in_sight_and_never_over_what_has_the_focus(
    browser: Browser, site: str, size: dict[str, int]
) -> None:
    page = browser.new_page(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
    for address in ("/help/another-adult/", "/stop-it-now/"):
        page.goto(site + address)
        for key in ("Tab", "Shift+Tab"):
            for _ in range(page.locator("a[href], input, button, summary").count()):
                page.keyboard.press(key)
                assert page.evaluate(COVERED) == "", address
        for height in (0, 300, 100_000):
            page.evaluate(f"scrollTo(0, {height})")
            assert page.evaluate(IN_SIGHT), f"{address} at {height}"
        page.evaluate("scrollTo(0, 300)")
        covered = page.evaluate("document.elementFromPoint(8, 8).closest('.at-hand') !== null")
        assert covered is (size["height"] > 416), "a low screen gives the bar's room to the page"
    page.close()
