"""What editors answered to warnings. Append only: a later answer stands for an earlier one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .findings import Answer, AnswerKey


class ChecklistAnswerQuerySet(models.QuerySet["ChecklistAnswer"]):
    def standing_for(self, subject: models.Model) -> dict[AnswerKey, Answer]:
        """The newest answer to each warning about a page or an entry; none while it is unsaved."""
        if subject.pk is None:
            return {}
        rows = self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)
        return {
            (row.rule, row.sentence_digest, row.words): Answer(row.explanation, row.by_name)
            for row in rows.order_by("at", "pk")
        }


class ChecklistAnswer(models.Model):
    """Why a warning of the checklist may stand, in the words of whoever decided it.

    It holds for the same words in the same sentence, and lapses when either changes. Of the
    sentence only its digest is kept: what was taken back is nobody's to read.
    """

    subject_type = models.CharField(_("kind of text"), max_length=60)
    subject_id = models.BigIntegerField(_("number of the text"))
    rule = models.CharField(_("rule"), max_length=20)
    sentence_digest = models.CharField(_("digest of the sentence"), max_length=64)
    words = models.CharField(_("words"), max_length=200, blank=True)
    explanation = models.CharField(_("why it may stand"), max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    by_name = models.CharField(_("name of who answered"), max_length=200)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    objects = ChecklistAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a warning")
        verbose_name_plural = _("answers to warnings")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="answers_of_a_checklist")
        ]

    def __str__(self) -> str:
        return self.explanation
