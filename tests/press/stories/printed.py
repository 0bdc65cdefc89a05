"""Stories as newspapers printed them, and the releases that the templates make of their figures.

`figures.json` holds the figures and the phrases, with where they were printed. A phrase may be said
`of` another place than the story's, or be about `other_figures`, which are not given here. `others`
are figures that only phrases speak of.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from press.compose import ComposedRelease, compose
from press.facts import Facts, KnownFigure, Nouns, Part, Place
from press.models import ReleaseTemplate
from press.models.release import Language
from press.reading_back import observations_of
from press.ways_to_help import current_help
from press.wording.claims import Claim, Observation, Verdict, check
from stats.models import Area, Category, Measure
from stats.periods import Period, parse_period

FIGURES = Path(__file__).with_name("figures.json")
SHOWN = ("headline", "lead", "detail")
SENTENCE_ENDS = re.compile(r"(?<=\.) (?=[A-Z])")
IN_WORDS = {
    Verdict.SUPPORTED: "supported",
    Verdict.CONTRADICTED: "**contradicted**",
    Verdict.UNVERIFIABLE: "cannot be told",
}


@dataclass(frozen=True)
class Phrase:
    """Words as they were printed, and what the figures say of them.

    `ours` is the sentence of our release that rests on the same figures, where there is one.
    """

    words: str
    claims: tuple[Claim, ...]
    ours: str

    @property
    def verdict(self) -> Verdict:
        """Contradicted if anything in it is, and supported only if everything that was read is."""
        found = {claim.verdict for claim in self.claims}
        for verdict in (Verdict.CONTRADICTED, Verdict.UNVERIFIABLE):
            if verdict in found:
                return verdict
        return Verdict.SUPPORTED if found else Verdict.UNVERIFIABLE

    @property
    def verdicts(self) -> str:
        """The verdict; of each part that was read, where that is not the whole of the words."""
        if not self.claims or [claim.text for claim in self.claims] == [self.words]:
            return IN_WORDS[self.verdict]
        return "; ".join(f"“{claim.text}”: {IN_WORDS[claim.verdict]}" for claim in self.claims)

    @property
    def reasons(self) -> str:
        """The working, once each."""
        if not self.claims:
            return "No number or direction was read in it."
        return " ".join(dict.fromkeys(claim.explanation for claim in self.claims))


@dataclass(frozen=True)
class Story:
    """A printed story beside the release that was made of its figures."""

    facts: Facts
    release: ComposedRelease
    claims: tuple[tuple[str, Claim], ...]
    phrases: tuple[Phrase, ...]
    source: str
    address: str

    @property
    def title(self) -> str:
        current = self.facts.current
        assert current is not None
        return f"{self.facts.place.name}, {current.period.label}"

    @property
    def paragraphs(self) -> list[str]:
        return [each.text for each in self.release.everything if each.part in SHOWN]


def read_stories() -> list[Story]:
    """Each story of figures.json, composed and checked, in its order."""
    return [_story(found) for found in json.loads(FIGURES.read_text(encoding="utf-8"))]


def _story(found: dict[str, Any]) -> Story:
    facts = _facts(found)
    template = ReleaseTemplate.objects.get(
        measure__slug=found["measure"], language=Language.ENGLISH
    )
    release = compose(template.as_template(), facts)
    evidence = [
        *observations_of(facts),
        *(
            Observation(_period(period), Decimal(value), area)
            for area, period, value in found.get("others", ())
        ),
    ]
    claims = tuple(_claims_of(release, evidence, facts))
    return Story(
        facts=facts,
        release=release,
        claims=claims,
        phrases=tuple(_phrase(one, evidence, facts, claims) for one in found["printed"]),
        source=found["source"],
        address=found.get("address", ""),
    )


def _facts(found: dict[str, Any]) -> Facts:
    area = Area.objects.get(name=found["area"])
    measure = Measure.objects.get(slug=found["measure"])
    current, previous = _known(found["current"]), _known(found["previous"])
    nation = found.get("nation", {})
    is_nation = area.name == "United Kingdom"
    return Facts(
        place=Place(area.name, area.name_in_prose, area.level, area.body_name),
        nouns=Nouns(measure.noun_singular, measure.noun_plural),
        current=current,
        previous=previous,
        parts=tuple(
            Part(
                Category.objects.get(measure=measure, slug=slug).name_in_prose,
                _known([found["current"][0], value]),
            )
            for slug, value in found.get("parts", {}).items()
        ),
        nation=current if is_nation else _known(nation["current"]) if nation else None,
        nation_previous=previous if is_nation else _known(nation["previous"]) if nation else None,
        help=current_help(),
        seed=area.gss_code,
    )


def _known(written: Sequence[Any]) -> KnownFigure:
    period, value = written
    if value is None:
        return KnownFigure(0, _period(period), None, reason="not supplied")
    return KnownFigure(0, _period(period), Decimal(value))


def _period(written: str) -> Period:
    first, _to, last = written.partition(" to ")
    return Period(parse_period(first).first, parse_period(last or first).last)


def _claims_of(
    release: ComposedRelease, evidence: Sequence[Observation], facts: Facts
) -> Iterator[tuple[str, Claim]]:
    """Every claim that is read in our own words, with the sentence in which it stands."""
    for paragraph in release.everything:
        if paragraph.part not in SHOWN:
            continue
        for claim in check(
            paragraph.text, evidence, area=facts.place.name, measure=facts.nouns.plural
        ):
            yield _sentence_at(paragraph.text, claim.start), claim


def _sentence_at(text: str, place: int) -> str:
    ends = [match.start() for match in SENTENCE_ENDS.finditer(text)]
    begins = max((end + 1 for end in ends if end < place), default=0)
    return text[begins : min((end for end in ends if end >= place), default=len(text))]


def _phrase(
    written: str | dict[str, Any],
    evidence: Sequence[Observation],
    facts: Facts,
    ours: Sequence[tuple[str, Claim]],
) -> Phrase:
    given = {"words": written} if isinstance(written, str) else written
    claims = tuple(
        check(
            given["words"],
            () if given.get("other_figures") else evidence,
            area=given.get("of", facts.place.name),
            measure=facts.nouns.plural,
        )
    )
    return Phrase(given["words"], claims, _ours_for(claims, ours))


def _ours_for(claims: Sequence[Claim], ours: Sequence[tuple[str, Claim]]) -> str:
    """Our sentence with a claim of the same kind from the same figures, or else from these."""
    for claim in claims:
        same = [pair for pair in ours if pair[1].figures and pair[1].figures == claim.figures]
        if same:
            return min(same, key=lambda pair: pair[1].kind is not claim.kind)[0]
    return ""


def as_markdown(stories: Sequence[Story]) -> str:
    """The whole document."""
    lines = [*OPENING, *_summary(stories)]
    for story in stories:
        lines += ["", *_section(story)]
    return "\n".join(lines) + "\n"


OPENING = (
    "# Printed, and proved",
    "",
    "What newspapers printed of real figures, held against those figures; and beside it what the",
    "templates make of the same figures. Code writes this page. The figures and the phrases",
    "are in `tests/press/stories/figures.json`, and a test fails when the page is not what they",
    "give. `UPDATE_DOCS=1 pytest tests/press/stories` writes it anew.",
    "",
    "**Supported**: the figures given bear the words out. **Contradicted**: they do not. **Cannot",
    "be told**: no figure given here could bear them, which is no judgement on those who printed",
    "them.",
    "",
)


def _summary(stories: Sequence[Story]) -> Iterator[str]:
    yield "| story | printed phrases | supported | contradicted | cannot be told | our claims |"
    yield "|---|--:|--:|--:|--:|---|"
    for story in stories:
        printed = Counter(phrase.verdict for phrase in story.phrases)
        ours = Counter(claim.verdict for _words, claim in story.claims)
        cells = [
            f"[{story.title}](#{_anchor(story.title)})",
            str(len(story.phrases)),
            *(str(printed[verdict]) for verdict in IN_WORDS),
            f"{ours[Verdict.SUPPORTED]} of {len(story.claims)} supported",
        ]
        yield f"| {' | '.join(cells)} |"


def _section(story: Story) -> Iterator[str]:
    yield f"## {story.title}"
    yield ""
    source = f"[{story.source}]({story.address})" if story.address else story.source
    yield f"{_figures(story.facts)} Printed in: {source}."
    yield ""
    yield "| printed | the figures say | why | our release says |"
    yield "|---|---|---|---|"
    for phrase in story.phrases:
        cells = (f"“{phrase.words}”", phrase.verdicts, phrase.reasons, phrase.ours or "–")
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield "The release:"
    yield ""
    headline, *paragraphs = story.paragraphs
    yield f"> **{headline}**"
    for paragraph in paragraphs:
        yield ">"
        yield f"> {paragraph}"


def _figures(facts: Facts) -> str:
    shown = [
        f"{figure.value:,} in {figure.period.label}"
        for figure in (facts.previous, facts.current)
        if figure is not None and figure.value is not None
    ]
    return f"{facts.nouns.plural.capitalize()}: {', '.join(shown)}."


def _anchor(title: str) -> str:
    """As GitHub makes an address of a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
