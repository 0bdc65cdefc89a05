"""Quotations in a template: where they land, whose they are, and what braces in them mean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from press.compose import (
    CannotCompose,
    ComposedParagraph,
    Paragraph,
    Sentence,
    Template,
    compose,
    problems_in_sentence,
)
from press.facts import Facts, Spoken
from press.quoting import FALL, RISE, SIMILAR, directions_spoken_of
from tests.press.test_compose import FACTS, figure

FELL = replace(FACTS, current=figure(1, "2017-18", 400))
SIMILAR_FIGURES = replace(FACTS, current=figure(1, "2017-18", 594))
ALONE = replace(FACTS, previous=None)


def quoting(*quotes: tuple[str, str]) -> Template:
    """A template with quotations, each of a direction and its words."""
    return Template(
        (Sentence("Headline"),),
        (
            Paragraph("lead", (Sentence("{area}."),)),
            *(
                Paragraph("quote", (Sentence(words),), "The director", direction)
                for direction, words in quotes
            ),
        ),
    )


def quotes(template: Template, facts: Facts) -> list[ComposedParagraph]:
    return [each for each in compose(template, facts).paragraphs if each.part == "quote"]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (FACTS, "More of it."),
        (FELL, "Less of it."),
        (SIMILAR_FIGURES, "As much of it."),
    ],
)
def test_a_quotation_lands_only_where_the_figure_went_its_way(facts: Facts, words: str) -> None:
    template = quoting(
        ("rise", "More of it."), ("fall", "Less of it."), ("similar", "As much of it.")
    )
    assert [quote.text for quote in quotes(template, facts)] == [words]


def test_without_an_earlier_figure_only_a_quotation_for_any_direction_lands() -> None:
    template = quoting(("rise", "More."), ("fall", "Less."), ("similar", "So."), ("any", "Always."))
    assert [quote.text for quote in quotes(template, ALONE)] == ["Always."]


@pytest.mark.parametrize("direction", ["any", "fall"])
def test_a_shocking_rise_is_refused_on_a_falling_area(
    direction: str,
) -> None:
    with pytest.raises(CannotCompose, match=r"The director is quoted on Lancashire.*“rise”"):
        compose(quoting((direction, "This is a shocking rise.")), FELL)


def test_a_shocking_rise_may_be_said_of_a_rise() -> None:
    assert quotes(quoting(("any", "This is a shocking rise.")), FACTS)


def test_a_number_in_a_quotation_is_the_speakers_own() -> None:
    words = "Last year 12,000 people told us of it, and that is a rise."
    assert quotes(quoting(("any", words)), FACTS)[0].text == words


def test_nobody_is_quoted_about_a_rise_where_nothing_is_known_to_compare_with() -> None:
    with pytest.raises(CannotCompose, match="no earlier figure"):
        compose(quoting(("any", "This is a shocking rise.")), ALONE)


def test_a_hope_for_a_fall_is_no_claim_of_one() -> None:
    assert quotes(quoting(("any", "We want to see a fall in these crimes.")), FACTS)


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        ("This is a shocking rise.", {RISE}),
        ("There has been a dramatic fall.", {FALL}),
        ("This rise is a disgrace.", {RISE, SIMILAR}),
        ("These shocking increases show that more must be done.", {RISE, SIMILAR}),
        ("The figure is unchanged.", {SIMILAR}),
        ("Every one of these is a child harmed.", {RISE, FALL, SIMILAR}),
    ],
)
def test_words_tell_which_directions_they_allow(words: str, allowed: set[str]) -> None:
    assert directions_spoken_of(words) == allowed


# Local spokespeople

LOCAL = Spoken("Here we work with every school.", "The local manager", "any")


def test_a_local_spokesperson_replaces_the_national_one() -> None:
    facts = replace(FACTS, spokespeople=(LOCAL,))
    found = quotes(quoting(("any", "National words.")), facts)
    assert [(quote.text, quote.speaker) for quote in found] == [(LOCAL.text, LOCAL.speaker)]


def test_a_local_quotation_for_a_rise_is_not_used_of_a_fall() -> None:
    facts = replace(FELL, spokespeople=(replace(LOCAL, direction="rise"),))
    assert quotes(quoting(("any", "National words.")), facts)[0].text == "National words."


def test_a_local_quotation_whose_words_part_ways_with_the_figures_is_passed_over() -> None:
    facts = replace(FELL, spokespeople=(replace(LOCAL, text="This is a shocking rise."),))
    assert quotes(quoting(("any", "National words.")), facts)[0].text == "National words."


def test_one_local_quotation_is_not_used_twice() -> None:
    facts = replace(FACTS, spokespeople=(LOCAL,))
    found = quotes(quoting(("any", "First."), ("any", "Second.")), facts)
    assert [quote.text for quote in found] == [LOCAL.text, "Second."]


def test_where_no_national_quotation_lands_no_local_one_does() -> None:
    facts = replace(FELL, spokespeople=(LOCAL,))
    assert quotes(quoting(("rise", "More.")), facts) == []


def test_the_words_of_a_local_quotation_are_never_filled_in() -> None:
    facts = replace(FACTS, spokespeople=(replace(LOCAL, text="They wrote {value} and }."),))
    assert quotes(quoting(("any", "National.")), facts)[0].text == "They wrote {value} and }."


# Braces


def test_a_doubled_brace_in_a_quotation_is_one_brace() -> None:
    words = "He signed it {{sic}} and {{value}}."
    assert problems_in_sentence(words, part="quote") == []
    assert quotes(quoting(("any", words)), FACTS)[0].text == "He signed it {sic} and {value}."


def test_a_placeholder_in_a_quotation_is_still_filled() -> None:
    assert quotes(quoting(("any", "All {value} of them.")), FACTS)[0].text == "All 674 of them."


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("He signed it {sic}.", r"double them: {{sic}}"),
        ("He signed it {.", r"double it, as {{ or }}"),
        ("A smile :-}", r"double it, as {{ or }}"),
        ("{{value}", r"double it, as {{ or }}"),
    ],
)
def test_a_single_brace_in_a_quotation_is_refused_with_the_remedy(words: str, remedy: str) -> None:
    assert remedy in " ".join(problems_in_sentence(words, part="quote"))
    with pytest.raises(CannotCompose):
        compose(quoting(("any", words)), FACTS)


def test_a_brace_that_was_left_in_a_draft_stops_the_release() -> None:
    template = Template((Sentence("Any"),), (Paragraph("lead", (Sentence("{area} has {value"),)),))
    with pytest.raises(CannotCompose, match="A brace stands alone"):
        compose(template, FACTS)
