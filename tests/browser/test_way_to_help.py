"""The way of somebody who is worried: two taps to a channel, in four modes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.judging import DESK, PHONE, TARGET
from tests.stack import Stack

pytestmark = pytest.mark.browser

WORRIES = (
    "Your own thoughts or behaviour",
    "Another adult’s behaviour",
    "A child or young person",
    "Keeping children safe",
)
STARTS = ("/", "/help/")


@pytest.fixture(scope="module")
def site(sample_site: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    stack = Stack(tmp_path_factory.mktemp("site"), copied_from=sample_site.database)
    try:
        stack.start_web()
        yield stack.url
    finally:
        stack.stop()
        stack.drop()


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    chosen: dict[str, int] = request.param
    return chosen


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def page(browser: Browser, size: dict[str, int], request: pytest.FixtureRequest) -> Iterator[Page]:
    page = browser.new_page(viewport=size, java_script_enabled=request.param)  # type: ignore[arg-type]
    yield page
    page.close()


def test_two_taps_lead_from_every_worry_to_somebody_to_talk_to(page: Page, site: str) -> None:
    for start in STARTS:
        for worry in WORRIES:
            page.goto(site + start)
            page.get_by_role("main").get_by_role("link", name=worry).click()
            expect(page.get_by_role("heading", level=1)).to_have_text(worry)
            page.wait_for_load_state()  # with its style sheet, before any size is read
            obvious = page.get_by_role("region", name="Stop It Now! helpline").first
            call = obvious.get_by_role("link").first
            expect(call).to_have_attribute("href", "tel:08081000900")
            promise = page.get_by_text("the helpline will tell the police").first
            limits, button = promise.bounding_box(), call.bounding_box()
            assert limits is not None
            assert button is not None
            assert limits["y"] + limits["height"] <= button["y"], "what is confidential comes first"
            assert button["height"] >= TARGET
    assert page.context.cookies() == []


def test_beside_the_number_stand_whether_now_and_what_it_costs(page: Page, site: str) -> None:
    page.goto(f"{site}/help/another-adult/")
    obvious = page.get_by_role("region", name="Stop It Now! helpline").first
    expect(obvious.locator(".state")).to_have_text(
        re.compile("^(Open now until|Opens) "), use_inner_text=True
    )
    expect(obvious.get_by_text("Free from the UK")).to_be_visible()


def test_the_page_leads_on_to_every_channel_and_to_those_who_answer_at_any_hour(
    page: Page, site: str
) -> None:
    page.goto(f"{site}/help/your-own-thoughts/")
    main = page.get_by_role("main")
    for name in ("Send a secure message", "Chat with an adviser online", "Call from Ireland"):
        expect(main.get_by_role("heading", name=name)).to_be_visible()
    expect(main.get_by_role("link", name="Samaritans 116 123")).to_have_attribute(
        "href", "tel:116123"
    )
    page.get_by_role("link", name="More about what stays confidential").click()
    expect(page.get_by_role("heading", name="What stays confidential")).to_be_in_viewport()


def test_a_number_is_one_line_wherever_it_stands(page: Page, site: str) -> None:
    """Broken in two it is not read as one, and is not tapped as one."""
    page.goto(f"{site}/help/")
    for number in page.locator(".contact__number, .at-hand__call strong, .number").all():
        lines = number.evaluate("""each => {
            const words = document.createRange();
            words.selectNodeContents(each.lastChild);
            return new Set([...words.getClientRects()].map(box => Math.round(box.top))).size;
        }""")
        assert lines == 1, number.inner_text()


def test_welsh_is_two_taps_from_somebody_too(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("link", name="Cymraeg").first.click()
    page.get_by_role("main").get_by_role("link", name="Ymddygiad oedolyn arall").click()
    call = page.get_by_role("main").get_by_role("link", name="0808 1000 900").first
    expect(call).to_have_attribute("href", "tel:08081000900")
    expect(page.get_by_text("bydd y llinell gymorth yn dweud wrth yr heddlu").first).to_be_visible()
