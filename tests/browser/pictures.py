"""Pictures of the public pages for the docs, where they are asked for.

PICTURES=docs/images/public pytest tests/browser/test_public_accessibility.py
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page

from tests.browser.judging import PHONE, PLAIN, THEMES

PICTURES = os.environ.get("PICTURES", "")
SHOWN_IN = ("light", "dark")
COLOURS = 64  # enough for flat grounds and the edges of letters, and small
SETTLED = 200  # milliseconds after scrolling
# The top of a page: what most visitors see, and small enough for a repository.
TALLEST_ON_A_PHONE, TALLEST_AT_A_DESK = 2400, 1600

OF_EACH_SORT = {
    "home",
    "campaign",
    "campaign-families",
    "content",
    "help",
    "help-own-thoughts",
    "no-trace",
    "search-found",
    "search-nothing",
    "statistics",
    "measure",
    "area",
    "publication",
    "calendar",
    "newsroom",
    "release-corrected",
    "not-found",
    "server-error",
    "home-welsh",
    "help-own-thoughts-welsh",
    "patterns",
}


def keep(page: Page, name: str) -> None:
    """The page as it stands, in the light and in the dark, as name-width-theme.webp."""
    if not PICTURES or name not in OF_EACH_SORT or page.viewport_size is None:
        return
    width = page.viewport_size["width"]
    tallest = TALLEST_ON_A_PHONE if width == PHONE["width"] else TALLEST_AT_A_DESK
    page.evaluate("for (const each of document.images) each.loading = 'eager'")
    page.evaluate("Promise.all([...document.images].map(each => each.decode().catch(() => {})))")
    page.mouse.move(0, 0)
    for theme in SHOWN_IN:
        page.emulate_media(**THEMES[theme])
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        page.wait_for_timeout(SETTLED)
        taken = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
        shown = taken.crop((0, 0, width, min(taken.height, tallest)))
        with_few_colours(shown).save(
            Path(PICTURES) / f"{name}-{width}-{theme}.webp", lossless=True, method=6
        )
    page.emulate_media(**PLAIN)


def with_few_colours(picture: Image.Image) -> Image.Image:
    """With the colours that it has most of, just as they are; each other as the nearest of them."""
    counted: Any = picture.getcolors(picture.width * picture.height) or []
    most = [colour for _count, colour in sorted(counted, reverse=True)[:COLOURS]]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in most for part in colour])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE).convert("RGB")
