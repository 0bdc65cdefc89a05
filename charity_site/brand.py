"""The charity's colours: what they must stand out from, and how the style sheet gets them.

Pure. The grounds are those of static/css/site.css; a test holds the two together.
"""

from __future__ import annotations

import colorsys
import enum
from collections.abc import Iterator
from dataclasses import dataclass

from .contrast import (
    BLACK,
    SHAPES,
    TEXT,
    WHITE,
    channels,
    contrast_ratio,
    mixed,
    nearest_shade,
    passes,
)

PAGE, PANEL = "#fffdfa", "#f5efe6"
DARK_PAGE, DARK_PANEL = "#14191a", "#1e2627"
WORDS_ON_BRAND, WORDS_ON_DARK_BRAND = "#ffffff", "#10201f"


class Against(enum.Enum):
    """What a colour is seen with."""

    PAGE = "page"
    PANEL = "panel"
    WORDS_ON_IT = "words on it"


@dataclass(frozen=True)
class Role:
    """What a colour is used for: its name among the fields, its company, the contrast it owes."""

    name: str
    seen_with: tuple[tuple[Against, str], ...]
    ratio: float

    @property
    def grounds(self) -> tuple[str, ...]:
        return tuple(colour for _against, colour in self.seen_with)


BRAND = Role(
    "brand_colour",
    ((Against.PAGE, PAGE), (Against.PANEL, PANEL), (Against.WORDS_ON_IT, WORDS_ON_BRAND)),
    TEXT,
)
BRAND_DARK = Role(
    "brand_colour_dark",
    (
        (Against.PAGE, DARK_PAGE),
        (Against.PANEL, DARK_PANEL),
        (Against.WORDS_ON_IT, WORDS_ON_DARK_BRAND),
    ),
    TEXT,
)
ACCENT = Role("accent_colour", ((Against.PAGE, PAGE), (Against.PANEL, PANEL)), SHAPES)
ACCENT_DARK = Role(
    "accent_colour_dark", ((Against.PAGE, DARK_PAGE), (Against.PANEL, DARK_PANEL)), SHAPES
)


@dataclass(frozen=True)
class Shortfall:
    """A pair of colours with too little contrast. `nearest` is a shade that would do, if any."""

    against: Against
    ground: str
    ratio: float
    needed: float
    nearest: str | None


def shortfalls(colour: str, role: Role) -> Iterator[Shortfall]:
    """Each pair in which a colour does not do for its role. Raises NotAColour."""
    for against, ground in role.seen_with:
        ratio = contrast_ratio(colour, ground)
        if ratio < role.ratio:
            nearest = nearest_shade(colour, on=role.grounds, ratio=role.ratio)
            yield Shortfall(against, ground, ratio, role.ratio, nearest)


@dataclass(frozen=True)
class Brand:
    """Colours as staff chose them; a dark one that they left blank is made from the light one."""

    colour: str = "#0b4f57"
    accent: str = "#a8431f"
    colour_dark: str = ""
    accent_dark: str = ""

    def css(self) -> str:
        """Custom properties, which site.css reads. Raises NotAColour: nothing else gets in."""
        light = _properties(self.colour, _deep(self.colour, 0.2), self.accent)
        dark = _properties(
            self.seen_in_the_dark, _deep(self.colour, 0.45), self.accent_seen_in_the_dark
        )
        return f"{light}@media (prefers-color-scheme:dark){{{dark}}}"

    @property
    def seen_in_the_dark(self) -> str:
        return self.colour_dark or in_the_dark(self.colour, BRAND_DARK)

    @property
    def accent_seen_in_the_dark(self) -> str:
        return self.accent_dark or in_the_dark(self.accent, ACCENT_DARK)


def in_the_dark(colour: str, role: Role) -> str:
    """A calm light tint of a colour, as bright as words need: loud ones glow on a dark ground."""
    hue, _lightness, saturation = colorsys.rgb_to_hls(*(each / 255 for each in channels(colour)))
    for percent in range(50, 100):
        tint = colorsys.hls_to_rgb(hue, percent / 100, min(saturation, 0.55))
        shade = "#" + "".join(f"{round(each * 255):02x}" for each in tint)
        if passes(shade, on=role.grounds, ratio=TEXT + 1):
            return shade
    return WHITE


def _deep(colour: str, part: float) -> str:
    """The ground of the bars: the brand's colour with black in it, under words in white."""
    return mixed(colour, BLACK, part=part)


def _properties(colour: str, deep: str, accent: str) -> str:
    for each in (colour, deep, accent):
        channels(each)  # raises NotAColour
    return f":root{{--brand:{colour};--brand-deep:{deep};--brand-accent:{accent}}}"
