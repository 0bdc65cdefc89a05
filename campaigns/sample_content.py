"""A home page and the Stop It Now! campaign to begin with.

The home page is written only while nobody has edited it, and the campaign only where there is none.
Figures are referred to, never typed: one that `stats` does not have is left out with its part.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from wagtail.models import Site
from wagtail.rich_text import RichText

from stats.models import Figure

from .models import CampaignPage, ContentPage, HomePage

NORTH_WEST = "E12000002"
LANCASHIRE = "E23000003"
UNITED_KINGDOM = "K02000001"
FORCES_OF_THE_NORTH_WEST = ["E23000006", "E23000002", "E23000005", LANCASHIRE, "E23000004"]

HOME_TITLE = "You can talk to someone, in confidence"
HOME_INTRODUCTION = (
    "If something worries you – about a child, about another person or about yourself – there is"
    " somebody you can ask. You do not have to be sure, and you do not have to say who you are."
)
HOME_TEXT = (
    "<p>Child sexual abuse can be prevented. Many people who ask for help have never told"
    " anybody before, and are not sure whether they should. Asking early leaves more ways to keep"
    " a child safe.</p>"
    "<p>An adviser will listen, and talk through what you can do next.</p>"
)

CAMPAIGN_INTRODUCTION = (
    "Looking at sexual images of children is a crime, and a child is harmed each time one is made"
    " and shared. Anyone who wants to stop, or who is worried about someone else, can get"
    " confidential help."
)
WHY = (
    "<p>Behind each image is a child who was abused or exploited. When an image is looked at or"
    " passed on, that harm goes on.</p>"
    "<p>Some people tell themselves that looking hurts nobody. It does, and it is against the law."
    " But it is possible to stop, and nobody has to do it alone.</p>"
)
HELP_SOUGHT = (
    "<p>A campaign in the North West of England told people that help exists, and that they can ask"
    " for it without giving their name. These are the people in the region who used the helpline"
    " or the self-help pages in the six months before the campaign, and in the six months that"
    " followed.</p>"
)
HELP_NOTE = (
    "<p>More people asking for help does not mean that more people are offending. It means that"
    " more of them came forward.</p>"
)
RECORDED = (
    "<p>Police forces record offences of taking, making, distributing or possessing indecent images"
    " of children. Recorded crime tells of the work of the police as well as of crime: a rise may"
    " come from more offending, from better recording, or from both.</p>"
)
STEPS = (
    "<h3>If you are worried about yourself</h3>"
    "<ul><li>Step away from the device you use, and tell somebody you trust that you are"
    " struggling.</li>"
    "<li>Call, write or chat without giving your name. The adviser will not be shocked.</li>"
    "<li>Start with self-help online if talking feels too hard today.</li></ul>"
    "<h3>If you are worried about someone else</h3>"
    "<ul><li>You do not need proof. Say what you have noticed, and ask what it may mean.</li>"
    "<li>There is support for partners, parents and families too.</li></ul>"
)
FORCES_INTRODUCTION = "The campaign ran in the North West of England, which these forces serve."


@dataclass(frozen=True)
class Wanted:
    """A total in `stats`, by what it is about, and what the page says of it."""

    measure: str
    area: str
    first: date
    last: date
    caption: str


PEOPLE = "people-seeking-help"
OFFENCES = "child-abuse-image-offences"
YEAR = (date(2017, 4, 1), date(2018, 3, 31))
PEOPLE_BEFORE = Wanted(
    PEOPLE,
    NORTH_WEST,
    date(2017, 7, 1),
    date(2017, 12, 31),
    "people looked for help before the campaign",
)
PEOPLE_AFTER = Wanted(
    PEOPLE,
    NORTH_WEST,
    date(2018, 1, 1),
    date(2018, 6, 30),
    "people looked for help in the months that followed",
)
OFFENCES_NATIONALLY = Wanted(
    OFFENCES, UNITED_KINGDOM, *YEAR, "child abuse image offences recorded by police"
)
OFFENCES_IN_LANCASHIRE = Wanted(
    OFFENCES, LANCASHIRE, *YEAR, "offences recorded by Lancashire Constabulary"
)


def load() -> None:
    """Write the home page, and add the campaign and a page about this site, where missing."""
    with transaction.atomic():
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        home = site.root_page.specific if site else None
        if not isinstance(home, HomePage):
            return  # staff have a site of their own
        if home.latest_revision is None:
            _write_home(home)
        if not CampaignPage.objects.exists():
            _add_campaign(home)
        if not ContentPage.objects.exists():
            _add_accessibility(home)


def _write_home(home: HomePage) -> None:
    home.title = HOME_TITLE
    home.seo_title = "Home"
    home.introduction = HOME_INTRODUCTION
    home.body = [text("Asking early helps", HOME_TEXT)]
    home.save_revision().publish()


def _add_campaign(home: HomePage) -> None:
    campaign = home.add_child(
        instance=CampaignPage(
            title="Stop It Now!",
            slug="stop-it-now",
            show_in_menus=True,
            introduction=CAMPAIGN_INTRODUCTION,
            body=[
                text("Why it matters", WHY),
                text("More people asked for help", HELP_SOUGHT),
                *key_figures(PEOPLE_BEFORE, PEOPLE_AFTER),
                text("", HELP_NOTE),
                text("What the police record", RECORDED),
                *key_figures(OFFENCES_NATIONALLY, OFFENCES_IN_LANCASHIRE),
                text("What you can do now", STEPS),
                ("way_to_help", {"heading": "How to get in touch", "category": None}),
                (
                    "supporting_forces",
                    {
                        "heading": "Police forces in the North West",
                        "introduction": FORCES_INTRODUCTION,
                        "forces": FORCES_OF_THE_NORTH_WEST,
                    },
                ),
            ],
        )
    )
    campaign.save_revision().publish()


def _add_accessibility(home: HomePage) -> None:
    page = home.add_child(
        instance=ContentPage(
            title="Using this site",
            slug="using-this-site",
            introduction="How this site is made, so that anyone can use it and nobody is followed.",
            body=[
                text(
                    "For everyone",
                    "<p>Every page works on a small screen, with a keyboard alone, with a screen"
                    " reader, and without scripts. It follows your device’s choice of light or dark"
                    " colours and of larger text.</p>",
                ),
                text(
                    "Your privacy",
                    "<p>This site sets no cookies for its visitors and asks nothing of any other"
                    " website. Your browser still keeps a history of the pages you open: a private"
                    " window keeps none once you close it.</p>",
                ),
            ],
        )
    )
    page.save_revision().publish()


def text(heading: str, words: str) -> tuple[str, dict[str, Any]]:
    return "text", {"heading": heading, "text": RichText(words)}


def key_figures(*wanted: Wanted) -> list[tuple[str, dict[str, Any]]]:
    """A part for each figure that is public now; the others are left out."""
    return [
        ("key_figure", {"figure": figure, "caption": each.caption})
        for each in wanted
        if (figure := _find(each)) is not None
    ]


def _find(wanted: Wanted) -> Figure | None:
    return (
        Figure.objects.visible_at()
        .totals()
        .filter(
            measure__slug=wanted.measure,
            area__gss_code=wanted.area,
            period_start=wanted.first,
            period_end=wanted.last,
            value__isnull=False,
        )
        .first()
    )
