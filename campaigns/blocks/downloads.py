"""Files to take away, each with its type and size, so that nobody downloads one by surprise."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy
from wagtail import blocks

from .choosers import ChosenDocument
from .parts import WORDS, heading, sentences


class DownloadBlock(blocks.StructBlock):
    document = ChosenDocument(label=gettext_lazy("Document"))
    title = blocks.CharBlock(
        label=gettext_lazy("What it is called"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Leave blank to use the document's own title."),
    )
    words = blocks.CharBlock(label=gettext_lazy("What it is for"), required=False, max_length=200)

    class Meta:
        label = gettext_lazy("Download")
        icon = "doc-full"


class DownloadsBlock(blocks.StructBlock):
    """Files from the documents of this site. One that has been deleted leaves no dead link."""

    heading = heading(default=gettext_lazy("Downloads"))
    introduction = sentences(label=gettext_lazy("Opening sentences"), required=False)
    downloads = blocks.ListBlock(
        DownloadBlock(),
        label=gettext_lazy("Downloads"),
        min_num=1,
        default=[],
        help_text=gettext_lazy(
            "A file stays on the visitor's device. Ask whether a page would do as well."
        ),
    )

    class Meta:
        label = gettext_lazy("Downloads")
        icon = "download"
        template = "campaigns/blocks/downloads.html"
        group = WORDS

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["downloads"] = [
            {
                "document": each["document"],
                "title": each["title"] or each["document"].title,
                "size": size_of(each["document"]),
                "words": each["words"],
            }
            for each in value["downloads"]
            if each["document"]
        ]
        return context


def size_of(document: Any) -> int | None:
    """In bytes; nothing where the file is gone. Wagtail notes it when a document is uploaded."""
    if document.file_size is not None:
        return int(document.file_size)
    try:
        return int(document.file.size)
    except OSError:
        return None
