"""How much of the table of figures stands in a release that is read."""

from __future__ import annotations

from .document import ReleaseDocument, Row

MOST_ROWS = 400
"""Rows that anybody reads in a release. The CSV has them all, and the release says so."""


def rows_shown(document: ReleaseDocument) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The first rows, and a sentence about the others where there are any."""
    rows, left = document.table[:MOST_ROWS], len(document.table) - MOST_ROWS
    if left <= 0:
        return rows, ()
    return rows, (document.labels.more_figures.format(number=f"{left:,}"),)
