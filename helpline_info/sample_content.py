"""Real help to begin with. Each sort of thing is added only where staff have none of their own.

Stop It Now! UK and Ireland is run by The Lucy Faithfull Foundation; its number, hours and promises
are those it publishes at https://www.stopitnow.org.uk/.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from django.db import transaction

from .models import Channel, ChannelKind, OpeningHours, OtherService, SupportCategory, Weekday

HELPLINE_NUMBER = "0808 1000 900"
WEBSITE = "https://www.stopitnow.org.uk/"

CONFIDENTIAL = (
    "<p>You do not have to give your name, or any detail that says who you are. What you talk about"
    " stays between you and the helpline.</p>"
)
LIMITS = (
    "<p>There is one limit. If you say who you are, or who somebody else is, and what you say"
    " means that a child may be at risk or that a crime has been or may be committed, the helpline"
    " may have to tell the police or children’s services.</p>"
    "<p>You decide what you share. You can ask about this before you say anything else.</p>"
)
WHAT_HAPPENS = (
    "<p>You talk to a trained adviser, who listens and does not judge. You can stop at any"
    " time.</p><ul>{steps}</ul>"
)


@dataclass(frozen=True)
class Worry:
    """The words of one category; what is confidential is the same for all of them."""

    slug: str
    label: str
    title: str
    summary: str
    steps: tuple[str, ...]


CATEGORIES = [
    Worry(
        slug="your-own-thoughts",
        label="Your own thoughts",
        title="Your own thoughts or behaviour",
        summary="If you have sexual thoughts about children, or you are worried about what you"
        " have done or looked at online, you can talk about it. Many people in your place have"
        " asked for help, and you can take that step today.",
        steps=(
            "The adviser asks what made you get in touch, and how you are.",
            "Together you look at what leads up to the thoughts or the behaviour.",
            "You agree on practical steps that keep children safe, and you too.",
        ),
    ),
    Worry(
        slug="another-adult",
        label="Another adult",
        title="Another adult’s behaviour",
        summary="Perhaps it is a partner, a relative, a friend or somebody at work. You may have"
        " seen something, or only have a feeling that something is not right. You do not need to"
        " be certain before you ask.",
        steps=(
            "The adviser asks what you have seen or heard, and what worries you about it.",
            "You talk through what it may mean, and whether a child needs protecting now.",
            "You plan what you can do next, and where you can find support for yourself.",
        ),
    ),
    Worry(
        slug="a-child-or-young-person",
        label="A child or young person",
        title="A child or young person",
        summary="A child’s sexual behaviour, with others or online, can be hard to make sense"
        " of. Some of it is part of growing up, and some of it is a sign that a child needs help.",
        steps=(
            "The adviser asks about the child’s age, and what you have seen.",
            "You talk about what is usual at that age, and what is not.",
            "You plan how to talk to the child, and whom else to involve.",
        ),
    ),
    Worry(
        slug="keeping-children-safe",
        label="Keeping children safe",
        title="Keeping children safe",
        summary="Nothing has to be wrong for you to ask. You can find out how to talk with"
        " children about staying safe, at home and online, and which signs to look out for.",
        steps=(
            "The adviser asks about your family, or about the children you look after.",
            "You talk about what makes children safer, and about how to start a conversation.",
            "You make a plan that suits your home, club or school.",
        ),
    ),
]

MONDAY_TO_THURSDAY = (Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY)


def load() -> None:
    """Add categories, channels and other services, each only where there is not one yet."""
    with transaction.atomic():
        if not SupportCategory.objects.exists():
            _add_categories()
        if not Channel.objects.exists():
            _add_channels()
        if not OtherService.objects.exists():
            _add_other_services()


def _add_categories() -> None:
    for position, worry in enumerate(CATEGORIES):
        steps = "".join(f"<li>{step}</li>" for step in worry.steps)
        category = SupportCategory.objects.create(
            slug=worry.slug,
            label=worry.label,
            title=worry.title,
            summary=worry.summary,
            what_happens=WHAT_HAPPENS.format(steps=steps),
            confidential=CONFIDENTIAL,
            limits=LIMITS,
            position=position,
        )
        category.save_revision().publish()


def _add_channels() -> None:
    telephone = Channel.objects.create(
        name="Stop It Now! helpline",
        kind=ChannelKind.TELEPHONE,
        contact=HELPLINE_NUMBER,
        cost="Free, anonymous and confidential",
        note="Run by The Lucy Faithfull Foundation.",
        position=0,
    )
    hours = [(day, time(9), time(21)) for day in MONDAY_TO_THURSDAY]
    hours.append((Weekday.FRIDAY, time(9), time(17)))
    OpeningHours.objects.bulk_create(
        OpeningHours(channel=telephone, weekday=weekday, opens=opens, closes=closes)
        for weekday, opens, closes in hours
    )
    message = Channel.objects.create(
        name="Send a secure message",
        kind=ChannelKind.SECURE_MESSAGE,
        contact=WEBSITE,
        cost="Free",
        note="You can write at any hour, without your name. Look for secure messaging on the"
        " Stop It Now! website.",
        position=1,
    )
    chat = Channel.objects.create(
        name="Chat with an adviser online",
        kind=ChannelKind.LIVE_CHAT,
        contact=WEBSITE,
        cost="Free",
        note="The Stop It Now! website says when somebody is there to chat.",
        position=2,
    )
    categories = SupportCategory.objects.all()
    for channel in (telephone, message, chat):
        channel.categories.set(categories)


def _add_other_services() -> None:
    services = [
        OtherService(
            name="Emergency services",
            purpose="If a child is in danger now",
            telephone="999",
            is_emergency=True,
        ),
        OtherService(
            name="Childline",
            purpose="For children and young people who want to talk",
            telephone="0800 1111",
        ),
        OtherService(
            name="NSPCC helpline",
            purpose="For adults worried about a child",
            telephone="0808 800 5000",
        ),
        OtherService(
            name="Samaritans",
            purpose="For anyone who is struggling to cope, day or night",
            telephone="116 123",
        ),
        OtherService(
            name="Stop It Now! self-help",
            purpose="Anonymous online self-help, at any hour",
            website=WEBSITE,
        ),
    ]
    for position, service in enumerate(services):
        service.position = position
    OtherService.objects.bulk_create(services)
