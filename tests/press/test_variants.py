"""Releases that do not read alike, and that always read the same for the same area."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from press.compose import Paragraph, Sentence, Template, compose
from press.facts import Facts
from press.reading_back import contradictions
from tests.press.test_compose import FACTS, any_facts, figure, sample_template

CODES = st.from_regex(r"[ENSW][0-9]{8}", fullmatch=True)
WAYS = ("{area} has {value}.", "In {area} there are {value}.", "{area} counted {value}.")
TEMPLATE = Template(
    (Sentence("Headline"),), (Paragraph("lead", (Sentence(WAYS[0], (), WAYS[1:]),)),)
)
FORCES = [f"E230000{number:02}" for number in range(1, 46)]


def lead(template: Template, seed: str) -> str:
    return compose(template, replace(FACTS, seed=seed)).paragraphs[0].text


@given(CODES)
def test_the_same_area_always_gets_the_same_words(seed: str) -> None:
    assert lead(TEMPLATE, seed) == lead(TEMPLATE, seed)


def test_over_45_forces_every_way_to_say_it_is_used() -> None:
    texts = {lead(TEMPLATE, seed) for seed in FORCES}
    assert texts == {
        "Lancashire has 674.",
        "In Lancashire there are 674.",
        "Lancashire counted 674.",
    }


def test_without_a_seed_the_first_wording_is_used() -> None:
    assert lead(TEMPLATE, "") == "Lancashire has 674."


def test_phrases_take_turns_only_where_the_template_says_so() -> None:
    template = Template(
        (Sentence("Headline"),), (Paragraph("lead", (Sentence("In {area}, {about}."),)),)
    )
    varied = {lead(replace(template, varies=True), seed) for seed in FORCES}
    assert "In Lancashire, nearly 700." in varied
    assert "In Lancashire, almost 700." in varied
    assert {lead(template, seed) for seed in FORCES} == {"In Lancashire, nearly 700."}


def test_the_wordings_of_a_template_can_each_be_had() -> None:
    texts = [compose(TEMPLATE.in_wording(number), FACTS).paragraphs[0].text for number in range(4)]
    assert len(set(texts)) == 3
    assert texts[3] == texts[0]  # counted round


@given(any_facts(), CODES)
def test_whatever_phrase_is_chosen_it_is_true(facts: Facts, seed: str) -> None:
    varied = replace(facts, seed=seed)
    composed = compose(replace(sample_template(), varies=True), varied)
    for paragraph in composed.everything:
        for claim in paragraph.claims:
            assert paragraph.text[claim.start :].startswith(claim.text)
        assert contradictions(paragraph.part, paragraph.text, varied) == []


def test_figures_that_are_alike_but_of_other_areas_may_read_differently() -> None:
    facts = replace(FACTS, current=figure(1, "2017-18", 674))
    texts = {
        compose(replace(sample_template(), varies=True), replace(facts, seed=seed))
        .paragraphs[0]
        .text
        for seed in FORCES
    }
    assert len(texts) > 3
