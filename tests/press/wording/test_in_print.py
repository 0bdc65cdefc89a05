"""Fragments in the manner of newspapers, true and false, held against figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from press.wording.claims import Observation, Verdict, check, verdict_of
from stats.periods import financial_year

AREA, NATION = "Lancashire", "United Kingdom"
SERIES = {2013: 402, 2014: 455, 2015: 523, 2016: 591, 2017: 674}
FIGURES = [
    *(Observation(financial_year(year), Decimal(value), AREA) for year, value in SERIES.items()),
    Observation(financial_year(2016), Decimal(18_522), NATION),
    Observation(financial_year(2017), Decimal(22_724), NATION),
    Observation(financial_year(2017), Decimal(541), AREA, "making"),
    Observation(financial_year(2017), Decimal(133), AREA, "possession"),
]
TRUE, FALSE, OPEN = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.UNVERIFIABLE


def verdict(words: str) -> Verdict:
    return verdict_of(check(words, FIGURES, area=AREA, measure="child abuse image offences"))


@pytest.mark.parametrize(
    "words",
    [
        "Lancashire recorded 674 offences; the kingdom had 22,724.",
        "Officers logged 674 crimes in the county last year, against 22,724 in the whole country.",
        "That is nearly two a day, and more than 600 in the year.",
        "An average of 13 a week, or 674 over the year.",
        "Detectives dealt with nearly two offences every single day.",
        "Offences in Lancashire have climbed every year since 2013/14.",
        "The county has seen a 14 per cent leap in a year.",
        "There were 83 more offences than in 2016/17.",
        "Some 541 of the 674 offences were for making images.",
        "Four in five of the offences were for making images.",
        "Possession accounted for a fifth of the offences.",
        "Across the UK, offences were up 23 per cent, to 22,724.",
        "A total of 674 crimes came to police attention, the most in five years.",
        "Just short of 700 offences were recorded in 2017/18.",
        "Numbers went up from 591 to 674.",
    ],
)
def test_what_is_true_is_borne_out(words: str) -> None:
    assert verdict(words) is TRUE


@pytest.mark.parametrize(
    "words",
    [
        "Lancashire recorded 674 offences; the kingdom had 21,724.",
        "Officers logged 647 crimes in the county last year, against 22,724 in the whole country.",
        "That is nearly two a day, and more than 900 in the year.",
        "An average of 16 a week, or 674 over the year.",
        "Detectives dealt with nearly four offences every single day.",
        "Offences in Lancashire have dropped every year since 2013/14.",
        "The county has seen a 41 per cent leap in a year.",
        "There were 183 more offences than in 2016/17.",
        "Some 451 of the 674 offences were for making images.",
        "Two in five of the offences were for making images.",
        "Possession accounted for a third of the offences.",
        "Across the UK, offences were up 33 per cent, to 22,724.",
        "A total of 674 crimes came to police attention, the fewest in five years.",
        "Just short of 600 offences were recorded in 2017/18.",
        "Numbers crept up from 591 to 674.",
    ],
)
def test_what_is_false_is_belied(words: str) -> None:
    assert verdict(words) is FALSE


@pytest.mark.parametrize(
    "words",
    [
        "Four out of five parents agree.",
        "Nearly nine in ten parents say they worry.",
        "A fifth of parents think it is getting worse.",
        "One in five teenagers told the survey of it.",
        "Some 62% of adults believe more should be done.",
    ],
)
def test_what_people_were_asked_is_not_held_against_counts(words: str) -> None:
    assert verdict(words) is OPEN


@pytest.mark.parametrize("words", ["1 person was helped.", "One person was helped."])
def test_one_is_read_in_words_and_in_digits(words: str) -> None:
    helped = [Observation(financial_year(2017), Decimal(1))]
    found = check(words, helped, measure="people helped")
    assert {claim.verdict for claim in found} == {TRUE}
