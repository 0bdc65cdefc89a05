"""Figures for tests, made through the models themselves."""

from __future__ import annotations

import csv
import itertools
from datetime import date
from decimal import Decimal
from pathlib import Path

from stats.models import (
    Area,
    Category,
    Figure,
    FigureStatus,
    Measure,
    Publication,
    Source,
)
from stats.periods import Period, parse_period

SAMPLE = Path(__file__).resolve().parents[2] / "stats" / "sample"

_number = itertools.count(1)


def make_measure(slug: str = "", *, noun: str = "offence", plural: str = "offences") -> Measure:
    slug = slug or f"measure-{next(_number)}"
    return Measure.objects.get_or_create(
        slug=slug,
        defaults={
            "name": f"{plural} recorded".capitalize(),
            "noun_singular": noun,
            "noun_plural": plural,
            "definition": f"All {plural} recorded.",
        },
    )[0]


def make_publication(slug: str = "", **fields: object) -> Publication:
    slug = slug or f"publication-{next(_number)}"
    return Publication.objects.create(slug=slug, **{"title": slug.title(), **fields})


def make_area(name: str) -> Area:
    """A police force area that does not exist, for what needs more areas than there are."""
    number = next(_number)
    return Area.objects.create(
        gss_code=f"E{99_000_000 + number}",
        slug=f"area-{number}",
        level="police-force-area",
        name=name,
        name_in_prose=name,
        body_name=f"{name} Police",
        parent=Area.objects.get(gss_code="E12000002"),
    )


def add_figure(
    publication: Publication,
    measure: Measure,
    area: str | Area,
    period: str | Period,
    value: int | str | Decimal | None,
    *,
    category: Category | None = None,
    status: str = "",
    note: str = "",
    supersedes: Figure | None = None,
    source: Source | None = None,
) -> Figure:
    """A figure; `area` may be a GSS code and `period` a label such as "2017-18"."""
    over = parse_period(period) if isinstance(period, str) else period
    where = Area.objects.get(gss_code=area) if isinstance(area, str) else area
    default = FigureStatus.FINAL if value is not None else FigureStatus.NOT_SUPPLIED
    return Figure.objects.create(
        publication=publication,
        measure=measure,
        area=where,
        category=category,
        period_start=over.first,
        period_end=over.last,
        value=None if value is None else Decimal(value),
        status=status or default,
        note=note,
        supersedes=supersedes,
        source=source,
    )


def add_sample_figures(publication: Publication) -> None:
    """The rows of the sample file named like the publication, straight into the database."""
    with (SAMPLE / f"{publication.slug}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            measure = Measure.objects.get(slug=row["measure"])
            add_figure(
                publication,
                measure,
                row["area_gss_code"],
                Period(
                    date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])
                ),
                row["value"] or None,
                category=Category.objects.get(measure=measure, slug=row["category"])
                if row["category"]
                else None,
                status=row["status"],
                note=row["note"],
                source=Source.objects.get(reference=row["source"]),
            )
