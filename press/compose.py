"""A release from a template and the facts of one area. Pure: the same facts give the same words.

Conditions choose the sentences, the palette fills them, and every number that it puts in is kept
as a claim with the figures it follows from. Nothing here runs what an editor typed: a template is
text with names in braces, and a name is on the palette or is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .conditions import CONDITIONS, all_hold
from .facts import Facts
from .palette import PLACEHOLDERS, CannotSay, Claim, MissingFigure, Words
from .wording.profiles import WEB, Profile

BRACED = re.compile(r"\{([^{}]*)\}")
NUMBER = re.compile(r"\d")
PARTS_WHERE_NUMBERS_ARE_CLAIMS = frozenset({"headline", "lead", "detail"})


@dataclass(frozen=True)
class Sentence:
    """A sentence with placeholders in braces, used when every condition named holds."""

    text: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """`part` is lead, detail, quote, helpline or note; `speaker` is whose quote it is."""

    part: str
    sentences: tuple[Sentence, ...]
    speaker: str = ""


@dataclass(frozen=True)
class Template:
    """`headlines` are tried in order: the first whose conditions hold is the headline."""

    headlines: tuple[Sentence, ...]
    paragraphs: tuple[Paragraph, ...]
    profile: Profile = WEB


@dataclass(frozen=True)
class ComposedParagraph:
    part: str
    text: str
    claims: tuple[Claim, ...]
    speaker: str = ""


@dataclass(frozen=True)
class ComposedRelease:
    """`headline` is a paragraph too, whose part is "headline"."""

    headline: ComposedParagraph
    paragraphs: tuple[ComposedParagraph, ...]


class CannotCompose(ValueError):
    """This release cannot be written; the message tells a press officer why and what to do."""


def compose(template: Template, facts: Facts) -> ComposedRelease:
    """Write one area's release.

    Raises CannotCompose when a figure is missing, when nothing true can be said where a sentence
    wants something, or when the result would break the house style.
    """
    for headline in template.headlines:
        if all_hold(headline.conditions, facts):
            break
    else:
        raise CannotCompose("No headline of the template fits these figures: add one that does.")
    composed = ComposedRelease(
        headline=_paragraph(Paragraph("headline", (headline,)), facts, template.profile),
        paragraphs=tuple(
            paragraph
            for paragraph in (
                _paragraph(written, facts, template.profile) for written in template.paragraphs
            )
            if paragraph.text
        ),
    )
    _hold_to_the_house_style(composed, facts)
    return composed


def _paragraph(written: Paragraph, facts: Facts, profile: Profile) -> ComposedParagraph:
    text = ""
    claims: list[Claim] = []
    for sentence in written.sentences:
        if not all_hold(sentence.conditions, facts):
            continue
        if text:
            text += " "
        words, found = _sentence(sentence, facts, profile, begins_at=len(text))
        text += words
        claims.extend(found)
    return ComposedParagraph(written.part, text, tuple(claims), written.speaker)


def _sentence(
    sentence: Sentence, facts: Facts, profile: Profile, *, begins_at: int
) -> tuple[str, list[Claim]]:
    text = ""
    claims: list[Claim] = []
    position = 0
    for braced in BRACED.finditer(sentence.text):
        text += sentence.text[position : braced.start()]
        position = braced.end()
        words = _fill(braced[1], sentence, facts, profile)
        claims += [
            replace(claim, start=begins_at + len(text) + claim.start) for claim in words.claims
        ]
        text += words.text
    text += sentence.text[position:]
    if not text[:1].isupper():
        text, claims = _with_a_capital(text, claims, begins_at)
    if text[:1].isdigit() and not sentence.text[:1].isdigit():
        raise CannotCompose(
            f"The sentence “{sentence.text}” would open with the digits of {text.split()[0]}:"
            " begin it with a word."
        )
    return text, claims


def _fill(name: str, sentence: Sentence, facts: Facts, profile: Profile) -> Words:
    try:
        return PLACEHOLDERS[name].say(facts, profile)
    except KeyError:
        raise CannotCompose(f"{{{name}}} is not a placeholder.") from None
    except MissingFigure as error:
        raise CannotCompose(str(error)) from error
    except CannotSay as error:
        raise CannotCompose(
            f"{{{name}}} in “{sentence.text}” cannot be said of {facts.place.name}: {error}"
            " Give the sentence a condition, or another wording."
        ) from error


def _with_a_capital(text: str, claims: list[Claim], begins_at: int) -> tuple[str, list[Claim]]:
    """The sentence with its first letter large, also in a claim that it opens with."""
    large = text[:1].upper() + text[1:]
    return large, [
        replace(claim, text=large[: len(claim.text)]) if claim.start == begins_at else claim
        for claim in claims
    ]


def _hold_to_the_house_style(composed: ComposedRelease, facts: Facts) -> None:
    leads = [paragraph for paragraph in composed.paragraphs if paragraph.part == "lead"]
    if not leads:
        raise CannotCompose("No lead of the template fits these figures: add one that does.")
    if facts.place.in_prose not in leads[0].text:
        raise CannotCompose(
            f"The first paragraph does not name {facts.place.name}: put {{area}} into it."
        )


def problems_in_sentence(text: str, *, part: str) -> list[str]:
    """What is wrong with a template's sentence as an editor wrote it; nothing if it may stand."""
    problems = [
        f"{{{name}}} is not a placeholder. {_nearest(name)}"
        for name in BRACED.findall(text)
        if name not in PLACEHOLDERS
    ]
    rest = BRACED.sub("", text)
    if "{" in rest or "}" in rest:
        problems.append("A brace stands alone: write a placeholder as {name}, and no other braces.")
    if part in PARTS_WHERE_NUMBERS_ARE_CLAIMS and NUMBER.search(rest):
        problems.append(
            "A number is typed into the sentence: use a placeholder, so that it follows its figure."
        )
    return problems


def unknown_conditions(names: Iterable[str]) -> list[str]:
    """The names that are not on the list of conditions."""
    return [name for name in names if name not in CONDITIONS]


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    close: Sequence[str] = get_close_matches(name, PLACEHOLDERS, n=1)
    if close:
        return f"Did you mean {{{close[0]}}}?"
    return f"Choose from: {', '.join(f'{{{known}}}' for known in PLACEHOLDERS)}."
