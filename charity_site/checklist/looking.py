"""Everything that is looked at before a text goes to the public, in one list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db import models
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from campaigns.models import CampaignPage, IntroducedPage
from campaigns.reading import WELSH, Reading
from helpline_info.models import SupportCategory

from ..neutral_names import stop_at_sensitive_words
from .answers import ChecklistAnswer
from .findings import Checklist, Finding, Rule
from .passages import Passage, passages_of
from .structure import structure_findings
from .wording import figure_findings, reading_findings, reading_of, term_findings

ENGLISH = "en-gb"


@dataclass(frozen=True)
class Looked:
    """The checklist of a text, and how hard it is to read."""

    checklist: Checklist
    reading: Reading


def has_checklist(instance: Any) -> bool:
    return isinstance(instance, IntroducedPage | SupportCategory)


def look_at(instance: models.Model) -> Looked:
    """Look at the words of a page or of a support category as they stand in it, saved or not.

    A number of queries that the length of the text does not change.
    """
    language = language_of(instance)
    passages = passages_of(instance)
    reading = reading_of(instance, passages, language)
    findings = chain(
        help_findings(instance),
        neutral_findings(instance),
        structure_findings(passages),
        term_findings(instance),
        figure_findings(passages, language),
        reading_findings(reading, passages),
        welsh_findings(instance, passages, language),
    )
    in_order = sorted(findings, key=lambda one: not one.is_error)
    answers = ChecklistAnswer.objects.standing_for(instance)
    return Looked(Checklist(tuple(in_order), answers), reading)


def language_of(instance: models.Model) -> str:
    if not isinstance(instance, Page):
        return ENGLISH  # the Welsh of an entry stands beside it
    locale = instance.locale if instance.locale_id else Locale.get_default()
    return str(locale.language_code)


def help_findings(instance: Any) -> Iterator[Finding]:
    """A way to help: on the first screen of a campaign, and for each worry a channel."""
    if isinstance(instance, CampaignPage):
        for problem in instance.why_not_public():
            yield Finding(Rule.HELP, True, _("The whole page"), problem)
    is_saved_worry = isinstance(instance, SupportCategory) and instance.pk
    if is_saved_worry and not instance.channels.filter(is_live=True).exists():
        why = _("No channel serves this worry. Tick it on at least one channel.")
        yield Finding(Rule.HELP, True, _("Channels"), why)


def neutral_findings(instance: models.Model) -> Iterator[Finding]:
    if isinstance(instance, SupportCategory):
        for problem in stop_at_sensitive_words(instance):
            yield Finding(Rule.NEUTRAL, True, _("What others see"), problem)


def welsh_findings(
    instance: models.Model, passages: list[Passage], language: str
) -> Iterator[Finding]:
    """Nobody has to wait for Welsh, but somebody says why it is not there."""
    if language == WELSH:
        return
    if isinstance(instance, SupportCategory):
        fields = fields_without_welsh(instance)
        if fields:
            names = ", ".join(str(capfirst(field.verbose_name)) for field in fields)
            why = _("Not yet in Welsh: %(fields)s. The English is shown instead.")
            yield Finding(
                Rule.WELSH, False, _("In Welsh"), why % {"fields": names}, words=names[:200]
            )
    elif isinstance(instance, Page) and not _has_welsh(instance):
        why = _("This page is not in Welsh yet. Choose “Translate” to begin.")
        yield Finding(Rule.WELSH, False, _("The whole page"), why)


def _has_welsh(page: Page) -> bool:
    others = Page.objects.filter(translation_key=page.translation_key)
    return bool(others.filter(locale__language_code=WELSH).exists())


def fields_without_welsh(entry: models.Model) -> list[Any]:
    """The fields of an entry that say something in English and nothing in Welsh."""
    fields: list[Any] = [field for field in entry._meta.get_fields() if hasattr(field, "attname")]
    named = {field.name: field for field in fields}
    return [
        field
        for name, field in named.items()
        if f"{name}_{WELSH}" in named
        and _says_something(getattr(entry, name))
        and not _says_something(getattr(entry, f"{name}_{WELSH}"))
    ]


def _says_something(words: Any) -> bool:
    return bool(strip_tags(str(words or "")).strip())
