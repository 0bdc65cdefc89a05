"""Choosers that take what they have chosen from what is at hand for the whole body."""

from __future__ import annotations

from copy import copy
from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from ..chosen import known


class AtHand(blocks.ChooserBlock):
    """In migrations each of these is Wagtail's own: how it reads is no matter of the database."""

    def bulk_to_python(self, values: Any) -> list[Any]:
        keys = list(values)
        found = known(self.model_class, [key for key in keys if key])
        if found is None:
            chosen: list[Any] = super().bulk_to_python(keys)
            return chosen
        # A copy each: Wagtail notes on a picture how one place describes it.
        return [copy(found.get(key)) if key else None for key in keys]


class ChosenPage(AtHand, blocks.PageChooserBlock):
    def deconstruct(self) -> Any:
        return ("wagtail.blocks.PageChooserBlock", *super().deconstruct()[1:])


class ChosenDocument(AtHand, DocumentChooserBlock):
    def deconstruct(self) -> Any:
        return ("wagtail.documents.blocks.DocumentChooserBlock", *super().deconstruct()[1:])


class ChosenSnippet(AtHand, SnippetChooserBlock):
    def deconstruct(self) -> Any:
        return ("wagtail.snippets.blocks.SnippetChooserBlock", *super().deconstruct()[1:])


class ImageAtHand(AtHand, ImageChooserBlock):
    pass


class ChosenImage(ImageBlock):
    """A picture with its alternative text, or marked as decorative."""

    def __init__(self, required: bool = True, **options: Any) -> None:
        super().__init__(required=required, **options)
        image = ImageAtHand(required=required)
        image.set_name("image")
        self.child_blocks["image"] = image
