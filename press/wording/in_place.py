"""Words offered for contradicted ones are tried in their place and read again: only what is then
borne out by the figures is offered."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from press.wording.numbers import in_words, parse_number
from press.wording.right_form import in_form
from press.wording.statements import Statement
from press.wording.tokens import Prose
from press.wording.verdicts import Claim, Verdict

Read = Callable[[str], Sequence[Claim]]

LONGEST_TRIED = 500
"""In characters, of a sentence; what is longer is no sentence that words could be put into."""

MOST_TRIED = 6
"""Contradicted claims of a sentence; one with more is to be written anew. So the work grows with
the text, and not with how much of a sentence is wrong."""

_OPENING = re.compile(r"^(\d[\d,]*)(\.\d+)?(%)?")
_ARTICLE = re.compile(r"(?:^|\W)(an?) $", re.IGNORECASE)
_VOWEL = re.compile(r"^(?:8|11(?!\d)|18(?!\d)|[aei]|o(?!ne\b|nce\b)|u(?!ni))", re.IGNORECASE)


def offered_in_place(
    held: tuple[Statement, Claim], prose: Prose, *, contradicted: int, read: Read
) -> Claim:
    """A contradicted claim, with right words that can stand where its own stand.

    Where there are none, `truly` alone says what the figures give. `contradicted` is how many
    claims of its sentence are: words that belie another are not right either.
    """
    statement, claim = held
    if not claim.instead:
        return claim
    start, end = _sentence_around(prose, claim)
    before, after = prose.source[start : claim.start], prose.source[claim.end : end]
    if end - start > LONGEST_TRIED or contradicted > MOST_TRIED:
        return claim._replace(truly=claim.instead, instead="")
    for words in in_form(statement, claim.instead, before=before, after=after):
        fitting = _fitted(words, statement.text, before)
        if fitting and _is_borne_out(before, fitting, after, read, contradicted):
            return claim._replace(instead=fitting, truly=claim.instead)
    return claim._replace(instead="", truly=claim.instead)


def _sentence_around(prose: Prose, claim: Claim) -> tuple[int, int]:
    """Where the claim's sentence begins and ends in the text."""
    tokens, sentences = prose.tokens, prose.sentences
    number = sentences[bisect_left(tokens, claim.start, key=lambda token: token.start)]
    first, end = bisect_left(sentences, number), bisect_right(sentences, number)
    return tokens[first].start, tokens[end].start if end < len(tokens) else len(prose.source)


def _fitted(words: str, written: str, before: str) -> str:
    """With the capital that its place asks for, digits spelt out that would open a sentence, and
    "" where an article before it does not fit."""
    article = _ARTICLE.search(before)
    if article is not None and (len(article[1]) == 2) is not bool(_VOWEL.match(words)):
        return ""
    opens = not before.strip()
    if opens and words[:1].isdigit():
        words = _spelt_out(words)
    return words[:1].upper() + words[1:] if opens or written[:1].isupper() else words


def _spelt_out(words: str) -> str:
    """ "Seventy-eight" for "78"; "" for a decimal, with which no sentence opens."""
    found = _OPENING.match(words)
    if found is None or found[2]:
        return ""
    spelt = in_words(int(parse_number(found[1])))
    return f"{spelt}{' per cent' if found[3] else ''}{words[found.end() :]}"


def _is_borne_out(before: str, words: str, after: str, read: Read, contradicted: int) -> bool:
    claims = read(before + words + after)
    start, end = len(before), len(before) + len(words)
    own = [claim for claim in claims if claim.start < end and start < claim.end]
    wrong = sum(claim.verdict is Verdict.CONTRADICTED for claim in claims)
    return (
        bool(own)
        and wrong < contradicted
        and all(claim.verdict is Verdict.SUPPORTED for claim in own)
    )
