"""A release written once for every area."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from stats.models import Measure

from .. import compose
from ..blocks import HeadlineTemplateBlock, ReleaseTemplateBlock
from ..wording.profiles import PROFILES


class ReleaseTemplate(DraftStateMixin, PreviewableMixin, RevisionMixin, models.Model):
    """Sentences with conditions and placeholders, for one measure.

    A draft is made with every template in use, and live, for a publication's measures. Changing a
    template changes no draft that stands already. A Welsh template is used for areas in Wales only.
    """

    name = models.CharField(_("name"), max_length=120)
    measure = models.ForeignKey(
        Measure,
        on_delete=models.PROTECT,
        related_name="release_templates",
        verbose_name=_("measure"),
    )
    is_in_use = models.BooleanField(
        _("in use"), default=True, help_text=_("Only templates in use make drafts.")
    )
    profile = models.CharField(
        _("house style"),
        max_length=10,
        choices=[(name, name) for name in PROFILES],
        default="web",
        help_text=_("charity and broadcast write “14 per cent”; web and tabloid “14%”."),
    )
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=[("en-gb", _("English")), ("cy", _("Welsh"))],
        default="en-gb",
        help_text=_("A template in Welsh makes releases for areas in Wales, beside the English."),
    )
    headlines = StreamField(HeadlineTemplateBlock(), verbose_name=_("headlines"))
    body = StreamField(ReleaseTemplateBlock(), verbose_name=_("paragraphs"))

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("measure"),
                FieldPanel("is_in_use"),
                FieldPanel("profile"),
                FieldPanel("language"),
            ],
            heading=_("What it is for"),
        ),
        HelpPanel(template="press/panels/palette.html", heading=_("Placeholders")),
        FieldPanel("headlines"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("release template")
        verbose_name_plural = _("release templates")
        ordering = ["measure", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Every sentence is proved, also in a template that no form has seen."""
        super().clean()
        for name in ("headlines", "body"):
            value = getattr(self, name)
            try:
                value.stream_block.clean(value)
            except ValidationError as error:
                raise ValidationError({name: _faults(error)}) from error

    def as_template(self) -> compose.Template:
        """The template as composing reads it."""
        return compose.Template(
            headlines=tuple(_sentence(child.value) for child in self.headlines),
            paragraphs=tuple(_paragraph(child.block_type, child.value) for child in self.body),
            profile=PROFILES[self.profile],
        )


def _faults(error: Any) -> list[str]:
    """The plain messages inside an error of blocks within blocks, in order."""
    if not isinstance(error, ValidationError):
        return [str(error)]
    of_blocks = getattr(error, "block_errors", None) or []
    within = list(of_blocks.values()) if isinstance(of_blocks, dict) else list(of_blocks)
    within += getattr(error, "non_block_errors", None) or []
    faults = [fault for part in within if part is not None for fault in _faults(part)]
    return faults or [str(message) for message in error.messages]


def _paragraph(part: str, value: Any) -> compose.Paragraph:
    speaker = value["speaker"] if part == "quote" else ""
    sentences = value["sentences"] if part == "quote" else value
    return compose.Paragraph(part, tuple(_sentence(item) for item in sentences), speaker)


def _sentence(value: Any) -> compose.Sentence:
    return compose.Sentence(value["text"], tuple(value["conditions"] or ()))
