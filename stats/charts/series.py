"""One area over time: columns while they are few, a line when they are many.

Pure Python: nothing here knows of Django. A figure that is missing leaves its place empty with the
reason in it; no line is drawn over a gap or over a break in the series.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from . import house
from .points import Point, Specification, plotted, stretches

MOST_COLUMNS = 12
LONGEST_LABEL_UNDER_A_COLUMN = 9  # characters; longer ones stand beside bars that lie
GAP, BREAK = "× means no figure.", "The dashed line is a break in the series."


def series_chart(
    points: Sequence[Point],
    *,
    title: str,
    below: Sequence[str],
    narrow: bool = False,
    always_lying: bool = False,
) -> Specification:
    """The points in their order, oldest first. `below` stands under the title: source, caveat.

    With `always_lying`, as for categories, however many there are.
    """
    if len(points) > MOST_COLUMNS and not always_lying:
        below = [*below, _key(points)]
        content = _line(points, narrow=narrow)
    else:
        below = [*below, BREAK if any(point.starts_anew for point in points[1:]) else ""]
        long = any(len(point.label) > LONGEST_LABEL_UNDER_A_COLUMN for point in points)
        is_lying = always_lying or narrow or long
        content = _lying_bars(points, narrow=narrow) if is_lying else _columns(points)
    return house.chart(house.title(title, below=below, narrow=narrow), content)


def _key(points: Sequence[Point]) -> str:
    """What the marks mean that this chart has; nothing where it has none of them."""
    marks = [GAP] if any(point.value is None for point in points) else []
    marks += [BREAK] if any(point.starts_anew for point in points[1:]) else []
    return " ".join(marks)


def _rows(points: Sequence[Point], *, label_length: int | None = None) -> list[dict[str, Any]]:
    """The data as the chart has them; labels in lines of so many characters at most, if any."""
    return [
        {
            "label": "\n".join(textwrap.wrap(point.label, label_length))
            if label_length
            else point.label,
            "value": plotted(point.value),
            "shown": point.shown,
            "stretch": stretch,
            "starts_anew": point.starts_anew and number > 0,
        }
        for number, (stretch, point) in enumerate(stretches(points))
    ]


def _by_label(rows: Sequence[Mapping[str, Any]], axis: dict[str, Any]) -> dict[str, Any]:
    """Every point has its place in the order given, whether there is anything to draw in it."""
    return {
        "field": "label",
        "type": "ordinal",
        "sort": None,
        "axis": axis,
        "scale": {"type": "band", "domain": [row["label"] for row in rows]},
    }


def _edge() -> dict[str, Any]:
    """Just before a point: where a break is marked."""
    return {"field": "label", "type": "ordinal", "bandPosition": 0}


def _only(condition: str, layer: dict[str, Any]) -> dict[str, Any]:
    return {"transform": [{"filter": condition}], **layer}


HAS_VALUE, HAS_NONE, STARTS_ANEW = (
    "datum.value !== null",
    "datum.value === null",
    "datum.starts_anew",
)
DASHED = {"type": "rule", "strokeDash": [3, 3], "strokeWidth": 1.5}


def _columns(points: Sequence[Point]) -> dict[str, Any]:
    """Upright, with the number on top of each: it needs no scale beside it."""
    height = {"field": "value", "type": "quantitative", "axis": None, "scale": {"zero": True}}
    rows = _rows(points)
    return {
        "width": house.WIDE - 40,
        "height": 260,
        "data": {"values": rows},
        "encoding": {"x": _by_label(rows, {"title": None, "labelAngle": 0})},
        "layer": [
            _only(HAS_VALUE, {"mark": {"type": "bar"}, "encoding": {"y": height}}),
            _only(
                HAS_VALUE,
                {
                    "mark": {"type": "text", "dy": -9},
                    "encoding": {"y": height, "text": {"field": "shown"}},
                },
            ),
            _only(
                HAS_NONE,
                {
                    "mark": {"type": "text", "dy": -9, "fontStyle": "italic", "limit": 90},
                    "encoding": {"y": {"datum": 0}, "text": {"field": "shown"}},
                },
            ),
            _only(STARTS_ANEW, {"mark": DASHED, "encoding": {"x": _edge()}}),
        ],
    }


def _lying_bars(points: Sequence[Point], *, narrow: bool) -> dict[str, Any]:
    """One under the other, each with its number at its end. For categories as well."""
    length = {"field": "value", "type": "quantitative", "axis": None, "scale": {"zero": True}}
    label_limit = 120 if narrow else 230
    width = (house.NARROW - 10 if narrow else house.WIDE) - label_limit - 50
    labels = {"title": None, "labelLimit": label_limit, "labelExpr": "split(datum.label, '\\n')"}
    rows = _rows(points, label_length=16 if narrow else 32)
    return {
        "width": width,
        "height": {"step": 44 if narrow else 36},
        "data": {"values": rows},
        "encoding": {"y": _by_label(rows, labels)},
        "layer": [
            _only(HAS_VALUE, {"mark": {"type": "bar"}, "encoding": {"x": length}}),
            _only(
                HAS_VALUE,
                {
                    "mark": {"type": "text", "align": "left", "dx": 5},
                    "encoding": {"x": length, "text": {"field": "shown"}},
                },
            ),
            _only(
                HAS_NONE,
                {
                    "mark": {"type": "text", "align": "left", "dx": 5, "fontStyle": "italic"},
                    "encoding": {"x": {"datum": 0}, "text": {"field": "shown"}},
                },
            ),
            _only(STARTS_ANEW, {"mark": DASHED, "encoding": {"y": _edge()}}),
        ],
    }


def _line(points: Sequence[Point], *, narrow: bool) -> dict[str, Any]:
    """Points joined where nothing stands between them, with a number at those worth naming."""
    rows = _rows(points)
    for row in rows:
        row["is_named"] = row["label"] in _labels_worth_naming(points)
    rows[-1]["is_last"] = True
    scale = {
        "field": "value",
        "type": "quantitative",
        "scale": {"zero": True, "nice": True},
        "axis": {
            "title": None,
            "format": ",~f",
            "grid": True,
            "gridColor": "#d9dfdd",
            "domain": False,
            "tickCount": 5,
        },
    }
    axis = {"title": None, "labelAngle": 0, "labelOverlap": "greedy", "labelSeparation": 8}
    return {
        "width": (house.NARROW if narrow else house.WIDE) - 95,
        "height": 220 if narrow else 280,
        "data": {"values": rows},
        "encoding": {"x": _by_label(rows, axis)},
        "layer": [
            _only(
                HAS_VALUE,
                {
                    "mark": {"type": "line", "color": house.DEEP, "strokeWidth": 2.5},
                    "encoding": {"y": scale, "detail": {"field": "stretch", "type": "nominal"}},
                },
            ),
            _only(
                HAS_VALUE,
                {
                    "mark": {"type": "point", "filled": True, "color": house.DEEP, "opacity": 1},
                    "encoding": {"y": scale},
                },
            ),
            *_names(scale),
            _only(
                HAS_NONE,
                {
                    "mark": {"type": "text", "text": "×", "dy": -7, "fontSize": 14},
                    "encoding": {"y": {"datum": 0}},
                },
            ),
            _only(STARTS_ANEW, {"mark": DASHED, "encoding": {"x": _edge()}}),
        ],
    }


def _names(scale: dict[str, Any]) -> list[dict[str, Any]]:
    """Numbers above their points; the last one beside its point, where the line has ended."""
    bold = {"type": "text", "fontWeight": "bold"}
    of = {"y": scale, "text": {"field": "shown"}}
    above = f"{HAS_VALUE} && datum.is_named && !datum.is_last"
    return [
        _only(above, {"mark": {**bold, "dy": -11}, "encoding": of}),
        _only(
            f"{HAS_VALUE} && datum.is_last",
            {"mark": {**bold, "align": "left", "dx": 7}, "encoding": of},
        ),
    ]


def _labels_worth_naming(points: Sequence[Point]) -> set[str]:
    """The first, the last and the highest: more numbers would run into each other."""
    known = [point for point in points if point.value is not None]
    if not known:
        return set()
    highest = max(known, key=lambda point: point.value or 0)
    return {known[0].label, known[-1].label, highest.label}
