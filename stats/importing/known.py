"""What the database knows, as the checks want it, and the keys behind the names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ..models import Area, Category, Measure
from ..models.figure import STATUSES_WITH_A_VALUE, FigureStatus
from .numbers import Statuses
from .understanding import FigureRow
from .vocabulary import KnownArea, KnownMeasure, Vocabulary

STATUSES = Statuses({status.value: status in STATUSES_WITH_A_VALUE for status in FigureStatus})


@dataclass(frozen=True)
class Known:
    """The vocabulary of the moment, and the primary keys of what it names."""

    vocabulary: Vocabulary
    measure_ids: dict[str, int]
    category_ids: dict[tuple[str, str], int | None]
    area_ids: dict[str, int]

    @classmethod
    def now(cls) -> Known:
        measures = list(Measure.objects.values_list("pk", "slug", "name"))
        areas = list(Area.objects.values_list("pk", "gss_code", "name", "body_name", "slug"))
        categories: dict[str, dict[str, str]] = defaultdict(dict)
        category_ids: dict[tuple[str, str], int | None] = {
            (slug, ""): None for _pk, slug, _name in measures
        }
        for pk, measure, slug, name in Category.objects.order_by("position").values_list(
            "pk", "measure__slug", "slug", "name"
        ):
            categories[measure][slug] = name
            category_ids[measure, slug] = pk
        return cls(
            vocabulary=Vocabulary(
                measures={
                    slug: KnownMeasure(name, categories[slug]) for _pk, slug, name in measures
                },
                areas={
                    code: KnownArea(name, tuple(filter(None, [body_name, slug])))
                    for _pk, code, name, body_name, slug in areas
                },
            ),
            measure_ids={slug: pk for pk, slug, _name in measures},
            category_ids=category_ids,
            area_ids={code: pk for pk, code, _name, _body_name, _slug in areas},
        )

    def keys(self, row: FigureRow) -> tuple[int, int | None, int]:
        """The measure's, the category's and the area's."""
        return (
            self.measure_ids[row.measure],
            self.category_ids[row.measure, row.category],
            self.area_ids[row.area],
        )
