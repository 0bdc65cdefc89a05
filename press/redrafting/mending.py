"""Putting right, in a text that a person wrote, exactly the words that no longer hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from press.wording.claims import Claim, Verdict
from stats.periods import Period

from .aligning import sentence_pairs
from .fitting import fitting_words
from .passages import sentences_of

Check = Callable[[str], Sequence[Claim]]
"""A text's claims, held against the figures of one moment."""

PASSES = 4
"""Words put right can change what the words beside them say: so often is looked again."""


@dataclass(frozen=True)
class Wrong:
    """Words that a correction has left untrue, or without a figure, and nobody can put right but a
    person. `instead` is what would be right, where anything is."""

    words: str
    sentence: str
    why: str
    instead: str = ""


@dataclass(frozen=True)
class Mended:
    """A text with its wrong words put right, and those that were left for a person."""

    text: str
    left: tuple[Wrong, ...] = ()


def mend(text: str, *, now: Check, before: Check, may_change: bool = True) -> Mended:
    """Replace the words that the corrected figures belie by those that are right.

    Words that were wrong before are no matter of this correction and stay. `may_change` is
    false for what somebody said: nobody puts other words into a person's mouth.
    """
    for _ in range(PASSES if may_change else 0):
        better = _one_pass(text, now=now, before=before)
        if better is None:
            break
        text = better
    return Mended(text, tuple(_left(text, now=now, before=before)))


def _one_pass(text: str, *, now: Check, before: Check) -> str | None:
    """The text with what can be replaced replaced; None where that makes it no better."""
    wrong = wrong_now(text, now=now, before=before)
    known = _by_place(before(text))
    changed, reached = text, len(text) + 1
    for claim in sorted(wrong, key=lambda one: -one.end):
        was = known.get(_place(claim))
        words = fitting_words(claim, was) if is_of_the_same_figures(was, claim) else ""
        if _opens_with_digits(words) and _opens_a_sentence(text, claim):
            continue
        if words and claim.end <= reached:
            changed = changed[: claim.start] + words + changed[claim.end :]
            reached = claim.start
    if changed == text:
        return None
    return changed if len(wrong_now(changed, now=now, before=before)) < len(wrong) else None


def _opens_with_digits(words: str) -> bool:
    return words[:1].isdigit()


def _opens_a_sentence(text: str, claim: Claim) -> bool:
    return claim.start == 0 or _sentence_around(text, claim).startswith(
        text[claim.start : claim.end]
    )


Place = tuple[int, int, str]


def _place(claim: Claim) -> Place:
    return claim.start, claim.end, claim.kind


def _by_place(claims: Sequence[Claim]) -> dict[Place, Claim]:
    return {_place(claim): claim for claim in claims}


def wrong_now(text: str, *, now: Check, before: Check) -> list[Claim]:
    """The claims that are contradicted, and were not contradicted before: by what, no matter."""
    known = _by_place(before(text))
    return [
        claim
        for claim in now(text)
        if claim.verdict is Verdict.CONTRADICTED and not _was_wrong(known.get(_place(claim)))
    ]


def _was_wrong(before: Claim | None) -> bool:
    return before is not None and before.verdict is Verdict.CONTRADICTED


def is_of_the_same_figures(before: Claim | None, now: Claim) -> bool:
    """Whether a claim is still held against what it was held against, with other values.

    Where its figure has gone, the reader finds another, such as that of the year before; and that
    is not what the words are about.
    """
    return (
        before is not None and before.verdict is Verdict.SUPPORTED and _cells(before) == _cells(now)
    )


def _cells(claim: Claim) -> set[tuple[Period, str | None, str | None]]:
    return {(each.period, each.area, each.category) for each in claim.figures}


GONE = "No figure bears it out any more."


def _wrong(text: str, claim: Claim, before: Claim | None) -> Wrong:
    sentence = _sentence_around(text, claim)
    if not is_of_the_same_figures(before, claim):
        return Wrong(claim.text, sentence, GONE)
    right = claim.instead or claim.truly
    return Wrong(claim.text, sentence, claim.explanation, right)


def _left(text: str, *, now: Check, before: Check) -> list[Wrong]:
    known = _by_place(before(text))
    wrong = [
        _wrong(text, claim, known.get(_place(claim)))
        for claim in wrong_now(text, now=now, before=before)
    ]
    bore = {_place(one) for one in before(text) if one.verdict is Verdict.SUPPORTED}
    return wrong + [
        Wrong(claim.text, _sentence_around(text, claim), GONE)
        for claim in now(text)
        if claim.verdict is Verdict.UNVERIFIABLE and _place(claim) in bore
    ]


def _sentence_around(text: str, claim: Claim) -> str:
    """The sentence that a claim stands in."""
    end = 0
    for sentence in sentences_of(text):
        end = text.find(sentence, end) + len(sentence)
        if claim.start < end:
            return sentence
    return text


def carry_over(base: str, theirs: str, proposed: str) -> str:
    """A person's paragraph with those sentences built anew that they had left as they were built.

    A sentence that they rewrote or added stays; one that they took out stays out.
    """
    became = {old: new for old, new in sentence_pairs(base, proposed) if old and old != new}
    sentences = [became.get(sentence, sentence) for sentence in sentences_of(theirs)]
    return " ".join(filter(None, sentences)) if became else theirs
