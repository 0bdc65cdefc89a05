"""Numbers that count nothing, a whole release, and any text at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.wording.claims import Observation, Verdict, check, verdict_of
from press.wording.vocabulary import COUNTED_NOUNS, MOVEMENTS, words_of
from stats.periods import financial_year

FIGURES = [
    Observation(financial_year(2016), Decimal(591)),
    Observation(financial_year(2017), Decimal(674)),
]


@pytest.mark.parametrize(
    "text",
    [
        "Call 0808 1000 900 in confidence",
        "Childline is on 0800 1111",
        "In an emergency dial 999",
        "girls under 16",
        "victims were under 11",
        "under-18s aged 13 to 15",
        "a 13-year-old girl",
        "boys as young as four",
        "children aged ten and under",
        "on 20 September 2018",
        "by March 31, 2019",
        "EMBARGOED UNTIL 00:01 Thursday 20 September 2018",
        "Monday to Thursday 9am to 9pm",
        "the Sexual Offences Act 2003",
        "section 15 of the Act",
        "Channel 4 and BBC One",
        "Year 6 pupils",
        "24/7",
        "Windows 10",
        "Jane Smith, 47, the director",
        "One man, 34, from Preston, was jailed",
        "A former teacher, 61, admitted it",
        "No crime is victimless",
        "No offences should ever go unreported",
        "No further offences were reported",
        "There is no evidence that offences were reported",
        "Police had no record of the crimes",
        "In no cases were reports recorded",
        "no breakdown of offences was given",
        "registered charity number 1013025",
        "See www.stopitnow.org.uk/2018",
        "£1.5 million",
        "to increase awareness of abuse",
        "children who fall victim to abuse",
        "calls for an increase in funding",
        "the charity was set up in 1995",
        "broken down by force",
        "made up of volunteers",
        "growing up online",
        "“We have seen a 300 per cent increase in people coming to us,” she said",
        "the first half of the year",
        "for the third year running",
        "Stop It Now!",
        "one of the first",
        "no one",
        "‘We have seen a 300 per cent increase in people coming to us,’ she said",
        "'We have seen a 300 per cent increase in people coming to us,' she said",
        'there had been a "700 per cent increase" in referrals',
        "She was 14 at the time",
        "the youngest victim was four",
        "the 10 O'Clock News",
        "the charity's 2018 report",
    ],
)
def test_names_dates_ages_and_quotations_are_no_claims(text: str) -> None:
    assert check(text, FIGURES) == []


@pytest.mark.parametrize(
    "text",
    ["data from 44 police forces", "three steps to take", "two men were arrested", "44 of 45"],
)
def test_counts_of_other_things_are_unverifiable(text: str) -> None:
    assert verdict_of(check(text, FIGURES, measure="offences")) is Verdict.UNVERIFIABLE


def test_a_borrowed_word_in_quotation_marks_stays_a_claim() -> None:
    assert verdict_of(check("a “massive” 14 per cent rise", FIGURES)) is Verdict.SUPPORTED


RELEASE = """EMBARGOED UNTIL 00:01 Thursday 20 September 2018

Norfolk Police recorded 674 child abuse image offences in 2017/18, up from 591 the previous \
year – a rise of 14 per cent. On average nearly two offences were recorded each day.

The figures come from 44 of the 45 police forces asked under the Freedom of Information Act 2000.

“We have seen a 300 per cent increase in people coming to us over the last five years,” said \
Jane Smith, 47, the director.

Anyone worried about a child under 16 can call the helpline on 0808 1000 900, Monday to \
Thursday 9am to 9pm.

ENDS

Notes to editors
1. Figures cover the financial years 2016-17 and 2017-18.
2. Registered charity number 1013025.
3. Section 1 of the Protection of Children Act 1978.
"""


def test_a_whole_release_gives_its_claims_and_no_others() -> None:
    claims = check(RELEASE, FIGURES, area="Norfolk", measure="child abuse image offences")
    assert [(claim.text, claim.verdict) for claim in claims] == [
        ("674", Verdict.SUPPORTED),
        ("up", Verdict.SUPPORTED),
        ("591", Verdict.SUPPORTED),
        ("14 per cent", Verdict.SUPPORTED),
        ("nearly two offences were recorded each day", Verdict.SUPPORTED),
        ("44 of the 45", Verdict.UNVERIFIABLE),
    ]


ODD = (
    "a an the 1 2 10 674 22,724 0 00 1,5000 2016/17 2018 % per cent percentage points from to by "
    "of in up down every each day year years minutes half third quarter two thirds nearly more "
    "than about fold times as many - – — . , ; : £ ( ) “ ” \" ' @ and over under between 0800 "
    "million m k dozen + − aged old section March ²"
)
WORDS = st.sampled_from(sorted(set(MOVEMENTS) | COUNTED_NOUNS | words_of(ODD)))


@given(st.lists(WORDS, max_size=14), st.sampled_from(["", " "]))
def test_no_text_is_too_odd_to_read(words: list[str], between: str) -> None:
    for claim in check(between.join(words), FIGURES):
        assert claim.explanation


@given(st.text(max_size=60))
def test_no_characters_are_too_odd_to_read(text: str) -> None:
    for claim in check(text, FIGURES):
        assert text[claim.start : claim.end] == claim.text
