"""A release from a template and the facts of one area. Pure: the same facts give the same words.

Conditions choose the sentences, the palette fills them, and every number that it puts in is kept
as a claim with the figures it follows from. Nothing here runs what an editor typed: a template is
text with names in braces, and a name is on the palette or is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .conditions import Answers, UnknownCondition, answers_of
from .facts import Facts, Spoken
from .palette import CannotSay, Claim, MissingFigure, Words
from .palette_welsh import NotInWelsh, palette_in
from .planned import Plan, PlannedParagraph, PlannedSentence, Written
from .quoting import fits, local_words, why_not
from .sentences import Piece, StrayBrace, problems_in_sentence
from .templating import Paragraph, Sentence, Template
from .units import misfit
from .wording.profiles import WELSH, Profile
from .wording.saying import choose

__all__ = [
    "CannotCompose",
    "ComposedParagraph",
    "ComposedRelease",
    "Paragraph",
    "Sentence",
    "Template",
    "compose",
    "problems_in_sentence",
]


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


class _Writing(NamedTuple):
    """What one release is written from. `facts` have a seed only where phrases vary.

    `spokespeople` are those not quoted yet: no two paragraphs quote the same words. `answers` and
    `filled` hold what conditions answered and placeholders said of these facts.
    """

    plan: Plan
    facts: Facts
    profile: Profile
    seed: str
    answers: Answers
    filled: dict[str, Words]
    spokespeople: list[Spoken]


def compose(template: Template, facts: Facts) -> ComposedRelease:
    """Write one area's release.

    Raises CannotCompose when a figure is missing, when nothing true can be said where a sentence
    wants something, when a quotation parts ways with the figures, or when the result would break
    the house style.
    """
    said_of = facts if template.varies else facts.without_seed
    writing = _Writing(
        plan=template.plan,
        facts=said_of,
        answers=answers_of(said_of),
        filled=said_of.kept.setdefault(template.profile, {}),
        profile=template.profile,
        seed=facts.seed,
        # Local quotations are kept in English; nobody is quoted in words that they did not say.
        spokespeople=[] if template.profile.language == WELSH else list(facts.spokespeople),
    )
    try:
        composed = _compose(writing)
    except UnknownCondition as error:
        raise CannotCompose(f"“{error.args[0]}” is not a condition: choose another.") from error
    _hold_to_the_house_style(composed, facts, template.profile)
    return composed


def _compose(writing: _Writing) -> ComposedRelease:
    for headline in writing.plan.headlines:
        if headline.sentences[0].fits(writing.answers):
            break
    else:
        raise CannotCompose("No headline of the template fits these figures: add one that does.")
    return ComposedRelease(
        headline=_paragraph(headline, writing),
        paragraphs=tuple(
            paragraph
            for paragraph in [_paragraph(planned, writing) for planned in writing.plan.paragraphs]
            if paragraph.text
        ),
    )


def _paragraph(planned: PlannedParagraph, writing: _Writing) -> ComposedParagraph:
    part, speaker = planned.part, planned.speaker
    fitting = [each for each in planned.sentences if each.fits(writing.answers)]
    if part == "quote" and fitting:
        if not fits(planned.direction, writing.facts):
            return ComposedParagraph(part, "", (), speaker)
        local = local_words(writing.spokespeople, writing.facts)
        if local is not None:
            return ComposedParagraph(part, local.text, (), local.speaker)
    text = ""
    claims: list[Claim] = []
    for sentence in fitting:
        if text:
            text += " "
        written = _sentence(sentence, writing, at=len(text))
        text += written.text
        claims += written.claims
    if part == "quote" and (why := why_not(text, writing.facts, language=writing.profile.language)):
        raise CannotCompose(
            f"{speaker} is quoted on {writing.facts.place.name} with words that its figures"
            f" belie. {why} Choose which way the figure must have gone for the quotation to fit,"
            " and by conditions how far.",
            sentence=fitting[0].sentence.text,
        )
    return ComposedParagraph(part, text, tuple(claims), speaker)


def _sentence(planned: PlannedSentence, writing: _Writing, *, at: int) -> Written:
    """The sentence as it reads at a place of its paragraph, in characters."""
    sentence = planned.sentence
    wording = sentence.text
    if sentence.others:
        wording = choose(sentence.wordings, seed=writing.seed or None, about=sentence.text)
    try:
        apart = planned.apart(wording)
    except StrayBrace as error:
        raise CannotCompose(str(error), sentence=wording) from error
    filled = [writing.filled.get(name) or _fill(name, wording, writing) for name in apart.names]
    last = planned.last
    if (
        last is not None and last.filled == filled and last.at == at and last.wording == wording
    ):  # as in the area before
        return last
    text, claims = _join(apart.pieces, filled, at)
    if text[:1].isdigit() and not wording[:1].isdigit():
        raise CannotCompose(
            f"The sentence “{wording}” would open with the digits of {text.split()[0]}:"
            " begin it with a word.",
            sentence=wording,
        )
    planned.last = Written(wording, at, filled, text, claims)
    return planned.last


def _join(
    pieces: Sequence[Piece], filled: Sequence[Words], begins_at: int
) -> tuple[str, list[Claim]]:
    """A sentence put together, and its claims at their places in the paragraph."""
    text = ""
    claims: list[Claim] = []
    words_in_turn = iter(filled)
    for literal, name in pieces:
        if name is None:
            text += literal
            continue
        words = next(words_in_turn)
        if words.claims:
            place = begins_at + len(text)
            claims += [claim.moved(place) for claim in words.claims]
        text += words.text
    if not text[:1].isupper():
        return _with_a_capital(text, claims, begins_at)
    return text, claims


def _fill(name: str, wording: str, writing: _Writing) -> Words:
    facts = writing.facts
    placeholder = palette_in(writing.profile.language).get(name)
    if placeholder is None:
        raise CannotCompose(f"{{{name}}} is not a placeholder.", sentence=wording)
    if (found := misfit(placeholder, facts.nouns.unit)) is not None:
        raise CannotCompose(f"{found.what} {found.remedy}", sentence=wording, placeholder=name)
    try:
        words = placeholder.say(facts, writing.profile)
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
    writing.filled[name] = words
    return words


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
