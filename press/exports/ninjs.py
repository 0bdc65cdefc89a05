"""A release as IPTC ninjs 2.1 (News in JSON): what newsrooms' systems take in by themselves.

https://iptc.org/standards/ninjs/. It allows no member of one's own, so everything stands where the
standard has a place for it.
"""

from __future__ import annotations

import json
from datetime import datetime
from html import escape
from typing import Any

from .document import LONDON, ReleaseDocument
from .text import as_text

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json"
PRESS_RELEASE = "http://cv.iptc.org/newscodes/genre/Press-Release"
GSS_CODES = "http://statistics.data.gov.uk/id/statistical-geography/"


def as_ninjs(document: ReleaseDocument) -> bytes:
    return f"{json.dumps(ninjs(document), ensure_ascii=False, indent=1)}\n".encode()


def ninjs(document: ReleaseDocument) -> dict[str, Any]:
    """The release as an item. What is embargoed or a draft says so where programs look for it."""
    text, plain = _as_xhtml(document), as_text(document)
    said: dict[str, Any] = {
        "standard": {"name": "ninjs", "version": "2.1", "schema": SCHEMA},
        "uri": document.identifier,
        "type": "text",
        "representationtype": "full",
        "profile": "press-release",
        "version": str(document.version_number) if document.version_number else "",
        "versioncreated": _moment(document.changed_at),
        "firstcreated": _moment(document.released_at),
        "embargoed": _moment(document.embargo),
        "pubstatus": _status(document),
        "language": "cy" if document.language == "cy" else "en-GB",
        "title": document.headline,
        "headlines": [
            {"role": "main", "contenttype": "text/plain", "value": document.headline},
        ],
        "descriptions": [
            {"role": "lead", "contenttype": "text/plain", "value": words} for words in document.lead
        ],
        "bodies": [
            _body("main", "application/xhtml+xml", text, plain),
            _body("plain", "text/plain", plain, plain),
        ],
        "ednote": " · ".join(dict.fromkeys((*document.marks, document.timing))),
        "copyrightholder": document.publisher,
        "by": document.publisher,
        "slugline": document.area,
        "places": [_place(document)] if document.area else [],
        "organisations": [{"name": document.publisher, "rel": "publisher"}]
        if document.publisher
        else [],
        "infosources": [{"name": source, "role": "source"} for source in document.sources],
        "genres": [{"name": "Press release", "uri": PRESS_RELEASE}],
        "subjects": [{"name": document.table_title, "rel": "about"}]
        if document.table_title
        else [],
        "altids": [{"role": "web", "value": document.link}] if document.link else [],
        "renditions": [{"name": "web", "href": document.link, "contenttype": "text/html"}]
        if document.link
        else [],
    }
    return {name: value for name, value in said.items() if value not in ("", [], None)}


def _status(document: ReleaseDocument) -> str:
    """`withheld` while nobody may use it yet; `canceled` is the standard's word for withdrawn."""
    if document.is_withdrawn:
        return "canceled"
    return "withheld" if document.is_draft or document.embargo is not None else "usable"


def _body(role: str, kind: str, value: str, words: str) -> dict[str, Any]:
    return {
        "role": role,
        "contenttype": kind,
        "charcount": len(words),
        "wordcount": len(words.split()),
        "value": value,
    }


def _place(document: ReleaseDocument) -> dict[str, str]:
    place = {"name": document.area, "rel": "about"}
    if document.area_code:
        place |= {"uri": f"{GSS_CODES}{document.area_code}", "literal": document.area_code}
    return place


def _as_xhtml(document: ReleaseDocument) -> str:
    labels = document.labels
    parts = [_paragraph(words) for words in document.body]
    for words, speaker in document.quotes:
        parts.append(_paragraph(labels.said.format(speaker=speaker)))
        said = _paragraph(labels.quotation.format(words=words))
        parts.append(f"<blockquote>{said}</blockquote>")
    parts += [_paragraph(words) for words in document.helpline]
    if document.notes:
        notes = "".join(f"<li>{_lines(note)}</li>" for note in document.notes)
        parts.append(f"<h2>{escape(labels.notes)}</h2><ol>{notes}</ol>")
    return "\n".join(parts)


def _paragraph(words: str) -> str:
    return f"<p>{_lines(words)}</p>"


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br/>")


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone(LONDON).isoformat(timespec="seconds")
