"""Figures of police force areas, two years each, that texts about several of them are held to."""

from collections.abc import Mapping
from decimal import Decimal

from press.wording.claims import Observation
from stats.periods import financial_year

Values = Mapping[str, tuple[int, ...]]

NORTH_WEST: Values = {
    "Lancashire": (700, 650),
    "Cumbria": (200, 290),
    "Cheshire": (400, 410),
    "Merseyside": (500, 690),
    "Greater Manchester": (900, 1100),
    "United Kingdom": (18522, 22724),
}
WALES: Values = {
    "North Wales": (287, 373),
    "South Wales": (528, 543),
    "Gwent": (259, 267),
    "Dyfed-Powys": (363, 275),
}


def of_areas(values: Values) -> list[Observation]:
    """The values of every area as observations of 2016/17 and 2017/18."""
    return [
        Observation(financial_year(year), Decimal(value), area)
        for area, row in values.items()
        for year, value in enumerate(row, start=2016)
    ]
