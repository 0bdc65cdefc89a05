"""The pattern page: every part of the public pages with sample content, in today's look, for staff.

What reads the database on a real page is given samples here, so that each part is always shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from helpline_info.models import Channel, ChannelKind, OtherService, SupportCategory
from helpline_info.now import ChannelNow
from helpline_info.opening import Opening

from . import brand
from .brand import Against, Brand, Role
from .contrast import contrast_ratio
from .look import look_for

# Kept free for drama by Ofcom: nobody answers there, and nobody is called by mistake.
NUMBER = "0808 157 0123"
WEBSITE = "https://www.example.org/"

ON = {
    Against.PAGE: gettext_lazy("the page"),
    Against.PANEL: gettext_lazy("panels"),
    Against.WORDS_ON_IT: gettext_lazy("words on it"),
}


@dataclass(frozen=True)
class Measured:
    """A colour of the brand, and how it stands out from one of the grounds."""

    name: str
    colour: str
    on: str
    ground: str
    ratio: float
    needed: float


@require_safe
def pattern_page(request: HttpRequest) -> HttpResponse:
    """Every part of the public pages, drawn by the style sheet that visitors get."""
    return render(request, "charity_site/patterns.html", samples(look_for(request).brand))


def samples(chosen: Brand) -> dict[str, Any]:
    until = datetime(2030, 1, 7, 21, tzinfo=UTC)
    telephone = Channel(
        name=_("Call the helpline"),
        kind=ChannelKind.TELEPHONE,
        contact=NUMBER,
        cost=_("Free from any phone"),
        note=_("You do not have to give your name."),
    )
    message = Channel(
        name=_("Send a secure message"), kind=ChannelKind.SECURE_MESSAGE, contact=WEBSITE
    )
    letter = Channel(
        name=_("Write a letter"),
        kind=ChannelKind.POST,
        contact=_("The name of the charity\nPO Box 1\nThe town"),
    )
    week = [
        (_("Monday to Thursday"), _("9am to 9pm")),
        (_("Friday"), _("9am to 5pm")),
    ]
    closed = Opening(is_open=False, opens_at=until)
    return {
        "categories": [
            SupportCategory(title=title, slug=f"sample-{number}")
            for number, title in enumerate(
                [
                    _("A worry in a few words"),
                    _("A worry that takes more words, so that it needs a second line"),
                    _("Another worry"),
                ]
            )
        ],
        "until_then": [message],
        "channels": [
            ChannelNow(
                telephone,
                opening=Opening(is_open=True, until=until),
                sentence=_("Open now until 9pm"),
                week=week,
            ),
            ChannelNow(message, opening=closed, sentence=_("Opens tomorrow at 9am"), week=[]),
            ChannelNow(letter),
        ],
        "services": [
            OtherService(
                name=_("Another helpline"), purpose=_("For somebody else"), telephone="116 1"
            ),
            OtherService(name=_("A website"), purpose=_("To read at any hour"), website=WEBSITE),
        ],
        "campaign": sections_of_a_campaign(),
        "measured": list(measured(chosen)),
    }


def sections_of_a_campaign() -> dict[str, SafeString]:
    """What editors would have filled in, drawn by the templates of a campaign's page."""
    few_words = _paragraph(_("In a sentence or two, and in words that a child would know."))
    filled_in: dict[str, dict[str, Any]] = {
        "opening": {
            "text": _paragraph(
                _("Who this page is for, and what they can do about what worries them.")
            ),
            "button": _("Talk to someone in confidence"),
        },
        "steps": {
            "heading": _("What happens, step by step"),
            "introduction": few_words,
            "steps": [
                {"heading": _("You get in touch"), "text": few_words},
                {"heading": _("Somebody listens"), "text": few_words},
                {"heading": _("You agree on what comes next"), "text": few_words},
            ],
        },
        "timeline": {
            "heading": _("How it went"),
            "introduction": "",
            "events": [
                {"datetime": "2030-01", "when": _("January 2030"), "words": few_words},
                {"datetime": "2030-06-03", "when": _("3 June 2030"), "words": few_words},
            ],
        },
        "questions": {
            "heading": _("Questions and answers"),
            "questions": [
                {"question": _("Do I have to say who I am?"), "answer": few_words},
                {
                    "question": _("What if the question is so long that it takes a second line?"),
                    "answer": few_words,
                },
            ],
        },
        "voices": {
            "heading": _("What people told us"),
            "introduction": "",
            "voices": [
                {"words": _("What somebody said who came for help."), "who": _("A parent")},
                {"words": _("What another person said, in more words."), "who": _("A caller")},
            ],
        },
        "call_to_action": {
            "heading": _("A last word"),
            "text": few_words,
            "button": _("The one thing to do now"),
        },
    }
    return {
        name: render_to_string(
            f"campaigns/blocks/{name}.html",
            {"self": value, "address": "#main", "label": value.get("button"), **value},
        )
        for name, value in filled_in.items()
    }


def _paragraph(words: str) -> SafeString:
    return format_html("<p>{}</p>", words)


def measured(chosen: Brand) -> Iterator[Measured]:
    """The colours of the brand with everything they are seen with, in the light and in the dark."""
    colours: list[tuple[str, str, Role]] = [
        (_("Brand"), chosen.colour, brand.BRAND),
        (_("Accent"), chosen.accent, brand.ACCENT),
        (_("Brand in the dark"), chosen.seen_in_the_dark, brand.BRAND_DARK),
        (_("Accent in the dark"), chosen.accent_seen_in_the_dark, brand.ACCENT_DARK),
    ]
    for name, colour, role in colours:
        for against, ground in role.seen_with:
            ratio = contrast_ratio(colour, ground)
            yield Measured(name, colour, str(ON[against]), ground, ratio, role.ratio)
