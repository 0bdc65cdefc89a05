"""The texts of a release as checks count them: the headline is nought, then come the blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..models.release import ReleaseText
from .reading import TextPart


def parts_of(text: ReleaseText) -> list[TextPart]:
    """Headline and body in order. A quotation is what was said, without who said it."""
    return [
        TextPart("headline", 0, text.headline),
        *(
            TextPart(child.block_type, place, words_of_block(child.value))
            for place, child in enumerate(text.body, start=1)
        ),
    ]


def words_of_block(value: Any) -> str:
    """What one block of a release says: the words of a quotation, or the paragraph."""
    return str(value["text"] if isinstance(value, Mapping) else value)
