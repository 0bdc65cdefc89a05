"""A small map of the 45 police forces: a tile each, about where it lies, all of one size.

Pure Python: nothing here knows of Django. On a true map the largest counts hide in the smallest
areas; tiles show each force alike. The grid is the project's own. How dark a tile is says in which
quarter of the forces it is, and its number stands in it, so nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from . import house
from .points import Specification, plotted

# Column and row, counted from the north-west, and three letters, by GSS code of the area.
LAYOUT: Mapping[str, tuple[int, int, str]] = MappingProxyType(
    {
        "S92000003": (3, 0, "SCO"),
        "E23000007": (4, 1, "NMB"),
        "N92000002": (0, 2, "NIR"),
        "E23000002": (3, 2, "CUM"),
        "E23000008": (4, 2, "DUR"),
        "E23000013": (5, 2, "CLE"),
        "E23000003": (3, 3, "LAN"),
        "E23000009": (4, 3, "NYK"),
        "E23000012": (5, 3, "HUM"),
        "E23000004": (2, 4, "MER"),
        "E23000005": (3, 4, "GMA"),
        "E23000010": (4, 4, "WYK"),
        "E23000011": (5, 4, "SYK"),
        "W15000001": (1, 5, "NWA"),
        "E23000006": (2, 5, "CHE"),
        "E23000015": (3, 5, "STA"),
        "E23000018": (4, 5, "DER"),
        "E23000019": (5, 5, "NOT"),
        "E23000020": (6, 5, "LIN"),
        "W15000004": (1, 6, "DYF"),
        "E23000016": (2, 6, "WMC"),
        "E23000014": (3, 6, "WMD"),
        "E23000021": (4, 6, "LEI"),
        "E23000023": (5, 6, "CAM"),
        "E23000024": (6, 6, "NFK"),
        "W15000003": (1, 7, "SWA"),
        "W15000002": (2, 7, "GWE"),
        "E23000017": (3, 7, "WAR"),
        "E23000022": (4, 7, "NTH"),
        "E23000026": (5, 7, "BED"),
        "E23000025": (6, 7, "SFK"),
        "E23000036": (1, 8, "AVS"),
        "E23000037": (2, 8, "GLO"),
        "E23000029": (3, 8, "TVA"),
        "E23000027": (4, 8, "HRT"),
        "E23000001": (5, 8, "MET"),
        "E23000028": (6, 8, "ESX"),
        "E23000035": (0, 9, "DEV"),
        "E23000039": (1, 9, "DOR"),
        "E23000038": (2, 9, "WIL"),
        "E23000030": (3, 9, "HAM"),
        "E23000031": (4, 9, "SRY"),
        "E23000034": (5, 9, "CLO"),
        "E23000032": (6, 9, "KEN"),
        "E23000033": (5, 10, "SSX"),
    }
)
COLUMNS = 1 + max(column for column, _row, _letters in LAYOUT.values())
ROWS = 1 + max(row for _column, row, _letters in LAYOUT.values())
NO_FIGURE = "no figure"


@dataclass(frozen=True)
class Tile:
    """A police force area's figure, or the reason why there is none."""

    gss_code: str
    name: str
    value: Decimal | None
    shown: str


def tile_map(
    tiles: Sequence[Tile], *, title: str, below: Sequence[str], narrow: bool = False
) -> Specification:
    """Every force has its tile; one that is not among `tiles` has no figure."""
    by_code = {tile.gss_code: tile for tile in tiles}
    classes = shades(tile.value for tile in tiles if tile.gss_code in LAYOUT)
    rows = [_row(code, by_code.get(code), classes) for code in LAYOUT]
    step = 39 if narrow else 54
    place = {"type": "ordinal", "axis": None, "scale": {"paddingInner": 0.06}}
    content: dict[str, Any] = {
        "width": {"step": step},
        "height": {"step": step},
        "data": {"values": rows},
        "encoding": {
            "x": {"field": "column", **place, "sort": list(range(COLUMNS))},
            "y": {"field": "row", **place, "sort": list(range(ROWS))},
        },
        "layer": [
            {
                "mark": {"type": "rect", "stroke": house.LINE, "strokeWidth": 1},
                "encoding": {"fill": _fill(classes, narrow=narrow)},
            },
            _writing("letters", dy=-8, size=10 if narrow else 13, weight="bold"),
            _writing("number", dy=8, size=10 if narrow else 13, weight="normal"),
        ],
    }
    return house.chart(house.title(title, below=below, narrow=narrow), content)


@dataclass(frozen=True)
class Shade:
    """A class of values, from the lowest that is in it to the highest."""

    low: Decimal
    high: Decimal
    fill: str
    ink: str

    @property
    def label(self) -> str:
        low, high = (f"{value.normalize():,f}" for value in (self.low, self.high))
        return low if low == high else f"{low} to {high}"


def shades(values: Any) -> list[Shade]:
    """Up to four classes with about as many forces in each; equal values are never parted."""
    known = sorted(value for value in values if value is not None)
    count = min(len(house.SHADES), len(set(known)))
    cuts = [known[round(number * len(known) / count)] for number in range(count)] if count else []
    lows = sorted(set(cuts))
    spread = _spread(len(lows))
    found = []
    for number, low in enumerate(lows):
        above = lows[number + 1] if number + 1 < len(lows) else None
        inside = [value for value in known if value >= low and (above is None or value < above)]
        fill, ink = house.SHADES[spread[number]], house.INK_ON_SHADES[spread[number]]
        found.append(Shade(low, inside[-1], fill, ink))
    return found


def _spread(count: int) -> list[int]:
    """Which shades so many classes take: from the lightest to the darkest, far apart."""
    if count <= 1:
        return [1] * count
    return [round(number * (len(house.SHADES) - 1) / (count - 1)) for number in range(count)]


def _row(code: str, tile: Tile | None, classes: Sequence[Shade]) -> dict[str, Any]:
    column, row, letters = LAYOUT[code]
    value = None if tile is None else tile.value
    shade = next(
        (one for one in classes if value is not None and one.low <= value <= one.high), None
    )
    return {
        "column": column,
        "row": row,
        "letters": letters,
        "name": letters if tile is None else tile.name,
        "value": plotted(value),
        "number": "–" if shade is None or tile is None else tile.shown,
        "shade": NO_FIGURE if shade is None else shade.label,
        "ink": house.INK if shade is None else shade.ink,
    }


def _fill(classes: Sequence[Shade], *, narrow: bool) -> dict[str, Any]:
    return {
        "field": "shade",
        "type": "nominal",
        "scale": {
            "domain": [*(shade.label for shade in classes), NO_FIGURE],
            "range": [*(shade.fill for shade in classes), house.PAPER],
        },
        "legend": {
            "title": None,
            "orient": "bottom",
            "columns": 2 if narrow else 5,
            "symbolType": "square",
            "symbolStrokeColor": house.LINE,
        },
    }


def _writing(field: str, *, dy: int, size: int, weight: str) -> dict[str, Any]:
    return {
        "mark": {"type": "text", "dy": dy, "fontSize": size, "fontWeight": weight},
        "encoding": {
            "text": {"field": field},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }
