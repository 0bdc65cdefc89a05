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
        "measured": list(measured(chosen)),
    }


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
