"""Real help to begin with. Each sort of thing is added only where staff have none of their own.

Stop It Now! UK and Ireland is run by The Lucy Faithfull Foundation; its numbers, hours, languages
and promises are those it publishes at https://www.stopitnow.org.uk/helpline/. That nobody answers
on bank holidays is the careful reading of hours that name weekdays alone: staff should ask.
"""

from __future__ import annotations

from django.db import transaction

from ..models import Channel, OpeningHours, OtherService, SupportCategory
from .contacts import HELPLINE_NUMBER, WEBSITE, channels, hours_of_the_helpline, services
from .worries import WORRIES

__all__ = ["HELPLINE_NUMBER", "WEBSITE", "load"]


def load() -> None:
    """Add categories, channels and other services, each only where there is not one yet."""
    with transaction.atomic():
        if not SupportCategory.objects.exists():
            _add_categories()
        if not Channel.objects.exists():
            _add_channels()
        if not OtherService.objects.exists():
            OtherService.objects.bulk_create(services())


def _add_categories() -> None:
    for position, worry in enumerate(WORRIES):
        category = SupportCategory.objects.create(position=position, **worry.fields)
        category.save_revision().publish()


def _add_channels() -> None:
    categories = SupportCategory.objects.all()
    for position, channel in enumerate(channels()):
        channel.position = position
        channel.save()
        channel.categories.set(categories)
        if channel.is_a_number:
            OpeningHours.objects.bulk_create(hours_of_the_helpline(channel))
