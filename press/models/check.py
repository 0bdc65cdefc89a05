"""What is wrong or unproved in a release's newest words, and what people answered to it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from .release import ReleasePage


class ReleaseCheck(models.Model):
    """The findings of the last check of a release, kept so that the desk need not check them all.

    `findings` is a list of mappings in the order of the text: part, paragraph, start, end, words,
    kind ("claim" or "term"), verdict, explanation, instead, figures (their numbers), answered.
    """

    release = models.OneToOneField(ReleasePage, on_delete=models.CASCADE, related_name="check_kept")
    revision_id = models.BigIntegerField(_("revision"))
    findings = models.JSONField(_("findings"), default=list)
    supported = models.PositiveSmallIntegerField(_("supported"), default=0)
    contradicted = models.PositiveSmallIntegerField(_("contradicted"), default=0)
    unverifiable = models.PositiveSmallIntegerField(
        _("unverifiable"), default=0, help_text=_("Those that nobody has answered.")
    )
    stopped_terms = models.PositiveSmallIntegerField(_("words to stop at"), default=0)
    warned_terms = models.PositiveSmallIntegerField(_("words to look at"), default=0)
    figure_ids = ArrayField(models.BigIntegerField(), verbose_name=_("figures"), default=list)
    checked_at = models.DateTimeField(_("checked"), auto_now=True)

    class Meta:
        verbose_name = _("check of a release")
        verbose_name_plural = _("checks of releases")
        indexes = [GinIndex(fields=["figure_ids"], name="check_by_figure")]

    def __str__(self) -> str:
        return str(self.release)

    @property
    def blocks(self) -> int:
        """How many findings stand in the way of approval."""
        return self.contradicted + self.unverifiable + self.stopped_terms


class AnswerKind(models.TextChoices):
    """Why words may stand that the figures do not bear out, or that the list of terms stops at."""

    VOUCHED = "vouched", _("somebody vouches for it, with a source")
    NOT_A_FIGURE = "not-a-figure", _("it says nothing that could be counted")
    QUOTATION = "quotation", _("it is quoted word for word")
    LAW = "law", _("it is the title of a law or an offence")


class CheckAnswer(models.Model):
    """An answer to a finding, in words, by a person. Append only.

    It holds for the same words in the same sentence of the same text, and lapses when the sentence
    says something else. `subject_type` is app_label.model: releases, campaign and helpline pages
    have them alike. A contradicted claim cannot be answered away.
    """

    subject_type = models.CharField(_("kind of text"), max_length=60)
    subject_id = models.BigIntegerField(_("number of the text"))
    sentence = models.TextField(_("sentence"))
    words = models.CharField(_("words"), max_length=200)
    kind = models.CharField(_("why it may stand"), max_length=12, choices=AnswerKind.choices)
    source = models.CharField(_("source"), max_length=250, blank=True)
    name = models.CharField(
        _("who vouches for it"), max_length=120, blank=True, help_text=_("Name and role.")
    )
    explanation = models.TextField(_("explanation"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    by_name = models.CharField(_("answered by"), max_length=200)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("answer to a check")
        verbose_name_plural = _("answers to checks")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="answers_of_a_text")]
        constraints = [
            models.CheckConstraint(
                name="who_vouches_names_source_and_self",
                condition=~models.Q(kind="vouched") | (~models.Q(source="") & ~models.Q(name="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words} · {self.get_kind_display()}"
