"""One release proved: composed, read back, and measured, with everything wrong about it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..compose import CannotCompose, ComposedRelease, Sentence, Template, compose
from ..conditions import CONDITIONS, all_hold
from ..facts import Facts, Nouns
from ..palette import CannotSay, MissingFigure
from ..palette_welsh import palette_in
from ..quoting import fits, why_not
from ..reading_back import PARTS_READ, contradictions
from ..units import misfit
from ..wording.profiles import ENGLISH, WEB, WELSH
from .invented import invented

LONGEST_SENTENCE = 25
"""Words; beyond it a sentence is hard to read aloud."""

END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Problem:
    """`area` is where it shows, `sentence` what it is about (blank for the whole release).

    One that `blocks` is a fault of the template: it is not published with it. Any other is for a
    person to know: a figure that is not there, a sentence that is long.
    """

    area: str
    sentence: str
    what: str
    remedy: str
    blocks: bool = True


@dataclass(frozen=True)
class AreaProof:
    """What came of one area. `fired` are labels of conditions that the template asks about."""

    area_id: int | None
    name: str
    release: ComposedRelease | None
    fired: tuple[str, ...]
    used: int
    words_in_lead: int
    long_sentences: tuple[str, ...]
    problems: tuple[Problem, ...]
    is_read: bool

    @property
    def headline(self) -> str:
        return "" if self.release is None else self.release.headline.text


def prove(
    template: Template,
    facts: Facts,
    *,
    name: str,
    area_id: int | None = None,
    reads: bool = True,
) -> AreaProof:
    """Compose one area's release and look at it from all sides. Never raises.

    With `reads`, the reader of claims goes through it as well, which takes most of the time.
    """
    language = template.profile.language
    release: ComposedRelease | None = None
    problems: list[Problem] = []
    try:
        release = compose(template, facts)
    except CannotCompose as error:
        problems.append(_stopped(error, facts, name, language))
    long: tuple[str, ...] = ()
    if release is not None:
        long = tuple(_long_sentences(release))
        problems += [
            Problem(name, sentence, _too_long(sentence), "Make two of it.", blocks=False)
            for sentence in long
        ]
        if reads:
            problems += _belied(release, facts, name, language)
    if language != WELSH:  # no local quotation is used in Welsh
        problems += _left_out(facts, name)
    return AreaProof(
        area_id=area_id,
        name=name,
        release=release,
        fired=_fired(template, facts),
        used=len(_used(template, facts)),
        words_in_lead=_words_in_lead(release),
        long_sentences=long,
        problems=tuple(problems),
        is_read=reads and release is not None,
    )


def _too_long(sentence: str) -> str:
    return f"A sentence of {len(sentence.split())} words, where {LONGEST_SENTENCE} read well."


def _stopped(error: CannotCompose, facts: Facts, name: str, language: str) -> Problem:
    remedy = ""
    if error.is_about_data:
        remedy = "No release is made for it until the figure is there."
        if error.placeholder.startswith("helpline_"):
            remedy = "Put the helpline’s number and hours on record."
    elif error.placeholder:
        remedy = _remedy(error.placeholder, facts, language)
    return Problem(name, error.sentence, str(error), remedy, blocks=not error.is_about_data)


def _remedy(placeholder: str, facts: Facts, language: str) -> str:
    known = palette_in(language).get(placeholder)
    if known is not None and (found := misfit(known, facts.nouns.unit)):
        return found.remedy
    for condition in conditions_for(placeholder, facts.nouns, language):
        if not all_hold([condition], facts):
            label = CONDITIONS[condition].label
            return f"Give the sentence the condition “{label}”."
    return "Write the sentence with other placeholders."


@cache
def conditions_for(placeholder: str, nouns: Nouns, language: str = ENGLISH) -> tuple[str, ...]:
    """The conditions of which each alone makes sure that a placeholder can be said.

    Found by trying them on invented figures, the one that leaves out the fewest first.
    """
    known = [
        made.facts
        for made in invented(nouns, language)
        if made.facts.current is not None
        and made.facts.current.value is not None
        and made.facts.help.number
    ]
    sayable = [_can_be_said(placeholder, facts, language) for facts in known]
    sufficient = []
    for condition in CONDITIONS:
        holds = [all_hold([condition], facts) for facts in known]
        if any(holds) and all(said for said, held in zip(sayable, holds, strict=True) if held):
            sufficient.append((-sum(holds), condition))
    return tuple(condition for _count, condition in sorted(sufficient))


def _can_be_said(placeholder: str, facts: Facts, language: str) -> bool:
    profile = WEB.in_welsh if language == WELSH else WEB
    try:
        palette_in(language)[placeholder].say(facts, profile)
    except (MissingFigure, CannotSay):
        return False
    return True


def _long_sentences(release: ComposedRelease) -> Iterator[str]:
    for paragraph in release.everything:
        if paragraph.part not in PARTS_READ:
            continue
        for sentence in END_OF_SENTENCE.split(paragraph.text):
            if len(sentence.split()) > LONGEST_SENTENCE:
                yield sentence


def _belied(release: ComposedRelease, facts: Facts, name: str, language: str) -> Iterator[Problem]:
    """Words of a composed release that its own figures contradict."""
    for paragraph in release.everything:
        for found in contradictions(paragraph.part, paragraph.text, facts, language=language):
            yield Problem(
                name,
                paragraph.text,
                f"“{found.words}” is not what the figures say. {found.why}",
                "Change the words, or give the sentence a condition under which they are true.",
            )


def _left_out(facts: Facts, name: str) -> Iterator[Problem]:
    """Local quotations that would land here but for what they say of a change."""
    for spoken in facts.spokespeople:
        why = why_not(spoken.text, facts) if fits(spoken.direction, facts) else ""
        if why:
            yield Problem(
                name,
                spoken.text,
                f"The local quotation of {spoken.speaker} is left out. {why}",
                "Choose for it which way the figure must have gone.",
                blocks=False,
            )


def _used(template: Template, facts: Facts) -> list[Sentence]:
    """The sentences whose conditions hold; of the headlines, the first."""
    fitting = [one for one in template.headlines if holds(one, facts)][:1]
    for paragraph in template.paragraphs:
        if fits(paragraph.direction, facts):
            fitting += [one for one in paragraph.sentences if holds(one, facts)]
    return fitting


def holds(sentence: Sentence, facts: Facts) -> bool:
    """Whether a sentence applies; one with a condition that is not on the list never does."""
    known = all(name in CONDITIONS for name in sentence.conditions)
    return known and all_hold(sentence.conditions, facts)


def _fired(template: Template, facts: Facts) -> tuple[str, ...]:
    asked = {name for sentence in template.sentences for name in sentence.conditions}
    return tuple(
        condition.label
        for condition in CONDITIONS.values()
        if condition.name in asked and condition.holds(facts)
    )


def _words_in_lead(release: ComposedRelease | None) -> int:
    if release is None:
        return 0
    lead = next(each for each in release.paragraphs if each.part == "lead")
    return len(END_OF_SENTENCE.split(lead.text)[0].split())
