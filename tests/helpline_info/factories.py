"""Categories and channels for tests."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import time
from typing import Any

from helpline_info.models import Channel, ChannelKind, OpeningHours, SupportCategory

_numbers = itertools.count(1)

NINE_TO_FIVE = (time(9), time(17))
ALL_WEEK = range(7)


def make_category(**fields: Any) -> SupportCategory:
    number = next(_numbers)
    return SupportCategory.objects.create(
        **{
            "slug": f"category-{number}",
            "label": f"Category {number}",
            "title": f"Worry number {number}",
            "summary": "You can ask about it.",
            "what_happens": "<p>An adviser listens.</p>",
            "confidential": "<p>You need not give your name.</p>",
            "limits": "<p>A child at risk comes first.</p>",
            "position": number,
            **fields,
        }
    )


def make_channel(
    *categories: SupportCategory,
    days: Iterable[int] = (),
    hours: tuple[time, time] = NINE_TO_FIVE,
    **fields: Any,
) -> Channel:
    """A channel that is answered on the days given, during the same hours."""
    number = next(_numbers)
    channel: Channel = Channel.objects.create(
        **{
            "name": f"Channel {number}",
            "kind": ChannelKind.TELEPHONE,
            "contact": f"0800 {number:06d}",
            "position": number,
            **fields,
        }
    )
    channel.categories.set(categories)
    OpeningHours.objects.bulk_create(
        OpeningHours(channel=channel, weekday=day, opens=hours[0], closes=hours[1]) for day in days
    )
    return channel
