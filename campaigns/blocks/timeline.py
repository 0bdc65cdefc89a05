"""What happened when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy
from wagtail import blocks

from .parts import WORDS, heading, sentences

DAY, MONTH, YEAR = "day", "month", "year"
SAID_AS = {DAY: "j F Y", MONTH: "F Y", YEAR: "Y"}
MACHINE_READS = {DAY: "%Y-%m-%d", MONTH: "%Y-%m", YEAR: "%Y"}


class EventBlock(blocks.StructBlock):
    day = blocks.DateBlock(
        label=gettext_lazy("Date"),
        help_text=gettext_lazy("Where only the month or the year is known, any day of it."),
    )
    known_to = blocks.ChoiceBlock(
        label=gettext_lazy("Known to the"),
        choices=[
            (DAY, gettext_lazy("day")),
            (MONTH, gettext_lazy("month")),
            (YEAR, gettext_lazy("year")),
        ],
        default=MONTH,
    )
    words = sentences(label=gettext_lazy("What happened"))

    class Meta:
        label = gettext_lazy("Event")
        icon = "date"


class TimelineBlock(blocks.StructBlock):
    """Events in the order in which they happened, whatever the order they were typed in."""

    heading = heading(default=gettext_lazy("How it went"))
    introduction = sentences(label=gettext_lazy("Opening sentences"), required=False)
    events = blocks.ListBlock(EventBlock(), label=gettext_lazy("Events"), min_num=1, default=[])

    class Meta:
        label = gettext_lazy("Timeline")
        icon = "history"
        template = "campaigns/blocks/timeline.html"
        group = WORDS

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        events = sorted((each for each in value["events"] if each["day"]), key=_day)
        context["events"] = [
            {
                "when": said(each["day"], each["known_to"]),
                "datetime": each["day"].strftime(MACHINE_READS[each["known_to"]]),
                "words": each.bound_blocks["words"],
            }
            for each in events
        ]
        return context


def _day(event: blocks.StructValue) -> date:
    day: date = event["day"]
    return day


def said(day: date, known_to: str) -> str:
    """A date as far as it is known, in the reader's language: “July 2017”."""
    return date_format(day, SAID_AS[known_to])
