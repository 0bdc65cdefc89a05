"""The way to get help that every release carries, from the helpline's own record."""

from __future__ import annotations

from django.utils import translation

from helpline_info.models import Channel, ChannelKind
from helpline_info.sentences import week_in_words

from .facts import Help


def current_help() -> Help:
    """The first telephone line on the site, with its hours in words; blank where there is none."""
    line = Channel.objects.live().with_hours().filter(kind=ChannelKind.TELEPHONE).first()
    if line is None:
        return Help()
    with translation.override("en-gb"):
        week = week_in_words(line.week)
    return Help(number=line.contact, hours=", ".join(f"{days} {hours}" for days, hours in week))
