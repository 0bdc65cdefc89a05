"""What is asked of every public page, on the page as it stands in a browser.

A page is loaded once. Each check tells what is wrong with it in lines of words, and changes nothing
that a later one would see, so that many are asked of one visit and told together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}
TARGET = 44  # CSS pixels: a thumb's width
CONTRAST = 7

# What a device may ask for, and all that it does not ask for then.
PLAIN: dict[str, Any] = {"color_scheme": "light", "contrast": "no-preference"} | {
    "forced_colors": "none",
    "reduced_motion": "no-preference",
    "media": "screen",
}
THEMES: dict[str, dict[str, Any]] = {
    "light": PLAIN,
    "dark": PLAIN | {"color_scheme": "dark"},
    "more contrast": PLAIN | {"contrast": "more"},
    "more contrast in the dark": PLAIN | {"contrast": "more", "color_scheme": "dark"},
    "forced colours": PLAIN | {"forced_colors": "active", "color_scheme": "dark"},
}

AXE = Axe().axe_script
# Nothing is left out, and what axe keeps for those who ask more of a page is asked for.
ALL_RULES: dict[str, Any] = {
    "resultTypes": ["violations"],
    "rules": {
        "color-contrast-enhanced": {"enabled": True},
        "target-size": {"enabled": True},
    },
}
# The rules whose answer hangs on the theme; the first of them asks for 7:1.
RULES_OF_COLOUR: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": ["color-contrast-enhanced", "link-in-text-block"],
}
ASK_AXE = """options => axe.run(options).then(found => found.violations.map(each =>
    each.id + ": " + each.nodes.map(node => node.html.slice(0, 120)).join(" | ")))"""


def found_by_axe(page: Page, *, in_themes: bool) -> Iterator[str]:
    """Every rule of axe as the page stands; with `in_themes`, those of colour in each of them."""
    page.evaluate(AXE)
    yield from page.evaluate(ASK_AXE, ALL_RULES)
    for theme, asked in THEMES.items() if in_themes else ():
        page.emulate_media(**asked)
        for found in page.evaluate(ASK_AXE, RULES_OF_COLOUR):
            yield f"{theme}: {found}"
    page.emulate_media(**PLAIN)


# The words on a page whose colour is too near to what is behind them. Grounds are plain colours.
TOO_FAINT = """least => {
    const numbers = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
    const part = each => (each /= 255) <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    const ground = element => {
        for (let each = element; each; each = each.parentElement) {
            const [r, g, b, opaque = 1] = numbers(getComputedStyle(each).backgroundColor);
            if (opaque > 0) return [r, g, b];
        }
        return matchMedia("(prefers-color-scheme: dark)").matches ? [0, 0, 0] : [255, 255, 255];
    };
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const faint = new Set();
    while (words.nextNode()) {
        const element = words.currentNode.parentElement;
        if (!words.currentNode.data.trim() || !element.checkVisibility()) continue;
        if (element.closest(".unseen, .skip, script")) continue;
        const one = light(numbers(getComputedStyle(element).color)), other = light(ground(element));
        const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        if (ratio < least) faint.add(`${ratio.toFixed(1)}: ${words.currentNode.data.trim()}`);
    }
    return [...faint];
}"""


def too_faint(page: Page) -> Iterator[str]:
    """Words with less than 7:1 to their ground, in each theme."""
    for theme, asked in THEMES.items():
        page.emulate_media(**asked)
        for found in page.evaluate(TOO_FAINT, CONTRAST):
            yield f"{theme}, contrast {found}"
    page.emulate_media(**PLAIN)


# A link within a sentence may be as small as its words (WCAG 2.5.8); all else is for a thumb.
TOO_SMALL = """least => [...document.querySelectorAll("a[href], button, input, select, summary")]
    .filter(each => each.checkVisibility() && !each.closest(".skip") && each.type !== "hidden")
    .filter(each => {
        let block = each.parentElement;
        while (getComputedStyle(block).display === "inline") block = block.parentElement;
        const beside = block.textContent.replace(each.textContent, "");
        return getComputedStyle(each).display !== "inline" || !/[\\p{L}\\d]/u.test(beside);
    })
    .map(each => [each.getBoundingClientRect(), each])
    .filter(([box]) => box.width < least || box.height < least)
    .map(([box, each]) => `${Math.round(box.width)} × ${Math.round(box.height)}: `
        + each.outerHTML.slice(0, 100))"""


def too_small(page: Page) -> Iterator[str]:
    """Whatever stands by itself and is less than 44 by 44 CSS pixels."""
    for found in page.evaluate(TOO_SMALL, TARGET):
        yield f"target {found}"


# What WCAG 2.2 asks a page to bear (1.4.12, 1.4.4, 1.4.10).
WAYS_OF_READING = {
    "as it is": "",
    "text spaced out": (
        "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
        " word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"
    ),
    "letters twice as large": "html { font-size: 200% !important }",
}
# A sheet made by a script: the page's policy would refuse one in its text.
WEAR = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter(each =>
    !each.closest(".unseen, .scroll") && getComputedStyle(each).overflow !== "visible"
    && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)
).map(each => each.outerHTML.slice(0, 100))"""


