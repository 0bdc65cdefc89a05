"""One way of writing a day, and what is said of the others."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.importing.days import Days, read_day, read_days
from stats.importing.sentences import Fault


def refusal(text: str) -> str:
    fault = read_day(text, column="period_start")
    assert isinstance(fault, Fault), fault
    assert fault.column == "period_start"
    return f"{fault.wrong} {fault.remedy}"


@pytest.mark.parametrize("text", ["2017-04-01", " 2017-04-01 "])
def test_a_day_is_written_year_month_day(text: str) -> None:
    assert read_day(text, column="period_start") == date(2017, 4, 1)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("01/04/2017", "Write 2017-04-01 if it is 1 April 2017, or 2017-01-04 if it is 4 January"),
        ("1.4.17", "Write 2017-04-01 if it is 1 April 2017"),
        ("31/03/2018", "Write 2018-03-31 if it is 31 March 2018."),
        ("03/31/2018", "Write 2018-03-31 if it is 31 March 2018."),
        ("04/04/2017", "Write 2017-04-04 if it is 4 April 2017."),
        ("01/04/2017 00:00", "Write 2017-04-01 if it is 1 April 2017"),
        ("2017-4-1", "Write 2017-04-01"),
        ("2017/04/01", "Write 2017-04-01"),
        ("20170401", "Write 2017-04-01"),
        ("2017-04-01 00:00:00", "Write 2017-04-01"),
        ("2017-04-01T00:00:00Z", "Write 2017-04-01"),
        ("1 April 2017", "Write 2017-04-01 if it is 1 April 2017."),
        ("01-Apr-17", "Write 2017-04-01 if it is 1 April 2017."),
        ("42826", "Write 2017-04-01 if it is 1 April 2017."),
        ("", "there is no day. Write it as 2017-04-01."),
        ("spring", "Write it as 2017-04-01."),
        ("2017-02-30", "The last day of February 2017 is 2017-02-28."),
        ("2017-13-01", "the month (01 to 12)"),
        ("0217-04-01", "the year is not between 1900 and 2099"),
        ("99/99/9999", "Write it as 2017-04-01."),
    ],
)
def test_other_ways_are_refused_with_the_day_they_may_mean(text: str, remedy: str) -> None:
    assert remedy in refusal(text)


@pytest.mark.parametrize("text", ["2017-18", "2017/18", "2017/2018"])
def test_a_period_is_refused_with_the_two_days_to_write(text: str) -> None:
    assert refusal(text) == (
        "this is a period, and a day is needed. For 2017-18 write 2017-04-01 in period_start"
        " and 2018-03-31 in period_end."
    )


def test_a_period_in_the_first_column_alone_is_told_of_both() -> None:
    faults = read_days("2017-18", "")
    assert isinstance(faults, list)
    assert [fault.column for fault in faults] == ["period_start", "period_end"]


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    faults = read_days("2018-03-31", "2017-04-01")
    assert isinstance(faults, list)
    assert [fault.column for fault in faults] == ["period_end"]
    assert str(faults[0].wrong) == "the period ends before it starts, on 31 March 2018."


def test_a_period_may_be_one_day() -> None:
    day = date(2018, 3, 31)
    assert read_days("2018-03-31", "2018-03-31") == Days(day, day)


days = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@given(day=days)
def test_a_day_written_out_is_read_back(day: date) -> None:
    assert read_day(day.isoformat(), column="period_end") == day


@given(day=days)
def test_a_day_as_the_british_write_it_is_refused_with_the_right_day_first(day: date) -> None:
    assert f"Write {day.isoformat()} if it is" in refusal(f"{day:%d/%m/%Y}")


texts = st.text() | st.from_regex(r"[0-9]{1,5}[-/. ][0-9]{1,3}[-/. ]?[0-9]{0,5}", fullmatch=True)


@given(first=texts, last=texts)
def test_any_texts_are_days_in_order_or_faults_that_can_be_told(first: str, last: str) -> None:
    answer = read_days(first, last)
    if isinstance(answer, Days):
        assert answer.first <= answer.last
    else:
        assert all(str(fault.wrong) and str(fault.remedy) for fault in answer)
