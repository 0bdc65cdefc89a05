"""Every sort of public page in a real browser, asked all there is to ask of it in one visit.

On a phone with the site's script, and at a desk without; in English and in Welsh; as the page
comes, and as devices may ask for it: dark, with more contrast, in forced colours, in print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import judging, pictures
from tests.browser.judging import DESK, PHONE
from tests.public_site import EVERY_PAGE, IN_WELSH, LIKE_ANOTHER, RELEASE
from tests.stack import Stack

pytestmark = pytest.mark.browser

SCRIPTS = "**/*.js"
PATTERNS = "/admin/pattern-page/"
FILL = (
    "from django.contrib.auth.models import User; from tests.public_site import fill;"
    " User.objects.create_superuser('staff', password='staff'); fill()"
)


@pytest.fixture(scope="module")
def stack(sample_site: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A running site with something on every sort of page, on a database of its own."""
    stack = Stack(tmp_path_factory.mktemp("site"), copied_from=sample_site.database)
    try:
        stack.manage("shell", "-v0", "-c", FILL)
        stack.start_web()
        yield stack
    finally:
        stack.stop()
        stack.drop()


@pytest.fixture(scope="module")
def site(stack: Stack) -> str:
    return stack.url


# The ways to each page. Most are an address; the others take a step of the visitor's, or a fault.


def searching_for(words: str) -> Callable[[Page, Stack], None]:
    def search(page: Page, stack: Stack) -> None:
        page.goto(f"{stack.url}/search/")
        page.get_by_label("What are you looking for?").fill(words)
        page.get_by_role("main").get_by_role("button", name="Search").click()
        page.locator("main h2, main .section p").first.wait_for()
        page.wait_for_load_state()  # the words may stand before their style sheet has come

    return search


def fault_of_ours(page: Page, stack: Stack) -> None:
    """What a visitor sees of a table that is gone."""
    stack.execute("ALTER TABLE stats_measure RENAME TO stats_measure_away")
    try:
        answer = page.goto(f"{stack.url}/statistics/")
    finally:
        stack.execute("ALTER TABLE stats_measure_away RENAME TO stats_measure")
    assert answer is not None
    assert answer.status == 500


def pattern_page(page: Page, stack: Stack) -> None:
    page.goto(f"{stack.url}/admin/login/?next={PATTERNS}")
    page.get_by_label("Username").fill("staff")
    page.get_by_label("Password").fill("staff")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(stack.url + PATTERNS)


STEPS: dict[str, Callable[[Page, Stack], None]] = {
    "search-found": searching_for("Lancashire"),
    "search-meant": searching_for("statistcs"),
    "search-nothing": searching_for("zzzzzz"),
    "server-error": fault_of_ours,
    "patterns": pattern_page,
}
NAMES = [*EVERY_PAGE, *STEPS]
STATUS = {"not-found": 404, "not-found-welsh": 404, "release-withdrawn": 410}


def go_to(page: Page, stack: Stack, name: str) -> None:
    if name in STEPS:
        STEPS[name](page, stack)
        return
    answer = page.goto(stack.url + EVERY_PAGE[name])
    assert answer is not None
    assert answer.status == STATUS.get(name, 200), name


# Each test visits a handful, so that workers can share them out.
GROUPS = {
    "campaigns": [name for name in NAMES if name.startswith(("home", "campaign", "content"))],
    "help": [name for name in NAMES if name.startswith(("help", "no-trace"))],
    "newsroom": [name for name in NAMES if name.startswith(("newsroom", "release", "pre-"))],
}
GROUPS["statistics"] = [
    name
    for name in EVERY_PAGE
    if "/statistics/" in EVERY_PAGE[name] and not name.startswith(("search", "not-found"))
]
GROUPS["others"] = [
    name for name in NAMES if not any(name in group for group in list(GROUPS.values()))
]


def test_every_page_is_visited_once() -> None:
    visited = [name for group in GROUPS.values() for name in group]
    assert sorted(visited) == sorted(NAMES)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.fixture
def desk_without_scripts(browser: Browser) -> Iterator[Page]:
    """The site's own script never comes; axe needs a browser that can run some."""
    context = browser.new_context(viewport=DESK)  # type: ignore[arg-type]
    context.route(SCRIPTS, lambda route: route.abort())
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("group", GROUPS)
def test_a_phone_finds_nothing_to_mend_in_any_theme(phone: Page, stack: Stack, group: str) -> None:
    found = []
    for name in GROUPS[group]:
        go_to(phone, stack, name)
        pictures.keep(phone, name)
        # Where a visitor has done something first, what follows may move what was there.
        told = [] if name in STEPS else [*judging.pushed_about(phone)]
        told += [
            *judging.too_small(phone),
            *judging.too_wide_or_cut_off(phone),
            *judging.too_faint(phone),
            *judging.moving(phone),
            *judging.mixed_languages(phone, in_welsh=name in IN_WELSH),
            *judging.lost_on_the_keyboard(phone),
        ]
        if name not in LIKE_ANOTHER:
            told += judging.found_by_axe(phone, in_themes=True)
        found += [f"{name}: {each}" for each in told]
    assert found == []


@pytest.mark.parametrize("group", GROUPS)
def test_a_desk_without_scripts_finds_nothing_to_mend(
    desk_without_scripts: Page, stack: Stack, group: str
) -> None:
    page = desk_without_scripts
    found = []
    for name in GROUPS[group]:
        go_to(page, stack, name)
        pictures.keep(page, name)
        told = [] if name in STEPS else [*judging.pushed_about(page)]
        told += [
            *judging.too_small(page),
            *judging.too_wide_or_cut_off(page),
            *judging.too_faint(page),
            *judging.lost_on_the_keyboard(page),
        ]
        if name not in LIKE_ANOTHER:
            told += judging.found_by_axe(page, in_themes=False)
        found += [f"{name}: {each}" for each in told]
    assert found == []


