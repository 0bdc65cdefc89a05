"""What statistics are called in Welsh, as the reader of Welsh prose asks for it."""

from __future__ import annotations

from collections.abc import Iterable

from stats.models import Area, Category, Measure

from .wording.welsh.names import NamesInWelsh


def names_in_welsh(
    areas: Iterable[Area], measure: Measure, categories: Iterable[Category]
) -> dict[str, str]:
    """Every Welsh name on record and what it is in English, for a text about one measure."""
    names = NamesInWelsh()
    for area in areas:
        names.of_area(area.name_in_prose, name=area.name_in_welsh, within=area.in_welsh)
        names.of_force(area.body_name, name=area.body_name_in_welsh)
    names.of_measure(measure.noun_plural, name=measure.noun_in_welsh)
    for category in categories:
        names.of_category(category.name_in_prose, name=category.name_in_welsh)
    return names.known
