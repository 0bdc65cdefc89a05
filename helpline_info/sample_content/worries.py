"""The four worries that bring people to the helpline, in short sentences and common words.

Most of their Welsh is in `welsh.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from . import welsh

IN_SHORT = (
    "You do not have to say who you are. There is one limit. If you give names or other details,"
    " and a child may be at risk or there was a crime, the helpline will tell the police or other"
    " services."
)
CONFIDENTIAL = (
    "<p>You do not have to give your name, or say where you live. Nobody will ask you for it.</p>"
    "<p>What you talk about stays with the helpline. Nobody at home or at work is told that you got"
    " in touch.</p>"
)
LIMITS = (
    "<p>There is a limit, because children come first. The helpline has to pass something on if you"
    " say who you are, or who somebody else is, and you also tell them that:</p>"
    "<ul><li>a child has been abused, or may be at risk</li>"
    "<li>someone else is at risk of harm</li>"
    "<li>there was a crime.</li></ul>"
    "<p>Then they tell the police or other services that can help. You choose what you share. You"
    " can ask about this first, before you say anything else.</p>"
)
STOP_IT_NOW = (
    '<a href="https://www.stopitnow.org.uk/">Stop It Now!</a>: facts, advice and self-help, for'
    " anyone who worries about a child, another person or themselves"
)
PARENTS_PROTECT = (
    '<a href="https://www.parentsprotect.co.uk/">Parents Protect</a>: signs to look out for, and'
    " how to make a plan for your family"
)
NSPCC = (
    '<a href="https://www.nspcc.org.uk/">NSPCC</a>: advice for adults, and ways to talk to a child'
)
CHILDLINE = (
    '<a href="https://www.childline.org.uk/">Childline</a>: for children and young people up to 19'
)
REMOVE = (
    '<a href="https://www.childline.org.uk/remove">Report Remove</a>: helps anyone under 18 to get'
    " a nude picture of themselves taken off the internet"
)
SHORE = (
    '<a href="https://shorespace.org.uk/">Shore</a>: for teenagers who worry about sexual thoughts'
    " or about what they or a friend did"
)
CEOP = (
    '<a href="https://www.ceop.police.uk/">CEOP</a>: part of the police, to report someone who may'
    " be harming a child online"
)
IWF = (
    '<a href="https://report.iwf.org.uk/">Internet Watch Foundation</a>: to report sexual images of'
    " children, without giving your name"
)


@dataclass(frozen=True)
class Worry:
    """The words of one category; what is confidential is the same for all of them."""

    slug: str
    label: str
    title: str
    summary: str
    feelings: str
    asked: tuple[str, ...]
    steps_now: str
    resources: tuple[str, ...]
    label_cy: str
    title_cy: str
    summary_cy: str

    @property
    def fields(self) -> dict[str, Any]:
        """As a support category keeps them."""
        in_welsh = welsh.OF_WORRIES[self.slug]
        return {
            "slug": self.slug,
            "label": self.label,
            "title": self.title,
            "summary": self.summary,
            "confidential_in_short": IN_SHORT,
            "feelings": self.feelings,
            "what_happens": (
                "<p>You talk to a trained adviser. They listen and do not judge. You can stop at"
                f" any time.</p>{bullets(self.asked)}"
                "<p>You will hear about what is confidential at the start of the call.</p>"
            ),
            "confidential": CONFIDENTIAL,
            "limits": LIMITS,
            "steps_now": self.steps_now,
            "resources": bullets(self.resources),
            "label_cy": self.label_cy,
            "title_cy": self.title_cy,
            "summary_cy": self.summary_cy,
            "confidential_in_short_cy": welsh.IN_SHORT,
            "what_happens_cy": f"{welsh.FIRST}{bullets(in_welsh.asked)}{welsh.LAST}",
            "confidential_cy": welsh.CONFIDENTIAL,
            "limits_cy": welsh.LIMITS,
            "steps_now_cy": bullets(in_welsh.steps_now),
            "resources_cy": bullets(in_welsh.resources),
        }


def bullets(points: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{point}</li>" for point in points) + "</ul>"


WORRIES = [
    Worry(
        slug="your-own-thoughts",
        label="Your own thoughts",
        title="Your own thoughts or behaviour",
        summary="Do you have sexual thoughts about children? Do you worry about what you have done,"
        " or looked at online? You can talk about it. Many people have asked for help, and it is"
        " possible to change.",
        feelings=bullets(
            (
                "You may feel ashamed, afraid or alone, and think that nobody can know.",
                "You may have tried to stop, and gone back to it.",
                "You may look at sexual images of children, or talk to children online.",
                "You may not have done anything, and fear that one day you might.",
                "You may hope that looking at images hurts no one. A child is harmed each time.",
            )
        )
        + "<p>A thought is not an act. You can choose what you do next.</p>",
        asked=(
            "The adviser asks why you got in touch, and how you are.",
            "You look at what comes before the thoughts, or before you go online.",
            "You agree on steps that keep children safe, and you too.",
        ),
        steps_now=bullets(
            (
                (
                    "Put away the phone or computer that you use for this. Go into another room, or"
                    " outside."
                ),
                "Do not be alone with a child while you feel this way.",
                "Stop any chat with a child. You do not have to explain.",
                (
                    "Think of one person you trust. You can tell them that you find things hard,"
                    " without saying why."
                ),
                "If you think of ending your life, call Samaritans on 116 123, at any hour.",
            )
        ),
        resources=(STOP_IT_NOW, IWF),
        label_cy="Eich meddyliau eich hun",
        title_cy="Eich meddyliau neu’ch ymddygiad eich hun",
        summary_cy="Os ydych yn poeni am eich meddyliau neu’ch ymddygiad eich hun, gallwch siarad â"
        " rhywun yn gyfrinachol.",
    ),
    Worry(
        slug="another-adult",
        label="Another adult",
        title="Another adult’s behaviour",
        summary="It may be a partner, someone in the family, a friend or someone at work. You may"
        " have seen something, or only feel that it is not right. You do not need to be sure"
        " before you ask.",
        feelings="<p>You may have seen that an adult:</p>"
        + bullets(
            (
                "finds ways to be alone with a child, again and again",
                "gives one child presents, money or secrets to keep",
                "does not stop when a child does not want to be hugged or touched",
                "talks about a child’s body in a sexual way",
                "hides what they do online, or is up late with the door shut.",
            )
        )
        + "<p>One of these alone may mean nothing. It is still right to ask. You may feel shock,"
        " anger or guilt, and you may love the person too. If the police have been to your home,"
        " you can get support as well.</p>",
        asked=(
            "The adviser asks what you have seen or heard, and what worries you.",
            "You talk about what it may mean, and if a child needs help now.",
            "You plan what you can do next, and who can support you.",
        ),
        steps_now=bullets(
            (
                "Write down what you saw or heard, with the day and the time.",
                "Make sure that the child is not alone with that person.",
                (
                    "If a child tells you something, stay calm. Listen, and say that they did"
                    " right to tell you. Do not promise to keep it secret."
                ),
                "Do not look for images yourself, and do not copy or send any that you find.",
                "If a child is in danger now, call 999.",
            )
        ),
        resources=(STOP_IT_NOW, NSPCC, CEOP, PARENTS_PROTECT),
        label_cy="Oedolyn arall",
        title_cy="Ymddygiad oedolyn arall",
        summary_cy="Os ydych yn poeni am ymddygiad oedolyn arall, gallwch siarad â rhywun yn"
        " gyfrinachol. Nid oes angen i chi fod yn sicr.",
    ),
    Worry(
        slug="a-child-or-young-person",
        label="A child or young person",
        title="A child or young person",
        summary="It can be hard to know what to make of a child’s sexual behaviour, with others or"
        " online. Some of it is part of growing up. Some of it is a sign that a child needs help.",
        feelings="<p>You may have seen that a child:</p>"
        + bullets(
            (
                "knows or says more about sex than you expect at that age",
                "does sexual things with a much younger child, or one who does not want to",
                "goes on with it after being told to stop",
                "shares nude pictures, or has been asked for some",
                "is upset, secret or changed since they met someone new.",
            )
        )
        + "<p>You may feel shock, or ask what you did wrong. A child who does these things is still"
        " a child. With help, most of them stop.</p>",
        asked=(
            "The adviser asks how old the child is, and what you have seen.",
            "You talk about what is usual at that age, and what is not.",
            "You plan how to talk to the child, and who else can help.",
        ),
        steps_now=bullets(
            (
                "Stay calm. Tell the child what is not okay, and that you still care for them.",
                "Keep an eye on children who are together, and do not leave them alone.",
                "Do not take away all they have. Ask, and listen more than you talk.",
                (
                    "If there are nude pictures, do not copy or send them. Report Remove can help"
                    " to get them off the internet."
                ),
                "If a child is in danger now, call 999.",
            )
        ),
        resources=(STOP_IT_NOW, SHORE, CHILDLINE, REMOVE, NSPCC),
        label_cy="Plentyn neu berson ifanc",
        title_cy="Plentyn neu berson ifanc",
        summary_cy="Os ydych yn poeni am ymddygiad plentyn neu berson ifanc, gallwch siarad â"
        " rhywun yn gyfrinachol.",
    ),
    Worry(
        slug="keeping-children-safe",
        label="Keeping children safe",
        title="Keeping children safe",
        summary="Nothing has to be wrong before you ask. You can find out how to talk with children"
        " about staying safe, at home and online, and which signs to look out for.",
        feelings=bullets(
            (
                "You may not know how to begin, or fear to scare a child.",
                "You may have read or heard something that made you think.",
                "You may look after children at work, in a club or in a place of worship.",
                "You may have been hurt as a child, and want it to be different for yours.",
            )
        ),
        asked=(
            "The adviser asks about your family, or the children you look after.",
            "You talk about what makes children safer, and how to start to talk.",
            "You make a plan that suits your home, club or school.",
        ),
        steps_now=bullets(
            (
                "Teach a child the right names for all parts of the body.",
                "Tell them that their body is theirs. They can say no, to grown-ups as well.",
                "Talk about good secrets, like a birthday gift, and secrets that feel bad.",
                "Ask what they like to do online, and do it with them.",
                "Let them know that they can tell you anything, and that you will not be angry.",
            )
        ),
        resources=(PARENTS_PROTECT, NSPCC, STOP_IT_NOW, CHILDLINE),
        label_cy="Cadw plant yn ddiogel",
        title_cy="Cadw plant yn ddiogel",
        summary_cy="Gallwch ofyn sut i gadw plant yn ddiogel, gartref ac ar-lein.",
    ),
]
