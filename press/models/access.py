"""Who saw releases before everybody did."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from stats.models import Publication


class PreReleaseAccess(models.Model):
    """A named person who may read a publication's releases before their moment, and why.

    Listed publicly once the publication is out, as the Code of Practice for Statistics asks;
    without the address. Append only: access that ends keeps its row.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="pre_release_access"
    )
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=120)
    organisation = models.CharField(_("organisation"), max_length=120)
    email = models.EmailField(_("email"))
    reason = models.TextField(_("why they need it"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    given_by_name = models.CharField(_("given by"), max_length=200)
    given_at = models.DateTimeField(_("given"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("pre-release access")
        verbose_name_plural = _("pre-release access")
        ordering = ["publication", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "email"],
                condition=models.Q(ended_at__isnull=True),
                name="one_access_for_an_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.publication}"
