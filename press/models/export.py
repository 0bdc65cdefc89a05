"""Bundles of files that a worker makes, and the house's own Word styles."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from stats.models import Publication
from stats.models.received_file import private_storage


class HouseStyle(models.Model):
    """A Word document whose styles releases are written with. The newest one in use is taken."""

    name = models.CharField(_("file name"), max_length=200)
    file = models.FileField(_("Word document"), storage=private_storage, upload_to="house-style/")
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    is_in_use = models.BooleanField(_("in use"), default=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("house style")
        verbose_name_plural = _("house styles")
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class BundleState(models.TextChoices):
    READY = "ready", _("waiting")
    RUNNING = "running", _("being made")
    DONE = "done", _("ready to download")
    FAILED = "failed", _("stopped")


class Bundle(models.Model):
    """A ZIP of a publication's releases, in folders by area, made by a worker under a lease.

    `chosen` are the releases by number, none for all. The file is private and is removed after a
    day: it holds words that may be under embargo.
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="bundles")
    formats = models.JSONField(_("formats"), default=list)
    chosen = models.JSONField(_("releases"), default=list)
    state = models.CharField(
        _("state"), max_length=8, choices=BundleState.choices, default=BundleState.READY
    )
    done = models.PositiveIntegerField(_("releases done"), default=0)
    total = models.PositiveIntegerField(_("releases in all"), default=0)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    reason = models.TextField(_("reason"), blank=True)
    leased_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    file = models.FileField(_("file"), storage=private_storage, upload_to="bundles/", blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("bundle of releases")
        verbose_name_plural = _("bundles of releases")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="bundle_is_leased_if_and_only_if_it_is_made",
                condition=models.Q(state="running", leased_until__isnull=False)
                | (~models.Q(state="running") & models.Q(leased_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="bundle_that_failed_says_why",
                condition=~models.Q(state="failed") | ~models.Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["state", "leased_until"], name="bundle_waiting")]

    def __str__(self) -> str:
        return f"{self.publication} · {', '.join(self.formats)}"
