"""Figures as the lists of the API give them: straight from one query, without model or serializer.

FigureSerializer says what a figure's answer is, and describes it in the schema. Here the same is
made several times faster, for lists of hundreds and for a million rows of CSV; a test holds the two
together to the byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import Model
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.reverse import reverse

from .. import clock
from ..models import Area, Category, FigureStatus, Measure, Publication, Source
from ..periods import Period
from ..queries import FigureQuerySet

COLUMNS = (
    "id",
    "measure__slug",
    "area__gss_code",
    "area__name",
    "category__slug",
    "period_start",
    "period_end",
    "value",
    "status",
    "source__reference",
    "source__title",
    "source__kind",
    "source__received_on",
    "publication__slug",
    "note",
    "public_from",
    "supersedes",
    "supersedes__public_from",
    "superseded_by",
    "superseded_by__public_from",
)
ROWS_AT_FIRST = 500  # so that the first line leaves at once
ROWS_AT_A_TIME = 2_000


class Answers:
    """Rows of figures as the API's objects, for one request at one moment."""

    def __init__(self, request: Request) -> None:
        self.moment = clock.moment()
        one = reverse("api:figure-detail", kwargs={"pk": 0}, request=request)
        self.before_id, self.after_id = one.rsplit("0", 1)
        self.status_in_words = {value: str(label) for value, label in FigureStatus.choices}

    def of(self, row: dict[str, Any]) -> dict[str, Any]:
        """What FigureSerializer says of the same figure."""
        return {
            "url": f"{self.before_id}{row['id']}{self.after_id}",
            "id": row["id"],
            "measure": row["measure__slug"],
            "area": {"gss_code": row["area__gss_code"], "name": row["area__name"]},
            "category": row["category__slug"],
            "period": _period(row["period_start"], row["period_end"]),
            "value": plain(row["value"]),
            "status": row["status"],
            "status_reason": self.status_in_words[row["status"]],
            "source": _source(row),
            "publication": row["publication__slug"],
            "note": row["note"],
            "public_from": in_local_time(row["public_from"]),
            "supersedes": self.if_known(row, "supersedes"),
            "superseded_by": self.if_known(row, "superseded_by"),
        }

    def if_known(self, row: dict[str, Any], name: str) -> int | None:
        """A correction that waits for its moment is not so much as hinted at."""
        public_from: datetime | None = row[f"{name}__public_from"]
        if public_from is None or public_from > self.moment:
            return None
        figure: int = row[name]
        return figure


@lru_cache(maxsize=4096)
def _period(first: date, last: date) -> dict[str, str]:
    label = Period(first, last).label
    return {"start": first.isoformat(), "end": last.isoformat(), "label": label}


def plain(value: Decimal | None) -> str | None:
    """The exact value without noughts at its end, and never with an exponent."""
    if value is None:
        return None
    text = str(value)  # of a column with four places: never with an exponent
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=4096)
def in_local_time(moment: datetime) -> str:
    text = timezone.localtime(moment).isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def _source(row: dict[str, Any]) -> dict[str, Any] | None:
    if row["source__reference"] is None:
        return None
    received_on: date | None = row["source__received_on"]
    return {
        "reference": row["source__reference"],
        "title": row["source__title"],
        "kind": row["source__kind"],
        "received_on": received_on and received_on.isoformat(),
    }


CSV_HEADINGS = (
    *("id", "measure", "area_gss_code", "area", "category", "period_start", "period_end", "period"),
    *("value", "status", "source", "publication", "note", "public_from"),
    *("supersedes", "superseded_by"),
)
CSV_COLUMNS = (
    *("id", "measure_id", "area_id", "category_id", "period_start", "period_end"),
    *("value", "status", "source_id", "publication_id", "note", "public_from"),
    *("supersedes", "supersedes__public_from", "superseded_by", "superseded_by__public_from"),
)


class Names(dict[int | None, tuple[Any, ...]]):
    """What a small table says under each of its keys, read whole when it is first asked.

    Joining nine tables anew for every piece would have PostgreSQL plan for longer than it reads.
    """

    def __init__(self, model: type[Model], *fields: str) -> None:
        super().__init__({None: (None,) * len(fields)})
        self.rows = model._default_manager.order_by().values_list("pk", *fields)

    def __missing__(self, key: int | None) -> tuple[Any, ...]:
        """The first one that is asked for, or one that came while a list was read."""
        self.update({found: tuple(names) for found, *names in self.rows.all()})
        names = self.get(key)
        if names is None:
            raise KeyError(key)
        return names


def csv_rows(figures: FigureQuerySet, answers: Answers) -> Iterator[tuple[object, ...]]:
    """The headings and every figure in the order of ids, read piece by piece.

    Each piece is asked for from where the last one ended, so that neither this process nor
    PostgreSQL ever holds more than one. A cursor of the server's would be worked out to its end
    before its first row, because nothing here runs in a transaction.
    """
    yield CSV_HEADINGS
    as_line = _lines_for(answers)
    last, size = 0, ROWS_AT_FIRST
    while True:
        rows = list(figures.filter(pk__gt=last).order_by("pk").values(*CSV_COLUMNS)[:size])
        for row in rows:
            yield as_line(row)
        if len(rows) < size:
            return
        last, size = rows[-1]["id"], ROWS_AT_A_TIME


def _lines_for(answers: Answers) -> Callable[[dict[str, Any]], tuple[object, ...]]:
    measures, areas = Names(Measure, "slug"), Names(Area, "gss_code", "name")
    categories, sources = Names(Category, "slug"), Names(Source, "reference")
    publications = Names(Publication, "slug")

    def as_line(row: dict[str, Any]) -> tuple[object, ...]:
        period = _period(row["period_start"], row["period_end"])
        return (
            row["id"],
            *measures[row["measure_id"]],
            *areas[row["area_id"]],
            *categories[row["category_id"]],
            *period.values(),
            row["value"],
            row["status"],
            *sources[row["source_id"]],
            *publications[row["publication_id"]],
            row["note"],
            in_local_time(row["public_from"]),
            answers.if_known(row, "supersedes"),
            answers.if_known(row, "superseded_by"),
        )

    return as_line
