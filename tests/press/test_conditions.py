"""The conditions of a template: each a plain question to the facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from press.blocks import condition_choices
from press.conditions import CONDITIONS, GROUPS, all_hold
from press.facts import Facts, Place
from press.proving.invented import first_that_holds, invented
from stats.periods import parse_period
from tests.press.test_compose import FACTS, NOUNS, figure


def holding(facts: Facts, *names: str) -> list[str]:
    return [name for name in names if all_hold([name], facts)]


@pytest.mark.parametrize(
    ("old", "new", "similar"),
    [(1_000, 1_009, True), (1_000, 1_010, False), (10, 14, True), (10, 15, False), (0, 0, True)],
)
def test_similar_is_under_one_per_cent_or_fewer_than_five_apart(
    old: int, new: int, similar: bool
) -> None:
    facts = replace(FACTS, current=figure(1, "2017-18", new), previous=figure(2, "2016-17", old))
    assert holding(facts, "similar", "not_similar") == ["similar" if similar else "not_similar"]


def test_a_small_base_is_under_fifty() -> None:
    small = replace(FACTS, previous=figure(2, "2016-17", 49))
    assert holding(small, "small_base", "no_small_base") == ["small_base"]
    assert holding(FACTS, "small_base", "no_small_base") == ["no_small_base"]


def test_an_area_is_one_of_nation_region_and_force_area() -> None:
    region = replace(FACTS, place=Place("North West", "the North West", "region"))
    assert holding(FACTS, "nation", "region", "police_force_area") == ["police_force_area"]
    assert holding(region, "nation", "region", "police_force_area") == ["region"]


def test_an_area_in_wales_is_not_in_england() -> None:
    facts = replace(FACTS, country="wales")
    countries = ("in_england", "in_wales", "in_scotland", "in_northern_ireland")
    assert holding(facts, *countries) == ["in_wales"]


def test_a_hidden_figure_is_not_one_that_was_never_given() -> None:
    hidden = replace(FACTS, current=figure(1, "2017-18", None, is_suppressed=True))
    missing = replace(FACTS, current=figure(1, "2017-18", None, reason="refused"))
    assert holding(hidden, "known", "not_known", "suppressed") == ["not_known", "suppressed"]
    assert holding(missing, "known", "not_known", "suppressed") == ["not_known"]


def test_first_figures_are_those_with_none_before_them() -> None:
    assert holding(FACTS, "first_figures", "earlier_figures") == ["first_figures"]
    later = replace(FACTS, earliest=parse_period("2016-17"))
    assert holding(later, "first_figures", "earlier_figures") == ["earlier_figures"]


def test_a_series_reaches_back_more_than_a_year_from_its_third_year_on() -> None:
    two = replace(FACTS, earliest=parse_period("2016-17"))
    three = replace(FACTS, earliest=parse_period("2015-16"))
    assert holding(two, "long_series", "short_series") == ["short_series"]
    assert holding(three, "long_series", "short_series") == ["long_series"]


def test_staff_choose_every_condition_once_under_a_heading() -> None:
    names = [name for _heading, rows in condition_choices() for name, _label in rows]
    assert sorted(names) == sorted(CONDITIONS)
    assert len(GROUPS) > 3


@pytest.mark.parametrize("name", CONDITIONS)
def test_some_invented_figures_meet_a_condition_and_some_do_not(name: str) -> None:
    answers = {all_hold([name], made.facts) for made in invented(NOUNS)}
    assert answers == {True, False}


def test_figures_can_be_thought_of_for_any_conditions_that_go_together() -> None:
    found = first_that_holds(["in_wales", "fall", "small_base", "no_breakdown"], NOUNS)
    assert found is not None
    assert all_hold(["in_wales", "fall", "small_base", "no_breakdown"], found.facts)


def test_none_can_be_thought_of_for_conditions_that_rule_each_other_out() -> None:
    assert first_that_holds(["rise", "fall"], NOUNS) is None
