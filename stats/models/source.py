"""Where figures come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceKind(models.TextChoices):
    """How the charity came by figures."""

    FREEDOM_OF_INFORMATION = "foi", _("reply to a freedom of information request")
    HELPLINE_RECORD = "helpline", _("helpline record")
    SURVEY = "survey", _("survey")
    PUBLISHED = "published", _("published document")
    OTHER = "other", _("other")


class Source(models.Model):
    """A document or record that figures were taken from."""

    reference = models.CharField(_("reference"), max_length=200, unique=True)
    title = models.CharField(_("title"), max_length=250, blank=True)
    kind = models.CharField(
        _("kind"), max_length=10, choices=SourceKind.choices, default=SourceKind.OTHER
    )
    received_on = models.DateField(_("received on"), null=True, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["reference"]

    def __str__(self) -> str:
        return self.title or self.reference
