"""What was decided and done, when and by whom. Append only."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..queries import AuditEntryQuerySet


class AuditEntry(models.Model):
    """One thing that somebody did, with the names as they were then.

    A trigger in the database refuses to change or delete an entry. Only its link to an account
    that is deleted is let go of; the name stays.
    """

    at = models.DateTimeField(_("when"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("account"),
    )
    by_name = models.CharField(_("who"), max_length=200)
    action = models.CharField(_("action"), max_length=60)
    subject_type = models.CharField(_("kind of subject"), max_length=60)
    subject_id = models.BigIntegerField(_("number of the subject"))
    subject_name = models.CharField(_("subject"), max_length=250)
    data = models.JSONField(_("details"), default=dict)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "at"], name="audit_of_a_subject"),
            # A version of a publication, with all that belongs to it.
            models.Index(models.F("data__publication"), "at", name="audit_of_a_publication"),
        ]

    def __str__(self) -> str:
        return f"{self.by_name} · {self.action} · {self.subject_name}"
