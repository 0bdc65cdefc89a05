"""How every chart looks: on paper, without colour, and on a phone.

Pure Python: nothing here knows of Django.

Colours are one hue from light to dark, so that they read the same to everybody and on a grey
printer; what must be told apart is filled or hollow as well, and every bar carries its number. The
letters are Liberation Sans, which comes with the program that draws; where a browser does not have
it, Arial and Helvetica are as wide.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
INK, INK_SOFT, LINE, PAPER, DEEP = "#1d2829", "#42504f", "#8a948f", "#ffffff", "#0b4f57"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
SHADES = ("#e2f0f1", "#9fcdd2", "#2f6f78", "#0b3237")
INK_ON_SHADES = (INK, INK, "#ffffff", "#ffffff")

WIDE, NARROW = 640, 300  # CSS pixels: what is left of a desk's page, and of a phone's
BETWEEN_BARS = 0.3


def title(words: str, *, below: Sequence[str], narrow: bool) -> dict[str, Any]:
    """The title in the picture itself, with what a picture that is passed on must still say."""
    width, small = (36, 44) if narrow else (72, 96)
    lines = [line for sentence in below if sentence for line in textwrap.wrap(sentence, small)]
    return {
        "text": textwrap.wrap(words, width),
        "subtitle": lines,
        "anchor": "start",
        "frame": "bounds",
        "offset": 14,
        "fontSize": 15 if narrow else 17,
        "lineHeight": 20,
        "subtitleFontSize": 12,
        "subtitleLineHeight": 16,
        "subtitlePadding": 6,
    }


def chart(heading: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """A whole specification: the house's look around what is particular to one chart."""
    return {
        "$schema": SCHEMA,
        "background": PAPER,
        "padding": 8,
        "title": dict(heading),
        "config": CONFIG,
        **content,
    }


CONFIG: dict[str, Any] = {
    "font": FONT,
    "view": {"stroke": None},
    "title": {"color": INK, "subtitleColor": INK_SOFT, "fontWeight": "bold"},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 13,
        "labelLimit": 260,
        "domainColor": INK_SOFT,
        "ticks": False,
        "labelPadding": 6,
        "grid": False,
    },
    "legend": {"labelColor": INK, "labelFontSize": 12, "labelLimit": 260, "symbolSize": 180},
    "text": {"color": INK, "fontSize": 13},
    "bar": {"color": DEEP},
    "rule": {"color": INK_SOFT},
    "scale": {"bandPaddingInner": BETWEEN_BARS},
}
