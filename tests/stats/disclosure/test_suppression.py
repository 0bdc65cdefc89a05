"""That nothing hidden can be worked out: proved by trying to, over generated tables."""

from __future__ import annotations

import time
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from stats.disclosure.attack import Interval, attack, worked_out
from stats.disclosure.choosing import Plan, choose
from stats.disclosure.table import Cell, Contradiction, Relation, Table
from tests.stats.disclosure.tables import (
    TOTAL,
    Key,
    every_table,
    of_the_size_of_a_year,
    table_of,
    tables,
)

FEW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def shown_after(table: Table[Key], plan: Plan[Key]) -> dict[Key, int]:
    return {key: value for key, value in table.shown.items() if key not in plan.hidden}


def intervals_after(table: Table[Key], plan: Plan[Key]) -> dict[Key, Interval]:
    hidden = [*table.hidden, *plan.hidden]
    return attack(table.relations, shown_after(table, plan), hidden)


def learned_beyond_small(table: Table[Key], found: dict[Key, Interval]) -> set[Key]:
    """The small counts of which a reader learns more than if all but the noughts were hidden.

    Then they would know only that a total is at least its parts that are not nought, at 1 each.
    """
    noughts = {key: 0 for key, value in table.shown.items() if value == 0}
    least = attack(table.relations, noughts, table.cells.keys() - noughts.keys())
    most = (table.threshold or 0) - 1
    return {
        key
        for key in table.small & found.keys()
        if found[key].low > least[key].low or (found[key].high or most) < most
    }


@FEW
@given(tables())
def test_of_a_small_number_a_reader_learns_only_that_it_is_small(table: Table[Key]) -> None:
    plan = choose(table)
    assert plan.primary == table.small
    assert not plan.exposed
    found = intervals_after(table, plan)
    assert not learned_beyond_small(table, found)
    assert not any(interval.is_one_value for interval in found.values())


@FEW
@given(tables(has_gaps=True))
def test_the_same_holds_where_some_forces_gave_nothing(table: Table[Key]) -> None:
    plan = choose(table)
    found = intervals_after(table, plan)
    assert not learned_beyond_small(table, found)
    assert not any(interval.is_one_value for interval in found.values())


@FEW
@given(tables(has_public=True))
def test_what_is_public_already_is_never_hidden_and_what_it_gives_away_is_said(
    table: Table[Key],
) -> None:
    plan = choose(table)
    public = {key for key, cell in table.cells.items() if not cell.may_be_hidden}
    assert not plan.hidden & public
    assert table.small & public <= plan.exposed
    found = intervals_after(table, plan)
    assert {key for key, interval in found.items() if interval.is_one_value} == (
        plan.exposed - public
    )
    for key in plan.primary - plan.exposed:
        if key in plan.narrowed:
            low, high = plan.narrowed[key]
            assert found[key].low <= low
            assert found[key].high is None or (found[key].high or 0) >= (high or 0)
            most = (table.threshold or 0) - 1
            assert found[key].low > 1 or found[key].high in range(1, most)
        else:
            assert key not in learned_beyond_small(table, found)


@FEW
@given(tables())
def test_noughts_are_shown(table: Table[Key]) -> None:
    hidden = choose(table).hidden
    assert all(table.cells[key].value for key in hidden)


