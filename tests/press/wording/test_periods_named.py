"""The period that the words name decides which figures bear them."""

from datetime import date
from decimal import Decimal

import pytest

from press.wording.claims import Observation, Verdict, check, verdict_of
from stats.periods import Period, calendar_year, financial_year

SUPPORTED, CONTRADICTED, UNVERIFIABLE = Verdict

OFFENCES = "child abuse image offences"
PEOPLE = "people contacting Stop It Now! (helpline + self-help site) (people)"
TAKING = "taking, making or distributing"
FIVE_YEARS = {
    financial_year(2014): 400,
    financial_year(2015): 450,
    financial_year(2016): 591,
    financial_year(2017): 560,
    financial_year(2018): 674,
}
CALENDAR_YEARS = {calendar_year(2018): 362, calendar_year(2019): 1068}
HALF_YEARS = {
    Period(date(2017, 7, 1), date(2017, 12, 31)): 1747,
    Period(date(2018, 1, 1), date(2018, 6, 30)): 3549,
}
PARTS = [
    Observation(financial_year(2016), Decimal(591)),
    Observation(financial_year(2017), Decimal(674)),
    Observation(financial_year(2017), Decimal(541), category=TAKING),
    Observation(financial_year(2017), Decimal(133), category="possession"),
]
SHARES = {financial_year(2016): 18, financial_year(2017): 37}


