"""A release from a template and the facts of one area. Pure: the same facts give the same words.

Conditions choose the sentences, the palette fills them, and every number that it puts in is kept
as a claim with the figures it follows from. Nothing here runs what an editor typed: a template is
text with names in braces, and a name is on the palette or is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from .conditions import Answers, UnknownCondition
from .facts import Facts, Spoken
from .palette import CannotSay, Claim, MissingFigure, Words
from .palette_welsh import NotInWelsh, palette_in
from .quoting import ANY, fits, local_words, why_not
from .sentences import StrayBrace, pieces, problems_in_sentence
from .units import misfit
from .wording.profiles import WEB, WELSH, Profile
from .wording.saying import choose

__all__ = ["CannotCompose", "compose", "problems_in_sentence"]


@dataclass(frozen=True)
class Sentence:
    """A sentence with placeholders in braces, used when every condition named holds.

    `others` say the same in other ways. Which of them an area gets follows from its seed.
    """

    text: str
    conditions: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        return (self.text, *self.others)


@dataclass(frozen=True)
class Paragraph:
    """`part` is lead, detail, quote, helpline or note.

    `speaker` is whose quotation it is, and `direction` (of press.quoting) where it may land.
    """

    part: str
    sentences: tuple[Sentence, ...]
    speaker: str = ""
    direction: str = ANY


@dataclass(frozen=True)
class Template:
    """`headlines` are tried in order: the first whose conditions hold is the headline.

    With `varies`, phrases that mean the same ("nearly", "almost") take turns from area to area.
    """

    headlines: tuple[Sentence, ...]
    paragraphs: tuple[Paragraph, ...]
    profile: Profile = WEB
    varies: bool = False

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of them, headlines first, in their order."""
        return (*self.headlines, *(one for each in self.paragraphs for one in each.sentences))

    def in_wording(self, number: int) -> Template:
        """The template with each sentence in its wording of that number, counted round."""

        def chosen(sentence: Sentence) -> Sentence:
            ways = sentence.wordings
            return Sentence(ways[number % len(ways)], sentence.conditions)

        return replace(
            self,
            headlines=tuple(chosen(one) for one in self.headlines),
            paragraphs=tuple(
                replace(each, sentences=tuple(chosen(one) for one in each.sentences))
                for each in self.paragraphs
            ),
        )


class ComposedParagraph(NamedTuple):
    part: str
    text: str
    claims: tuple[Claim, ...]
    speaker: str = ""


class ComposedRelease(NamedTuple):
    """`headline` is a paragraph too, whose part is "headline"."""

    headline: ComposedParagraph
    paragraphs: tuple[ComposedParagraph, ...]

    @property
    def everything(self) -> tuple[ComposedParagraph, ...]:
        return (self.headline, *self.paragraphs)


class CannotCompose(ValueError):
    """This release cannot be written; the message tells a press officer why and what to do.

    `sentence` is the one that stops it, if it is one, and `placeholder` what in it cannot be said.
    `is_about_data` where the area's own figure or the helpline's record is missing, so that no
    wording would help.
    """

    def __init__(
        self,
        message: str,
        *,
        sentence: str = "",
        placeholder: str = "",
        is_about_data: bool = False,
    ) -> None:
        super().__init__(message)
        self.sentence = sentence
        self.placeholder = placeholder
        self.is_about_data = is_about_data


@dataclass(frozen=True)
class _Writing:
    """What one release is written from. `facts` have a seed only where phrases vary.

    `spokespeople` are those not quoted yet: no two paragraphs quote the same words. `answers` and
    `filled` hold what conditions answered and placeholders said, which many sentences ask for.
    """

    facts: Facts
    profile: Profile
    seed: str
    answers: Answers
    spokespeople: list[Spoken]
    filled: dict[str, Words] = field(default_factory=dict)


def compose(template: Template, facts: Facts) -> ComposedRelease:
    """Write one area's release.

    Raises CannotCompose when a figure is missing, when nothing true can be said where a sentence
    wants something, when a quotation parts ways with the figures, or when the result would break
    the house style.
    """
    said_of = facts if template.varies or not facts.seed else replace(facts, seed="")
    writing = _Writing(
        facts=said_of,
        answers=Answers(said_of),
        profile=template.profile,
        seed=facts.seed,
        # Local quotations are kept in English; nobody is quoted in words that they did not say.
        spokespeople=[] if template.profile.language == WELSH else list(facts.spokespeople),
    )
    try:
        composed = _compose(template, writing)
    except UnknownCondition as error:
        raise CannotCompose(f"“{error.args[0]}” is not a condition: choose another.") from error
    _hold_to_the_house_style(composed, facts, template.profile)
    return composed


