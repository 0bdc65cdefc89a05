"""What each area was asked, and what came of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .area import Area
from .publication import Publication
from .received_file import private_storage


class ReplyState(models.TextChoices):
    """Where a request stands. Overdue is not a state: it follows from the days."""

    SENT = "sent", _("sent")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    IN_FULL = "in-full", _("answered in full")
    IN_PART = "in-part", _("answered in part")
    REFUSED = "refused", _("refused")
    NOT_HELD = "not-held", _("not held")


WAITING_STATES = (ReplyState.SENT, ReplyState.ACKNOWLEDGED)
ANSWERED_STATES = (ReplyState.IN_FULL, ReplyState.IN_PART)


class Reply(models.Model):
    """One request for figures to the body that answers for an area, and its answer.

    The reply itself is private: no public address leads to it.
    """

    publication = models.ForeignKey(
        Publication,
        on_delete=models.CASCADE,
        related_name="replies",
        verbose_name=_("publication"),
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="replies", verbose_name=_("area")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=ReplyState.choices, default=ReplyState.SENT
    )
    sent_on = models.DateField(_("sent on"))
    acknowledged_on = models.DateField(_("acknowledged on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    reference = models.CharField(_("their reference"), max_length=100, blank=True)
    note = models.TextField(_("note"), blank=True)
    document = models.FileField(
        _("the reply"), storage=private_storage, upload_to="replies/%Y/%m/", blank=True
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ["publication", "area__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "area"], name="one_reply_of_an_area_to_a_publication"
            ),
            models.CheckConstraint(
                name="reply_has_its_day_if_and_only_if_it_came",
                condition=models.Q(state__in=["sent", "acknowledged"], answered_on__isnull=True)
                | models.Q(
                    state__in=["in-full", "in-part", "refused", "not-held"],
                    answered_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="reply_comes_after_its_request",
                condition=models.Q(answered_on__isnull=True)
                | models.Q(answered_on__gte=models.F("sent_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} · {self.get_state_display()}"
