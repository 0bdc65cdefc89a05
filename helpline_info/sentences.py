"""Opening hours in words, in the visitor's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .opening import LONDON, MIDNIGHT, Day, Opening, Span, day_seen_from, week_in_groups

MIDDAY = time(12)
MINUTE = timedelta(minutes=1)


def spoken_time(clock: time) -> str:
    """ "9am", "5.30pm", "midday" or "midnight"."""
    if (clock.hour, clock.minute) == (MIDNIGHT.hour, MIDNIGHT.minute):
        return _("midnight")
    if (clock.hour, clock.minute) == (MIDDAY.hour, MIDDAY.minute):
        return _("midday")
    hour = clock.hour % 12 or 12
    shown = f"{hour}.{clock.minute:02d}" if clock.minute else str(hour)
    return (_("%(time)sam") if clock.hour < MIDDAY.hour else _("%(time)spm")) % {"time": shown}


def opening_sentence(opening: Opening, moment: datetime) -> str:
    """ "Open now until 9pm", "Opens in 3 hours, at 9am": what a person needs to know now."""
    if opening.is_open:
        return _open_sentence(opening.until, moment)
    if opening.opens_at is None:
        return _("Closed at present")
    values = _day_and_time(opening.opens_at)
    match day_seen_from(moment, opening.opens_at):
        case Day.TODAY:
            return _later_today(opening.opens_at, moment)
        case Day.TOMORROW:
            return _("Opens tomorrow at %(time)s") % values
        case Day.WEEKDAY:
            return _("Opens on %(weekday)s at %(time)s") % values
        case Day.DATE:
            return _("Opens on %(date)s at %(time)s") % values


def _later_today(opens_at: datetime, moment: datetime) -> str:
    """The wait as it will be by a stopwatch: a night on which clocks change is an hour off."""
    wait = opens_at.astimezone(UTC) - moment.astimezone(UTC)
    values = _day_and_time(opens_at)
    minutes = -(-wait // MINUTE)  # nobody is told a minute too few
    if minutes < 60:
        sentence = ngettext(
            "Opens in %(minutes)d minute, at %(time)s",
            "Opens in %(minutes)d minutes, at %(time)s",
            minutes,
        )
        return sentence % {**values, "minutes": minutes}
    hours, rest = divmod(minutes + 30, 60)
    if rest == 30:
        sentence = ngettext(
            "Opens in %(hours)d hour, at %(time)s", "Opens in %(hours)d hours, at %(time)s", hours
        )
    else:
        sentence = ngettext(
            "Opens in about %(hours)d hour, at %(time)s",
            "Opens in about %(hours)d hours, at %(time)s",
            hours,
        )
    return sentence % {**values, "hours": hours}


def _open_sentence(until: datetime | None, moment: datetime) -> str:
    if until is None:
        return _("Open now, day and night")
    values = _day_and_time(until)
    ahead = day_seen_from(moment, until)
    until_midnight = until.astimezone(LONDON).time() == MIDNIGHT
    if ahead is Day.TODAY or (ahead is Day.TOMORROW and until_midnight):
        # Tonight's midnight is tomorrow's first moment, and nobody calls it tomorrow.
        return _("Open now until %(time)s") % values
    if ahead is Day.TOMORROW:
        return _("Open now until tomorrow at %(time)s") % values
    if ahead is Day.WEEKDAY:
        return _("Open now until %(weekday)s at %(time)s") % values
    return _("Open now until %(date)s at %(time)s") % values


def _day_and_time(moment: datetime) -> dict[str, str]:
    there = moment.astimezone(LONDON)
    return {
        "time": spoken_time(there.time()),
        "weekday": str(WEEKDAYS[there.weekday()]),
        "date": date_format(there, "j F"),
    }


def bank_holidays_in_words(hours: Iterable[tuple[time, time]]) -> tuple[str, str]:
    """The row under the week: ("Bank holidays", "closed") or ("Bank holidays", "10am to 4pm")."""
    spans = tuple(hours)
    return _("Bank holidays"), _hours_in_words(spans) if spans else _("closed")


def week_in_words(spans: Iterable[Span]) -> list[tuple[str, str]]:
    """Rows of days and hours: ("Monday to Thursday", "9am to 9pm"), ("Friday", "9am to 5pm")."""
    return [
        (_days_in_words(group.first, group.last), _hours_in_words(group.hours))
        for group in week_in_groups(spans)
    ]


def _days_in_words(first: int, last: int) -> str:
    if first == last:
        return str(WEEKDAYS[first])
    if (first, last) == (0, 6):
        return _("Every day")
    joined = _("%(first)s and %(last)s") if last == first + 1 else _("%(first)s to %(last)s")
    return joined % {"first": WEEKDAYS[first], "last": WEEKDAYS[last]}


def _hours_in_words(hours: Iterable[tuple[time, time]]) -> str:
    spans = tuple(hours)
    if spans == ((MIDNIGHT, MIDNIGHT),):
        return _("all day and night")
    return _(", and ").join(
        _("%(opens)s to %(closes)s") % {"opens": spoken_time(opens), "closes": spoken_time(closes)}
        for opens, closes in spans
    )
