"""What a release and a release template are made of in the editor."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from .conditions import GROUPS
from .sentences import problems_in_sentence

Choices = list[tuple[str, str]]


def condition_choices() -> list[tuple[str, Choices]]:
    """The closed list of conditions under its headings, as staff choose from it."""
    return [
        (heading, [(condition.name, condition.label) for condition in group])
        for heading, group in GROUPS.items()
    ]


def direction_choices() -> Choices:
    """Which way a figure must have gone for a quotation to fit it."""
    from .models import QuoteDirection

    return [(str(value), str(label)) for value, label in QuoteDirection.choices]


class ConditionPicker(forms.CheckboxSelectMultiple):
    """Conditions in groups: what is chosen is in sight, all others a press away."""

    template_name = "press/admin/templates/conditions.html"


class SentenceBlock(blocks.StructBlock):
    """One sentence with placeholders, and when it is used. `part` says where it stands.

    A draft of a template may break off anywhere: sentences are proved when it is published.
    """

    text = blocks.TextBlock(label=_("Sentence"), rows=2)
    conditions = blocks.MultipleChoiceBlock(
        choices=condition_choices,
        required=False,
        widget=ConditionPicker,
        label=_("Only when"),
        help_text=_("All that are chosen must hold. With none chosen, always."),
    )
    others = blocks.ListBlock(
        blocks.TextBlock(rows=2, label=_("Another wording")),
        default=[],
        label=_("Other ways to say it"),
        help_text=_(
            "Each area gets one of them, always the same, so that releases do not all read alike."
        ),
    )

    class Meta:
        icon = "pilcrow"
        label = _("Sentence")

    def __init__(self, *args: Any, part: str = "detail", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = part

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors: dict[str, ValidationError] = {}
        if problems := problems_in_sentence(cleaned["text"], part=self.part):
            errors["text"] = ValidationError(problems)
        faults = {
            place: ValidationError(problems)
            for place, other in enumerate(cleaned.get("others") or ())
            if (problems := problems_in_sentence(other, part=self.part))
        }
        if faults:
            errors["others"] = ListBlockValidationError(block_errors=faults)
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


class ParagraphTemplateBlock(blocks.ListBlock):
    """The sentences of one paragraph, in order; a paragraph with none that apply is left out."""

    def __init__(self, *, part: str, **kwargs: Any) -> None:
        super().__init__(SentenceBlock(part=part), min_num=1, **kwargs)

    class Meta:
        icon = "pilcrow"


class QuoteTemplateBlock(blocks.StructBlock):
    """What a named person said, word for word, and when it may be used."""

    direction = blocks.ChoiceBlock(
        choices=direction_choices,
        default="any",
        label=_("Which way it fits"),
        help_text=_(
            "Whatever is chosen, words that speak of a rise never land where the figure fell."
        ),
    )
    sentences = ParagraphTemplateBlock(
        part="quote",
        label=_("Quotation"),
        help_text=_(
            "Word for word, without the marks. A brace that the speaker wrote is doubled: {{ or }}."
        ),
    )
    speaker = blocks.CharBlock(
        label=_("Who said it"), help_text=_("Name and role, as agreed with the person.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")


class HeadlineTemplateBlock(blocks.StreamBlock):
    """Headlines, tried from the top: the first whose conditions hold is used."""

    headline = SentenceBlock(part="headline", label=_("Headline"), icon="title")


class ReleaseTemplateBlock(blocks.StreamBlock):
    """The paragraphs of a release in their order."""

    lead = ParagraphTemplateBlock(part="lead", label=_("First paragraph (who, what, where, when)"))
    detail = ParagraphTemplateBlock(part="detail", label=_("Paragraph"))
    quote = QuoteTemplateBlock()
    helpline = ParagraphTemplateBlock(part="helpline", label=_("Way to get help"), icon="help")
    note = ParagraphTemplateBlock(part="note", label=_("Note to editors"), icon="doc-empty")

    class Meta:
        required = True

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        kinds = [child.block_type for child in cleaned]
        missing = [
            message
            for kind, message in (
                ("lead", _("Add a first paragraph.")),
                ("helpline", _("Add a way to get help: no release goes out without one.")),
            )
            if kind not in kinds
        ]
        if missing:
            raise blocks.StreamBlockValidationError(
                non_block_errors=[ValidationError(message) for message in missing]
            )
        return cleaned


class QuoteBlock(blocks.StructBlock):
    """What a named person said, word for word."""

    text = blocks.TextBlock(label=_("Quotation"), rows=3)
    speaker = blocks.CharBlock(label=_("Who said it"))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "press/blocks/quote.html"


class ReleaseBodyBlock(blocks.StreamBlock):
    """A release as a person edits it: plain paragraphs, each with its part."""

    lead = blocks.TextBlock(
        label=_("First paragraph"),
        rows=4,
        icon="pilcrow",
        template="press/blocks/lead.html",
    )
    detail = blocks.TextBlock(
        label=_("Paragraph"), rows=4, icon="pilcrow", template="press/blocks/detail.html"
    )
    quote = QuoteBlock()
    helpline = blocks.TextBlock(
        label=_("Way to get help"), rows=3, icon="help", template="press/blocks/helpline.html"
    )
    note = blocks.TextBlock(
        label=_("Note to editors"), rows=3, icon="doc-empty", template="press/blocks/note.html"
    )


__all__ = [
    "HeadlineTemplateBlock",
    "ReleaseBodyBlock",
    "ReleaseTemplateBlock",
    "condition_choices",
]
