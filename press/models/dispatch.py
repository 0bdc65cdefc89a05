"""Reporters, and who was sent which version of which release."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from stats.models import Area

from ..queries import DispatchQuerySet
from .version import ReleaseEvent, ReleaseVersion


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Reporter(models.Model):
    """Somebody who asked to be sent releases, about which areas. One row for an address.

    `token` is the secret in the link that unsubscribes.
    """

    name = models.CharField(_("name"), max_length=120, blank=True)
    outlet = models.CharField(_("works for"), max_length=160, blank=True)
    email = models.EmailField(_("email"))
    areas = models.ManyToManyField(Area, blank=True, related_name="+", verbose_name=_("areas"))
    wants_everything = models.BooleanField(
        _("every area"), default=False, help_text=_("Is sent every release, whatever its area.")
    )
    wants_welsh = models.BooleanField(_("in Welsh where there is a Welsh release"), default=False)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    unsubscribed_at = models.DateTimeField(_("unsubscribed"), null=True, blank=True)
    undeliverable_at = models.DateTimeField(_("undeliverable since"), null=True, blank=True)
    undeliverable_reason = models.TextField(_("why"), blank=True)

    class Meta:
        verbose_name = _("reporter")
        verbose_name_plural = _("reporters")
        ordering = ["outlet", "name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_reporter_for_an_address"),
        ]

    def __str__(self) -> str:
        """Never the address: what is logged about a reporter bears this, and is kept for ever."""
        return self.name or self.outlet or _("Reporter %(number)s") % {"number": self.pk}

    @property
    def may_be_sent(self) -> bool:
        return self.unsubscribed_at is None and self.undeliverable_at is None


class DispatchState(models.TextChoices):
    """`unsure`: the worker died between handing it over and writing that down. A person decides."""

    READY = "ready", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("not delivered")
    UNSURE = "unsure", _("perhaps sent")
    STOPPED = "stopped", _("not sent: no longer wanted")


class DispatchSubject(models.TextChoices):
    """What an email is about: the words of a version, or what became of them afterwards."""

    RELEASE = "release", _("release")
    CORRECTION = "correction", _("correction")
    MOVED = "moved", _("embargo moved")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Dispatch(models.Model):
    """One version, or one event of it, to one address, at most once. Name, outlet and address are
    kept as they were.

    The version of an email about an event is the newest that its reader was sent.

    Before the mail server is spoken to the row says `sending` and is committed: whoever finds it so
    after the lease has run out must take it for sent.
    """

    version = models.ForeignKey(ReleaseVersion, on_delete=models.PROTECT, related_name="dispatches")
    about = models.CharField(
        _("about"),
        max_length=10,
        choices=DispatchSubject.choices,
        default=DispatchSubject.RELEASE,
    )
    event = models.ForeignKey(
        ReleaseEvent, on_delete=models.PROTECT, null=True, blank=True, related_name="dispatches"
    )
    reporter = models.ForeignKey(
        Reporter, on_delete=models.SET_NULL, null=True, blank=True, related_name="dispatches"
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    outlet = models.CharField(_("works for"), max_length=160, blank=True)
    email = models.EmailField(_("email"))
    is_pre_release = models.BooleanField(_("pre-release access"), default=False)
    state = models.CharField(
        _("state"), max_length=8, choices=DispatchState.choices, default=DispatchState.READY
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    # When the mail server was last spoken to for it: what the rate limit counts.
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True)
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    message_id = models.CharField(_("message"), max_length=200, blank=True)
    leased_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    queued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    queued_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    # Of a row that is not `sent`: when it perhaps was, before somebody had it sent once more.
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "version",
                Lower("email"),
                condition=models.Q(event__isnull=True),
                name="one_dispatch_of_a_version_to_an_address",
            ),
            models.UniqueConstraint(
                "event",
                Lower("email"),
                condition=models.Q(event__isnull=False),
                name="one_dispatch_of_an_event_to_an_address",
            ),
            models.CheckConstraint(
                name="dispatch_is_about_an_event_if_and_only_if_it_has_one",
                condition=models.Q(about__in=("release", "correction"), event__isnull=True)
                | models.Q(about__in=("moved", "withdrawn"), event__isnull=False),
            ),
            models.CheckConstraint(
                name="dispatch_is_leased_if_and_only_if_it_is_sent_now",
                condition=models.Q(state="sending", leased_until__isnull=False)
                | (~models.Q(state="sending") & models.Q(leased_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="sent_dispatch_has_its_moment",
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "leased_until"], name="dispatch_waiting"),
            models.Index(fields=["sent_at"], name="dispatch_by_moment"),
            models.Index(fields=["tried_at"], name="dispatch_by_last_try"),
        ]

    def __str__(self) -> str:
        """Without the address: what is logged about a row bears this."""
        return _("%(who)s · %(version)s") % {
            "who": self.name or self.outlet or _("somebody"),
            "version": self.version,
        }
