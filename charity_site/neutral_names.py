"""Words that must not show in the tab, the history, the address or the share card of a help page.

Whoever looks over a shoulder, or at the history of a shared device, should learn nothing from them.
Staff keep the list; it is looked at when a support category goes to the public.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.dispatch import receiver
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from helpline_info.models import SupportCategory
from helpline_info.signals import words_go_public

_NOT_LETTERS = re.compile(r"[\W\d_]+")

# What others may see of a support category, and what its form calls it.
SEEN: dict[str, Promise] = {
    "label": _("The short neutral name"),
    "label_cy": _("The short neutral name in Welsh"),
    "slug": _("The web address"),
}


class SensitiveWord(models.Model):
    """A word, or the beginning of several: `offend` also stops “offender” and “offending”."""

    word = models.CharField(
        _("word"),
        max_length=60,
        unique=True,
        help_text=_("Longer words that begin with it are meant too: “offend” stops “offender”."),
    )

    panels = [FieldPanel("word")]

    class Meta:
        verbose_name = _("sensitive word")
        verbose_name_plural = _("sensitive words")
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        self.word = " ".join(self.word.split())
        if not plain(self.word):
            raise ValidationError({"word": gettext("Write a word with letters.")})


class SensitiveWordViewSet(SnippetViewSet):
    model = SensitiveWord
    icon = "warning"
    menu_label = _("Sensitive words")
    list_per_page = 100
    add_to_settings_menu = True


def plain(text: str) -> str:
    """In small letters, with one space for whatever is no letter: addresses read as sentences."""
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()


def sensitive_words_in(text: str, words: Iterable[str]) -> list[str]:
    read = f" {plain(text)}"
    return [word for word in words if f" {plain(word)}" in read]


@receiver(words_go_public, sender=SupportCategory, dispatch_uid="charity_site.neutral_names")
def stop_at_sensitive_words(instance: SupportCategory, **kwargs: Any) -> list[str]:
    """A sentence for each place that would give a visitor away."""
    words = list(SensitiveWord.objects.values_list("word", flat=True))
    return [
        gettext(
            "%(place)s says “%(word)s”, which others may see in the browser’s tab, its history or"
            " a shared link. Choose words that give nothing away."
        )
        % {"place": place, "word": word}
        for field, place in SEEN.items()
        for word in sensitive_words_in(getattr(instance, field), words)
    ]
