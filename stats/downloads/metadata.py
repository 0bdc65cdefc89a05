"""What has to be known of figures that are taken away, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Measure, Publication, SeriesBreak
from ..periods import spoken_day
from ..replies import Coverage, coverages_of
from .collections import Collection, absolute, publisher
from .records import COLUMNS, KEY

CSVW = "http://www.w3.org/ns/csvw"


def described(collection: Collection) -> dict[str, Any]:
    """What the JSON file and the spreadsheet say beside the figures: only what is known."""
    publications = collection.publications
    coverages = coverages_of(publications)
    return {
        "title": collection.title,
        "address": absolute(collection.address),
        "publisher": publisher(),
        "as_at": collection.moment.isoformat(),
        **_cited(collection, publications),
        "measures": [_measure(measure) for measure in collection.measures],
        "publications": [_publication(found, coverages[found.pk]) for found in publications],
        "sources": [str(source) for source in collection.sources],
        "columns": {column.name: column.meaning for column in COLUMNS},
    }


def _measure(measure: Measure) -> dict[str, Any]:
    said = {
        "name": measure.name,
        "counted": measure.noun_plural,
        "definition": measure.definition,
        "caveat": measure.caveat,
        "shows": measure.shows,
        "does_not_show": measure.does_not_show,
    }
    breaks = [
        {"from": entry.starts_on.isoformat(), "area": str(entry.area or ""), "reason": entry.reason}
        for entry in SeriesBreak.objects.visible_at().filter(measure=measure).select_related("area")
    ]
    known = {name: text for name, text in said.items() if text}
    return {**known, "breaks": breaks} if breaks else known


def _cited(collection: Collection, publications: Sequence[Publication]) -> dict[str, str]:
    if not publications:
        return {}
    cited = citation(
        title=collection.title, address=collection.address, publication=publications[0]
    )
    return {"how_to_cite": cited}


def _publication(publication: Publication, coverage: Coverage | None) -> dict[str, Any]:
    said = {
        "title": publication.title,
        "version": publication.version,
        "published": publication.publish_at.isoformat() if publication.publish_at else "",
        "methodology": publication.methodology,
        "coverage": coverage.sentence() if coverage else "",
        "address": absolute(
            reverse("statistics:version", args=[publication.slug, publication.version])
        ),
    }
    return {name: text for name, text in said.items() if text}


def citation(*, title: str, address: str, publication: Publication) -> str:
    """How to name figures in a text: publisher, title, version and day, and where they are.

    `publication` is the newest that the figures came out with.
    """
    words = {
        "publisher": publisher(),
        "title": title,
        "publication": publication.title,
        "version": publication.version,
        "day": spoken_day(timezone.localdate(publication.publish_at)),
        "address": absolute(address),
    }
    if title == publication.title:
        return (
            _("%(publisher)s, “%(title)s”, version %(version)d, published on %(day)s, %(address)s")
            % words
        )
    return (
        _(
            "%(publisher)s, “%(title)s”, from “%(publication)s”, version %(version)d, published on"
            " %(day)s, %(address)s"
        )
        % words
    )


def table_description(collection: Collection) -> dict[str, Any]:
    """CSV on the Web: what a program needs to read the CSV, at the CSV's address with a suffix.

    https://www.w3.org/TR/tabular-metadata/. The suffix is the one that programs look for.
    """
    about = described(collection)
    return {
        "@context": [CSVW, {"@language": "en"}],
        "url": absolute(collection.file_address("csv")),
        "dc:title": collection.title,
        "dc:description": [measure["definition"] for measure in about["measures"]],
        "dc:publisher": about["publisher"],
        "dc:source": about["sources"],
        "dc:modified": collection.moment.date().isoformat(),
        "dc:bibliographicCitation": about.get("how_to_cite", ""),
        "rdfs:comment": [
            measure[name]
            for measure in about["measures"]
            for name in ("caveat", "shows", "does_not_show")
            if name in measure
        ],
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": column.name,
                    "dc:description": column.meaning,
                    "datatype": column.datatype,
                    "null": "",
                }
                for column in COLUMNS
            ],
            "primaryKey": list(KEY),
        },
    }
