"""What is drawn: every figure with its number, no gap as nought, nothing told by colour alone."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.charts import house
from stats.charts.comparison import comparison_chart
from stats.charts.drawing import UnsafePicture, draw, refuse_unsafe
from stats.charts.in_words import comparison_in_words, series_in_words, tiles_in_words
from stats.charts.points import Pair, Point, Specification, digest_of
from stats.charts.series import series_chart
from stats.charts.tiles import LAYOUT, NO_FIGURE, Tile, shades, tile_map
from tests.servers import ROOT

TITLE: dict[str, Any] = {"title": "Offences recorded: Lancashire", "below": ["Source: a reply"]}
MISSING = Point("2015-16", None, "refused")


def known(label: str, value: int, *, starts_anew: bool = False) -> Point:
    return Point(label, Decimal(value), f"{value:,}", starts_anew)


def years(count: int) -> list[Point]:
    return [known(str(1970 + number), 100 + number) for number in range(count)]


def data_of(specification: Specification) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = specification["data"]["values"]
    return rows


def svg_of(specification: Specification) -> str:
    return draw(specification)[0]


def words_in(svg: str) -> list[str]:
    return re.findall(r"<(?:text|tspan)[^>]*>([^<]+)<", svg)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("narrow", [False, True])
def test_every_bar_carries_its_number_its_title_and_its_source(narrow: bool) -> None:
    points = [known("2016-17", 591), known("2017-18", 1674)]
    words = words_in(svg_of(series_chart(points, narrow=narrow, **TITLE)))
    assert {"591", "1,674", "2016-17", "2017-18", "Source: a reply"} <= set(words)
    assert "Offences recorded: Lancashire" in " ".join(words)


@pytest.mark.parametrize("narrow", [False, True])
def test_a_missing_figure_is_its_reason_and_has_no_bar(narrow: bool) -> None:
    points = [known("2014-15", 590), MISSING, known("2016-17", 620)]
    specification = series_chart(points, narrow=narrow, **TITLE)
    assert [row["value"] for row in data_of(specification)] == [590, None, 620]
    svg = svg_of(specification)
    assert "refused" in words_in(svg)
    assert len(re.findall(r'aria-roledescription="bar"', svg)) == 2


def test_a_missing_figure_keeps_its_place_in_time() -> None:
    points = [known("2014-15", 590), MISSING, known("2016-17", 620)]
    words = words_in(svg_of(series_chart(points, **TITLE)))
    labels = [word for word in words if re.fullmatch(r"20\d\d-\d\d", word)]
    assert labels == ["2014-15", "2015-16", "2016-17"]


def test_nought_is_a_figure_and_is_drawn_as_one() -> None:
    specification = series_chart([known("2016-17", 0), known("2017-18", 3)], **TITLE)
    assert data_of(specification)[0]["value"] == 0
    assert "0" in words_in(svg_of(specification))


def lines_in(svg: str) -> list[str]:
    return re.findall(r'aria-roledescription="line mark"[^>]*d="([^"]*)"', svg) or re.findall(
        r'd="([^"]*)"[^>]*aria-roledescription="line mark"', svg
    )


def test_no_line_is_drawn_over_a_gap() -> None:
    points = years(20)
    points[8] = Point("1978", None, "refused")
    svg = svg_of(series_chart(points, **TITLE))
    assert [path.count("L") for path in lines_in(svg)] == [7, 10]
    assert "×" in words_in(svg)


def test_no_line_is_drawn_over_a_break_in_the_series() -> None:
    points = years(20)
    points[5] = known("1975", 105, starts_anew=True)
    svg = svg_of(series_chart(points, **TITLE))
    assert [path.count("L") for path in lines_in(svg)] == [4, 14]
    assert 'stroke-dasharray="3,3"' in svg
    assert "break in the series" in " ".join(words_in(svg))


@pytest.mark.parametrize("count", [2, 20])
def test_a_break_before_the_first_point_is_no_break_in_the_chart(count: int) -> None:
    points = years(count)
    points[0] = known("1970", 100, starts_anew=True)
    assert 'stroke-dasharray="3,3"' not in svg_of(series_chart(points, **TITLE))


def test_the_same_figures_are_the_same_chart_and_others_another() -> None:
    points = [known("2016-17", 591), known("2017-18", 674)]
    corrected = [known("2016-17", 591), known("2017-18", 675)]
    assert digest_of(series_chart(points, **TITLE)) == digest_of(series_chart(points, **TITLE))
    assert digest_of(series_chart(points, **TITLE)) != digest_of(series_chart(corrected, **TITLE))


def test_older_and_newer_are_told_apart_without_colour() -> None:
    pairs = [Pair("Lancashire", known("2016-17", 591), known("2017-18", 674))]
    svg = svg_of(comparison_chart(pairs, **TITLE))
    fills = re.findall(r'aria-roledescription="bar"[^>]*fill="([^"]*)"', svg)
    assert sorted(fills) == sorted([house.PAPER, house.DEEP])  # hollow and filled
    assert {"591", "674", "2016-17", "2017-18"} <= set(words_in(svg))


def test_there_is_a_tile_for_every_police_force_and_no_two_in_one_place() -> None:
    with (ROOT / "stats/reference/areas.csv").open(encoding="utf-8", newline="") as file:
        forces = {row["gss_code"] for row in csv.DictReader(file) if row["body_name"]}
    assert set(LAYOUT) == forces
    assert len(LAYOUT) == 45
    assert len({(column, row) for column, row, _letters in LAYOUT.values()}) == 45
    assert len({letters for _column, _row, letters in LAYOUT.values()}) == 45


def every_force() -> list[Tile]:
    return [
        Tile(code, letters, Decimal(100 + number), str(100 + number))
        for number, (code, (_column, _row, letters)) in enumerate(LAYOUT.items())
    ]


@pytest.mark.parametrize("narrow", [False, True])
def test_each_tile_says_whose_it_is_and_how_many(narrow: bool) -> None:
    words = set(words_in(svg_of(tile_map(every_force(), narrow=narrow, **TITLE))))
    assert {letters for _column, _row, letters in LAYOUT.values()} <= words
    assert {str(100 + number) for number in range(45)} <= words


def test_a_force_without_a_figure_is_neither_light_nor_nought() -> None:
    tiles = [Tile("E23000003", "Lancashire", None, "refused"), *every_force()[1:]]
    rows = {row["letters"]: row for row in data_of(tile_map(tiles, **TITLE))}
    assert (rows["LAN"]["value"], rows["LAN"]["number"]) in {(None, "–"), (106, "106")}
    alone = {row["letters"]: row for row in data_of(tile_map(tiles[:1], **TITLE))}
    assert (alone["LAN"]["value"], alone["LAN"]["number"]) == (None, "–")
    assert {row["shade"] for row in alone.values()} == {NO_FIGURE}


def test_shades_differ_in_lightness_alone_and_their_letters_can_be_read() -> None:
    for lighter, darker in pairwise(house.SHADES):
        assert luminance(lighter) > 1.5 * luminance(darker)
    for shade, ink in zip(house.SHADES, house.INK_ON_SHADES, strict=True):
        assert contrast(shade, ink) >= 4.5
    for colour in (house.INK, house.INK_SOFT, house.DEEP):
        assert contrast(colour, house.PAPER) >= 7


@given(st.lists(st.integers(0, 50).map(Decimal), max_size=60))
def test_every_value_has_one_shade_and_a_greater_one_is_never_lighter(
    values: list[Decimal],
) -> None:
    classes = shades(values)
    for value in values:
        assert sum(shade.low <= value <= shade.high for shade in classes) == 1
    fills = [house.SHADES.index(shade.fill) for shade in classes]
    assert fills == sorted(set(fills))


def test_the_words_for_a_chart_hold_every_figure_of_it() -> None:
    points = [known("2014-15", 590), MISSING, known("2016-17", 1620, starts_anew=True)]
    words = series_in_words(points)
    for part in ("2014-15: 590", "2015-16: refused", "2016-17: 1,620", "breaks before 2016-17"):
        assert part in words


def test_the_words_for_a_long_series_name_what_stands_out_and_what_is_missing() -> None:
    points = years(50)
    points[20] = Point("1990", None, "refused")
    words = series_in_words(points)
    for part in ("50 periods", "100 (1970)", "149 (2019)", "1990 (refused)"):
        assert part in words


def test_the_words_for_a_map_name_the_highest_the_lowest_and_who_is_missing() -> None:
    tiles = [*every_force()[:-1], Tile("E23000033", "Sussex", None, "refused")]
    words = tiles_in_words(tiles)
    for part in ("44 figures", "Highest: KEN 143", "Lowest: SCO 100", "Sussex (refused)"):
        assert part in words


def test_the_words_for_a_comparison_hold_both_figures() -> None:
    pairs = [Pair("Lancashire", known("2016-17", 591), known("2017-18", 674))]
    assert "Lancashire: 591, then 674" in comparison_in_words(pairs)


def test_nothing_to_compare_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to compare"):
        comparison_chart([], **TITLE)


HOSTILE = "<script>alert(1)</script><image href='https://example.org/x'/>&quot;"


def test_words_from_staff_are_letters_in_the_picture_and_nothing_else() -> None:
    point = Point(HOSTILE, Decimal(1), HOSTILE)
    specification = series_chart([point, known("2018", 2)], title=HOSTILE, below=[HOSTILE])
    svg = svg_of(specification)  # drawn, and looked through
    assert "<script" not in svg
    assert "<image" not in svg


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="https://example.org/x.png"/>',
        '<a href="https://example.org/"><text>1</text></a>',
        '<rect onclick="alert(1)"/>',
        '<rect fill="url(https://example.org/#p)"/>',
        '<rect style="fill: url(https://example.org/#p)"/>',
        "<foreignObject><p>1</p></foreignObject>",
        "<style>@import 'https://example.org/x.css'</style>",
        "<!ENTITY a 'a'>",
    ],
)
def test_a_picture_that_runs_or_fetches_something_is_refused(inside: str) -> None:
    with pytest.raises(UnsafePicture):
        refuse_unsafe(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>')


def test_a_specification_may_not_fetch_its_data() -> None:
    with pytest.raises(ValueError, match=r"(?i)base url|not allowed|external"):
        draw({"data": {"url": "http://127.0.0.1:9/data.json"}, "mark": "bar"})


def test_a_chart_is_a_picture_of_dots_as_well() -> None:
    _svg, png = draw(series_chart([known("2016-17", 591), known("2017-18", 674)], **TITLE))
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