def too_wide_or_cut_off(page: Page) -> Iterator[str]:
    """Read as it is, with text spaced out and with letters twice as large: sideways, or lost."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    for way, css in WAYS_OF_READING.items():
        page.evaluate(WEAR, css)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            yield f"{way}: {wide} wide"
        for found in page.evaluate(CUT_OFF):
            yield f"{way}, cut off: {found}"
    page.evaluate(WEAR, "")


# What has been pushed about since the page began to come, and two frames more.
PUSHED = """() => new Promise(told => {
    const found = [];
    const name = each => each.node?.outerHTML?.slice(0, 100) ?? "something";
    new PerformanceObserver(list => {
        for (const each of list.getEntries()) found.push(...each.sources.map(name));
    }).observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => told(found), 50)));
})"""


def pushed_about(page: Page) -> Iterator[str]:
    """Whatever something that came later has moved from where it was read."""
    for found in page.evaluate(PUSHED):
        yield f"pushed about: {found}"


def moving(page: Page) -> Iterator[str]:
    """Whatever moves although the device asks for less motion."""
    page.emulate_media(**PLAIN | {"reduced_motion": "reduce"})
    if page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") != "auto":
        yield "it scrolls smoothly"
    if page.evaluate("document.getAnimations().length"):
        yield "something is animated"
    page.emulate_media(**PLAIN)


# Each run of words with the language that whoever has it read out would hear it in.
HEARD = """() => {
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), heard = [];
    while (words.nextNode()) {
        const element = words.currentNode.parentElement, said = words.currentNode.data.trim();
        if (said && element.closest("script") === null) {
            heard.push([element.closest("[lang]").lang.slice(0, 2).toLowerCase(), said]);
        }
    }
    return heard;
}"""
# Little words of one language that the other does not have.
TELL_TALES = {
    "en": re.compile(r"\b(the|you|and|your|of|for|with|are|not)\b", re.IGNORECASE),
    "cy": re.compile(r"\b(yn|neu|eich|mae|gael|gyfrinachol|nid|ac)\b", re.IGNORECASE),
}


def mixed_languages(page: Page, *, in_welsh: bool) -> Iterator[str]:
    """Words marked as the one language that are of the other (WCAG 3.1.1 and 3.1.2)."""
    language = page.evaluate("document.documentElement.lang")
    if language != ("cy" if in_welsh else "en-gb"):
        yield f"the page is marked {language}"
    for marked, said in page.evaluate(HEARD):
        other = "en" if marked == "cy" else "cy"
        if len(TELL_TALES[other].findall(said)) >= 2 and not TELL_TALES[marked].search(said):
            yield f"marked {marked}: {said[:80]}"


# The place of what has the focus among all that can have it, its outline, and what covers it.
WITH_THE_FOCUS = """() => {
    const focused = document.activeElement;
    const all = [...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']"
    )].filter(each => each.checkVisibility());
    const box = focused.getClientRects()[0], style = getComputedStyle(focused);
    const x = Math.max(box.left, 0) + Math.min(box.width / 2, 20);
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const seen = document.elementFromPoint(x, y);
    return {
        place: all.indexOf(focused),
        count: all.length,
        outline: style.outlineStyle + " " + style.outlineWidth,
        isSeen: Boolean(seen) && (focused.contains(seen) || seen.contains(focused)),
        html: focused.outerHTML.slice(0, 100),
    };
}"""


# Wherever the visitor was before, as after a click: Tab goes on from there.
FROM_THE_TOP = """() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
}"""


def lost_on_the_keyboard(page: Page) -> Iterator[str]:
    """Tab through all of it: in the order of the page, each seen, each with its outline."""
    page.emulate_media(**PLAIN | {"reduced_motion": "reduce"})
    page.evaluate(FROM_THE_TOP)
    before = -1
    while True:
        page.keyboard.press("Tab")
        now = page.evaluate(WITH_THE_FOCUS)
        if now["place"] <= before:
            if now["place"] != -1:
                yield f"out of order: {now['html']}"
            break
        if now["place"] != before + 1:
            yield f"Tab passes over {now['place'] - before - 1} before {now['html']}"
        if not now["isSeen"]:
            yield f"hidden with the focus: {now['html']}"
        if now["outline"] != "solid 3px":
            yield f"outline {now['outline']}: {now['html']}"
        before = now["place"]
        if before == now["count"] - 1:
            break
    page.emulate_media(**PLAIN)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
