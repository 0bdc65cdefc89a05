"""Words offered in the place of false ones go on with the sentence around them, and are true."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from press.wording.claims import Claim, Observation, Verdict, check
from stats.periods import financial_year

LAST, THIS = financial_year(2016), financial_year(2017)
MEASURE = "child abuse image offences"


def figures(old: int, new: int) -> list[Observation]:
    return [Observation(LAST, Decimal(old)), Observation(THIS, Decimal(new))]


def wrong_ones(sentence: str, old: int, new: int) -> list[Claim]:
    found = check(sentence, figures(old, new), measure=MEASURE)
    return [claim for claim in found if claim.verdict is Verdict.CONTRADICTED]


def with_words_put_in(sentence: str, old: int, new: int) -> str:
    """The sentence with its one contradicted claim replaced by the words offered."""
    (claim,) = wrong_ones(sentence, old, new)
    if not claim.instead:
        return ""
    return sentence[: claim.start] + claim.instead + sentence[claim.end :]


@pytest.mark.parametrize(
    ("sentence", "old", "new", "mended"),
    [
        # Comparatives
        ("Police recorded 40% more than the year before.", 591, 632,
         "Police recorded 7% more than the year before."),
        ("Police recorded 40% more than the year before.", 591, 550,
         "Police recorded 7% fewer than the year before."),
        ("The number was 40 per cent higher than the year before.", 591, 550,
         "The number was seven per cent lower than the year before."),
        ("Nearly 40 per cent fewer were recorded than the year before.", 591, 674,
         "Fourteen per cent more were recorded than the year before."),
        ("There were 40 more offences than the year before.", 591, 674,
         "There were 83 more offences than the year before."),
        # Nouns, adverbs, adjectives, verbs
        ("That is a rise of 40%.", 591, 632, "That is a rise of 7%."),
        ("That is up 40% on the year before.", 591, 632, "That is up 7% on the year before."),
        ("It is a 40% rise.", 591, 632, "It is a 7% rise."),
        ("Offences rose by 40%.", 591, 632, "Offences rose by 7%."),
        ("Offences rose by nearly 40 per cent.", 591, 632, "Offences rose by seven per cent."),
        ("Offences rose by a third.", 591, 632, "Offences rose by seven per cent."),
        ("Offences rose last year.", 591, 550, "Offences fell last year."),
        ("Offences have risen since the year before.", 591, 550,
         "Offences have fallen since the year before."),
        ("Offences were higher than the year before.", 591, 550,
         "Offences were lower than the year before."),
        ("There was a fall in offences.", 591, 674, "There was a rise in offences."),
        # The start of a sentence
        ("40% more offences were recorded than the year before.", 591, 632,
         "Seven per cent more offences were recorded than the year before."),
        ("700 offences were recorded in 2017/18.", 591, 674,
         "Six hundred and seventy-four offences were recorded in 2017/18."),
        ("More than 800 offences were recorded in 2017/18.", 591, 674,
         "Nearly 700 offences were recorded in 2017/18."),
        # Numbers
        ("Police recorded 700 offences in 2017/18.", 591, 674,
         "Police recorded 674 offences in 2017/18."),
        ("Two offences were recorded in 2017/18.", 1, 6,
         "Six offences were recorded in 2017/18."),
        # Rates and times between
        ("Police recorded nearly seven offences a day.", 591, 674,
         "Police recorded nearly two offences a day."),
        ("One is recorded every 23 minutes.", 591, 674, "One is recorded every 13 hours."),
        # Multiples
        ("Offences nearly trebled.", 300, 620, "Offences more than doubled."),
        ("Three times as many were recorded as the year before.", 300, 600,
         "Twice as many were recorded as the year before."),
        ("There was a doubling of offences.", 300, 900, "There was a trebling of offences."),
        # An article before the number
        ("It is an 80% rise.", 591, 643, ""),
        ("It is an 80% rise.", 591, 638, "It is an 8% rise."),
    ],
)  # fmt: skip
def test_the_words_offered_keep_the_form_of_those_they_replace(
    sentence: str, old: int, new: int, mended: str
) -> None:
    assert with_words_put_in(sentence, old, new) == mended


@pytest.mark.parametrize(
    ("sentence", "old", "new", "truly"),
    [
        ("Offences rose by 40%.", 591, 550, "a fall of 7%"),
        ("It is a 40% fall.", 591, 634, "a rise of 7%"),
        ("It is a 40% rise.", 591, 638, "a rise of 8%"),
        ("Offences trebled.", 591, 674, "up from 591"),
        ("One offence was recorded in 2017/18.", 1, 2, "two"),
        ("Offences rose.", 591, 591, "unchanged at 591"),
        ("Offences were up by 83.", 591, 550, "41 fewer"),
    ],
)
def test_where_nothing_fits_the_true_value_is_said_and_no_words_are_offered(
    sentence: str, old: int, new: int, truly: str
) -> None:
    (claim,) = wrong_ones(sentence, old, new)
    assert claim.instead == ""
    assert claim.truly == truly
    assert f"but “{truly}” does" in claim.explanation


SENTENCES = (
    "Police recorded 40% more than the year before.",
    "That is up 40 per cent on the year before.",
    "Offences increased by nearly 40%.",
    "It is a 40% fall.",
    "It is a more than 40% rise.",
    "40% fewer offences were recorded than in 2016/17.",
    "A fall of a third took offences to 300.",
    "Police recorded 300 offences in 2017/18, compared with 591 the year before.",
    "More than 300 offences were recorded.",
    "Nearly two offences were recorded each day.",
    "Police recorded more than 11 offences a week.",
    "One offence was recorded every 23 minutes.",
    "Offences more than doubled in a year.",
    "Offences have halved.",
    "Twice as many offences were recorded as the year before.",
    "There were 83 fewer offences than the year before.",
    "Offences rose by 83.",
    "Offences soared from 591 the year before.",
    "The number fell slightly.",
    "Offences are at a record high.",
    "Recorded offences were lower than the year before.",
    "It was the third rise in a row.",
    "Police recorded 1,200 offences, 40% more than the year before, or three a day.",
)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(SENTENCES),
    st.integers(0, 3_000),
    st.integers(0, 3_000),
)
def test_whatever_is_offered_is_borne_out_in_its_place(sentence: str, old: int, new: int) -> None:
    before = wrong_ones(sentence, old, new)
    offered = [claim for claim in before if claim.instead]
    assume(offered)
    for claim in offered:
        mended = sentence[: claim.start] + claim.instead + sentence[claim.end :]
        found = check(mended, figures(old, new), measure=MEASURE)
        end = claim.start + len(claim.instead)
        own = [one for one in found if one.start < end and claim.start < one.end]
        assert own
        assert {one.verdict for one in own} == {Verdict.SUPPORTED}
        wrong = [one for one in found if one.verdict is Verdict.CONTRADICTED]
        assert len(wrong) < len(before)
        assert not mended[0].isdigit()
        assert mended[0] == mended[0].upper()


@given(st.sampled_from(SENTENCES), st.integers(0, 3_000), st.integers(0, 3_000))
def test_percentages_look_as_in_the_sentence(sentence: str, old: int, new: int) -> None:
    for claim in wrong_ones(sentence, old, new):
        if "%" in claim.instead:
            assert "per cent" not in sentence
        if "per cent" in claim.instead and "%" in sentence:
            assert claim.start == 0  # no sentence opens with digits


def test_words_in_the_midst_of_a_long_text_are_offered_too() -> None:
    text = "Police recorded offences in every force. " * 30 + "Offences rose by 40%. " + "So it is."
    (claim,) = wrong_ones(text, 591, 632)
    assert text[claim.start : claim.end] == "40%"
    assert claim.instead == "7%"
