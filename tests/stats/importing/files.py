"""Files of figures for tests, and importing them without a terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from stats.importing.actions import Destination, Imported, import_figures
from stats.importing.columns import COLUMNS
from stats.importing.in_words import described
from stats.importing.sentences import Problem
from stats.models import Category, Measure
from tests.stats.factories import make_measure

SEED = Path(__file__).resolve().parent / "seed_figures.csv"
LANCASHIRE, DERBYSHIRE, CUMBRIA = "E23000003", "E23000018", "E23000002"


def make_vocabulary() -> Measure:
    """The measures and categories that the seed figures name; returns the first."""
    measure = make_measure("child-abuse-image-offences")
    for slug in ("taking-making-distributing", "possession"):
        Category.objects.create(measure=measure, slug=slug, name=slug, name_in_prose=slug)
    make_measure("people-seeking-help")
    make_measure("young-people-who-sent-a-nude-image-to-an-adult")
    return measure


def row(
    value: object = 674,
    area: str = LANCASHIRE,
    *,
    status: str = "final",
    category: str = "",
    year: int = 2017,
    source: str = "reply 1",
    note: str = "",
) -> list[str]:
    """The cells of a row for a financial year."""
    return [
        *("child-abuse-image-offences", area, category, f"{year}-04-01", f"{year + 1}-03-31"),
        *(str(value), status, source, note),
    ]


def as_csv(*rows: Sequence[str], separator: str = ",") -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return text.getvalue()


class Record:
    """What an import told on its way."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.stages: list[str] = []

    def reading(self, *, rows: int, share: float) -> None:
        assert 0 <= share <= 1
        self.stages.append(f"reading {rows}")

    def comparing(self, *, rows: int) -> None:
        self.stages.append(f"comparing {rows}")

    def adding(self, *, rows: int) -> None:
        self.stages.append(f"adding {rows}")

    @property
    def said(self) -> list[str]:
        return [described(problem) for problem in self.problems]


def import_rows(
    *rows: Sequence[str],
    publication: str = "figures-2017-18",
    publish: bool = False,
    dry_run: bool = False,
    record: Record | None = None,
) -> Imported:
    """Import rows into a publication. Raises what import_figures raises."""
    record = record or Record()
    content = as_csv(*rows).encode()
    return import_figures(
        file=io.BytesIO(content),
        file_name="figures.csv",
        size=len(content),
        destination=Destination(slug=publication, title="Figures of 2017-18"),
        report=record.problems.append,
        progress=record,
        publish=publish,
        dry_run=dry_run,
    )
