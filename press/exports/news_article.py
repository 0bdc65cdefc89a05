"""A release as schema.org's NewsArticle in JSON-LD: for search engines, and for other programs."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from .document import LONDON, ReleaseDocument

LONGEST_HEADLINE = 110  # characters that search engines read of one


def as_news_article(document: ReleaseDocument) -> bytes:
    text = json.dumps(news_article(document), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def news_article(document: ReleaseDocument) -> dict[str, Any]:
    """Only what is known: a release that is not out has no address and no day of publication."""
    labels = document.labels
    publisher = {"@type": "Organization", "name": document.publisher}
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": document.headline[:LONGEST_HEADLINE],
        "name": document.headline,
        "description": document.lead[0] if document.lead else "",
        "articleBody": "\n\n".join(_story(document)),
        "inLanguage": "cy" if document.language == "cy" else "en-GB",
        "identifier": document.identifier,
        "version": document.version_number or "",
        "author": publisher if document.publisher else "",
        "publisher": publisher if document.publisher else "",
        "url": document.link,
        "mainEntityOfPage": document.link,
        "datePublished": _moment(document.released_at) if document.link else "",
        "dateModified": _moment(document.changed_at) if document.link else "",
        "creativeWorkStatus": _status(document),
        "spatialCoverage": _place(document),
        "about": document.table_title,
        "citation": list(document.sources),
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": labels.correction.format(day=correction.on, words=correction.words),
            }
            for correction in document.corrections
        ],
        "isAccessibleForFree": True,
    }
    return {name: value for name, value in said.items() if value not in ("", [], None, {})}


def _story(document: ReleaseDocument) -> list[str]:
    said = [
        f"{document.labels.said.format(speaker=speaker)} "
        f"{document.labels.quotation.format(words=words)}"
        for words, speaker in document.quotes
    ]
    return [*document.body, *said, *document.helpline]


def _status(document: ReleaseDocument) -> str:
    return " · ".join(document.marks) or "Published"


def _place(document: ReleaseDocument) -> dict[str, str]:
    if not document.area:
        return {}
    place = {"@type": "AdministrativeArea", "name": document.area}
    return place | ({"identifier": document.area_code} if document.area_code else {})


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone(LONDON).isoformat()
