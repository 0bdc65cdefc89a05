"""Claims in prose: which figures bear them, and what is no claim at all."""

from decimal import Decimal

import pytest

from press.wording.claims import Claim, Observation, Verdict, check, verdict_of
from press.wording.kinds import Kind
from stats.periods import financial_year

SUPPORTED, CONTRADICTED, UNVERIFIABLE = Verdict
MEASURE = "child abuse image offences"
TAKING = "taking, making or distributing"


def figure(
    year: int, value: int | str, area: str | None = None, category: str | None = None
) -> Observation:
    return Observation(financial_year(year), Decimal(value), area, category)


NORFOLK = [figure(2016, 591), figure(2017, 674)]
SERIES = [
    figure(2014, 400),
    figure(2015, 450),
    figure(2016, 591),
    figure(2017, 560),
    figure(2018, 674),
]
ENDS = [SERIES[0], SERIES[-1]]
AREAS = [
    figure(2016, 591, "Norfolk"),
    figure(2017, 674, "Norfolk"),
    figure(2016, 302, "Suffolk"),
    figure(2017, 301, "Suffolk"),
    figure(2016, 18522, "United Kingdom"),
    figure(2017, 22724, "United Kingdom"),
]
PARTS = [
    figure(2016, 591),
    figure(2017, 674),
    figure(2017, 541, category=TAKING),
    figure(2017, 133, category="possession"),
]
SHARES = [figure(2016, 18), figure(2017, 37)]


def verdict(text: str, figures: list[Observation], **given: str) -> Verdict:
    return verdict_of(check(text, figures, **({"measure": MEASURE} | given)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up 20 per cent in a year", SUPPORTED),
        ("up 69 per cent since 2014/15", SUPPORTED),
        ("up 69 per cent on the previous year", CONTRADICTED),
        ("up 14 per cent in two years", SUPPORTED),
        ("up 50 per cent in two years", CONTRADICTED),
        ("fell from 591 in 2016/17 to 560 in 2017/18", SUPPORTED),
        ("fell from 591 in 2016/17 to 560 in 2018/19", CONTRADICTED),
        ("In 2015/16 there were 450 offences, rising to 591 in 2016/17", SUPPORTED),
        ("591 offences in 2017/18", CONTRADICTED),
        ("more than 1,200 offences in the past two years", SUPPORTED),
        ("more than 2,000 offences in the past two years", CONTRADICTED),
        ("the highest in five years", SUPPORTED),
        ("the highest since 2014/15", SUPPORTED),
        ("a record high", SUPPORTED),
        ("the lowest in five years", CONTRADICTED),
        ("a record low", CONTRADICTED),
    ],
)
def test_the_period_named_decides_which_figures_bear_a_claim(text: str, expected: Verdict) -> None:
    assert verdict(text, SERIES) is expected


def test_a_record_needs_a_series_without_gaps() -> None:
    assert verdict("the highest in five years", ENDS) is UNVERIFIABLE


def test_a_record_falls_with_the_latest_year() -> None:
    assert verdict("the highest in four years", SERIES[:4]) is CONTRADICTED


def test_2014_15_to_2018_19_is_four_years_and_five_is_noted() -> None:
    assert verdict("up 69 per cent in four years", ENDS) is SUPPORTED
    (span,) = [
        claim for claim in check("up 69 per cent in five years", ENDS) if claim.kind is Kind.SPAN
    ]
    assert span.verdict is SUPPORTED
    assert "counts both ends: from 2014-15 to 2018-19 is four years" in span.note
    assert verdict("up 69 per cent in six years", ENDS) is CONTRADICTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Norfolk, offences rose 14 per cent to 674", SUPPORTED),
        ("In Suffolk, offences rose 14 per cent", CONTRADICTED),
        ("Offences in Suffolk were down slightly from 302", SUPPORTED),
        ("Across the United Kingdom one is recorded every 23 minutes", SUPPORTED),
        ("Offences rose by 14 per cent", SUPPORTED),
        ("Offences rose by 23 per cent", CONTRADICTED),
        ("22,724 offences were recorded", CONTRADICTED),
    ],
)
def test_a_sentence_without_a_place_is_about_the_place_of_the_text(
    text: str, expected: Verdict
) -> None:
    assert verdict(text, AREAS, area="Norfolk") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Of the 674 offences, 541 were of {TAKING} and 133 of possession", SUPPORTED),
        (f"80 per cent of offences were of {TAKING}", SUPPORTED),
        ("Possession made up a fifth of offences", SUPPORTED),
        ("Possession made up a third of offences", CONTRADICTED),
        ("one in five were possession", SUPPORTED),
        ("233 possession", CONTRADICTED),
        ("offences rose 14 per cent", SUPPORTED),
    ],
)
def test_parts_are_held_against_their_total(text: str, expected: Verdict) -> None:
    assert verdict(text, PARTS) is expected


