"""Numbers and words marked in the editor while a person types, judged by eye, key and axe."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_figures_to_drafts import logged_in
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

PICTURES = os.environ.get("PICTURES", "")
HALF_A_SECOND = 500  # milliseconds

BUILD = "from press.actions import build_waiting_drafts; build_waiting_drafts()"
RELEASE = """
SELECT release.page_ptr_id FROM press_releasepage release
JOIN stats_area area ON area.id = release.area_id WHERE area.name = 'Lancashire' LIMIT 1
"""
CAMPAIGN = "SELECT page_ptr_id FROM campaigns_campaignpage LIMIT 1"
ANSWERS = "SELECT words, source, name, by_name FROM press_checkanswer"


@pytest.fixture
def site(stack: Stack) -> Stack:
    stack.manage("shell", "-v0", "-c", BUILD)
    stack.start_web()
    return stack


@pytest.fixture
def officer(browser: Browser, site: Stack) -> Iterator[Page]:
    yield from logged_in(browser, site, "press")


@pytest.fixture
def editor(browser: Browser, site: Stack) -> Iterator[Page]:
    yield from logged_in(browser, site, "editor")


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.set_viewport_size({"width": 1360, "height": 1000})
        page.screenshot(path=f"{PICTURES}/{name}.png")


def open_release(officer: Page, site: Stack) -> Locator:
    """The editor of Lancashire's release, checked once; gives the field of its first paragraph."""
    officer.set_viewport_size({"width": 1360, "height": 1000})
    officer.goto(f"/admin/pages/{site.query(RELEASE)[0][0]}/edit/")
    expect(officer.locator("form[data-checked]")).to_be_attached()
    return officer.locator("textarea[name='body-0-value']")


def type_at_the_end(officer: Page, field: Locator, words: str) -> None:
    field.focus()
    officer.keyboard.press("Control+End")
    officer.keyboard.insert_text(words)


def marked(officer: Page, kind: str, words: str) -> Locator:
    return officer.locator(f"mark.press-mark--{kind}", has_text=re.compile(f"^{re.escape(words)}$"))


FALSE = (94, 64, 24)
"""Per cent. Of three tries the quickest counts: the machine may be busy with something else."""

TIMED = """
field => new Promise((found) => {
    let begun = 0;
    field.addEventListener("input", () => { begun = performance.now(); }, { once: true });
    const layer = field.previousElementSibling;
    new MutationObserver((changes, watching) => {
        if (begun && layer.querySelector(".press-mark--contradicted")) {
            watching.disconnect();
            found(performance.now() - begun);
        }
    }).observe(layer, { childList: true });
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    document.execCommand("insertText", false, WORDS);
})
"""


def milliseconds_to_a_mark(officer: Page, field: Locator, words: str) -> float:
    """From the last key to the mark that shows, in a text where nothing is contradicted yet."""
    before = field.input_value()
    expect(officer.locator(".press-mark--contradicted")).to_have_count(0)
    took: float = field.evaluate(TIMED.replace("WORDS", repr(words)))
    if not words.startswith(f" That is {FALSE[-1]}%"):
        field.fill(before)
    return took


def test_a_false_number_is_marked_within_half_a_second_and_put_right(
    officer: Page, site: Stack
) -> None:
    field = open_release(officer, site)
    panel = officer.get_by_role("region", name="Numbers and words")
    expect(panel.get_by_role("status")).to_contain_text("Nothing here stands in the way.")
    expect(marked(officer, "supported", "674")).to_be_attached()

    times = [milliseconds_to_a_mark(officer, field, f" That is {false}% more.") for false in FALSE]
    assert min(times) < HALF_A_SECOND, times
    expect(marked(officer, "contradicted", "24% more")).to_be_attached()
    expect(panel.get_by_role("status")).to_contain_text("1 contradicted")
    expect(panel).to_contain_text("(674 − 591) ÷ 591 = 14.04%")
    picture(officer, "live-checks")

    panel.get_by_role("button", name=re.compile("^Say “.*14%")).click()
    expect(marked(officer, "contradicted", "24% more")).not_to_be_attached()
    expect(field).to_have_value(re.compile("14%[^%]*$"))
    expect(panel.get_by_role("status")).to_contain_text("Nothing here stands in the way.")


