"""The same as a chart shows, in words: for whoever does not see it, and made from its data.

Pure Python: nothing here knows of Django. English, as are the names of periods and the words for
figures.
"""

from __future__ import annotations

from collections.abc import Sequence

from .points import Pair, Point
from .series import MOST_COLUMNS
from .tiles import LAYOUT, Tile

NAMED_FORCES = 3


def series_in_words(points: Sequence[Point]) -> str:
    """Every figure while they are few; else the first, last, highest, lowest and the gaps."""
    if len(points) <= MOST_COLUMNS:
        return f"Bar chart. {_each(points)}{_breaks(points)}"
    known = [point for point in points if point.value is not None]
    if not known:
        return f"Line chart of {len(points)} periods, none of which has a figure."
    highest = max(known, key=lambda point: point.value or 0)
    lowest = min(known, key=lambda point: point.value or 0)
    told = [
        f"Line chart of {len(points)} periods, from {points[0].label} to {points[-1].label}.",
        f"The first figure is {_named(known[0])}, the last {_named(known[-1])}.",
        f"The highest is {_named(highest)}, the lowest {_named(lowest)}.",
    ]
    gaps = [point for point in points if point.value is None]
    if gaps:
        told.append(f"No figure: {'; '.join(f'{gap.label} ({gap.shown})' for gap in gaps)}.")
    return " ".join(told) + _breaks(points)


def categories_in_words(points: Sequence[Point]) -> str:
    return f"Bar chart. {_each(points)}"


def comparison_in_words(pairs: Sequence[Pair]) -> str:
    each = "; ".join(f"{pair.label}: {pair.older.shown}, then {pair.newer.shown}" for pair in pairs)
    return f"Bar chart of {pairs[0].older.label} beside {pairs[0].newer.label}. {each}."


def tiles_in_words(tiles: Sequence[Tile]) -> str:
    """How many forces have a figure, the highest and the lowest, and who has none and why."""
    on_map = [tile for tile in tiles if tile.gss_code in LAYOUT]
    known = sorted(
        (tile for tile in on_map if tile.value is not None), key=lambda tile: tile.value or 0
    )
    told = [f"Map with a tile for each of {len(LAYOUT)} police force areas; {len(known)} figures."]
    if len(known) > 2 * NAMED_FORCES:
        told.append(f"Highest: {_forces(known[: -NAMED_FORCES - 1 : -1])}.")
        told.append(f"Lowest: {_forces(known[:NAMED_FORCES])}.")
    elif known:
        told.append(f"{_forces(known[::-1])}.")
    missing = [tile for tile in on_map if tile.value is None]
    if missing:
        told.append(f"No figure: {'; '.join(f'{tile.name} ({tile.shown})' for tile in missing)}.")
    return " ".join(told)


def _forces(tiles: Sequence[Tile]) -> str:
    return ", ".join(f"{tile.name} {tile.shown}" for tile in tiles)


def _each(points: Sequence[Point]) -> str:
    return "; ".join(f"{point.label}: {point.shown}" for point in points) + "."


def _named(point: Point) -> str:
    return f"{point.shown} ({point.label})"


def _breaks(points: Sequence[Point]) -> str:
    anew = [point.label for point in points[1:] if point.starts_anew]
    return f" The series breaks before {', '.join(anew)}." if anew else ""
