"""The figures behind a release as CSV: each a row, with what it is and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from stats.downloads.csv_rows import csv_lines
from stats.downloads.records import NAMES
from stats.models import Figure

from .document import ReleaseDocument

ABOUT = ("measure_name", "caveat", "release", "release_version", "timing")
"""Columns beyond those of every other file of figures: for whoever has this file alone."""


def as_csv(document: ReleaseDocument) -> bytes:
    """All figures, however many the release itself shows. Not one where it was withdrawn."""
    return b"".join(csv_lines(_rows(document)))


def _rows(document: ReleaseDocument) -> Iterator[tuple[object, ...]]:
    yield (*NAMES, *ABOUT)
    timing = " · ".join(dict.fromkeys((*document.marks, document.timing)))
    about = (document.identifier, document.version_number or "", timing)
    with translation.override("en-gb"):
        for figure in document.figures:
            measure = figure.measure
            yield (*_record(figure), measure.name, measure.caveat, *about)


def _record(figure: Figure) -> tuple[object, ...]:
    category = figure.category
    return (
        figure.measure.slug,
        figure.area.gss_code,
        figure.area.name,
        category.slug if category else "",
        category.name if category else "",
        figure.period.label,
        figure.period_start,
        figure.period_end,
        figure.value,
        str(figure.get_status_display()),
        figure.note,
        str(figure.source or ""),
        figure.publication.slug,
        figure.publication.version,
    )
