"""True sentences beside numbers of other things, which nothing given can belie."""

from decimal import Decimal

import pytest

from press.wording.claims import Observation, Verdict, check, verdict_of
from stats.periods import financial_year


def verdict(text: str, newest: int) -> Verdict:
    figures = [
        Observation(financial_year(2016), Decimal(591)),
        Observation(financial_year(2017), Decimal(newest)),
    ]
    measure = "child abuse image offences (offences recorded)"
    return verdict_of(check(text, figures, area="Norfolk", measure=measure))


@pytest.mark.parametrize(
    "text",
    [
        (
            "Norfolk Police recorded 773 child abuse image offences in 2017/18, up from 591, while "
            "nationally offences rose by 23 per cent to 22,724."
        ),
        "Across the UK there were 22,724 offences, but in Norfolk there were 773, up from 591.",
        "Of the 773 offences, 400 were on Snapchat (52 per cent) – up 31 per cent overall.",
        (
            "In Norfolk 773 offences were recorded last year, up 31 per cent. Nationally the "
            "figure was 22,724, one every 23 minutes."
        ),
        (
            "773 offences were recorded in Norfolk, up from 591. In Suffolk 301 offences were "
            "recorded, down from 302."
        ),
        (
            "Offences rose by 31 per cent to 773. The charity received 2,400 calls to its helpline "
            "last year."
        ),
        "Offences rose 31 per cent to 773, and 15 people were arrested.",
        "up 31 per cent, according to figures from 43 of 45 forces",
        "773 offences, a rise of 31 per cent. The charity supported 12,500 people last year.",
        "Offences rose 31 per cent; the maximum sentence is 14 years.",
        "Offences rose 31 per cent, with Facebook-owned apps used in 55 per cent of cases.",
        "Offences rose 31 per cent to 773, of which 150 involved children under 11.",
        "The law came into force on 3 April 2017; since then offences rose 31 per cent to 773.",
        (
            "Offences rose 31 per cent, from 591 to 773, including 32 against children aged four "
            "to eight."
        ),
        "Offences rose 31 per cent, the NSPCC's 2018 report says.",
        "Offences rose 31 per cent in Norfolk, the BBC's 10 O'Clock News said at 6pm.",
        "Offences rose 31 per cent, three times the national rate of increase.",
    ],
)
def test_numbers_of_other_things_do_not_hide_the_truth_of_a_sentence(text: str) -> None:
    assert verdict(text, 773) is Verdict.SUPPORTED
    assert verdict(text, 296) is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    "text",
    [
        "There were no offences recorded.",
        "No offences were recorded the year before.",
        "No child abuse image offences were reported in 2016/17.",
        "compared with none the year before",
    ],
)
def test_none_is_a_number_too(text: str) -> None:
    nought = Observation(financial_year(2016), Decimal(0))
    twelve = Observation(financial_year(2017), Decimal(12))
    figures = [nought] if text.endswith("no offences recorded.") else [nought, twelve]
    assert verdict_of(check(text, figures)) is Verdict.SUPPORTED
    assert verdict(text, 674) is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    "text",
    [
        "Girls made up 83 per cent of victims.",
        "The youngest victim was four.",
        "A survey of 2,000 parents found one in five were worried.",
        "Nine out of ten parents agreed.",
        "More than 1,000 Childline counselling sessions were delivered.",
        "A 13-year-old girl told Childline she was groomed for six months.",
        "Police charged 212 people with 340 offences.",
        "The average UK household has seven connected devices.",
        "The NSPCC wants £10m of funding over two years.",
        "Some 70 per cent of those cases involved Facebook, WhatsApp or Instagram.",
        "Online grooming was the fastest growing crime, with three new laws in 10 years.",
        "In the past five years the charity has helped 40,000 people.",
        "Facebook removed 8.7 million images in three months.",
        "He was jailed for 12 years. She was 14 at the time.",
        'A chief constable said: "We have seen a 700 per cent increase in referrals."',
        'A chief constable said there had been a "700 per cent increase" in referrals.',
        "Call Stop It Now! on 0808 1000 900 or Childline on 0800 1111, open 24 hours a day.",
        (
            "The helpline is open seven days a week, 9am to 9pm Monday to Thursday and 9am to 5pm "
            "on Friday."
        ),
        (
            "Sexting by under-18s is illegal in the UK under the Protection of Children Act 1978 "
            "and section 45 of the Sexual Offences Act 2003."
        ),
        "Up to 100,000 people may view such images, the NCA estimates.",
        "The IWF found 105,047 webpages in 2018, a 34 per cent increase.",
        "Only a third of forces gave a breakdown.",
        "13 of the 43 forces did not reply.",
        "A quarter of victims were boys.",
        "About one in 20 children in the UK have been sexually abused.",
    ],
)
def test_sentences_about_other_things_contradict_nothing(text: str) -> None:
    assert verdict(f"Offences rose 31 per cent. {text}", 773) is Verdict.SUPPORTED
    assert verdict(f"Offences rose 31 per cent. {text}", 296) is Verdict.CONTRADICTED
