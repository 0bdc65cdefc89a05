"""What several sections are made of, and the groups under which editors find them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy
from wagtail import blocks

from stats.blocks import ProseBlock
from stats.prose.feature import FEATURE

WORDS = gettext_lazy("Words")
PEOPLE = gettext_lazy("People")
HELP = gettext_lazy("Ways to help")
LONGEST_HEADING = 120


def heading(**options: Any) -> blocks.CharBlock:
    """The heading of a section, of the second level. Every smaller one stands under it."""
    return blocks.CharBlock(label=gettext_lazy("Heading"), max_length=LONGEST_HEADING, **options)


def sentences(**options: Any) -> ProseBlock:
    """A few sentences that may hold figures and links, but no headings or lists of their own."""
    return ProseBlock(features=["bold", "link", FEATURE], **options)


def paragraphs(**options: Any) -> ProseBlock:
    """Paragraphs and lists, without headings: they stand under one already."""
    return ProseBlock(features=["bold", "ol", "ul", "link", "document-link", FEATURE], **options)
