"""Named sets of what the helpline offers. Public pages and the API ask these and nothing else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from .models import Channel, Closure, OtherService, SupportCategory  # noqa: F401


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


class OtherServiceQuerySet(models.QuerySet["OtherService"]):
    def live(self) -> OtherServiceQuerySet:
        return self.filter(is_live=True)

    def for_emergencies(self) -> OtherServiceQuerySet:
        return self.filter(is_emergency=True)
