"""Spreadsheets as they were received, and what their rows would bring in."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from .area import Area
from .measure import Category, Measure
from .publication import Publication


def private_storage() -> models.fields.files.Storage:  # type: ignore[name-defined]
    """Where files lie that no public address leads to."""
    return storages["private"]


class ReceivedFileState(models.TextChoices):
    """How far a file has come. `questions` waits for a person to say how to read it."""

    WAITING = "waiting", _("waiting to be read")
    READING = "reading", _("being read")
    QUESTIONS = "questions", _("has questions")
    CHECKED = "checked", _("checked, and waiting for you")
    IMPORTED = "imported", _("brought in")
    UNREADABLE = "unreadable", _("could not be read")
    DISCARDED = "discarded", _("set aside")


class ReceivedFile(models.Model):
    """An original file, kept as it came, and the reading of it for one publication.

    A unit of work as well: a worker leases it, and one that dies lets the lease run out.
    """

    publication = models.ForeignKey(
        Publication,
        on_delete=models.PROTECT,
        related_name="received_files",
        verbose_name=_("publication"),
    )
    file = models.FileField(_("file"), storage=private_storage, upload_to="received/%Y/%m/")
    name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("added by"),
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ReceivedFileState.choices,
        default=ReceivedFileState.WAITING,
    )
    reading = models.JSONField(_("how it is read"), default=dict)
    questions = models.JSONField(_("what is to be answered"), default=list)
    counts = models.JSONField(_("rows by outcome"), default=dict)
    reason = models.TextField(_("reason"), blank=True)
    rows_read = models.PositiveIntegerField(_("rows read"), default=0)
    share_read = models.FloatField(_("share read"), default=0)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    leased_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("file of figures")
        verbose_name_plural = _("files of figures")
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="received_file_is_leased_if_and_only_if_it_is_read",
                condition=models.Q(state="reading", leased_until__isnull=False)
                | (~models.Q(state="reading") & models.Q(leased_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="unreadable_file_says_why",
                condition=~models.Q(state="unreadable") | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StagedRow(models.Model):
    """A cell's or a row's figure as it was read from a file, before anything is brought in."""

    file = models.ForeignKey(ReceivedFile, on_delete=models.CASCADE, related_name="staged_rows")
    number = models.PositiveIntegerField(_("order in the file"))
    sheet = models.CharField(_("sheet"), max_length=120, blank=True)
    cell = models.CharField(_("cell"), max_length=12, blank=True)
    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    category = models.ForeignKey(
        Category, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    area = models.ForeignKey(
        Area, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    period_start = models.DateField(_("first day"), null=True, blank=True)
    period_end = models.DateField(_("last day"), null=True, blank=True)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4, null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    written = models.JSONField(_("as it is written in the file"), default=dict)
    verdict = models.CharField(_("outcome"), max_length=24)
    standing = models.ForeignKey(
        "stats.Figure", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    problems = models.JSONField(_("what is wrong with it"), default=list)

    class Meta:
        verbose_name = _("staged row")
        verbose_name_plural = _("staged rows")
        ordering = ["file", "number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="one_staged_row_for_a_number")
        ]
        indexes = [models.Index(fields=["file", "verdict", "number"], name="staged_by_outcome")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.cell}".strip() or str(self.number)


class RememberedReading(models.Model):
    """How columns with these headings were read, for the next file that has the same."""

    headings = models.CharField(_("fingerprint of the headings"), max_length=64, unique=True)
    reading = models.JSONField(_("how it is read"))
    remembered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("remembered reading")
        verbose_name_plural = _("remembered readings")

    def __str__(self) -> str:
        return self.headings[:12]


class AreaSpelling(models.Model):
    """A way of writing an area's name that a person has said is meant for it."""

    spelling = models.CharField(
        _("as it is written"),
        max_length=120,
        unique=True,
        help_text=_("In small letters, without punctuation."),
    )
    area = models.ForeignKey(
        Area, on_delete=models.CASCADE, related_name="spellings", verbose_name=_("area")
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("spelling of an area")
        verbose_name_plural = _("spellings of areas")
        ordering = ["spelling"]

    def __str__(self) -> str:
        return self.spelling
