"""The helpline as it stands at a moment: which channels there are, and whether each is open.

The moment is the site's own clock, so that a rehearsal of Christmas Day is this very code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

import site_clock

from .at_once import read_at_once
from .languages import said
from .models import Channel, Closure, OpeningHours, OtherService, Override, SupportCategory
from .opening import LONDON, Opening, Timetable, opening_at
from .sentences import bank_holidays_in_words, opening_sentence, week_in_words

WAYS_UNTIL_THEN = 2  # more would be a list to choose from, for somebody in a hurry


@dataclass(frozen=True)
class ChannelNow:
    """A channel at a moment. Without hours there is no `opening`, and nothing is promised."""

    channel: Channel
    opening: Opening | None = None
    sentence: str = ""
    week: list[tuple[str, str]] = field(default_factory=list)
    reason: str = ""  # why it is shut on this very day: a closure or a bank holiday
    words: str = ""  # what staff say to visitors right now
    closure: Closure | None = None
    override: Override | None = None

    @property
    def is_open(self) -> bool:
        return self.opening is not None and self.opening.is_open

    @property
    def is_closed(self) -> bool:
        """Known to be closed; of a channel without hours nothing is known."""
        return self.opening is not None and not self.opening.is_open

    @property
    def can_be_used_at_once(self) -> bool:
        """Somebody answers, or nobody has to be there."""
        return self.is_open or (self.channel.needs_nobody_there and not self.is_closed)


@dataclass(frozen=True)
class HelpNow:
    """What every page of the site says about help; `first` is None only where staff removed all."""

    channels: list[ChannelNow]
    services: list[OtherService]

    @property
    def first(self) -> ChannelNow | None:
        return self.channels[0] if self.channels else None

    @property
    def emergencies(self) -> list[OtherService]:
        return [service for service in self.services if service.is_emergency]

    @property
    def for_crisis(self) -> list[OtherService]:
        return [service for service in self.services if service.is_for_crisis]

    @property
    def until_then(self) -> list[Channel | OtherService]:
        return self.while_closed(self.first, self.channels)

    def while_closed(
        self, closed: ChannelNow | None, channels: Sequence[ChannelNow]
    ) -> list[Channel | OtherService]:
        """What a person can do until a channel opens: nothing where it is not closed at all."""
        if closed is None or not closed.is_closed:
            return []
        others = [now for now in channels if now is not closed and now.can_be_used_at_once]
        others.sort(key=lambda now: not now.is_open)  # somebody to talk to before a form to fill in
        self_help = [service for service in self.services if service.is_self_help]
        ways: list[Channel | OtherService] = [now.channel for now in others if now.channel.href]
        return [*ways, *self_help][:WAYS_UNTIL_THEN]


def help_for(request: HttpRequest | None) -> HelpNow:
    """The help that a page tells of, read once however many parts of it ask."""
    if request is None:
        return help_now()
    visit: Any = request
    if not hasattr(visit, "help_now"):
        visit.help_now = help_now()
    found: HelpNow = visit.help_now
    return found


def help_now(moment: datetime | None = None) -> HelpNow:
    """Every channel, and the services that stand beside them, in one query.

    Of this moment, and kept for nobody: what staff say right now is on the next page that is asked.
    """
    moment = moment or site_clock.moment()
    found = read_at_once(
        channels=Channel.objects.live(),
        hours=OpeningHours.objects.filter(channel__is_live=True),
        closures=Closure.objects.not_over_on(moment.astimezone(LONDON).date()),
        overrides=Override.objects.not_over_at(moment),
        services=OtherService.objects.live().for_other_moments(),
    )
    channels: list[Channel] = found["channels"]
    for channel in channels:
        channel.opening_hours = [each for each in found["hours"] if each.channel_id == channel.pk]
    return HelpNow(
        channels=[
            _channel_at(channel, found["closures"], found["overrides"], moment)
            for channel in channels
        ],
        services=found["services"],
    )


def page_of(category: SupportCategory, help: HelpNow | None = None) -> dict[str, Any]:  # noqa: A002
    """What the page of a worry shows: its channels, and the one to reach for first.

    One query, beside those for the help that the whole page shares.
    """
    help = help or help_now()  # noqa: A001
    mine = set(category.channels.values_list("pk", flat=True)) if category.pk else set()
    channels = [now for now in help.channels if now.channel.pk in mine]
    obvious = next((now for now in channels if now.is_open), channels[0] if channels else None)
    return {
        "category": category,
        "channels": channels,
        "obvious": obvious,
        "until_then": help.while_closed(obvious, channels),
        "for_crisis": help.for_crisis,
        "emergencies": help.emergencies,
    }


def shared_promise(categories: Sequence[SupportCategory]) -> SupportCategory | None:
    """A category whose confidentiality in short is that of all: what can be said before a worry.

    None where they differ: then only the page of each may say what it keeps.
    """
    promises = {category.confidential_in_short for category in categories}
    return categories[0] if len(promises) == 1 and promises != {""} else None


def channels_now(
    *,
    category: SupportCategory | None = None,
    with_categories: bool = False,
    moment: datetime | None = None,
) -> list[ChannelNow]:
    """Every channel on the site, or those for a category, in four queries.

    One more query, with_categories, brings the categories that each of them serves.
    """
    channels = Channel.objects.live().with_hours()
    if category is not None:
        channels = channels.filter(categories=category.pk)
    if with_categories:
        channels = channels.prefetch_related("categories")
    return at_moment(channels, moment)


def at_moment(channels: Iterable[Channel], moment: datetime | None = None) -> list[ChannelNow]:
    """Channels, fetched with their hours, as they stand at a moment (by default, the clock's)."""
    moment = moment or site_clock.moment()
    today = moment.astimezone(LONDON).date()
    closures = list(Closure.objects.not_over_on(today))
    overrides = list(Override.objects.not_over_at(moment))
    return [_channel_at(channel, closures, overrides, moment) for channel in channels]


def _channel_at(
    channel: Channel, closures: list[Closure], overrides: list[Override], moment: datetime
) -> ChannelNow:
    closures = [each for each in closures if each.concerns(channel)]
    overrides = [each for each in overrides if each.concerns(channel)]
    today = moment.astimezone(LONDON).date()
    timetable = Timetable(
        spans=channel.week,
        breaks=tuple(closure.as_break for closure in closures),
        bank_holidays=channel.bank_holidays_from(today),
        holiday_hours=channel.holiday_hours,
        overrides=tuple(override.as_override for override in overrides),
    )
    closure = next((each for each in closures if each.as_break.covers(today)), None)
    override = next((each for each in reversed(overrides) if each.covers(moment)), None)
    if not timetable.spans and closure is None and override is None:
        return ChannelNow(channel)
    opening = opening_at(timetable, moment)
    return ChannelNow(
        channel,
        opening=opening,
        sentence=opening_sentence(opening, moment),
        week=_week_of(channel),
        reason=""
        if override
        else _reason(closure, is_bank_holiday=today in timetable.bank_holidays),
        words=said(override, "words") if override else "",
        closure=closure,
        override=override,
    )


def _reason(closure: Closure | None, *, is_bank_holiday: bool) -> str:
    if closure is not None:
        return said(closure, "reason")
    return _("bank holiday") if is_bank_holiday else ""


def _week_of(channel: Channel) -> list[tuple[str, str]]:
    week = week_in_words(channel.week)
    if week and channel.differs_on_bank_holidays:
        week.append(bank_holidays_in_words(channel.holiday_hours))
    return week
