"""The pages around the campaign: for families, about children online, and about the law.

The law is that of England and Wales: the Protection of Children Act 1978, section 160 of the
Criminal Justice Act 1988, and section 15A of the Sexual Offences Act 2003.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..models import CampaignPage, ContentPage
from .pages import button, questions, text


@dataclass(frozen=True)
class Around:
    """A page. What a browser keeps of it (`label`, `slug`) gives nothing away."""

    title: str
    label: str
    slug: str
    introduction: str
    sections: list[tuple[str, Any]]


FAMILIES = Around(
    title="If someone you know has been arrested",
    label="Support for families",
    slug="support-for-families",
    introduction="The police may have come without warning, and life may feel turned upside down."
    " You did not cause this. There is help for you too.",
    sections=[
        button("Talk to someone in confidence"),
        text(
            "What may happen first",
            "<ul><li>The police may take phones, computers and other devices away to look at"
            " them. This can take months.</li>"
            "<li>The person may be told not to be alone with children, or to live somewhere else"
            " for a time.</li>"
            "<li>If there are children at home, children’s services may get in touch. Their task is"
            " to make sure that the children are safe.</li></ul>"
            "<p>An arrest means that the police are looking into it. It does not mean that somebody"
            " has been found guilty.</p>",
        ),
        text(
            "How you may feel",
            "<p>You may feel shock, anger, shame or fear, or nothing at all. You may still love"
            " the person. All of this is common, and none of it is wrong.</p>"
            "<p>You do not have to decide today whether to stay or to go.</p>",
        ),
        text(
            "What you can do now",
            "<ul><li>Tell one person whom you trust.</li>"
            "<li>Eat, rest, and take one day at a time.</li>"
            "<li>Tell children something true and simple. Let them know that it is not their"
            " fault.</li>"
            "<li>Do not look through devices, or delete anything.</li>"
            "<li>Ask the police officer in charge for their name and how to reach them.</li></ul>",
        ),
        text(
            "If somebody may harm themselves",
            "<p>The days after an arrest can be a time of great danger for the person, and for"
            " those around them. Take talk of suicide seriously and stay with them. Call the"
            " emergency services if their life is at risk. "
            '<a href="https://www.samaritans.org/">Samaritans</a> listen day and night.</p>',
        ),
        text(
            "Who else can help",
            '<ul><li><a href="https://www.childline.org.uk/">Childline</a>, for children who want'
            " to talk.</li>"
            '<li><a href="https://frg.org.uk/">Family Rights Group</a>, for advice when children’s'
            " services in England are involved.</li></ul>",
        ),
    ],
)

ONLINE = Around(
    title="How children can be kept safer online",
    label="Safer online",
    slug="safer-online",
    introduction="You do not need to know every app. What helps most is a child who can tell you"
    " anything.",
    sections=[
        button("Ask somebody for advice"),
        text(
            "Talk early, and often",
            "<ul><li>Ask what they like to do online, and let them show you.</li>"
            "<li>Say that some people online are not who they say they are.</li>"
            "<li>Tell them that they can come to you, whatever has happened. They will not be in"
            " trouble.</li></ul>",
        ),
        text(
            "Make it safer together",
            "<ul><li>Agree on where and when devices are used. Bedrooms at night are a poor"
            " place.</li>"
            "<li>Set up the parental controls of your broadband, devices and apps.</li>"
            "<li>Go through privacy settings with your child: who can see them, and who can write"
            " to them?</li></ul>",
        ),
        text(
            "Signs that something may be wrong",
            "<ul><li>They hide their screen, or are upset after being online.</li>"
            "<li>They have new friends whom nobody has met, or gifts they cannot explain.</li>"
            "<li>They are up at night, or pull away from friends and family.</li></ul>"
            "<p>One sign alone may mean nothing. Ask calmly how they are.</p>",
        ),
        questions(
            (
                "A nude picture of my child has been shared. What can we do?",
                (
                    "<p>Stay calm, and tell your child that it is not their fault. Somebody under"
                    " eighteen can use "
                    '<a href="https://www.childline.org.uk/remove">Report Remove</a>, by Childline'
                    " and"
                    " the Internet Watch Foundation, to have it taken off the internet.</p>"
                ),
            ),
            (
                "An adult is asking my child for pictures, or threatens to share one. What now?",
                (
                    "<p>Do not pay, and do not answer any more. Keep the messages, and do not"
                    " delete the account. Tell the police, or report it to "
                    '<a href="https://www.ceop.police.uk/Safety-Centre/">CEOP</a>, which is part'
                    " of the"
                    " National Crime Agency.</p>"
                ),
            ),
            heading="If something has happened",
        ),
    ],
)

LAW = Around(
    title="What the law says",
    label="The law",
    slug="what-the-law-says",
    introduction="This is the law of England and Wales in short. Scotland and Northern Ireland have"
    " laws of their own that forbid the same. It is not legal advice.",
    sections=[
        button("Talk to someone in confidence"),
        text(
            "Images",
            "<p>It is a crime to take, make, share, show or have indecent images of a child. A"
            " child here is anyone under eighteen.</p>"
            "<ul><li>“Making” includes saving an image or opening it on a screen.</li>"
            "<li>It counts if the image was made or changed by a computer and looks like a photo of"
            " a child.</li>"
            "<li>It counts if a young person took the picture and sent it by choice.</li></ul>",
        ),
        text(
            "Messages",
            "<p>It is a crime for an adult to send a child under sixteen a sexual message, or to"
            " try to get one back, for sexual pleasure. It does not matter whether the child"
            " answers.</p>",
        ),
        text(
            "Young people",
            "<p>The law protects children, and that includes those who have shared pictures of"
            " themselves. Police and schools look at what happened and why, and try not to treat"
            " a child as a criminal.</p>",
        ),
        text(
            "Thoughts",
            "<p>A thought is not a crime. If you are troubled by thoughts about children, you can"
            " talk about them before anybody is harmed.</p>",
        ),
    ],
)


def add(campaign: CampaignPage) -> list[ContentPage]:
    """The pages under a campaign, in the order of this file."""
    return [_add(campaign, page) for page in (FAMILIES, ONLINE, LAW)]


def _add(campaign: CampaignPage, around: Around) -> ContentPage:
    page: ContentPage = campaign.add_child(
        instance=ContentPage(
            title=around.title,
            seo_title=around.label,
            slug=around.slug,
            introduction=around.introduction,
            body=around.sections,
        )
    )
    page.save_revision().publish()
    return page