def test_figures_and_working_show_under_the_pointer_and_at_the_caret(
    officer: Page, site: Stack
) -> None:
    field = open_release(officer, site)
    tip = officer.get_by_role("tooltip")
    expect(tip).to_be_hidden()
    box = marked(officer, "supported", "674").first.bounding_box()
    assert box is not None
    officer.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(tip).to_contain_text("Lancashire, 2017-18: 674")
    officer.mouse.move(2, 2)

    field.focus()
    place = field.evaluate("field => field.value.indexOf('591') + 1")
    field.evaluate("(field, place) => field.setSelectionRange(place, place)", place)
    officer.keyboard.press("ArrowRight")
    expect(tip).to_contain_text("Lancashire, 2016-17: 591")
    assert "press-checks-tip" in (field.get_attribute("aria-describedby") or "")
    officer.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_marks_lie_exactly_under_their_words(officer: Page, site: Stack) -> None:
    """Sign, line and colour all tell: none of them alone."""
    field = open_release(officer, site)
    layer = officer.locator(".press-marks:has(+ textarea[name='body-0-value'])")
    assert layer.evaluate("layer => layer.textContent.trimEnd()") == field.input_value().rstrip()
    for side in ("x", "y", "width", "height"):
        under, over = layer.bounding_box(), field.bounding_box()
        assert under is not None
        assert over is not None
        assert abs(under[side] - over[side]) < 1.5, side
    type_at_the_end(officer, field, " That is 24% more. Some 1,200 teachers were trained.")
    expect(marked(officer, "unverifiable", "Some 1,200")).to_be_attached()
    looks = {
        kind: officer.locator(f"mark.press-mark--{kind}").first.evaluate(
            "mark => [getComputedStyle(mark).textDecorationStyle,"
            " getComputedStyle(mark).textDecorationColor,"
            " getComputedStyle(mark, '::after').content].join(' ')"
        )
        for kind in ("supported", "contradicted", "unverifiable")
    }
    for place in (0, -1):  # the line, and the sign
        assert len({look.split()[place] for look in looks.values()}) == 3, looks


def test_a_number_without_a_figure_is_vouched_for_by_keyboard(officer: Page, site: Stack) -> None:
    field = open_release(officer, site)
    panel = officer.get_by_role("region", name="Numbers and words")
    type_at_the_end(officer, field, " Some 1,200 teachers were trained.")
    answer = panel.get_by_role("button", name="Answer … “Some 1,200”")
    answer.focus()
    officer.keyboard.press("Enter")
    dialog = officer.get_by_role("dialog", name="Why may it stand?")
    dialog.get_by_label("somebody vouches for it, with a source").check()
    dialog.get_by_role("textbox", name="Source").fill("Training register, March 2018")
    dialog.get_by_label("Who vouches for it: name and role").fill("Head of training")
    officer.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(panel.get_by_role("status")).to_contain_text("Nothing here stands in the way.")
    expect(marked(officer, "answered", "Some 1,200")).to_be_attached()
    assert site.query(ANSWERS) == [
        ("Some 1,200", "Training register, March 2018", "Head of training", "press")
    ]


def test_axe_finds_nothing_to_mend_in_what_the_checks_add(officer: Page, site: Stack) -> None:
    field = open_release(officer, site)
    type_at_the_end(officer, field, " That is 24% more. Child pornography. Some 1,200 teachers.")
    panel = officer.get_by_role("region", name="Numbers and words")
    expect(panel.get_by_role("status")).to_contain_text("1 contradicted")
    found = Axe().run(officer, context=".press-checks").response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]
    panel.get_by_role("button", name="Answer … “Some 1,200”").click()
    found = Axe().run(officer, context=".press-checks-dialog").response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]
    picture(officer, "answer-a-check")


def test_a_term_is_shown_while_a_campaign_page_is_typed(editor: Page, site: Stack) -> None:
    editor.set_viewport_size({"width": 1360, "height": 1000})
    editor.goto(f"/admin/pages/{site.query(CAMPAIGN)[0][0]}/edit/")
    introduction = editor.get_by_role("textbox", name="Introduction")
    type_at_the_end(editor, introduction, " It stops child-pornography.")
    expect(marked(editor, "stop", "child-pornography")).to_be_attached()
    panel = editor.get_by_role("region", name="Numbers and words")
    expect(panel).to_contain_text("Say instead: child sexual abuse material")

    prose = editor.locator(".public-DraftEditor-content").first
    prose.click()
    editor.keyboard.type(" a kiddie fiddler ")
    expect(panel).to_contain_text("“kiddie fiddler”")
    picture(editor, "terms-while-typing")
