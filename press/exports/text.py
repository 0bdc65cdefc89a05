"""A release as plain text, ready to paste into an email: reporters read that first."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .document import ReleaseDocument


def as_text(document: ReleaseDocument) -> str:
    """The whole release: paragraphs parted by blank lines, never wrapped, ending in a newline."""
    return "\n\n".join(_blocks(document)) + "\n"


def _blocks(document: ReleaseDocument) -> Iterator[str]:
    if document.is_draft:
        yield _("DRAFT – NOT FOR PUBLICATION")
    yield document.timing
    yield document.headline
    yield from document.body
    for words, speaker in document.quotes:
        yield _("%(speaker)s said: “%(words)s”") % {"speaker": speaker, "words": words}
    yield from document.helpline
    yield _("ENDS")
    yield _("Notes to editors")
    for number, note in enumerate(document.notes, start=1):
        yield f"{number}. {note}"
    if document.table:
        yield "\n".join(
            [
                document.table_title,
                *(
                    f"- {row.area}, {row.period}, {row.category.lower()}: {row.value}"
                    for row in document.table
                ),
            ]
        )
    if document.sources:
        yield _("Source: %(sources)s") % {"sources": "; ".join(document.sources)}
    if document.contacts:
        yield "\n".join([_("Contact"), *document.contacts])
    yield document.version
    if document.is_draft:
        yield _("DRAFT – NOT FOR PUBLICATION")
