"""What a release template is, as releases are composed from it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from .planned import Plan
from .quoting import ANY
from .wording.profiles import WEB, Profile


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

    @cached_property
    def plan(self) -> Plan:
        """The template taken apart, which is done once for all areas."""
        return Plan((Paragraph("headline", (one,)) for one in self.headlines), self.paragraphs)

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
