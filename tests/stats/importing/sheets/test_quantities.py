"""What stands in a figure's cell is a number, the reason for none, or refused with a remedy."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.importing.sentences import Fault
from stats.importing.sheets.quantities import LeftOut, Measured, Quantities
from stats.importing.sheets.workbook import (
    FailedFormula,
    Hidden,
    MayBeRaised,
    NoResult,
    Percentage,
    Superscript,
    Value,
)
from tests.stats.importing.sheets.knowledge import STATUSES


def measured(
    value: Value, *, status: str = "", is_count: bool = True, **marks: str
) -> Measured | LeftOut | Fault:
    quantities = Quantities(statuses=STATUSES, marks=marks, has_decimal_commas=False)
    return quantities.read(value, status, is_count=is_count)


@pytest.mark.parametrize(
    ("value", "number", "status", "mark"),
    [
        (674, "674", "final", ""),
        (0, "0", "final", ""),
        (674.0, "674", "final", ""),
        (674.0000000000001, "674", "final", ""),  # as a spreadsheet shows it
        ("674", "674", "final", ""),
        ("1,747", "1747", "final", ""),
        (" 674 ", "674", "final", ""),
        ("674*", "674", "final", "*"),
        ("674 [1]", "674", "final", "[1]"),
        ("674†", "674", "final", "†"),
        ("674¹", "674", "final", "¹"),
        ("674 (note 2)", "674", "final", "(note 2)"),
        ("674 [p]", "674", "provisional", "[p]"),
        ("674 [e]", "674", "estimated", "[e]"),
        ("674 [r]", "674", "final", "[r]"),
        (Superscript("674", "1"), "674", "final", "1"),
        ("nil", "0", "final", "nil"),
    ],
)
def test_a_number_is_read_and_its_mark_is_kept(
    value: Value, number: str, status: str, mark: str
) -> None:
    assert measured(value) == Measured(Decimal(number), status, mark)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("*", "suppressed"),
        ("<5", "suppressed"),
        ("< 10", "suppressed"),
        ("fewer than 5", "suppressed"),
        ("Less than five", "suppressed"),
        ("1-4", "suppressed"),
        ("[c]", "suppressed"),
        ("Not Held", "not-held"),
        ("refused", "refused"),
        ("not supplied", "not-supplied"),
        ("awaited", "not-received"),
    ],
)
def test_a_word_that_means_one_thing_alone_is_a_status_and_no_number(
    value: str, status: str
) -> None:
    assert measured(value) == Measured(None, status, value)


@pytest.mark.parametrize("value", [None, "-", "–", "..", "n/k", "N/K", "n/a", "?", "x", "none"])
def test_a_mark_that_may_mean_several_things_is_never_nought_unless_a_person_says_so(
    value: str | None,
) -> None:
    fault = measured(value)
    assert isinstance(fault, Fault)
    assert str(fault.remedy).startswith("Say what it means")


def test_what_a_person_has_said_of_a_mark_holds() -> None:
    quantities = Quantities(
        statuses=STATUSES,
        marks={"": "not-supplied", "-": "0", "n/k": "not-held", "x": "left-out"},
        has_decimal_commas=False,
    )
    assert quantities.read(None, "", is_count=True) == Measured(None, "not-supplied")
    assert quantities.read("-", "", is_count=True) == Measured(Decimal(0), "final", "-")
    assert quantities.read("N/K", "", is_count=True) == Measured(None, "not-held", "N/K")
    assert quantities.read("x", "", is_count=True) == LeftOut()


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        (-3, "less than nought"),
        ("-3", "less than nought"),
        ("(3)", "less than nought"),
        (12.5, "a count is a whole number"),
        (674.0000000001, "too long"),
        ("12%", "without a per cent sign"),
        (Percentage("12%"), "a percentage, not a count"),
        (FailedFormula("#REF!"), "a formula has failed"),
        ("#REF!", "what a formula leaves"),
        (NoResult(), "not saved with the file"),
        (Hidden(), "hides its number"),
        (MayBeRaised("6741"), "raised"),
        (date(2017, 4, 1), "a day, not a number"),
        (True, "not a number"),
        ("1e400", "may have lost digits"),
        (1e300, "may have lost digits"),
        (float("inf"), "what a formula leaves"),
        (float("nan"), "what a formula leaves"),
        ("NaN", "what a formula leaves"),
        ("674r", "a mark beside the number"),
        ("674 (12)", "a mark beside the number"),
        ("about 674", "an estimate"),
        ("600-700", "a range"),
        ("<1000", "few"),
        (">5", "at least"),
        ("see note", "not a number"),
        ("1 747", "thousands"),
        ("1" * 400, "too long"),
    ],
)
def test_what_can_not_be_relied_on_is_refused(value: Value, wrong: str) -> None:
    fault = measured(value)
    assert isinstance(fault, Fault)
    assert wrong in str(fault.wrong)
    assert str(fault.remedy)


def test_a_proportion_may_have_a_fraction() -> None:
    assert measured(12.5, is_count=False) == Measured(Decimal("12.5"), "final")


def test_a_status_beside_the_value_counts() -> None:
    assert measured(674, status="provisional") == Measured(Decimal(674), "provisional")
    assert measured(None, status="not-held") == Measured(None, "not-held")
    assert isinstance(measured(674, status="not-held"), Fault)
    assert isinstance(measured(None, status="final"), Fault)
    assert isinstance(measured(12.5, status="final"), Fault)


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.text(max_size=40),
    st.from_regex(r"[-<>~()0-9.,*%e +\[\]]{1,12}", fullmatch=True),
    st.builds(Superscript, st.text(max_size=8), st.text(max_size=3)),
)


@given(VALUES, st.sampled_from(["", "final", "suppressed", "odd"]), st.booleans())
def test_nothing_makes_it_raise_and_no_answer_is_an_impossible_figure(
    value: Value, status: str, is_count: bool
) -> None:
    answer = measured(value, status=status, is_count=is_count)
    if isinstance(answer, Measured):
        assert (answer.value is not None) == (answer.status in STATUSES.with_a_value)
        if answer.value is not None:
            assert 0 <= answer.value < 10**14
            assert not is_count or answer.value == int(answer.value)
