"""Contrast as WCAG counts it, and the shade that is told to whoever chose one with too little."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charity_site import brand
from charity_site.brand import Brand, shortfalls
from charity_site.contrast import (
    NotAColour,
    contrast_ratio,
    nearest_shade,
    passes,
    relative_luminance,
)
from charity_site.stylesheet import SITE_CSS

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
ROLES = (brand.BRAND, brand.BRAND_DARK, brand.ACCENT, brand.ACCENT_DARK)


def test_black_on_white_is_the_most_and_a_colour_on_itself_the_least() -> None:
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#767676", "#767676") == pytest.approx(1)


@pytest.mark.parametrize(
    ("colour", "on_white"),
    [("#767676", 4.54), ("#595959", 7.00), ("#ff0000", 4.00), ("#0000ff", 8.59), ("#1d70b8", 5.17)],
)
def test_ratios_are_those_that_others_publish(colour: str, on_white: float) -> None:
    assert contrast_ratio(colour, "#ffffff") == pytest.approx(on_white, abs=0.005)


@given(COLOURS, COLOURS)
def test_it_does_not_matter_which_colour_is_in_front(one: str, other: str) -> None:
    assert contrast_ratio(one, other) == contrast_ratio(other, one)
    assert 1 <= contrast_ratio(one, other) <= 21.0001


@pytest.mark.parametrize("words", ["", "#fff", "0b4f57", "#0B4F57", "#0b4f5g", "red", "#0b4f57 "])
def test_what_is_no_colour_is_refused(words: str) -> None:
    with pytest.raises(NotAColour):
        relative_luminance(words)


@given(COLOURS, st.sampled_from(ROLES))
def test_the_nearest_shade_is_always_one_that_will_do(colour: str, role: brand.Role) -> None:
    shade = nearest_shade(colour, on=role.grounds, ratio=role.ratio)
    assert shade is not None
    assert list(shortfalls(shade, role)) == []
    if not list(shortfalls(colour, role)):
        assert shade == colour


def test_no_shade_stands_out_from_both_black_and_white_by_seven() -> None:
    assert nearest_shade("#0b4f57", on=("#000000", "#ffffff"), ratio=7) is None


def test_a_shortfall_says_the_pair_its_ratio_what_is_needed_and_a_shade() -> None:
    faults = list(shortfalls("#1d70b8", brand.BRAND))
    assert [fault.against for fault in faults] == list(brand.Against)
    on_panels = faults[1]
    assert on_panels.ground == brand.PANEL
    assert on_panels.ratio == pytest.approx(4.52, abs=0.005)
    assert on_panels.needed == 7
    assert on_panels.nearest is not None
    assert passes(on_panels.nearest, on=brand.BRAND.grounds, ratio=7)


@given(COLOURS, COLOURS)
def test_what_is_made_for_the_dark_can_be_read_there(colour: str, accent: str) -> None:
    made = Brand(colour=colour, accent=accent)
    assert list(shortfalls(made.seen_in_the_dark, brand.BRAND_DARK)) == []
    assert list(shortfalls(made.accent_seen_in_the_dark, brand.ACCENT_DARK)) == []


@given(COLOURS.filter(lambda colour: not list(shortfalls(colour, brand.BRAND))))
def test_words_in_white_can_be_read_on_the_bars_of_any_brand(colour: str) -> None:
    for deep in re.findall(r"--brand-deep:(#\w+)", Brand(colour=colour).css()):
        assert contrast_ratio(deep, "#ffffff") >= 7


def test_the_colours_of_a_new_site_pass_as_they_are() -> None:
    first = Brand()
    assert list(shortfalls(first.colour, brand.BRAND)) == []
    assert list(shortfalls(first.accent, brand.ACCENT)) == []


@pytest.mark.parametrize("hostile", ["red;}body{display:none", "#0b4f57}", "url(//x)", "</style>"])
def test_nothing_but_a_colour_gets_into_the_style_sheet(hostile: str) -> None:
    for colours in (Brand(colour=hostile), Brand(accent_dark=hostile)):
        with pytest.raises(NotAColour):
            colours.css()


def tokens(css: str) -> list[dict[str, str]]:
    """The custom properties of each :root block of the style sheet: light, dark, and so on."""
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    return [dict(re.findall(r"--([\w-]+): ([^;]+);", block)) for block in blocks]


def test_the_grounds_that_colours_are_held_against_are_those_of_the_style_sheet() -> None:
    light, dark, *_others = tokens(SITE_CSS.read_text())
    assert (light["ground"], light["ground-soft"]) == (brand.PAGE, brand.PANEL)
    assert (dark["ground"], dark["ground-soft"]) == (brand.DARK_PAGE, brand.DARK_PANEL)
    assert light["ink-on-button"] == brand.WORDS_ON_BRAND
    assert dark["ink-on-button"] == brand.WORDS_ON_DARK_BRAND


def test_every_ink_of_the_style_sheet_has_seven_to_one_on_every_ground_of_its_scheme() -> None:
    light, dark, more, more_in_the_dark, *_print = tokens(SITE_CSS.read_text())
    schemes = [light, {**light, **dark}, {**light, **more}]
    schemes.append({**light, **dark, **more, **more_in_the_dark})
    for scheme in schemes:
        for ink in ("ink", "ink-soft"):
            for ground in ("ground", "ground-soft"):
                assert contrast_ratio(scheme[ink], scheme[ground]) >= 7, (ink, ground, scheme)
        for ground in ("ground", "ground-soft"):
            assert contrast_ratio(scheme["edge"], scheme[ground]) >= 3, (ground, scheme)


def test_the_style_sheet_falls_back_on_the_colours_of_a_new_site() -> None:
    light, dark, *_others = tokens(SITE_CSS.read_text())
    made = [
        dict(re.findall(r"--([\w-]+):([^;}]+)", part)) for part in Brand().css().split("@media")
    ]
    for scheme, properties in ((light, made[0]), (dark, made[1])):
        assert scheme["link"] == f"var(--brand, {properties['brand']})"
        assert scheme["accent"] == f"var(--brand-accent, {properties['brand-accent']})"
        assert scheme["ground-deep"] == f"var(--brand-deep, {properties['brand-deep']})"