def test_parts_without_figures_are_not_belied_by_the_total() -> None:
    claims = check("Of the 674 offences, 541 were for taking images.", NORFOLK)
    assert [claim.verdict for claim in claims] == [SUPPORTED, UNVERIFIABLE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up 19 percentage points", SUPPORTED),
        ("up 30 percentage points", CONTRADICTED),
        ("rose from 18 per cent to 37 per cent", SUPPORTED),
        ("rose from 18 per cent to 47 per cent", CONTRADICTED),
        ("more than a third of children", SUPPORTED),
        ("25 per cent of children", CONTRADICTED),
    ],
)
def test_proportions_bear_levels_and_points(text: str, expected: Verdict) -> None:
    assert verdict(text, SHARES, measure="percentage of children") is expected


def only(text: str, figures: list[Observation]) -> Claim:
    (claim,) = check(text, figures, measure=MEASURE)
    return claim


def test_dividing_by_the_newer_figure_is_told_from_other_mistakes() -> None:
    claim = only("a 20% rise", [figure(2016, 614), figure(2017, 769)])
    assert claim.verdict is CONTRADICTED
    assert claim.instead == "25%"
    assert claim.truly == "a rise of 25%"
    assert claim.arithmetic == "(769 − 614) ÷ 614 = 25.24%"
    assert "divides by the newer figure" in claim.explanation


def test_a_percentage_cut_off_passes_with_a_note() -> None:
    claim = only("a 15% rise", [figure(2016, 1000), figure(2017, "1159.5")])
    assert claim.verdict is SUPPORTED
    assert "cut off instead of rounded" in claim.note


def test_small_bases_and_unlike_periods_are_noted() -> None:
    assert "too small for a percentage" in only("up 500%", [figure(2016, 1), figure(2017, 6)]).note
    shorter = Observation(
        type(NORFOLK[0].period)(
            NORFOLK[1].period.first, NORFOLK[1].period.first.replace(month=12, day=31)
        ),
        Decimal(674),
    )
    assert "differ in length" in only("up 14%", [NORFOLK[0], shorter]).note


def test_a_contradiction_says_what_would_be_right() -> None:
    assert only("nearly trebled", NORFOLK).truly == "up from 591"
    assert only("nearly 700 a day", [figure(2017, 674)]).instead == "Nearly two a day"
    assert only("one every 23 minutes", [figure(2017, 674)]).instead == "One every 13 hours"
    assert only("more than 800 offences", [figure(2017, 674)]).instead == "Nearly 700"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("did not rise", CONTRADICTED),
        ("did not fall", SUPPORTED),
        ("no increase", CONTRADICTED),
        ("unchanged at 674", CONTRADICTED),
        ("similar to the previous year", CONTRADICTED),
        ("rose slightly", CONTRADICTED),
        ("double the national average", UNVERIFIABLE),
        ("the only force to see a fall", CONTRADICTED),
    ],
)
def test_directions(text: str, expected: Verdict) -> None:
    assert verdict(text, NORFOLK) is expected


def test_one_figure_cannot_bear_a_change_but_can_belie_one() -> None:
    assert verdict("up 14 per cent", NORFOLK[1:]) is UNVERIFIABLE
    assert verdict("up from 800", NORFOLK[1:]) is CONTRADICTED
    assert verdict("674 offences", []) is UNVERIFIABLE


@pytest.mark.parametrize("text", ["c. 670", "c.670", "circa 670", "approx. 670", "approx 670"])
def test_shortened_approximators_are_read(text: str) -> None:
    assert only(f"{text} offences", NORFOLK).text == text
    assert verdict(f"{text} offences", NORFOLK) is SUPPORTED


def test_a_letter_is_no_approximator() -> None:
    assert verdict("Appendix C 670 offences", NORFOLK) is CONTRADICTED


def test_two_numbers_in_a_sentence_are_two_claims() -> None:
    claims = check("Norfolk Police recorded 674 offences, up 25 per cent.", NORFOLK)
    assert [(claim.text, claim.verdict) for claim in claims] == [
        ("674", SUPPORTED),
        ("25 per cent", CONTRADICTED),
    ]
    text = "Norfolk Police recorded 674 offences, up 25 per cent."
    assert [text[claim.start : claim.end] for claim in claims] == ["674", "25 per cent"]


def test_a_contradiction_outweighs_support_and_support_outweighs_silence() -> None:
    assert verdict_of([]) is UNVERIFIABLE
    assert verdict("674 offences, from 44 of the 45 forces", NORFOLK) is SUPPORTED
    assert verdict("674 offences, up 25 per cent, from 44 of the 45 forces", NORFOLK) is (
        CONTRADICTED
    )
