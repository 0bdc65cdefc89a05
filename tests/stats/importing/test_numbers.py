"""Which texts are numbers, and what is said of the others."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.importing.known import STATUSES
from stats.importing.not_numbers import MARKERS
from stats.importing.numbers import Quantity, read_number, read_quantity
from stats.importing.sentences import Fault
from stats.models import FigureStatus


def read(value: str, status: str = "", *, decimal_commas: bool = False) -> Quantity | list[Fault]:
    return read_quantity(value, status, statuses=STATUSES, decimal_commas=decimal_commas)


def refusal(value: str, status: str = "", *, decimal_commas: bool = False) -> str:
    """What is said of the only fault."""
    answer = read(value, status, decimal_commas=decimal_commas)
    assert isinstance(answer, list), answer
    (fault,) = answer
    return f"{fault.column}: {fault.wrong} {fault.remedy}"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("674", "674"),
        (" 674 ", "674"),
        ("\u00a0674\u00a0", "674"),
        ("0", "0"),
        ("1,747", "1747"),
        ("1,234,567.5", "1234567.5"),
        ("12.5", "12.5"),
        ("0.1234", "0.1234"),
        ("99999999999999.9999", "99999999999999.9999"),
    ],
)
def test_a_number_that_can_be_read_in_one_way_only_is_accepted(text: str, number: str) -> None:
    assert read(text, "final") == Quantity(Decimal(number), "final")


def test_a_plain_number_without_a_status_is_final() -> None:
    assert read("674") == Quantity(Decimal(674), "final")


@pytest.mark.parametrize(
    "text", ["Not supplied", "NOT_SUPPLIED", " not-supplied ", "not  supplied"]
)
def test_a_status_may_be_written_with_capitals_and_blanks(text: str) -> None:
    assert read("", text) == Quantity(None, "not-supplied")


@pytest.mark.parametrize("status", FigureStatus.values)
def test_every_status_either_needs_a_value_or_forbids_one(status: str) -> None:
    with_value, without = read("5", status), read("", status)
    assert isinstance(with_value, list) != isinstance(without, list)


def test_neither_value_nor_status_is_refused_with_the_five_reasons() -> None:
    said = refusal("", "")
    assert said.startswith("status: ")
    for status in ("not-supplied", "refused", "not-held", "not-received", "suppressed"):
        assert status in said


def test_an_unknown_status_is_refused_with_those_known() -> None:
    said = refusal("5", "certain")
    assert all(status in said for status in FigureStatus.values)


def test_an_unknown_status_does_not_hide_a_bad_value() -> None:
    answer = read("n/a", "certain")
    assert isinstance(answer, list)
    assert [fault.column for fault in answer] == ["status", "value"]


@pytest.mark.parametrize("value", ["0", "5", "-", "<5", "n/a"])
def test_a_value_beside_a_status_without_one_is_refused(value: str) -> None:
    said = refusal(value, "not-supplied")
    assert "says that there is no value" in said
    assert "Leave the value empty" in said


def test_a_status_with_a_value_needs_one() -> None:
    said = refusal("", "final")
    assert "“final” needs a value" in said
    assert "suppressed" in said


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("n/a", "not-held"),
        ("N/A", "not-supplied"),
        ("n/k", "not-held"),
        ("-", "Write 0 if there were none; otherwise"),
        ("–", "not-supplied"),
        ("..", "not-supplied"),
        ("<5", "suppressed"),
        ("< 5", "suppressed"),
        ("fewer than 5", "suppressed"),
        ("1-4", "suppressed"),
        ("*", "suppressed"),
        ("[c]", "suppressed"),
        ("Not held", "not-held"),
        ("no_response", "not-supplied"),
        ("exempt", "refused"),
        ("nil", "Write 0"),
        (">300", "Ask for the number"),
        ("300-350", "Ask for the number"),
        ("674*", "Write 674, say in the note"),
        ("674 (r)", "Write 674, say in the note"),
        ("674[1]", "Write 674, say in the note"),
        ("1,747p", "Write 1,747, say in the note"),
        ("c. 1,500", "Write 1,500, and estimated"),
        ("~500", "Write 500, and estimated"),
        ("12%", "Write 12 if the measure is a percentage"),
        ("12.5 per cent", "Write 12.5 if"),
        ("1e400", "in full"),
        ("1.2E+05", "in full"),
        ("NaN", "formula"),
        ("#N/A", "formula"),
        ("#DIV/0!", "formula"),
        ("-5", "less than nought"),
        ("−5", "less than nought"),
        ("(5)", "less than nought"),
        ("-0", "less than nought"),
        ("1.234.567", "Write 1234567."),
        ("1 747", "Write 1747."),
        ("1\u202f747", "Write 1747."),
        ("1,5", "Write 1.5 or 15"),
        ("1,74", "Write 1.74 or 174"),
        ("12,34,567", "Write digits alone"),
        ("1.23456", "at most 14 digits before the point and 4 after"),
        ("123456789012345", "at most 14 digits"),
        ("01/04/2017", "Write digits alone"),
        (".5", "Write digits alone"),
        ("5.", "Write digits alone"),
        ("+5", "Write digits alone"),
        ("£5", "Write digits alone"),
        ("٦٧٤", "Write digits alone"),
        ("six", "Write digits alone"),
    ],
)
def test_anything_else_is_refused_with_what_to_write(text: str, remedy: str) -> None:
    said = refusal(text)
    assert said.startswith("value: ")
    assert remedy in said


@pytest.mark.parametrize("text", ["1,747", "1.747"])
def test_where_semicolons_separate_a_comma_may_be_a_decimal_point(text: str) -> None:
    said = refusal(text, decimal_commas=True)
    assert "Write 1747 or 1.7470, whichever is meant" in said


@pytest.mark.parametrize(
    ("text", "number"), [("1747", "1747"), ("1.5", "1.5"), ("1.7470", "1.747"), ("0.125", "0.125")]
)
def test_where_semicolons_separate_a_number_that_is_clear_is_accepted(
    text: str, number: str
) -> None:
    assert read(text, decimal_commas=True) == Quantity(Decimal(number), "final")


def test_every_status_that_a_remedy_names_exists() -> None:
    named = {
        word.strip(".,()")
        for remedy in MARKERS.values()
        for word in remedy.split()
        if "-" in word or word in ("suppressed", "refused")
    }
    assert named <= set(FigureStatus.values)


@given(
    number=st.decimals(min_value=0, max_value=99_999_999_999_999, places=4),
    decimal_commas=st.booleans(),
)
def test_a_number_written_out_is_read_back(number: Decimal, decimal_commas: bool) -> None:
    assert read_number(f"{number:f}", decimal_commas=decimal_commas) == number


@given(number=st.integers(min_value=0, max_value=99_999_999_999_999))
def test_commas_between_thousands_change_nothing(number: int) -> None:
    assert read_number(f"{number:,}", decimal_commas=False) == number


@given(value=st.text(), status=st.text(), decimal_commas=st.booleans())
def test_any_text_is_a_quantity_that_the_database_takes_or_faults_that_can_be_told(
    value: str, status: str, decimal_commas: bool
) -> None:
    answer = read(value, status, decimal_commas=decimal_commas)
    if isinstance(answer, Quantity):
        assert (answer.value is not None) == (answer.status in STATUSES.with_a_value)
        assert answer.value is None or 0 <= answer.value < 10**14
    else:
        assert answer
        assert all(str(fault.wrong) and str(fault.remedy) for fault in answer)


@given(value=st.from_regex(r"[0-9.,%~<>*()\[\]a-z /-]{1,40}", fullmatch=True))
def test_what_looks_almost_like_a_number_never_breaks_the_reading(value: str) -> None:
    answer = read_number(value.strip(), decimal_commas=False)
    assert isinstance(answer, Decimal) or str(answer.remedy)