def test_no_page_waits_for_scripts_to_say_something_else(stack: Stack, phone: Page) -> None:
    """So a page whose script was kept away is the page that a browser without any shows."""
    for name in ("home", "help-own-thoughts", "measure", "release", "search"):
        go_to(phone, stack, name)
        assert phone.locator("noscript").count() == 0
        assert phone.locator("script:not([src]):not([type='application/ld+json'])").count() == 0


# Each check must find what it is for: a page on which everything is wrong.

ALL_WRONG = """<!doctype html><html lang="en"><title>All wrong</title><body>
<style>
  @keyframes on { to { opacity: 1 } } @keyframes grow { to { height: 200px } }
  .grows { height: 0; animation: grow 40ms alternate infinite }
  html { scroll-behavior: smooth } p { animation: on 60s; color: #888; background: #fff }
  .wide { width: 2000px } .cut { height: 1em; overflow: hidden; white-space: normal }
  :focus { outline: none } .over { position: fixed; inset: 0; z-index: 9 }
</style>
<div class="grows"></div>
<p>Too faint to read</p><p><a href="#x">x</a></p><button tabindex="5">First, out of order</button>
<div class="wide">wide</div><div class="cut">one<br>two<br>three</div><img src="data:,">
<div class="over"></div></body></html>"""


def test_each_check_finds_what_it_is_for(phone: Page) -> None:
    phone.set_content(ALL_WRONG)
    for check in (
        judging.pushed_about,
        judging.too_small,
        judging.too_wide_or_cut_off,
        judging.too_faint,
        judging.moving,
        judging.lost_on_the_keyboard,
        lambda page: judging.found_by_axe(page, in_themes=False),
        lambda page: judging.mixed_languages(page, in_welsh=True),
    ):
        assert list(check(phone)), check


def test_help_is_two_steps_from_home_without_scripts(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page.goto(site)
    page.get_by_role("link", name="Another adult’s behaviour").click()
    page.wait_for_url(f"{site}/help/another-adult/")
    name = "Stop It Now! helpline: 0808 1000 900"
    number = page.get_by_role("main").get_by_role("link", name=name).first
    assert number.get_attribute("href") == "tel:08081000900"
    assert page.context.cookies() == []
    page.close()


def test_the_keyboard_goes_past_the_menu_in_one_step(phone: Page, site: str) -> None:
    phone.goto(site)
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.innerText") == "Leave this site now"
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.className") == "skip"
    phone.keyboard.press("Enter")
    assert phone.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_nothing_with_the_focus_hides_under_the_bar_on_the_way_back(
    browser: Browser, site: str, size: dict[str, int]
) -> None:
    page = browser.new_page(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(f"{site}/stop-it-now/")
    for _ in range(page.locator("a").count()):
        page.keyboard.press("Shift+Tab")
        now = page.evaluate(judging.WITH_THE_FOCUS)
        assert now["isSeen"], now["html"]
    page.close()


# On paper

ON_PAPER = {"release": RELEASE.format("lancashire"), "help": "/help/your-own-thoughts/"}


@pytest.mark.parametrize("name", ON_PAPER)
def test_paper_has_the_words_and_the_way_to_help_and_nothing_to_press(
    phone: Page, site: str, name: str
) -> None:
    phone.emulate_media(media="print", color_scheme="dark")
    phone.goto(site + ON_PAPER[name])
    for seen in ("h1", ".way-to-help .contact__number", ".way-to-help .state"):
        assert phone.locator(seen).first.is_visible(), seen
    for gone in (".at-hand", ".menu", ".trail", ".masthead__language", ".footer nav"):
        assert not phone.locator(gone).first.is_visible(), gone
    for words in ("h1", "main p", ".way-to-help .state"):
        ink = phone.locator(words).first.evaluate("each => getComputedStyle(each).color")
        assert ink == "rgb(0, 0, 0)", words
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_link_to_another_site_has_its_address_on_paper(phone: Page, site: str) -> None:
    phone.emulate_media(media="print")
    phone.goto(site + ON_PAPER["help"])
    link = phone.locator("main a[href^='https:']").first
    said = link.evaluate("each => getComputedStyle(each, '::after').content")
    assert str(link.get_attribute("href")) in said


def test_answers_to_questions_are_on_paper_although_nobody_opened_them(
    phone: Page, site: str
) -> None:
    phone.goto(f"{site}/stop-it-now/")
    answer = phone.locator(".questions details p").first
    assert not answer.is_visible()
    phone.emulate_media(media="print")
    assert answer.evaluate("each => each.checkVisibility({contentVisibilityAuto: true})")


def test_a_visit_asks_nothing_of_anybody_else(browser: Browser, stack: Stack) -> None:
    context: BrowserContext = browser.new_context(viewport=DESK)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    refused: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: refused.append(f"{page.url}: {message.text}"))
    for name in EVERY_PAGE:
        if name not in LIKE_ANOTHER and name not in STATUS:  # the browser tells of those itself
            go_to(page, stack, name)
    assert [url for url in asked if not url.startswith(f"{stack.url}/")] == []
    assert refused == []  # the policy of the pages forbids nothing that they need
    assert context.cookies() == []
    context.close()
