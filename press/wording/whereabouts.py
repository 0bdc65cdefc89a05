"""Which of the places named in a sentence one of its statements is about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from press.wording.lexemes import Amount, Lexeme, Rank
from press.wording.places import Mention
from press.wording.tokens import Prose
from press.wording.vocabulary import words_of

SEPARATORS = words_of(
    ", ; ( ) \u2013 \u2014 - and while whilst whereas but compared against versus than"
)
EACH = words_of("both all each")
CONTRASTING = words_of("while whilst whereas although though despite unlike compared against than")


def place_of(
    prose: Prose, lexemes: Sequence[Lexeme], place: int, mentions: Sequence[Mention]
) -> Mention | None:
    """The mention that the lexeme at a place is about; None for the text's own place.

    `lexemes` and `mentions` are those of one sentence.
    """
    if not mentions:
        return None
    lexeme = lexemes[place]
    sets = [one for one in lexemes if isinstance(one, Rank)]
    if sets:  # "The only Welsh force" names a set of areas, not the place spoken of.
        mentions = [
            mention
            for mention in mentions
            if not any(one.first <= mention.first < one.end for one in sets)
        ]
        if not mentions:
            return None
    own = _in_turn(prose, lexemes, place, mentions)
    if own is not None:
        return own
    anchor = lexeme.end - 1
    segment = _segment(prose, anchor)
    near = [one for one in mentions if segment[0] <= one.first < segment[1]]
    if near:
        return min(near, key=lambda one: _distance(one, lexeme))
    carried = [one for one in mentions if not _is_contrast(prose, one)]
    beside = [one for one in carried if prose.clauses[one.first] == prose.clauses[anchor]]
    for group in (beside, carried):
        before = [one for one in group if one.first < anchor]
        if before:
            return before[-1]
    return beside[0] if beside else None


def _in_turn(
    prose: Prose, lexemes: Sequence[Lexeme], place: int, mentions: Sequence[Mention]
) -> Mention | None:
    """ "674 and 301 offences in Norfolk and Suffolk respectively": each in its turn."""
    lexeme = lexemes[place]
    number = prose.sentences[lexeme.first]
    last = lexemes[-1].end
    behind = prose.words[lexeme.first : last + 8]
    if "respectively" not in behind or not isinstance(lexeme, Amount):
        return None
    alike = [
        one.first for one in lexemes if isinstance(one, Amount) and one.measure is lexeme.measure
    ]
    for mention in mentions:
        is_row = len(mention.names) == len(alike) > 1
        if is_row and prose.sentences[mention.first] == number:
            name = mention.names[alike.index(lexeme.first)]
            return Mention(mention.first, mention.end, (name,), name)
    return None


def _segment(prose: Prose, anchor: int) -> tuple[int, int]:
    """The stretch of the clause between the separators around a token."""
    clause, words = prose.clauses[anchor], prose.words
    begins = bisect_left(prose.clauses, clause)
    ends = bisect_right(prose.clauses, clause)
    first, end = anchor, anchor + 1
    while first > begins and words[first - 1] not in SEPARATORS:
        first -= 1
    while end < ends and words[end] not in SEPARATORS:
        end += 1
    return first, end


def _is_contrast(prose: Prose, mention: Mention) -> bool:
    """Whether a place is only named for contrast: "While nationally they rose, here they fell".

    Only at the beginning of a sentence: further on, what follows belongs to the contrast.
    """
    first = bisect_left(prose.sentences, prose.sentences[mention.first])
    return prose.words[first] in CONTRASTING


def speaks_of_each(prose: Prose, mention: Mention) -> bool:
    """Whether several places are spoken of one by one: "both Kent and Essex", "Kent, Essex all"."""
    around = (prose.word(mention.first - 1), *prose.words[mention.end : mention.end + 3])
    return not EACH.isdisjoint(around)


def _distance(mention: Mention, lexeme: Lexeme) -> int:
    if mention.end <= lexeme.first:
        return lexeme.first - mention.end
    return max(0, mention.first - lexeme.end)
