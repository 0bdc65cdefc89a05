"""The way of somebody who is worried: two taps to a channel, with no script to help them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stack import Stack

pytestmark = pytest.mark.browser

WORRIES = (
    "Your own thoughts or behaviour",
    "Another adult’s behaviour",
    "A child or young person",
    "Keeping children safe",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    stack = Stack(tmp_path_factory.mktemp("site"))
    try:
        stack.manage("shell", "--command", "from tests import sample_site; sample_site.load()")
        stack.start_web()
        yield stack.url
    finally:
        stack.stop()


@pytest.fixture(params=[(320, 640), (1280, 800)], ids=["phone", "desk"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = request.param
    page = browser.new_page(viewport={"width": width, "height": height}, java_script_enabled=False)
    yield page
    page.close()


@pytest.mark.parametrize("start", ["/", "/help/"])
@pytest.mark.parametrize("worry", WORRIES)
def test_two_taps_lead_from_a_worry_to_somebody_to_talk_to(
    page: Page, site: str, start: str, worry: str
) -> None:
    page.goto(site + start)
    page.get_by_role("main").get_by_role("link", name=worry).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(worry)
    obvious = page.get_by_role("region", name="Stop It Now! helpline").first
    call = obvious.get_by_role("link").first
    expect(call).to_have_attribute("href", "tel:08081000900")
    promise = page.get_by_text("the helpline will tell the police").first
    limits, button = promise.bounding_box(), call.bounding_box()
    assert limits is not None
    assert button is not None
    assert limits["y"] + limits["height"] <= button["y"], "what is confidential comes first"
    assert button["height"] >= 44


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
