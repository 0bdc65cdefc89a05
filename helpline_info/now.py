"""The helpline as it stands at a moment: which channels there are, and whether each is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from .models import Channel, Closure, OtherService, SupportCategory
from .opening import LONDON, Opening, Timetable, opening_at
from .sentences import opening_sentence, week_in_words


@dataclass(frozen=True)
class ChannelNow:
    """A channel at a moment. Without hours there is no `opening`, and nothing is promised."""

    channel: Channel
    opening: Opening | None
    sentence: str
    week: list[tuple[str, str]]
    closure: Closure | None  # the one that keeps it shut on this very day


@dataclass(frozen=True)
class HelpNow:
    """What every page of the site says about help; `first` is None only where staff removed all."""

    first: ChannelNow | None
    emergencies: list[OtherService]


def help_now(moment: datetime | None = None) -> HelpNow:
    """The first channel and the emergency lines, in at most four queries."""
    channels = Channel.objects.live().with_hours()[:1]
    now = at_moment(channels, moment)
    return HelpNow(
        first=now[0] if now else None,
        emergencies=list(OtherService.objects.live().for_emergencies()),
    )


def channels_now(
    *,
    category: SupportCategory | None = None,
    with_categories: bool = False,
    moment: datetime | None = None,
) -> list[ChannelNow]:
    """Every channel on the site, or those for a category, in three queries.

    One more query, with_categories, brings the categories that each of them serves.
    """
    channels = Channel.objects.live().with_hours()
    if category is not None:
        channels = channels.filter(categories=category.pk)
    if with_categories:
        channels = channels.prefetch_related("categories")
    return at_moment(channels, moment)


def at_moment(channels: Iterable[Channel], moment: datetime | None = None) -> list[ChannelNow]:
    """Channels, fetched with their hours, as they stand at a moment (by default, now)."""
    moment = moment or timezone.now()
    today = moment.astimezone(LONDON).date()
    closures = list(Closure.objects.not_over_on(today))
    return [_channel_at(channel, closures, moment) for channel in channels]


def _channel_at(channel: Channel, closures: list[Closure], moment: datetime) -> ChannelNow:
    spans = tuple(hours.span for hours in channel.opening_hours.all())
    if not spans:
        return ChannelNow(channel, opening=None, sentence="", week=[], closure=None)
    mine = [closure for closure in closures if closure.closes(channel)]
    timetable = Timetable(spans, tuple(closure.as_break for closure in mine))
    opening = opening_at(timetable, moment)
    today = moment.astimezone(LONDON).date()
    return ChannelNow(
        channel,
        opening=opening,
        sentence=opening_sentence(opening, moment),
        week=week_in_words(spans),
        closure=next((closure for closure in mine if closure.as_break.covers(today)), None),
    )
