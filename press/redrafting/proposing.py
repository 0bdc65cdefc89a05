"""What a release should say now, paragraph by paragraph, and which statements change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from press.wording.claims import Claim
from press.wording.figures import Observation

from .aligning import sentence_pairs
from .mending import Check, Mended, Wrong, carry_over, mend
from .passages import Passage
from .three_ways import Three, three_ways


class Choice(StrEnum):
    """Which form of a paragraph a person takes.

    `now` is the one that is proposed: built anew, or a person's own with the wrong words put right;
    `built` the one that building gives, where that is another; `written` one of their own.
    """

    NOW = "now"
    BUILT = "built"
    THEIRS = "theirs"
    WRITTEN = "written"


@dataclass(frozen=True)
class Row:
    """One paragraph: as it was built, as it stands, as it would be built now, as it should read.

    `result` is None where it should go. `left` are words in it that only a person can put right.
    """

    base: Passage | None
    theirs: Passage | None
    proposed: Passage | None
    result: Passage | None
    left: tuple[Wrong, ...] = ()

    @property
    def passage(self) -> Passage:
        """The paragraph in whichever form there is, for its part and its place."""
        return next(
            one for one in (self.theirs, self.result, self.proposed, self.base) if one is not None
        )

    @property
    def changes(self) -> bool:
        """Whether it should read otherwise than it stands."""
        return self.theirs != self.result

    @property
    def is_edited(self) -> bool:
        """Whether a person had a hand in it."""
        return self.theirs != self.base


@dataclass(frozen=True)
class Change:
    """A statement that changes: the sentence as it stands and as it should read, "" for none.

    `words` are the words in them that differ, old and new. The observations are those that the
    claims in the two sentences were held against.
    """

    part: str
    paragraph: int
    old: str
    new: str
    words: tuple[tuple[str, str], ...] = ()
    old_figures: tuple[Observation, ...] = ()
    new_figures: tuple[Observation, ...] = ()
    why: str = ""
    is_edited: bool = False


@dataclass(frozen=True)
class Proposal:
    """All paragraphs, in order."""

    rows: tuple[Row, ...]
    changes: tuple[Change, ...]

    @property
    def left(self) -> list[Wrong]:
        """Every statement that waits for a person's words."""
        return [wrong for row in self.rows for wrong in row.left]

    @property
    def result(self) -> tuple[Passage, ...]:
        """The words as they should be."""
        return tuple(row.result for row in self.rows if row.result is not None)


def propose(
    base: Sequence[Passage],
    theirs: Sequence[Passage],
    proposed: Sequence[Passage],
    *,
    now: Check,
    before: Check,
) -> Proposal:
    """What `theirs` should say of the corrected figures.

    `base` is what was built from the figures of before and `proposed` from those of now; with no
    `proposed`, nothing can be built any more and everything is read as a person's own words. A
    paragraph that nobody touched is the one built now. In any other, sentences left as built are
    built anew, and of the rest exactly the words that do not hold are replaced.
    """
    rows = tuple(
        _row(three, can_build=bool(proposed), now=now, before=before)
        for three in three_ways(base, theirs, proposed or base)
    )
    return Proposal(rows, tuple(_changes(rows, now=now, before=before)))


def _row(three: Three, *, can_build: bool, now: Check, before: Check) -> Row:
    proposed = three.proposed if can_build else None
    if can_build and three.is_as_built:
        return Row(three.base, three.theirs, proposed, _keeping_key(three.proposed, three.theirs))
    if three.theirs is None:  # a person took it out
        return Row(three.base, None, proposed, None)
    mended = _mended(three.theirs, three, now=now, before=before)
    result = replace(three.theirs, text=mended.text)
    return Row(three.base, three.theirs, proposed, result, mended.left)


def _keeping_key(passage: Passage | None, like: Passage | None) -> Passage | None:
    """The same words in the block that stands: comments in the editor hang on it."""
    if passage is None or like is None:
        return passage
    return replace(passage, key=like.key)


def _mended(theirs: Passage, three: Three, *, now: Check, before: Check) -> Mended:
    text = theirs.text
    if three.base is not None and three.proposed is not None:
        text = carry_over(three.base.text, text, three.proposed.text)
    return mend(text, now=now, before=before, may_change=theirs.part != "quote")


def _changes(rows: Iterable[Row], *, now: Check, before: Check) -> Iterator[Change]:
    for place, row in enumerate(rows):
        old = row.theirs.text if row.theirs else ""
        new = row.result.text if row.result else ""
        for was, is_now in sentence_pairs(old, new):
            if was != is_now:
                yield _change(place, row, was, is_now, now=now, before=before)
        for wrong in row.left:
            yield Change(
                part=row.passage.part,
                paragraph=place,
                old=wrong.sentence,
                new="",
                words=((wrong.words, wrong.instead),),
                old_figures=_behind(before(wrong.sentence)),
                why=wrong.why,
                is_edited=row.is_edited,
            )


def _change(place: int, row: Row, old: str, new: str, *, now: Check, before: Check) -> Change:
    olds, news = before(old), now(new)
    return Change(
        part=row.passage.part,
        paragraph=place,
        old=old,
        new=new,
        words=tuple(_word_pairs(olds, news)),
        old_figures=_behind(olds),
        new_figures=_behind(news),
        is_edited=row.is_edited,
    )


def _word_pairs(old: Sequence[Claim], new: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """The claims of two sentences that say the same sort of thing in the same order."""
    if [claim.kind for claim in old] != [claim.kind for claim in new]:
        return
    for one, other in zip(old, new, strict=True):
        if one.text.lower() != other.text.lower():
            yield one.text, other.text


def _behind(claims: Sequence[Claim]) -> tuple[Observation, ...]:
    return tuple(dict.fromkeys(figure for claim in claims for figure in claim.figures))
