"""Places among areas: "the only force to", "the second highest", "more than any other"."""

from __future__ import annotations

from press.wording.lexemes import Rank
from press.wording.tokens import Prose
from press.wording.vocabulary import words_of

ORDINALS = words_of("second third fourth fifth sixth seventh eighth ninth tenth joint")
SUPERLATIVES = words_of(
    "highest lowest largest biggest smallest fewest most steepest sharpest greatest worst"
)
AMONG = words_of("force forces area areas county counties region regions nation nations city")


def rank_at(prose: Prose, index: int) -> Rank | None:
    """A rank beginning here, up to the word that shows it to be one."""
    word, following = prose.words[index], prose.word(index + 1)
    if word == "only" and prose.word(index - 1) == "the":
        for place in range(index + 1, min(index + 5, len(prose.words) - 1)):
            if prose.words[place] in AMONG and prose.words[place + 1] in {"to", "where", "that"}:
                return Rank(index, place + 2)
        return None
    if word in ORDINALS and following in SUPERLATIVES:
        return Rank(index, index + 2)
    if word in SUPERLATIVES and following in {"of", "in", "among"}:
        place = index + 2
        while prose.word(place) in {"any", "all", "the", "england", "police", "welsh", "english"}:
            place += 1
        if prose.word(place) in AMONG | {"country", "uk", "wales", "and"}:
            return Rank(index, place + 1)
    return None