@FEW
@given(tables(), st.randoms(use_true_random=False))
def test_what_was_hidden_before_by_somebody_else_is_protected_too(
    table: Table[Key], random: Random
) -> None:
    plan = choose(table)
    assume(plan.hidden)
    kept = random.sample(sorted(plan.hidden), k=len(plan.hidden) // 2)
    partly = Table(
        {key: Cell(None) if key in kept else cell for key, cell in table.cells.items()},
        table.relations,
        table.threshold,
    )
    again = choose(partly)
    found = intervals_after(partly, again)
    assert not any(interval.is_one_value for interval in found.values())
    assert not again.primary & learned_beyond_small(table, found)


@FEW
@given(tables(most=4), st.randoms(use_true_random=False))
def test_the_attack_finds_what_trying_every_table_finds(table: Table[Key], random: Random) -> None:
    inner = [key for key, value in table.shown.items() if value and key[0].startswith("f")]
    hidden = random.sample(inner, k=min(len(inner), 4))
    shown = {key: value for key, value in table.shown.items() if key not in hidden}
    found = attack(table.relations, shown, hidden)
    highs = [interval.high for interval in found.values() if interval.high is not None]
    assume(hidden and len(highs) == len(hidden))
    values = every_table(table.relations, shown, hidden, most=max(highs) + 1)
    assert found == {key: Interval(min(values[key]), max(values[key])) for key in hidden}
    # No gaps either: the interval is all that there is to know of a cell.
    assert all(len(values[key]) == max(values[key]) - min(values[key]) + 1 for key in hidden)


@FEW
@given(tables(), st.randoms(use_true_random=False))
def test_the_quick_attack_finds_what_the_thorough_one_does(
    table: Table[Key], random: Random
) -> None:
    candidates = [key for key, value in table.shown.items() if value]
    hidden = random.sample(candidates, k=min(len(candidates), random.randint(0, 8)))
    shown = {key: value for key, value in table.shown.items() if key not in hidden}
    thorough = attack(table.relations, shown, hidden)
    assert worked_out(table.relations, shown, hidden) == {
        key for key, interval in thorough.items() if interval.is_one_value
    }


# By hand


def test_hiding_the_small_number_alone_would_give_it_away() -> None:
    table = table_of({"f": {"a": 3, "b": 40, "c": 0}}, {})
    shown = {key: value for key, value in table.shown.items() if key != ("f", "a")}
    assert attack(table.relations, shown, [("f", "a")]) == {("f", "a"): Interval(3, 3)}
    plan = choose(table)
    assert plan.primary == {("f", "a")}
    assert plan.secondary == {("f", "b"): ("f", "a")}


def test_two_cells_that_could_only_be_one_each_take_more_with_them() -> None:
    # 1 + 1 = 2 and nothing hidden is nought: both would be known.
    table = table_of({"f": {"a": 1, "b": 1}, "g": {"a": 30, "b": 40}}, {"n": ["f", "g"]})
    table = Table(table.cells, table.relations, threshold=3)
    plan = choose(table)
    assert ("f", TOTAL) in plan.hidden
    assert not any(interval.is_one_value for interval in intervals_after(table, plan).values())


def test_a_total_that_is_public_already_exposes_and_that_is_said() -> None:
    table = table_of({"f": {"a": 1, "b": 1}}, {}, public=[("f", TOTAL)])
    plan = choose(table)
    assert plan.exposed == {("f", "a"), ("f", "b"), ("f", TOTAL)}


def test_a_total_that_is_public_already_can_narrow_without_exposing() -> None:
    table = table_of({"f": {"a": 1, "b": 2}}, {}, threshold=3, public=[("f", TOTAL)])
    assert table.small == {("f", "a"), ("f", "b")}
    assert not choose(table).narrowed
    wider = table_of({"f": {"a": 2, "b": 2}}, {}, threshold=4, public=[("f", TOTAL)])
    assert not choose(wider).narrowed
    narrow = table_of({"f": {"a": 1, "b": 3}}, {}, threshold=10, public=[("f", TOTAL)])
    assert choose(narrow).narrowed == {
        ("f", "a"): Interval(1, 3),
        ("f", "b"): Interval(1, 3),
    }


def test_a_table_without_small_numbers_is_left_alone() -> None:
    table = table_of({"f": {"a": 30, "b": 0}}, {})
    assert choose(table) == Plan(frozenset(), {})
    assert choose(Table(table.cells, table.relations, None)) == Plan(frozenset(), {})


def test_figures_that_contradict_each_other_are_refused() -> None:
    cells = {"total": Cell(10), "a": Cell(3), "b": Cell(9)}
    table = Table(cells, (Relation("total", ("a", "b")),), 5)
    with pytest.raises(Contradiction):
        choose(table)
    with pytest.raises(Contradiction):
        attack(table.relations, {"total": 10, "b": 12}, ["a"])


def test_a_total_that_is_hidden_without_anything_above_has_no_upper_bound() -> None:
    relation = Relation("total", ("a",), is_exact=False)
    assert attack((relation,), {"a": 6}, ["total"]) == {"total": Interval(6, None)}


def test_a_year_of_every_force_takes_seconds() -> None:
    table = of_the_size_of_a_year(seed=20180920)
    started = time.perf_counter()
    plan = choose(table)
    hidden = sorted(plan.hidden)
    assert worked_out(table.relations, shown_after(table, plan), hidden) == set()
    ended = time.perf_counter()
    assert len(plan.primary) > 60
    assert ended - started < 30  # two cores of a small machine take about a tenth of it
    found = attack(table.relations, shown_after(table, plan), hidden)
    assert not learned_beyond_small(table, found)
