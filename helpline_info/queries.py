"""Named sets of what the helpline offers. Public pages and the API ask these and nothing else."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from .models import Channel, Closure, OtherService, Override, SupportCategory  # noqa: F401


class SupportCategoryQuerySet(models.QuerySet["SupportCategory"]):
    def live(self) -> SupportCategoryQuerySet:
        """Those that have been published and not taken back."""
        return self.filter(live=True)


class ChannelQuerySet(models.QuerySet["Channel"]):
    def live(self) -> ChannelQuerySet:
        """Those that are on the site, open or not."""
        return self.filter(is_live=True)

    def with_hours(self) -> ChannelQuerySet:
        """With their opening hours, in one query for all of them."""
        return self.prefetch_related("opening_hours")


class ClosureQuerySet(models.QuerySet["Closure"]):
    def not_over_on(self, day: date) -> ClosureQuerySet:
        """Those that a visitor on a day can still run into."""
        return self.filter(last_day__gte=day)


class OverrideQuerySet(models.QuerySet["Override"]):
    def not_over_at(self, moment: datetime) -> OverrideQuerySet:
        """Those that a visitor at a moment can still run into, in the order they were made."""
        return self.filter(ends__gt=moment).order_by("made_at", "pk")


class OtherServiceQuerySet(models.QuerySet["OtherService"]):
    def live(self) -> OtherServiceQuerySet:
        return self.filter(is_live=True)

    def for_other_moments(self) -> OtherServiceQuerySet:
        """Those that stand beside the helpline: for emergencies, for a crisis, and self-help."""
        return self.filter(
            models.Q(is_emergency=True) | models.Q(is_for_crisis=True) | models.Q(is_self_help=True)
        )
