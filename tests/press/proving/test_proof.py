"""A template proved over every kind of figures before it is used. Without a database."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from time import monotonic

import pytest

from press.compose import Paragraph, Sentence, Template
from press.facts import Coverage, Facts, Place, Spoken
from press.palette import PLACEHOLDERS
from press.proving.proof import Problem, conditions_for, prove
from press.proving.report import Report, grouped, report_on
from press.quoting import RISE
from tests.press.test_compose import FACTS, NOUNS, figure, sample_template


def template(*sentences: Sentence, quote: Paragraph | None = None) -> Template:
    """The name of the place, and these sentences after it."""
    lead = Paragraph("lead", (Sentence("{area}."), *sentences))
    return Template((Sentence("Headline"),), (lead,) if quote is None else (lead, quote))


def report(written: Template, *areas: Facts) -> Report:
    return report_on(written, dict(enumerate(areas, start=1)), nouns=NOUNS, seconds=60)


def many(number: int) -> list[Facts]:
    """Areas whose figures go all ways: up, down, level, small, nought, hidden and missing."""
    kinds = (674, 500, 591, 6, 0, 20_000)
    areas = []
    for place in range(number):
        name = f"Area {place}"
        areas.append(
            replace(
                FACTS,
                place=Place(name, name, "police-force-area", f"{name} Police"),
                current=figure(1, "2017-18", kinds[place % len(kinds)] + place % 7),
                parts=(),
                seed=f"E{place:08}",
            )
        )
    return areas


def test_the_template_that_releases_are_made_with_is_proved() -> None:
    assert report(sample_template()).problems == ()


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("It went {change}.", "An earlier figure is known"),
        ("That is {percentage} more.", "A percentage can be said"),
        ("It {multiple}.", "It changed by a multiple (doubled, halved)"),
        ("Of these, {breakdown}.", "A breakdown is known"),
        ("It covers {coverage} forces.", "It is known how many forces answered"),
        ("There were {rate_nouns} {rate_unit}.", "It can be said by the day, week or month"),
        ("{force} said so.", "One police force answers for it"),
        (
            "Across the United Kingdom there were {uk_value}.",
            "The United Kingdom’s figure is known",
        ),
    ],
)
def test_a_sentence_without_its_condition_is_refused_with_the_remedy(
    sentence: str, condition: str
) -> None:
    faults = report(template(Sentence(sentence))).blocking
    assert f"Give the sentence the condition “{condition}”." in {fault.remedy for fault in faults}
    assert all(fault.areas for fault in faults)


def test_a_template_that_divides_by_nought_is_stopped_before_an_area_has_nought() -> None:
    written = template(Sentence("It {multiple}.", ("comparison",)))
    assert report(written).blocking
    nought = replace(FACTS, previous=figure(2, "2016-17", 0))
    (problem,) = prove(written, nought, name="Lancashire").problems
    assert "cannot be said of Lancashire" in problem.what
    assert "It changed by a multiple" in problem.remedy


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_the_remedy_given_for_a_placeholder_is_one(name: str) -> None:
    """With the condition that is named first, no figures stop the sentence."""
    nouns = replace(NOUNS, unit=min(PLACEHOLDERS[name].units))
    remedies = conditions_for(name, nouns)
    assert remedies
    written = template(Sentence(f"Here is {{{name}}}.", (remedies[0],)))
    found = report_on(written, {}, nouns=nouns, seconds=60).problems
    assert [one for one in found if "cannot be said" in one.what] == []


def test_words_that_the_figures_contradict_are_a_fault_of_the_template() -> None:
    written = template(Sentence("The number rose in {area} compared with {previous_period}."))
    faults = report(written, replace(FACTS, current=figure(1, "2017-18", 400))).blocking
    assert any("rose" in fault.what and "Lancashire" in fault.areas for fault in faults)


def test_an_area_without_a_figure_is_a_warning_and_not_a_fault() -> None:
    hidden = figure(1, "2017-18", None, reason="suppressed", is_suppressed=True)
    found = report(sample_template(), FACTS, replace(FACTS, current=hidden))
    assert found.blocking == []
    (fault,) = found.faults
    assert "suppressed" in fault.what
    assert fault.remedy == "No release is made for it until the figure is there."


def test_a_rise_in_a_quotation_for_any_direction_is_a_fault_of_the_template() -> None:
    words = (Sentence("This rise is a disgrace."),)
    assert report(template(quote=Paragraph("quote", words, "The director"))).blocking
    assert not report(template(quote=Paragraph("quote", words, "The director", RISE))).blocking


def test_a_local_quotation_that_is_left_out_is_told() -> None:
    fell = replace(
        FACTS,
        current=figure(1, "2017-18", 400),
        parts=(),
        spokespeople=(Spoken("This is a shocking rise.", "The local manager"),),
    )
    (fault,) = report(sample_template(), fell).faults
    assert "The local quotation of The local manager is left out" in fault.what
    assert not fault.blocks


def test_every_wording_of_a_sentence_is_proved() -> None:
    others = ("They say {value}.", "They say {change}.")
    faults = report(template(Sentence("It is {value}.", ("known",), others))).blocking
    assert [fault.sentence for fault in faults] == ["They say {change}."]


def test_a_typing_error_in_another_wording_is_found() -> None:
    written = template(Sentence("It is {value}.", ("known",), ("It is {vaule}.",)))
    assert any("Did you mean {value}?" in fault.what for fault in report(written).blocking)


def test_a_sentence_that_no_figures_bring_out_is_told() -> None:
    (fault,) = report(template(Sentence("Never.", ("rise", "fall")))).faults
    assert "rule each other out" in fault.what
    assert not fault.blocks


def test_a_sentence_with_rare_conditions_is_proved_with_figures_of_its_own() -> None:
    rare = ("in_wales", "fall", "small_base", "no_breakdown", "uk_fall", "no_coverage")
    faults = report(template(Sentence("That is {percentage}.", rare))).blocking
    assert [fault.sentence for fault in faults] == ["That is {percentage}."]


def test_a_long_sentence_is_told_and_blocks_nothing() -> None:
    words = " ".join(["word"] * 26)
    found = report(template(Sentence(f"It has {words}.")), FACTS)
    assert not found.blocking
    assert found.areas[0].long_sentences == (f"It has {words}.",)


def test_the_conditions_that_hold_are_told_for_each_area() -> None:
    written = template(Sentence("Up {change}.", ("rise",)), Sentence("Down {change}.", ("fall",)))
    proof = prove(written, FACTS, name="Lancashire")
    assert proof.fired == ("It rose",)
    assert proof.used == 3  # headline, place and rise


def test_the_same_problem_in_many_areas_is_told_once() -> None:
    problems = [Problem(f"Area {place}", "It {multiple}.", "…", "Remedy") for place in range(12)]
    (fault,) = grouped(problems)
    assert fault.where == "Area 0; Area 1; Area 2 and 9 more"


def test_coverage_of_all_forces_is_one_of_the_circumstances() -> None:
    facts = replace(FACTS, coverage=Coverage(45, 45))
    assert prove(sample_template(), facts, name="Lancashire").problems == ()


# Many areas


def test_when_time_is_over_what_was_not_proved_is_counted() -> None:
    ticks = count()
    found = report_on(
        sample_template(),
        dict(enumerate(many(50), start=1)),
        nouns=NOUNS,
        seconds=20,
        now=lambda: next(ticks),
    )
    assert len(found.areas) == 20
    assert found.uncomposed == 30
    assert found.unread == 20


def test_all_areas_are_composed_before_any_is_read_back() -> None:
    ticks = count()
    found = report_on(
        sample_template(),
        dict(enumerate(many(50), start=1)),
        nouns=NOUNS,
        seconds=70,
        now=lambda: next(ticks),
    )
    assert found.uncomposed == 0
    assert [proof.is_read for proof in found.areas] == [True] * 20 + [False] * 30


def test_ten_thousand_areas_end_within_their_seconds_and_none_is_lost() -> None:
    areas = dict(enumerate(many(10_000), start=1))
    began = monotonic()
    found = report_on(sample_template(), areas, nouns=NOUNS, seconds=2)
    assert monotonic() - began < 30
    assert len(found.areas) + found.uncomposed == 10_000
    assert found.areas
    assert found.unread + sum(proof.is_read for proof in found.areas) == len(found.areas)
    assert found.blocking == []
