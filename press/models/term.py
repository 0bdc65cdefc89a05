"""Words that the charity does not use, or uses with care."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class TermLevel(models.TextChoices):
    """`stop` blocks approval unless the words are marked as quoted or as a law's title."""

    STOP = "stop", _("stop: never in our own words")
    WARN = "warn", _("warn: look again")


class Term(models.Model):
    """A word or phrase, found whatever its capitals, as a whole word, in singular and plural."""

    phrase = models.CharField(
        _("word or phrase"),
        max_length=80,
        help_text=_("A star stands for the rest of a word: kiddie *."),
    )
    level = models.CharField(_("level"), max_length=4, choices=TermLevel.choices)
    instead = models.CharField(_("say instead"), max_length=160, blank=True)
    why = models.TextField(_("why"), blank=True)
    is_in_use = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terminology")
        ordering = ["phrase"]
        constraints = [
            models.UniqueConstraint(Lower("phrase"), name="one_term_for_a_phrase"),
        ]

    def __str__(self) -> str:
        return self.phrase

    def clean(self) -> None:
        self.phrase = " ".join(self.phrase.split())
        if not any(letter.isalnum() for letter in self.phrase):
            raise ValidationError({"phrase": _("Write a word or a phrase.")})
        same = Term.objects.filter(phrase__iexact=self.phrase).exclude(pk=self.pk).first()
        if same is not None:
            message = _("“%(phrase)s” is on the list already: change that entry instead.")
            raise ValidationError(
                {"phrase": ValidationError(message, params={"phrase": same.phrase})}
            )
