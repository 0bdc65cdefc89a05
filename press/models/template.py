"""A release written once for every area."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from stats.models import Measure

from .. import compose
from ..blocks import HeadlineTemplateBlock, ReleaseTemplateBlock
from ..facts import Unit
from ..queries import ReleaseTemplateQuerySet
from ..template_form import ReleaseTemplateForm
from ..units import misfits
from ..wording.profiles import PROFILES, WELSH
from .quotation import QuoteDirection


class ReleaseTemplate(DraftStateMixin, PreviewableMixin, RevisionMixin, models.Model):
    """Sentences with conditions and placeholders, for one measure.

    A draft is made with every template in use, and live, for a publication's measures: with the
    words that were published last, whatever is being written since. Changing a template changes no
    draft that stands already. A Welsh template is used for areas in Wales only.
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
    vary_phrases = models.BooleanField(
        _("vary the phrases"),
        default=True,
        help_text=_(
            "“Nearly”, “almost” and “just under” take turns from area to area, each where it is"
            " true. The same area always gets the same words."
        ),
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
                FieldPanel("vary_phrases"),
            ],
            heading=_("What it is for"),
        ),
        HelpPanel(template="press/panels/palette.html", heading=_("Placeholders")),
        FieldPanel("headlines"),
        FieldPanel("body"),
    ]

    objects = ReleaseTemplateQuerySet.as_manager()
    base_form_class = ReleaseTemplateForm
    # A draft may break off in the middle of a sentence; its form says so here.
    is_half_written = False
    # Whose editor asks for the areas to look at; nobody's sees what is public.
    shown_to: Any = AnonymousUser()

    class Meta:
        verbose_name = _("release template")
        verbose_name_plural = _("release templates")
        ordering = ["measure", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Every sentence is proved, also in a template that no form has seen; not so in a draft."""
        super().clean()
        if self.is_half_written:
            return
        if self._has_releases_in_another_language():
            message = _("Releases were made with it: add another template for another language.")
            raise ValidationError({"language": message})
        for name in ("headlines", "body"):
            value = getattr(self, name)
            try:
                value.stream_block.clean(value)
            except ValidationError as error:
                raise ValidationError({name: _faults(error)}) from error
        self._refuse_words_of_another_unit()

    def _refuse_words_of_another_unit(self) -> None:
        """No "62 offences" for 62%: every placeholder makes sense of what the measure is."""
        chosen: int | None = self.measure_id
        if chosen is None:
            return
        faults = {}
        for name in ("headlines", "body"):
            found = [
                f"“{wording}”: {each.what} {each.remedy}"
                for wording in _wordings(getattr(self, name))
                for each in misfits(wording, Unit(self.measure.kind), measure=self.measure.name)
            ]
            if found:
                faults[name] = found
        if faults:
            raise ValidationError(faults)

    def _has_releases_in_another_language(self) -> bool:
        from .release import ReleasePage

        made = ReleasePage.objects.filter(template_used_id=self.pk)
        is_used: bool = made.exclude(language=self.language).exists()
        return self.pk is not None and is_used

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The areas whose release may stand beside the words while they are being typed."""
        from ..proving.showing import choices

        return choices(self, self.shown_to)

    @property
    def default_preview_mode(self) -> str:
        return self.preview_modes[0][0]

    def is_previewable(self) -> bool:
        return True

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The release for one area, from the words as they are typed, or why there is none."""
        from ..proving.showing import shown_release

        user = getattr(request, "user", self.shown_to)
        context = {"template": self, "shown": shown_release(self, mode_name, user)}
        return render(request, "press/admin/templates/preview.html", context)

    def as_template(self) -> compose.Template:
        """The template as composing reads it."""
        profile = PROFILES[self.profile]
        return compose.Template(
            headlines=tuple(_sentence(child.value) for child in self.headlines),
            paragraphs=tuple(_paragraph(child.block_type, child.value) for child in self.body),
            profile=profile.in_welsh if self.language == WELSH else profile,
            varies=self.vary_phrases,
        )


def _wordings(stream: Any) -> Iterator[str]:
    """Every way in which any sentence of some paragraphs, or any headline, may be said."""
    for child in stream:
        if child.block_type == "headline":
            yield from _sentence(child.value).wordings
        else:
            for sentence in _paragraph(child.block_type, child.value).sentences:
                yield from sentence.wordings


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
    if part != "quote":
        return compose.Paragraph(part, tuple(_sentence(item) for item in value))
    return compose.Paragraph(
        part,
        tuple(_sentence(item) for item in value["sentences"]),
        value["speaker"] or "",
        value.get("direction") or QuoteDirection.ANY.value,
    )


def _sentence(value: Any) -> compose.Sentence:
    others = tuple(other for other in value.get("others") or () if other and other.strip())
    return compose.Sentence(value["text"] or "", tuple(value["conditions"] or ()), others)
