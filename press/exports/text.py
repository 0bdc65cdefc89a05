"""A release as plain text, ready to paste into an email: reporters read that first."""

from __future__ import annotations

from collections.abc import Iterator

from .document import ReleaseDocument
from .table import rows_shown


def as_text(document: ReleaseDocument) -> str:
    """The whole release: paragraphs parted by blank lines, never wrapped, ending in a newline."""
    return "\n\n".join(_blocks(document)) + "\n"


def _blocks(document: ReleaseDocument) -> Iterator[str]:
    labels = document.labels
    if document.is_draft:
        yield labels.draft
    yield document.timing
    if document.corrections:
        yield "\n".join(
            [
                labels.corrections,
                *(
                    labels.correction.format(day=correction.on, words=correction.words)
                    for correction in document.corrections
                ),
            ]
        )
    yield document.headline
    yield from document.body
    for words, speaker in document.quotes:
        said = labels.quotation.format(words=words)
        yield f"{labels.said.format(speaker=speaker)} {said}"
    yield from document.helpline
    yield labels.ends
    yield from _notes(document)
    if document.contacts:
        yield "\n".join([labels.contact, *document.contacts])
    if document.link:
        yield labels.online.format(address=document.link)
    yield document.version
    yield from document.marks


def _notes(document: ReleaseDocument) -> Iterator[str]:
    labels = document.labels
    if document.notes or document.table:
        yield labels.notes
    for number, note in enumerate(document.notes, start=1):
        yield f"{number}. {note}"
    if document.table:
        rows, more = rows_shown(document)
        lines = [f"- {row.area}, {row.period}, {row.category.lower()}: {row.value}" for row in rows]
        yield "\n".join([document.table_title, *lines, *more])
    if document.sources:
        yield labels.source.format(sources="; ".join(document.sources))
