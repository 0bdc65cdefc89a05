"""The home page, and a page about this site."""

from __future__ import annotations

from typing import Any

from wagtail.rich_text import RichText

from ..models import ContentPage, HomePage

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
FOR_EVERYONE = (
    "<p>Every page works on a small screen, with a keyboard alone, with a screen reader, and"
    " without scripts. It follows your device’s choice of light or dark colours and of larger"
    " text.</p>"
)
YOUR_PRIVACY = (
    "<p>This site sets no cookies for its visitors and asks nothing of any other website. Your"
    " browser still keeps a history of the pages you open: a private window keeps none once you"
    " close it.</p>"
)


def write_home(home: HomePage) -> None:
    home.title = HOME_TITLE
    home.seo_title = "Home"
    home.introduction = HOME_INTRODUCTION
    home.body = [text("Asking early helps", HOME_TEXT)]
    home.save_revision().publish()


def add_using_this_site(home: HomePage) -> None:
    page = home.add_child(
        instance=ContentPage(
            title="Using this site",
            slug="using-this-site",
            introduction="How this site is made, so that anyone can use it and nobody is followed.",
            body=[text("For everyone", FOR_EVERYONE), text("Your privacy", YOUR_PRIVACY)],
        )
    )
    page.save_revision().publish()


def text(heading: str, words: str) -> tuple[str, dict[str, Any]]:
    """A section of prose."""
    return "text", {"heading": heading, "text": RichText(words)}


def questions(*pairs: tuple[str, str], heading: str = "Questions and answers") -> tuple[str, Any]:
    """A section of questions, each with its answer."""
    each = [{"question": question, "answer": RichText(answer)} for question, answer in pairs]
    return "questions", {"heading": heading, "questions": each}


def button(words: str, *, heading: str = "", text: str = "", page: Any = None) -> tuple[str, Any]:
    """A call to action, to help or to a page."""
    value = {"heading": heading, "text": RichText(text), "button": words}
    return "call_to_action", {**value, "category": None, "page": page}
