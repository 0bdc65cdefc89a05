"""Stop It Now!, in words of our own. The facts are those of `stats` and of the helpline itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from wagtail.rich_text import RichText

from ..models import CampaignPage, HomePage, Partner
from . import around
from .figures import (
    OFFENCES_IN_LANCASHIRE,
    OFFENCES_NATIONALLY,
    PEOPLE_AFTER,
    PEOPLE_BEFORE,
    key_figure,
    prose,
    sentence,
)
from .pages import button, questions, text
from .partners import FORCES_OF_THE_NORTH_WEST

Section = tuple[str, dict[str, Any]]

INTRODUCTION = (
    "Looking at sexual images of children is a crime, and a child is harmed each time one is made"
    " and shared. Anyone who wants to stop, or who is worried about someone else, can get"
    " confidential help."
)
OPENING = (
    "<p>This page is for you if you look at sexual images of children, if you fear that you might,"
    " or if you think that someone close to you does. You can stop. You do not have to do it"
    " alone.</p>"
)
WHY = (
    "<p>Behind each image is a child who was abused or exploited. When an image is looked at or"
    " passed on, that harm goes on.</p>"
    "<p>Some people tell themselves that looking hurts nobody. It does, and it is against the law."
    " But it is possible to stop.</p>"
)
STEPS = (
    ("You get in touch", "<p>Call, write or chat. You do not have to give your name.</p>"),
    (
        "Somebody listens",
        (
            "<p>A trained adviser asks what worries you. They will not be shocked, and they do not"
            " judge.</p>"
        ),
    ),
    (
        "You make a plan",
        (
            "<p>You find out what leads up to it, and what helps you to stop. You agree on steps"
            " that you can take today.</p>"
        ),
    ),
    (
        "You can come back",
        (
            "<p>You can call again as often as you like. There is self-help online too, at any"
            " hour.</p>"
        ),
    ),
)
HELP_SOUGHT = (
    "<p>A campaign in the North West of England told people that help exists, and that they can ask"
    " for it without giving their name. These are the people in the region who used the helpline or"
    " the self-help pages.</p>"
)
HELP_NOTE = (
    "<p>More people asking for help does not mean that more people are offending. It means that"
    " more of them came forward.</p>"
)
RECORDED = (
    "<p>Police forces record offences of taking, making, distributing or possessing indecent images"
    " of children. A rise may come from more offending, from better recording, or from both.</p>"
)
FORCES_INTRODUCTION = "The campaign ran in the North West of England, which these forces serve."
QUESTIONS = (
    (
        "What if I am not sure that anything is wrong?",
        (
            "<p>You can ask all the same. Many people who call are not sure. An adviser helps you"
            " to think it through.</p>"
        ),
    ),
    (
        "Do I have to say who I am?",
        "<p>No. You do not have to give your name, or say where you live.</p>",
    ),
    (
        "Will you tell the police?",
        (
            "<p>If you do not say who you are, nobody can pass it on. There is one limit. If you"
            " give names, and a child may be at risk or a crime may have been committed, the"
            " helpline may have to tell the police or children’s services. You can ask about this"
            " first.</p>"
        ),
    ),
    (
        "Can somebody really stop?",
        (
            "<p>Yes. It helps to tell someone, to know what leads up to it, and to have a plan for"
            " those moments. An adviser goes through this with you.</p>"
        ),
    ),
    (
        "I have found something on a partner’s or a child’s device. What do I do?",
        (
            "<p>Do not copy it or send it to anyone: that can be an offence too. Do not search for"
            " more. If a child is in danger now, call the emergency services. Then talk to the"
            " helpline about what you saw.</p>"
        ),
    ),
)


def add(home: HomePage) -> None:
    """The campaign first, then the pages under it, and then the campaign's own way to them."""
    campaign = home.add_child(
        instance=CampaignPage(
            title="Stop It Now!",
            slug="stop-it-now",
            show_in_menus=True,
            introduction=INTRODUCTION,
            search_description="Confidential help for anyone who is worried, or wants to stop.",
            body=[opening()],
        )
    )
    under_it = around.add(campaign)
    campaign.body = body(families=under_it[0])
    campaign.save_revision().publish()


def body(*, families: Any) -> list[Section]:
    return [
        opening(),
        ("routes_to_help", {"heading": "What are you worried about?", "introduction": ""}),
        text("Why it matters", WHY),
        how_we_help(),
        *help_sought(),
        text("What the police record", RECORDED),
        *key_figure(OFFENCES_NATIONALLY, "child abuse image offences recorded by police"),
        *key_figure(OFFENCES_IN_LANCASHIRE, "offences recorded by Lancashire Constabulary"),
        *offences_over_time(),
        timeline(),
        questions(*QUESTIONS),
        ("way_to_help", {"heading": "How to get in touch", "category": None}),
        forces(),
        partners(),
        button(
            "Read about support for families",
            heading="If it is about someone you love",
            text="<p>You did not cause this, and you need support too.</p>",
            page=families,
        ),
    ]


def opening() -> Section:
    value = {"text": RichText(OPENING), "button": "Talk to someone in confidence"}
    return "opening", {**value, "category": None, "picture": None}


def how_we_help() -> Section:
    steps = [{"heading": heading, "text": RichText(words)} for heading, words in STEPS]
    introduction = RichText("<p>The helpline is free. You decide how much you say.</p>")
    value = {"heading": "What happens when you get in touch", "introduction": introduction}
    return "steps", {**value, "steps": steps}


def help_sought() -> list[Section]:
    before, after = PEOPLE_BEFORE.find(), PEOPLE_AFTER.find()
    if before is None or after is None:
        return []
    value = {
        "heading": "More people asked for help",
        "introduction": RichText(HELP_SOUGHT),
        "older": before,
        "newer": after,
        "caption": "people looked for help",
        "shown_apart": False,
        "note": RichText(HELP_NOTE),
    }
    return [("help_sought", value)]


def offences_over_time() -> list[Section]:
    figure = OFFENCES_IN_LANCASHIRE.find()
    return [("figure_chart", {"figure": figure, "across": "periods"})] if figure else []


def timeline() -> Section:
    events = [
        (
            date(2017, 7, 1),
            prose(
                "The six months before the campaign begin.",
                sentence("In them, {} people in the North West look for help.", PEOPLE_BEFORE),
            ),
        ),
        (
            date(2018, 1, 1),
            prose("The first six months of the campaign begin in the North West."),
        ),
        (
            date(2018, 3, 31),
            prose(
                "A year of police records ends.",
                sentence(
                    "Lancashire Constabulary has recorded {} child abuse image offences in it.",
                    OFFENCES_IN_LANCASHIRE,
                ),
            ),
        ),
        (
            date(2018, 6, 30),
            prose(
                "The first six months end.",
                sentence("In them, {} people in the region looked for help.", PEOPLE_AFTER),
            ),
        ),
    ]
    value = {"heading": "The campaign in the North West", "introduction": RichText("")}
    return "timeline", {
        **value,
        "events": [{"day": day, "known_to": "month", "words": words} for day, words in events],
    }


def forces() -> Section:
    return "supporting_forces", {
        "heading": "Police forces in the North West",
        "introduction": FORCES_INTRODUCTION,
        "forces": FORCES_OF_THE_NORTH_WEST,
    }


def partners() -> Section:
    others = Partner.objects.filter(area__isnull=True)
    value = {"heading": "Who runs the helpline", "introduction": RichText("")}
    return "partners", {**value, "partners": list(others)}
