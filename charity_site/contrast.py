"""How well one colour stands out from another, by WCAG 2.2, and the nearest shade that does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

HEX = re.compile(r"#[0-9a-f]{6}")
BLACK, WHITE = "#000000", "#ffffff"
STEPS = 255  # from a colour to black or white: no two neighbours look different

TEXT = 7.0  # level AAA, for words of any size
SHAPES = 3.0  # level AA, for marks and lines that carry no words


class NotAColour(ValueError):
    """Not written as # and six hexadecimal digits in small letters: #0b4f57."""


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, from 0 to 255. Raises NotAColour."""
    if HEX.fullmatch(colour) is None:
        raise NotAColour(colour)
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def relative_luminance(colour: str) -> float:
    """From 0, black, to 1, white (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    red, green, blue = (_linear(value / 255) for value in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def contrast_ratio(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white; whichever is in front."""
    darker, lighter = sorted((relative_luminance(one), relative_luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def passes(colour: str, *, on: Iterable[str], ratio: float) -> bool:
    """Whether a colour stands out from every ground by a ratio."""
    return all(contrast_ratio(colour, ground) >= ratio for ground in on)


def mixed(colour: str, other: str, *, part: float) -> str:
    """A colour with a part, from 0 to 1, of another in it."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(mine + (its - mine) * part):02x}" for mine, its in pairs)


def nearest_shade(colour: str, *, on: Sequence[str], ratio: float) -> str | None:
    """The colour with the least black or white in it that stands out from every ground.

    None where no shade does, because the grounds lie too far apart.
    """
    for step in range(STEPS + 1):
        for end in (BLACK, WHITE):
            shade = mixed(colour, end, part=step / STEPS)
            if passes(shade, on=on, ratio=ratio):
                return shade
    return None