def _compose(template: Template, writing: _Writing) -> ComposedRelease:
    for headline in template.headlines:
        if writing.answers.all_hold(headline.conditions):
            break
    else:
        raise CannotCompose("No headline of the template fits these figures: add one that does.")
    return ComposedRelease(
        headline=_paragraph(Paragraph("headline", (headline,)), writing),
        paragraphs=tuple(
            paragraph
            for paragraph in (_paragraph(written, writing) for written in template.paragraphs)
            if paragraph.text
        ),
    )


def _paragraph(written: Paragraph, writing: _Writing) -> ComposedParagraph:
    fitting = [each for each in written.sentences if writing.answers.all_hold(each.conditions)]
    if written.part == "quote" and fitting:
        if not fits(written.direction, writing.facts):
            return ComposedParagraph(written.part, "", (), written.speaker)
        local = local_words(writing.spokespeople, writing.facts)
        if local is not None:
            return ComposedParagraph(written.part, local.text, (), local.speaker)
    text = ""
    claims: list[Claim] = []
    for sentence in fitting:
        if text:
            text += " "
        words, found = _sentence(written.part, sentence, writing, begins_at=len(text))
        text += words
        claims.extend(found)
    if written.part == "quote" and (
        why := why_not(text, writing.facts, language=writing.profile.language)
    ):
        raise CannotCompose(
            f"{written.speaker} is quoted on {writing.facts.place.name} with words that its figures"
            f" belie. {why} Choose which way the figure must have gone for the quotation to fit,"
            " and by conditions how far.",
            sentence=fitting[0].text,
        )
    return ComposedParagraph(written.part, text, tuple(claims), written.speaker)


def _sentence(
    part: str, sentence: Sentence, writing: _Writing, *, begins_at: int
) -> tuple[str, list[Claim]]:
    wording = sentence.text
    if sentence.others:
        wording = choose(sentence.wordings, seed=writing.seed or None, about=sentence.text)
    text = ""
    claims: list[Claim] = []
    try:
        apart = pieces(wording, part=part)
    except StrayBrace as error:
        raise CannotCompose(str(error), sentence=wording) from error
    for literal, name in apart:
        if name is None:
            text += literal
            continue
        words = writing.filled.get(name)
        if words is None:
            words = writing.filled[name] = _fill(name, wording, writing)
        if words.claims:
            begins = begins_at + len(text)
            claims += [claim.moved(begins) for claim in words.claims]
        text += words.text
    if not text[:1].isupper():
        text, claims = _with_a_capital(text, claims, begins_at)
    if text[:1].isdigit() and not wording[:1].isdigit():
        raise CannotCompose(
            f"The sentence “{wording}” would open with the digits of {text.split()[0]}:"
            " begin it with a word.",
            sentence=wording,
        )
    return text, claims


def _fill(name: str, wording: str, writing: _Writing) -> Words:
    facts = writing.facts
    placeholder = palette_in(writing.profile.language).get(name)
    if placeholder is None:
        raise CannotCompose(f"{{{name}}} is not a placeholder.", sentence=wording)
    if (found := misfit(placeholder, facts.nouns.unit)) is not None:
        raise CannotCompose(f"{found.what} {found.remedy}", sentence=wording, placeholder=name)
    try:
        return placeholder.say(facts, writing.profile)
    except MissingFigure as error:
        raise CannotCompose(
            str(error),
            sentence=wording,
            placeholder=name,
            is_about_data=_is_about_data(name, facts) or isinstance(error, NotInWelsh),
        ) from error
    except CannotSay as error:
        raise CannotCompose(
            f"{{{name}}} in “{wording}” cannot be said of {facts.place.name}: {error}"
            " Give the sentence a condition, or another wording.",
            sentence=wording,
            placeholder=name,
        ) from error


def _is_about_data(name: str, facts: Facts) -> bool:
    is_unknown = facts.current is None or facts.current.value is None
    return is_unknown or name.startswith("helpline_")


def _with_a_capital(text: str, claims: list[Claim], begins_at: int) -> tuple[str, list[Claim]]:
    """The sentence with its first letter large, also in a claim that it opens with."""
    large = _capital(text)
    return large, [
        claim._replace(text=large[: len(claim.text)]) if claim.start == begins_at else claim
        for claim in claims
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _hold_to_the_house_style(composed: ComposedRelease, facts: Facts, profile: Profile) -> None:
    leads = [paragraph for paragraph in composed.paragraphs if paragraph.part == "lead"]
    if not leads:
        raise CannotCompose("No lead of the template fits these figures: add one that does.")
    names = [facts.place.in_prose]
    if profile.language == WELSH:
        names = [name for name in (facts.welsh.area, facts.welsh.in_area) if name]
    if not any(each in leads[0].text for name in names for each in (name, _capital(name))):
        raise CannotCompose(
            f"The first paragraph does not name {facts.place.name}: put {{area}} into it."
        )