def verdict(text: str, values: dict[Period, int], measure: str) -> Verdict:
    figures = [Observation(period, Decimal(value)) for period, value in values.items()]
    return verdict_of(check(text, figures, area="Norfolk", measure=measure))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up 69 per cent since 2014/15", SUPPORTED),
        ("up 69 per cent in four years", SUPPORTED),
        ("up from 400 in 2014/15", SUPPORTED),
        ("up from 450 in 2014/15", CONTRADICTED),
        ("In 2018/19 the number of offences went from 560 to 674", SUPPORTED),
        ("In 2018/19 the number of offences rose from 560 to 591", CONTRADICTED),
        ("In 2015/16 the number of offences rose from 400 to 450", SUPPORTED),
        ("In 2015/16 the number of offences rose from 400 to 674", CONTRADICTED),
        ("Between 2017/18 and 2018/19 offences rose from 560 to 674", SUPPORTED),
        ("Between 2017/18 and 2018/19 offences rose from 400 to 674", CONTRADICTED),
        ("offences jumped between 2017/18 and 2018/19, from 560 to 674", SUPPORTED),
        ("13 offences a week, up from 11 the year before", SUPPORTED),
        ("13 offences a week, up from 25 the year before", CONTRADICTED),
        ("13 offences a week, up from 11 a week in 2017/18", SUPPORTED),
        ("13 offences a week, up from 8 a week in 2017/18", CONTRADICTED),
        ("13 offences a week, compared with 8 a week in 2014/15", SUPPORTED),
        ("up from 11 offences a week to 13", SUPPORTED),
        ("up from 11 offences a week to 20", CONTRADICTED),
        ("13 offences a week, up from 560 to 674", SUPPORTED),
        ("calls from 13 people a week", SUPPORTED),
        ("674 (2017/18: 560)", SUPPORTED),
        ("674 (2017/18: 591)", CONTRADICTED),
        ("The figure is the highest of the past five years.", SUPPORTED),
        ("The figure is the lowest of the last five years.", CONTRADICTED),
        ("increased by more than two thirds in four years", SUPPORTED),
        ("risen by 50 per cent since 2015/16", SUPPORTED),
        ("risen by 50 per cent since 2014/15", CONTRADICTED),
        ("674 offences in 2018/19, compared with 560 the year before", SUPPORTED),
        ("674 in 2018/19, 560 in 2017/18 and 591 in 2016/17", SUPPORTED),
        ("674 in 2018/19, 591 in 2017/18 and 560 in 2016/17", CONTRADICTED),
        ("an increase of 20 per cent on 2017/18", SUPPORTED),
        ("2,675 offences in the past five years", SUPPORTED),
        ("more than 2,600 offences between April 2014 and March 2019", SUPPORTED),
        ("more than 3,600 offences in the past five years", CONTRADICTED),
        ("between 2014/15 and 2018/19 offences rose by 69 per cent", SUPPORTED),
        ("over the past four years offences have increased by 69 per cent", SUPPORTED),
        ("between 2014/15 and 2016/17 offences rose by 48 per cent", SUPPORTED),
        ("between 2014/15 and 2016/17 offences rose by 68 per cent", CONTRADICTED),
        ("there were 560 in 2017/18, down from 591 in 2016/17", SUPPORTED),
        ("offences fell by five per cent between 2016/17 and 2017/18", SUPPORTED),
        ("In 2017/18 offences fell by five per cent", SUPPORTED),
        ("In 2017/18 offences rose by five per cent", CONTRADICTED),
        ("fell in 2017/18 but rose again in 2018/19", SUPPORTED),
        ("rose in 2017/18 but fell in 2018/19", CONTRADICTED),
        ("from 400 in 2014/15 to 674 in 2018/19", SUPPORTED),
        ("1,234 offences in the past two years", SUPPORTED),
        ("1,825 offences in the last three years", SUPPORTED),
        ("an average of 535 a year over the past five years", SUPPORTED),
        ("an average of more than 500 a year since 2014/15", SUPPORTED),
        ("more than one every day for the past five years", SUPPORTED),
        ("the number has risen by 274 since 2014/15", SUPPORTED),
        ("274 more than in 2014/15", SUPPORTED),
        ("up by a fifth in a year", SUPPORTED),
        (
            "up by a fifth on the previous year and by more than two-thirds on four years ago",
            SUPPORTED,
        ),
        (
            "Offences have risen from 400 in 2014/15 to 674 in 2018/19, a 69 per cent increase",
            SUPPORTED,
        ),
        (
            "Offences have risen from 400 in 2014/15 to 674 in 2018/19, a 41 per cent increase",
            CONTRADICTED,
        ),
        ("591 offences were recorded three years earlier", SUPPORTED),
        ("591 offences in 2016/17", SUPPORTED),
        ("595 offences in 2016/17", CONTRADICTED),
        ("350 offences in 2012/13", UNVERIFIABLE),
    ],
)
def test_years_named_among_five(text: str, expected: Verdict) -> None:
    assert verdict(text, FIVE_YEARS, OFFENCES) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,068 in 2019, up from 362 in 2018", SUPPORTED),
        (
            "in 2019, 1,068 people contacted the charity, almost three times as many as in 2018",
            SUPPORTED,
        ),
        ("nearly three a day", SUPPORTED),
        ("almost 90 a month", SUPPORTED),
        ("almost tripled between 2018 and 2019", SUPPORTED),
        ("compared with 362 in 2018, 1,068 people made contact in 2019", SUPPORTED),
        ("1,068 in 2018, up from 362 in 2017", CONTRADICTED),
    ],
)
def test_calendar_years(text: str, expected: Verdict) -> None:
    assert verdict(text, CALENDAR_YEARS, PEOPLE) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("more than doubled in six months", SUPPORTED),
        ("up 103 per cent", SUPPORTED),
        ("rose from 1,747 to 3,549", SUPPORTED),
        ("nearly 600 a month", SUPPORTED),
        ("3,549 people between January and June 2018", SUPPORTED),
        (
            "3,549 in the first six months of 2018, up from 1,747 in the previous six months",
            SUPPORTED,
        ),
        ("more than doubled in the space of six months, from 1,747 to 3,549", SUPPORTED),
        ("more than twice as many as in the previous six months", SUPPORTED),
        ("3,549 people between July and December 2017", CONTRADICTED),
    ],
)
def test_half_years(text: str, expected: Verdict) -> None:
    assert verdict(text, HALF_YEARS, PEOPLE) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up 19 percentage points", SUPPORTED),
        ("rose from 18% to 37%", SUPPORTED),
        ("more than doubled from 18 per cent to 37 per cent", SUPPORTED),
        ("37 per cent of children", SUPPORTED),
        ("more than one in three children", SUPPORTED),
        ("nearly two in five", SUPPORTED),
        ("up 19 points", SUPPORTED),
        ("up 19 per cent", CONTRADICTED),
        ("almost half of children", CONTRADICTED),
        ("more than a third", SUPPORTED),
        ("an increase of 19 percentage points", SUPPORTED),
    ],
)
def test_shares_and_points(text: str, expected: Verdict) -> None:
    assert verdict(text, SHARES, "percentage of children") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Of the 674, 541 (80 per cent) were for taking, making or distributing",
            SUPPORTED,
        ),
        ("Of the 674 offences, 441 were for taking, making or distributing", CONTRADICTED),
        ("Four in five were for taking, making or distributing", SUPPORTED),
        ("four out of five offences were for taking, making or distributing", SUPPORTED),
        ("one in five were for possession", SUPPORTED),
        ("nearly 20 per cent of offences were possession", SUPPORTED),
        ("possession accounted for a fifth of the offences", SUPPORTED),
        ("possession accounted for a quarter of the offences", CONTRADICTED),
        ("80 per cent of offences were for taking, making or distributing", SUPPORTED),
        ("more than three-quarters were for taking, making or distributing", SUPPORTED),
        ("more than nine in ten were for taking, making or distributing", CONTRADICTED),
        ("133 possession offences", SUPPORTED),
        ("233 possession offences", CONTRADICTED),
        ("possession (133)", SUPPORTED),
    ],
)
def test_parts_of_a_total(text: str, expected: Verdict) -> None:
    claims = check(text, PARTS, area="Norfolk", measure=OFFENCES)
    assert verdict_of(claims) is expected
