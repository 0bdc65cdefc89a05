"""A release as one HTML file that needs nothing else: its look and its chart are inside."""

from __future__ import annotations

from base64 import b64encode

from django.template.loader import render_to_string

from .document import ReleaseDocument
from .table import rows_shown


def as_html(document: ReleaseDocument) -> bytes:
    """It may be opened from an email or a disk: no script, and nothing fetched from anywhere."""
    rows, more = rows_shown(document)
    chart = document.chart if document.chart is not None and document.chart.is_drawn else None
    context = {
        "document": document,
        "labels": document.labels,
        "language": "cy" if document.language == "cy" else "en-GB",
        "rows": rows,
        "more": more,
        "quotes": [
            (
                document.labels.said.format(speaker=speaker),
                document.labels.quotation.format(words=words),
            )
            for words, speaker in document.quotes
        ],
        "corrections": [
            document.labels.correction.format(day=correction.on, words=correction.words)
            for correction in document.corrections
        ],
        "source": document.labels.source.format(sources="; ".join(document.sources))
        if document.sources
        else "",
        "chart": chart,
        "picture": b64encode(chart.svg.encode()).decode() if chart else "",
    }
    return render_to_string("press/exports/release.html", context).encode("utf-8")
