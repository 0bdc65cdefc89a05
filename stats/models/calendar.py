"""When figures are expected, as it was announced."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..queries import ReleaseDateQuerySet
from .publication import Publication


class ReleaseDate(models.Model):
    """An announcement of when a publication comes out. Append only; the newest one holds.

    A provisional one names a month, a confirmed one a moment. Its announcement makes the title of
    the publication public, and nothing else of it. What replaces another says why.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="release_dates"
    )
    month = models.DateField(_("month"), help_text=_("Any day of the month."))
    moment = models.DateTimeField(_("moment"), null=True, blank=True)
    reason = models.TextField(_("reason for the change"), blank=True)
    announced_at = models.DateTimeField(_("announced"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = ReleaseDateQuerySet.as_manager()

    class Meta:
        verbose_name = _("announced date")
        verbose_name_plural = _("release calendar")
        ordering = ["-announced_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.publication} · {self.moment or self.month}"

    @property
    def is_confirmed(self) -> bool:
        return self.moment is not None
