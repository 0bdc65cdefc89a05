"""Several places in one text: each claim is held against the figures of its own."""

from decimal import Decimal

import pytest

from press.wording.claims import Observation, Verdict, check, verdict_of
from stats.periods import financial_year
from tests.press.wording.forces import NORTH_WEST, WALES, Values, of_areas

SUPPORTED, CONTRADICTED, UNVERIFIABLE = Verdict


def verdict(text: str, values: Values, area: str) -> Verdict:
    measure = "child abuse image offences"
    return verdict_of(check(text, of_areas(values), area=area, measure=measure))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "While nationally offences rose by 23 per cent, Lancashire saw a seven per cent fall",
            SUPPORTED,
        ),
        (
            "While nationally offences rose by 33 per cent, Lancashire saw a seven per cent fall",
            CONTRADICTED,
        ),
        (
            "While nationally offences fell by 23 per cent, Lancashire saw a seven per cent fall",
            CONTRADICTED,
        ),
        (
            "Lancashire saw a seven per cent fall, while nationally offences rose by 23 per cent",
            SUPPORTED,
        ),
        ("Nationally, offences rose by 23 per cent to 22,724.", SUPPORTED),
        ("Nationally, offences rose by 33 per cent to 22,724.", CONTRADICTED),
        ("Across the UK 22,724 offences were recorded, one every 23 minutes.", SUPPORTED),
        ("Across the UK 650 offences were recorded.", CONTRADICTED),
        (
            "Offences rose by 45 per cent in Cumbria, compared with 23 per cent nationally",
            SUPPORTED,
        ),
        (
            "Offences rose by 23 per cent in Cumbria, compared with 45 per cent nationally",
            CONTRADICTED,
        ),
        ("Cumbria and Merseyside recorded 290 and 690 offences respectively", SUPPORTED),
        ("Cumbria and Merseyside recorded 690 and 290 offences respectively", CONTRADICTED),
        ("In Suffolk, offences rose by 50 per cent", UNVERIFIABLE),
        ("Offences fell by 7 per cent", SUPPORTED),
        ("Offences rose by 45 per cent", CONTRADICTED),
        ("In Cheshire offences rose slightly, from 400 to 410", SUPPORTED),
        ("Cumbria Police recorded 290 offences, up from 200", SUPPORTED),
        ("Cumbria Police recorded 650 offences", CONTRADICTED),
        ("Merseyside's figure rose by 38 per cent", SUPPORTED),
        ("Offences fell in Lancashire but rose in Cumbria", SUPPORTED),
        ("Offences rose in Lancashire but fell in Cumbria", CONTRADICTED),
        ("Police in Greater Manchester recorded 1,100 offences, up 22 per cent", SUPPORTED),
        ("Offences rose by 38 per cent in Merseyside and by 45 per cent in Cumbria", SUPPORTED),
        ("Offences rose by 45 per cent in Merseyside and by 38 per cent in Cumbria", CONTRADICTED),
        (
            "There were 1,100 in Greater Manchester, 690 in Merseyside and 290 in Cumbria.",
            SUPPORTED,
        ),
        (
            "There were 690 in Greater Manchester, 1,100 in Merseyside and 290 in Cumbria.",
            CONTRADICTED,
        ),
        ("Greater Manchester (1,100), Merseyside (690) and Lancashire (650)", SUPPORTED),
        ("Greater Manchester (690), Merseyside (650) and Lancashire (1,100)", CONTRADICTED),
        ("Cumbria, Merseyside and Greater Manchester all saw rises", SUPPORTED),
        ("Cumbria, Merseyside and Lancashire all saw rises", CONTRADICTED),
        ("Both Cumbria and Lancashire saw offences increase", CONTRADICTED),
        ("Both Cumbria and Merseyside saw offences increase", SUPPORTED),
        ("Lancashire recorded 650 offences, while Cumbria recorded 290", SUPPORTED),
        ("Merseyside recorded 690 offences, while Cumbria recorded 480", CONTRADICTED),
        ("Merseyside recorded more than twice as many as Cumbria", UNVERIFIABLE),
        ("Cumbria and Merseyside recorded 980 offences between them", SUPPORTED),
        ("Cumbria and Merseyside recorded 1,980 offences between them", CONTRADICTED),
    ],
)
def test_the_place_named_nearest_is_the_one_spoken_of(text: str, expected: Verdict) -> None:
    assert verdict(text, NORTH_WEST, "Lancashire") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Welsh police forces recorded 1,458 offences", SUPPORTED),
        ("Welsh police forces recorded 2,458 offences", CONTRADICTED),
        ("nearly 3,000 recorded offences in Wales in the past two years", SUPPORTED),
        ("nearly 4,000 recorded offences in Wales in the past two years", CONTRADICTED),
        ("almost four offences a day over the past two years", SUPPORTED),
        ("up from 1,437 to 1,458", SUPPORTED),
        ("up from 1,458 to 1,537", CONTRADICTED),
        ("In North Wales they were up 30 percent from 287 in 2016/2017 to 373", SUPPORTED),
        ("In South Wales they were up 30 percent from 287 in 2016/2017 to 373", CONTRADICTED),
    ],
)
def test_a_place_without_its_own_figure_is_the_sum_of_those_given(
    text: str, expected: Verdict
) -> None:
    assert verdict(text, WALES, "Wales") is expected


def test_a_sum_says_what_it_adds_up_and_needs_every_area_in_the_period() -> None:
    figures = of_areas(WALES)[:-1]
    claims = check("1,437 offences", figures, area="Wales", measure="offences")
    assert verdict_of(claims) is SUPPORTED
    claims = check("1,458 offences", figures, area="Wales", measure="offences")
    assert verdict_of(claims) is CONTRADICTED


def test_figures_that_bear_out_one_place_do_not_belie_another() -> None:
    figures = [
        Observation(financial_year(2016), Decimal(591)),
        Observation(financial_year(2017), Decimal(773)),
    ]
    text = "In Norfolk 773 offences were recorded, up 31 per cent. In Suffolk there were 301."
    claims = check(text, figures, area="Norfolk", measure="offences")
    assert [claim.verdict for claim in claims] == [SUPPORTED, SUPPORTED, UNVERIFIABLE]
    assert "another place than Suffolk" in claims[-1].explanation
