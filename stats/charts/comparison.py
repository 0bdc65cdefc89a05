"""Several areas at two times: the older figure hollow, the newer one filled.

Pure Python: nothing here knows of Django. Whoever draws one has asked first which areas may be
compared: an area whose series broke between the two is not in it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from . import house
from .points import Pair, Point, Specification, plotted


def comparison_chart(
    pairs: Sequence[Pair], *, title: str, below: Sequence[str], narrow: bool = False
) -> Specification:
    """Two bars for each area, in the order given. Raises ValueError without a pair."""
    if not pairs:
        raise ValueError("There is nothing to compare.")
    label_limit = 125 if narrow else 230
    times = [pairs[0].older.label, pairs[0].newer.label]
    length = {"field": "value", "type": "quantitative", "axis": None, "scale": {"zero": True}}
    content: dict[str, Any] = {
        "width": (house.NARROW - 10 if narrow else house.WIDE) - label_limit - 50,
        "height": {"step": 20, "for": "offset"},
        "data": {"values": _rows(pairs, label_length=17 if narrow else 32)},
        "encoding": {
            "y": {
                "field": "area",
                "type": "nominal",
                "sort": None,
                "scale": {"paddingInner": 0.35},
                "axis": {
                    "title": None,
                    "labelLimit": label_limit,
                    "labelExpr": "split(datum.label, '\\n')",
                },
            },
            "yOffset": {"field": "time", "sort": times},
            "x": length,
        },
        "layer": [
            {
                "mark": {"type": "bar", "stroke": house.DEEP, "strokeWidth": 1.5},
                "encoding": {
                    "fill": {
                        "field": "time",
                        "type": "nominal",
                        "sort": times,
                        "scale": {"domain": times, "range": [house.PAPER, house.DEEP]},
                        "legend": {"title": None, "orient": "top", "symbolStrokeColor": house.DEEP},
                    }
                },
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "baseline": "middle"},
                "encoding": {"text": {"field": "shown"}},
            },
        ],
    }
    return house.chart(house.title(title, below=below, narrow=narrow), content)


def _rows(pairs: Sequence[Pair], *, label_length: int) -> list[dict[str, Any]]:
    return [
        _row(pair.label, point, label_length=label_length)
        for pair in pairs
        for point in (pair.older, pair.newer)
    ]


def _row(area: str, point: Point, *, label_length: int) -> dict[str, Any]:
    return {
        "area": "\n".join(textwrap.wrap(area, label_length)),
        "time": point.label,
        "value": plotted(point.value),
        "shown": point.shown,
    }
