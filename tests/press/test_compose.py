"""Releases from templates and facts, without a database."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press import sample_content
from press.compose import (
    CannotCompose,
    ComposedRelease,
    Paragraph,
    Sentence,
    Template,
    compose,
    problems_in_sentence,
)
from press.conditions import CONDITIONS, Condition, UnknownCondition, all_hold
from press.facts import Coverage, Facts, Help, KnownFigure, Nouns, Part, Place, Unit
from press.palette import PLACEHOLDERS
from press.proving.invented import invented
from press.wording.profiles import CHARITY
from stats.periods import parse_period

PLACE = Place("Lancashire", "Lancashire", "police-force-area", "Lancashire Constabulary")
KINGDOM = Place("United Kingdom", "the United Kingdom", "united-kingdom")
NOUNS = Nouns("offence", "offences")


def figure(number: int, period: str, value: int | None, **fields: object) -> KnownFigure:
    amount = None if value is None else Decimal(value)
    return KnownFigure(number, parse_period(period), amount, **fields)  # type: ignore[arg-type]


FACTS = Facts(
    place=PLACE,
    nouns=NOUNS,
    current=figure(1, "2017-18", 674),
    previous=figure(2, "2016-17", 591),
    parts=(
        Part("possession", figure(3, "2017-18", 133)),
        Part("making", figure(4, "2017-18", 541)),
    ),
    nation=figure(5, "2017-18", 22_724),
    nation_previous=figure(6, "2016-17", 18_522),
    coverage=Coverage(45, 43),
    help=Help("0808 1000 900", "Monday to Friday"),
)


def one(text: str, *conditions: str) -> Template:
    """A template whose lead is one sentence, after the name of the place."""
    lead = (Sentence("{area}."), Sentence(text, conditions))
    return Template((Sentence("Headline"),), (Paragraph("lead", lead),))


def lead_of(text: str, facts: Facts = FACTS) -> str:
    return compose(one(text), facts).paragraphs[0].text.removeprefix("Lancashire. ")


def test_each_area_gets_its_own_words_whoever_was_before_it() -> None:
    """What is kept from one release to the next must not outlive the figures it was said of."""
    made = [each.facts for each in invented(NOUNS)]
    template = one("The total was {value}, {change}; {uk_value} in all.", "rise", "uk_known")

    def written(template: Template, facts: Facts) -> ComposedRelease | str:
        try:
            return compose(template, facts)
        except CannotCompose as error:
            return str(error)

    one_after_the_other = [written(template, facts) for facts in (*made, *reversed(made))]
    each_alone = [written(replace(template), replace(facts)) for facts in (*made, *reversed(made))]
    assert one_after_the_other == each_alone
    assert len({str(each) for each in each_alone}) > 10


def test_the_same_facts_say_another_template_and_another_style_anew() -> None:
    by_sign, by_word = one("That is {percentage} more."), one("It went up by {percentage}.")
    in_words = replace(by_sign, profile=CHARITY)
    leads = [compose(each, FACTS).paragraphs[0].text for each in (by_sign, in_words, by_word)]
    assert leads == [
        "Lancashire. That is 14% more.",
        "Lancashire. That is 14 per cent more.",
        "Lancashire. It went up by 14%.",
    ]


@pytest.mark.parametrize("opposite", [each for each in CONDITIONS.values() if each.opposite_of])
def test_an_opposite_holds_exactly_where_the_other_does_not(opposite: Condition) -> None:
    for made in (*invented(NOUNS), *invented(replace(NOUNS, unit=Unit.PROPORTION))):
        other = CONDITIONS[opposite.opposite_of]
        assert opposite.holds(made.facts) is not other.holds(made.facts)
        assert all_hold([opposite.name], made.facts) is opposite.holds(made.facts)


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_every_placeholder_can_be_said_of_some_figures(name: str) -> None:
    template = one(f"Here is {{{name}}}.")

    def is_said_of(facts: Facts) -> bool:
        try:
            return "Here is " in compose(template, facts).paragraphs[0].text
        except CannotCompose:
            return False

    nouns = replace(NOUNS, unit=min(PLACEHOLDERS[name].units))
    assert any(is_said_of(made.facts) for made in invented(nouns))


@pytest.mark.parametrize("name", CONDITIONS)
def test_every_condition_answers_for_full_and_for_empty_facts(name: str) -> None:
    empty = Facts(place=PLACE, nouns=NOUNS, current=None)
    assert all_hold([name], FACTS) in (True, False)
    assert all_hold([name], empty) in (True, False)


def test_a_breakdown_is_said_largest_first_each_with_its_figure() -> None:
    paragraph = compose(one("Of these, {breakdown}."), FACTS).paragraphs[0]
    assert "541 were for making and 133 were for possession" in paragraph.text
    assert [(claim.text, claim.figures) for claim in paragraph.claims] == [
        ("541", (4,)),
        ("133", (3,)),
    ]


def test_what_a_breakdown_leaves_of_the_total_is_named() -> None:
    facts = replace(FACTS, parts=FACTS.parts[1:])
    assert lead_of("Of these, {breakdown}.", facts) == (
        "Of these, 541 were for making and 133 were not broken down."
    )


def test_one_offence_is_not_one_offences() -> None:
    facts = replace(FACTS, current=figure(1, "2017-18", 1), parts=())
    assert lead_of("There was {value_nouns}.", facts) == "There was one offence."


def test_a_sentence_may_open_with_a_placeholder_and_then_has_a_capital() -> None:
    facts = replace(FACTS, current=figure(1, "2017-18", 700))
    paragraph = compose(one("{rate_nouns} were recorded {rate_unit}."), facts).paragraphs[0]
    assert "Nearly two offences were recorded each day" in paragraph.text
    assert paragraph.claims[0].text == "Nearly two"
    assert paragraph.text[paragraph.claims[0].start :].startswith("Nearly two")


def test_a_sentence_that_would_open_with_digits_is_refused() -> None:
    with pytest.raises(CannotCompose, match="open with the digits of 674"):
        compose(one("{value} offences were recorded."), FACTS)


def test_a_missing_figure_stops_the_draft_with_its_reason() -> None:
    missing = replace(FACTS, current=figure(1, "2017-18", None, reason="refused"))
    with pytest.raises(CannotCompose, match="Lancashire in 2017-18: refused"):
        compose(one("There were {value}."), missing)


def test_nothing_is_compared_with_an_earlier_figure_that_is_not_known() -> None:
    with pytest.raises(CannotCompose, match="earlier period"):
        compose(one("It went {change}."), replace(FACTS, previous=None))


def test_a_percentage_on_a_small_base_is_refused_with_the_remedy() -> None:
    small = replace(FACTS, previous=figure(2, "2016-17", 3))
    with pytest.raises(CannotCompose, match="Give the sentence a condition"):
        compose(one("That is {percentage} more."), small)


def test_a_base_of_nought_divides_nothing() -> None:
    nought = replace(FACTS, previous=figure(2, "2016-17", 0))
    assert not all_hold(["percentage"], nought)
    assert not all_hold(["multiple"], nought)
    with pytest.raises(CannotCompose):
        compose(one("It {multiple}."), nought)


def test_nought_is_a_value_and_not_a_gap() -> None:
    nought = replace(FACTS, current=figure(1, "2017-18", 0), parts=())
    assert lead_of("Police recorded {value_nouns}.", nought) == "Police recorded zero offences."


def test_the_first_headline_that_fits_is_used() -> None:
    template = Template(
        (Sentence("Fell", ("fall",)), Sentence("Rose", ("rise",)), Sentence("Any")),
        (Paragraph("lead", (Sentence("{area}."),)),),
    )
    assert compose(template, FACTS).headline.text == "Rose"


def test_no_headline_that_fits_stops_the_draft() -> None:
    template = Template(
        (Sentence("Fell", ("fall",)),), (Paragraph("lead", (Sentence("{area}."),)),)
    )
    with pytest.raises(CannotCompose, match="No headline"):
        compose(template, FACTS)


def test_a_local_release_names_its_place_in_the_first_paragraph() -> None:
    template = Template((Sentence("Any"),), (Paragraph("lead", (Sentence("Figures are out."),)),))
    with pytest.raises(CannotCompose, match="does not name Lancashire"):
        compose(template, FACTS)


def test_a_place_is_named_where_its_article_opens_the_sentence_too() -> None:
    facts = replace(FACTS, place=KINGDOM)
    template = Template((Sentence("Any"),), (Paragraph("lead", (Sentence("{area}."),)),))
    assert compose(template, facts).paragraphs[0].text == "The United Kingdom."


def test_a_condition_that_is_not_on_the_list_is_refused() -> None:
    with pytest.raises(UnknownCondition):
        all_hold(["__import__('os')"], FACTS)


@pytest.mark.parametrize(
    ("text", "part", "problem"),
    [
        ("It was {vaule}.", "lead", "Did you mean {value}?"),
        ("It was {area.__class__}.", "lead", "is not a placeholder"),
        ("It was {value", "lead", "A brace stands alone"),
        ("It was {{value}}.", "lead", "A brace stands alone"),
        ("It was 674.", "lead", "A number is typed"),
        ("It was 674.", "headline", "A number is typed"),
    ],
)
def test_a_sentence_with_a_fault_is_refused_with_the_remedy(
    text: str, part: str, problem: str
) -> None:
    assert any(problem in found for found in problems_in_sentence(text, part=part))


@pytest.mark.parametrize(
    ("text", "part"),
    [("It was {value} in {period}.", "lead"), ("Call 999 in an emergency.", "helpline")],
)
def test_a_good_sentence_is_not(text: str, part: str) -> None:
    assert problems_in_sentence(text, part=part) == []


@given(st.text())
def test_no_text_of_an_editor_is_ever_run(text: str) -> None:
    """Whatever stands in a sentence, it is either refused or printed."""
    if problems_in_sentence(text, part="note"):
        return
    paragraph = Paragraph("note", (Sentence(text),))
    template = Template((Sentence("Any"),), (Paragraph("lead", (Sentence("{area}."),)), paragraph))
    try:
        composed = compose(template, FACTS)
    except CannotCompose:
        return
    assert composed.headline.text == "Any"


def sample_template() -> Template:
    """The template that offences are released with, as composing reads it."""

    def sentences(rows: list[sample_content.Sentence]) -> tuple[Sentence, ...]:
        return tuple(Sentence(text, tuple(conditions)) for text, conditions in rows)

    return Template(
        sentences(sample_content.OFFENCE_HEADLINES),
        (
            Paragraph("lead", sentences(sample_content.OFFENCE_LEAD)),
            Paragraph("detail", sentences(sample_content.OFFENCE_BREAKDOWN)),
            Paragraph("detail", sentences(sample_content.OFFENCE_CONTEXT)),
            Paragraph("note", sentences(sample_content.OFFENCE_NOTES)),
        ),
    )


COUNTS = st.integers(0, 2_000_000)


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    """Any area with any figures, with and without an earlier one, parts, nation and coverage."""
    total = draw(COUNTS)
    first = draw(st.integers(0, total))
    known = draw(st.booleans())
    parts = (
        Part("possession", figure(3, "2017-18", first if known else None, reason="not supplied")),
        Part("making", figure(4, "2017-18", total - first if known else None, reason="refused")),
    )
    current = figure(1, "2017-18", total)
    previous = draw(st.none() | COUNTS.map(lambda value: figure(2, "2016-17", value)))
    place = draw(st.sampled_from([PLACE, KINGDOM]))
    of_nation = draw(st.tuples(st.none() | COUNTS, st.none() | COUNTS))
    return Facts(
        place=place,
        nouns=NOUNS,
        current=current,
        previous=previous,
        parts=draw(st.sampled_from([(), parts])),
        nation=current if place is KINGDOM else _maybe(5, "2017-18", of_nation[0]),
        nation_previous=previous if place is KINGDOM else _maybe(6, "2016-17", of_nation[1]),
        coverage=draw(st.sampled_from([None, Coverage(45, 43)])),
        help=Help("0808 1000 900", "Monday to Friday"),
    )


def _maybe(number: int, period: str, value: int | None) -> KnownFigure | None:
    return None if value is None else figure(number, period, value)


@given(any_facts())
def test_any_figures_make_a_release_that_holds_together(facts: Facts) -> None:
    composed: ComposedRelease = compose(sample_template(), facts)
    for paragraph in (composed.headline, *composed.paragraphs):
        assert "{" not in paragraph.text
        assert not paragraph.text[:1].isdigit()
        for claim in paragraph.claims:
            assert paragraph.text[claim.start :].startswith(claim.text)
    assert compose(sample_template(), facts) == composed


@given(any_facts())
def test_no_release_says_that_a_fall_rose(facts: Facts) -> None:
    change = facts.comparison
    lead = compose(sample_template(), facts).paragraphs[0].text
    if change is None or change.difference <= 0:
        assert "up from" not in lead
        assert "slightly up" not in lead
        assert "% more" not in lead
    if change is None or change.difference >= 0:
        assert "down" not in lead
        assert "fewer" not in lead
