"""A release's words after a correction, worked out from the words alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.redrafting import (
    CorrectedFigure,
    Passage,
    from_mapping,
    propose,
    to_mapping,
    what_changed,
)
from press.redrafting.aligning import aligned, likeness
from press.redrafting.mending import mend
from press.redrafting.passages import sentences_of
from press.redrafting.three_ways import three_ways
from press.wording.claims import Claim, Observation, Verdict, check
from press.wording.profiles import WEB
from stats.periods import parse_period

Check = Callable[[str], list[Claim]]


def figures(now: int, earlier: int = 591) -> list[Observation]:
    return [
        Observation(parse_period("2016-17"), Decimal(earlier), area="Lancashire"),
        Observation(parse_period("2017-18"), Decimal(now), area="Lancashire"),
    ]


def reader(now: int, earlier: int = 591) -> Check:
    return lambda text: check(text, figures(now, earlier), area="Lancashire", measure="offences")


def lead(text: str) -> Passage:
    return Passage("lead", text)


def detail(text: str) -> Passage:
    return Passage("detail", text)


HEADLINE = Passage("headline", "Lancashire Police recorded 674 offences")
BUILT = (
    HEADLINE,
    lead("Lancashire recorded 674 offences in 2017-18. That is 14% more."),
    detail("Of these, most were of one kind."),
)
BUILT_NOW = (
    Passage("headline", "Lancashire Police recorded 780 offences"),
    lead("Lancashire recorded 780 offences in 2017-18. That is 32% more."),
    detail("Of these, most were of one kind."),
)


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Police recorded 674 offences in 2017-18.", "Police recorded 780 offences in 2017-18."),
        ("Offences rose by 14% in Lancashire.", "Offences rose by 32% in Lancashire."),
        ("It is a rise of 14 per cent.", "It is a rise of 32 per cent."),
        ("There were 83 more than in 2016-17.", "There were 189 more than in 2016-17."),
        ("That is nearly two a day.", "That is more than two a day."),
        ("More than 600 offences were recorded.", "780 offences were recorded."),
    ],
)
def test_wrong_words_of_a_person_are_put_right(words: str, right: str) -> None:
    mended = mend(words, now=reader(780), before=reader(674))
    if right[:1].isdigit():  # no sentence opens with digits: a person writes it
        assert mended.text == words
        assert mended.left == () or mended.left[0].instead == "780"
    else:
        assert (mended.text, mended.left) == (right, ())


@pytest.mark.parametrize(
    "words",
    [
        "Offences rose by 14% in Lancashire.",
        "There were 83 more than in 2016-17.",
        "Numbers rose to a new level in 2017-18.",
    ],
)
def test_a_rise_that_has_become_a_fall_waits_for_a_person(words: str) -> None:
    mended = mend(words, now=reader(580), before=reader(674))
    assert mended.text == words
    assert mended.left
    assert all(wrong.why for wrong in mended.left)


def test_words_that_hold_at_both_values_stay() -> None:
    words = "That is nearly two a day, and more than 600 in the year."
    mended = mend(words, now=reader(680), before=reader(674))
    assert (mended.text, mended.left) == (words, ())


def test_what_was_as_wrong_before_is_no_matter_of_this_correction() -> None:
    words = "There were 100 offences in 2016-17."
    mended = mend(words, now=reader(780), before=reader(674))
    assert (mended.text, mended.left) == (words, ())


def test_what_is_counted_stays_between_a_number_and_its_day() -> None:
    words = "Lancashire recorded nearly two offences a day."
    mended = mend(words, now=reader(980), before=reader(674))
    assert mended.text == "Lancashire recorded nearly 19 offences a week."
    assert mended.left == ()


def test_a_statement_without_its_figure_waits_for_a_person() -> None:
    words = "Lancashire recorded 674 offences in 2017-18."
    gone: Check = lambda text: check(text, figures(674)[:1], area="Lancashire", measure="offences")  # noqa: E731
    mended = mend(words, now=gone, before=reader(674))
    assert mended.text == words
    assert mended.left


def test_nobody_puts_other_words_into_a_persons_mouth() -> None:
    quote = Passage("quote", "We counted 674 offences in 2017-18.", "A speaker")
    proposal = propose(BUILT, (*BUILT, quote), BUILT_NOW, now=reader(780), before=reader(674))
    assert quote in proposal.result
    assert [wrong.words for wrong in proposal.left] == ["674"]


def test_an_untouched_release_becomes_the_one_that_is_built_now() -> None:
    proposal = propose(BUILT, BUILT, BUILT_NOW, now=reader(780), before=reader(674))
    assert proposal.result == BUILT_NOW
    assert [(change.old, change.new) for change in proposal.changes] == [
        (HEADLINE.text, BUILT_NOW[0].text),
        (
            "Lancashire recorded 674 offences in 2017-18.",
            "Lancashire recorded 780 offences in 2017-18.",
        ),
        ("That is 14% more.", "That is 32% more."),
    ]
    assert proposal.changes[2].words == (("14% more", "32% more"),)


def test_a_persons_own_sentences_stay_where_the_builders_are_made_anew() -> None:
    theirs = (
        HEADLINE,
        lead("Lancashire recorded 674 offences in 2017-18. Our own words. That is 14% more."),
        detail("A paragraph of our own about 674 offences in 2017-18."),
    )
    proposal = propose(BUILT, theirs, BUILT_NOW, now=reader(780), before=reader(674))
    assert [passage.text for passage in proposal.result] == [
        "Lancashire Police recorded 780 offences",
        "Lancashire recorded 780 offences in 2017-18. Our own words. That is 32% more.",
        "A paragraph of our own about 780 offences in 2017-18.",
    ]
    assert not proposal.left


def test_a_paragraph_that_a_person_took_out_stays_out() -> None:
    theirs = BUILT[:2]
    added = (*BUILT_NOW[:2], detail("Of these, most were of another kind."))
    proposal = propose(BUILT, theirs, added, now=reader(780), before=reader(674))
    assert proposal.result == BUILT_NOW[:2]


def test_a_paragraph_that_is_built_only_now_is_put_in() -> None:
    now = (*BUILT_NOW, Passage("note", "The figure is an estimate."))
    proposal = propose(BUILT, BUILT, now, now=reader(780), before=reader(674))
    assert proposal.result == now


def test_with_nothing_to_build_every_statement_is_named() -> None:
    gone: Check = lambda text: check(text, figures(674)[:1], area="Lancashire", measure="offences")  # noqa: E731
    proposal = propose(BUILT, BUILT, (), now=gone, before=reader(674))
    assert proposal.result == BUILT
    assert {change.old for change in proposal.changes} >= {HEADLINE.text}
    assert all(change.new == "" and change.why for change in proposal.changes)


def test_blocks_keep_the_names_that_comments_hang_on() -> None:
    theirs = (HEADLINE, Passage("lead", BUILT[1].text, key="a-block"), BUILT[2])
    proposal = propose(BUILT, theirs, BUILT_NOW, now=reader(780), before=reader(674))
    assert proposal.result[1].key == "a-block"


def test_words_are_kept_and_read_again() -> None:
    words = (*BUILT, Passage("quote", "Said so.", "A speaker", key="q"))
    assert from_mapping(to_mapping(words)) == words
    assert from_mapping({}) == ()
    assert to_mapping(()) == {}


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_an_alignment_holds_every_place_once_and_in_order(old: list[str], new: list[str]) -> None:
    pairs = aligned(old, new, likeness)
    assert [i for i, _ in pairs if i is not None] == list(range(len(old)))
    assert [j for _, j in pairs if j is not None] == list(range(len(new)))
    assert all(old[i] == new[j] for i, j in pairs if i is not None and j is not None)


texts = st.lists(
    st.sampled_from(
        ["One was here.", "Two were there.", "Nobody came at all.", "Three left late."]
    ),
    max_size=4,
)


@given(texts, texts, texts)
def test_no_paragraph_of_the_three_is_lost(
    base: list[str], theirs: list[str], proposed: list[str]
) -> None:
    rows = three_ways(*(list(map(detail, words)) for words in (base, theirs, proposed)))
    assert [row.base.text for row in rows if row.base] == base
    assert [row.theirs.text for row in rows if row.theirs] == theirs
    assert [row.proposed.text for row in rows if row.proposed] == proposed


@given(st.text(max_size=80))
def test_sentences_hold_all_that_was_written(text: str) -> None:
    assert "".join("".join(sentences_of(text)).split()) == "".join(text.split())


@given(st.integers(300, 3000), st.integers(300, 3000))
def test_whatever_is_mended_holds_or_is_left_to_a_person(old: int, new: int) -> None:
    words = (
        f"Lancashire recorded {old:,} offences in 2017-18, up from 591 the year before."
        f" Police recorded {old:,} offences, 10% more."
    )
    mended = mend(words, now=reader(new), before=reader(old))
    wrong = {c.text for c in reader(new)(mended.text) if c.verdict is Verdict.CONTRADICTED}
    as_wrong_before = {c.text for c in reader(old)(words) if c.verdict is Verdict.CONTRADICTED}
    assert wrong <= {each.words for each in mended.left} | as_wrong_before


ABOUT = "the number of offences in Lancashire in 2017-18"


def told(figure: CorrectedFigure, **given: object) -> str:
    proposal = propose(BUILT, BUILT, BUILT_NOW, now=reader(780), before=reader(674))
    return what_changed(
        [figure],
        proposal.changes,
        profile=WEB,
        public_since=date(2018, 9, 20),
        corrected_on=date(2018, 10, 2),
    )


def test_the_public_is_told_what_was_wrong_what_is_right_and_since_when() -> None:
    words = told(CorrectedFigure(ABOUT, Decimal(674), Decimal(780), why="Counted twice"))
    assert words == (
        "The number of offences in Lancashire in 2017-18 was given as 674; it is 780."
        " The reason: Counted twice."
        " In this release, “14% more” is now “32% more”."
        " What was wrong had been public since 20 September 2018; the figures were corrected on"
        " 2 October 2018."
    )


def test_a_number_that_is_hidden_now_is_not_repeated() -> None:
    hidden = CorrectedFigure(
        ABOUT, Decimal(4), None, new_reason="suppressed, to protect people", is_suppressed=True
    )
    words = told(hidden)
    assert "no longer given: suppressed, to protect people" in words
    assert "4;" not in words
    assert "674" not in words
    assert "14%" not in words


@given(st.integers(10, 99_999), st.integers(10, 99_999))
def test_every_number_that_the_public_is_told_is_proved(old: int, new: int) -> None:
    words = what_changed(
        [CorrectedFigure(ABOUT, Decimal(old), Decimal(new))],
        (),
        profile=WEB,
        public_since=None,
        corrected_on=date(2018, 10, 2),
    )
    right = words.split(";")[1].split(".")[0]
    claims = [
        claim for claim in reader(new)(f"The number of offences{right}.") if claim.kind == "count"
    ]
    assert [claim.verdict for claim in claims] == [Verdict.SUPPORTED]
