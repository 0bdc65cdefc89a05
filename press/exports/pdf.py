"""A release as a tagged PDF (PDF/UA-1): structure, language and words for the chart are in it.

Set by typst with the letters that it brings along, so that the same release looks the same on every
machine. The template is ours; what a release says reaches it as JSON and is never read as markup.
"""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from .document import ReleaseDocument
from .table import rows_shown

TEMPLATE = Path(__file__).with_name("release.typ")
STANDARD = "ua-1"
LETTERS_OF_CHARTS = "Liberation Sans, Arial, Helvetica, sans-serif"
LETTERS_OF_PAPER = "Libertinus Serif"

_one_at_a_time = threading.Lock()  # the compiler is one world of files and letters


def as_pdf(document: ReleaseDocument) -> bytes:
    """The release as a PDF file."""
    said = json.dumps(_said(document), ensure_ascii=False)
    with _one_at_a_time:
        made: bytes = _compiler().compile(
            sys_inputs={"release": said},
            format="pdf",
            pdf_standards=[STANDARD],
            timestamp=_whole_second(document.exported_at),
        )
    return made


def _whole_second(moment: datetime | None) -> datetime:
    """As the compiler takes a time: in UTC, and without parts of a second."""
    return (moment or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)


@cache
def _compiler() -> Any:
    """Made once in a process: its letters are read and the template is parsed for all releases."""
    import typst  # 60 MB that only whoever exports should cost

    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), ignore_system_fonts=True)


def _said(document: ReleaseDocument) -> dict[str, Any]:
    labels = document.labels
    rows, more = rows_shown(document)
    chart = document.chart if document.chart is not None and document.chart.is_drawn else None
    return {
        "lang": "cy" if document.language == "cy" else "en",
        "labels": {
            name: getattr(labels, name)
            for name in (
                *("press_release", "draft", "corrections", "ends", "notes", "contact", "page"),
                *("area", "period", "category", "figure"),
            )
        },
        "marks": document.marks,
        "draft": document.is_draft,
        "withdrawn": document.is_withdrawn,
        "publisher": document.publisher,
        "timing": document.timing,
        "headline": document.headline,
        "lead": document.lead,
        "detail": document.detail,
        "quotes": [
            {
                "said": labels.said.format(speaker=speaker),
                "words": labels.quotation.format(words=words),
            }
            for words, speaker in document.quotes
        ],
        "helpline": document.helpline,
        "corrections": [
            labels.correction.format(day=correction.on, words=correction.words)
            for correction in document.corrections
        ],
        "notes": document.notes,
        "table_title": document.table_title,
        "table": [(row.area, row.period, row.category, row.value) for row in rows],
        "more": more,
        "source": labels.source.format(sources="; ".join(document.sources))
        if document.sources
        else "",
        "chart": None
        if chart is None
        else {"svg": chart.svg.replace(LETTERS_OF_CHARTS, LETTERS_OF_PAPER), "text": chart.text},
        "contacts": document.contacts,
        "link": document.link,
        "online": labels.online.format(address=document.link),
        "version": document.version,
    }
