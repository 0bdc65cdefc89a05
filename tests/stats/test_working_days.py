"""Twenty working days, as the two Acts count them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.working_days import Act, act_for, due_day, is_working_day

ENGLAND_AND_THE_REST, SCOTLAND = Act.UNITED_KINGDOM, Act.SCOTLAND


@pytest.mark.parametrize(
    ("sent_on", "due_on"),
    [
        # Four plain weeks.
        (date(2018, 2, 5), date(2018, 3, 5)),
        # Sent on a Saturday: Monday is the first day.
        (date(2018, 2, 3), date(2018, 3, 2)),
        # Good Friday and Easter Monday.
        (date(2018, 3, 26), date(2018, 4, 25)),
        # Christmas, Boxing Day, New Year's Day, and 2 January, which is Scotland's.
        (date(2018, 12, 10), date(2019, 1, 11)),
        # St Patrick's Day is a bank holiday in Northern Ireland alone, and counts for Kent.
        (date(2026, 3, 2), date(2026, 3, 31)),
        # So does Scotland's St Andrew's Day.
        (date(2026, 11, 9), date(2026, 12, 8)),
    ],
)
def test_outside_scotland_a_bank_holiday_anywhere_in_the_kingdom_is_no_working_day(
    sent_on: date, due_on: date
) -> None:
    assert due_day(sent_on, act=ENGLAND_AND_THE_REST) == due_on


@pytest.mark.parametrize(
    ("sent_on", "due_on"),
    [
        (date(2018, 2, 5), date(2018, 3, 5)),
        # Easter Monday is no bank holiday in Scotland; Good Friday is.
        (date(2018, 3, 26), date(2018, 4, 24)),
        (date(2018, 12, 10), date(2019, 1, 11)),
        # St Patrick's Day is none of Scotland's.
        (date(2026, 3, 2), date(2026, 3, 30)),
        (date(2026, 11, 9), date(2026, 12, 8)),
        # Proclaimed for Scotland alone: 15 June 2026.
        (date(2026, 6, 1), date(2026, 6, 30)),
        # St Andrew's Day fell on a Saturday: the Monday after stands for it.
        (date(2024, 11, 11), date(2024, 12, 10)),
    ],
)
def test_in_scotland_its_own_bank_holidays_count_alone(sent_on: date, due_on: date) -> None:
    assert due_day(sent_on, act=SCOTLAND) == due_on


@pytest.mark.parametrize(
    ("gss_code", "act"),
    [
        ("E23000003", ENGLAND_AND_THE_REST),
        ("W15000001", ENGLAND_AND_THE_REST),
        ("N92000002", ENGLAND_AND_THE_REST),
        ("S92000003", SCOTLAND),
    ],
)
def test_police_scotland_answers_under_its_own_act(gss_code: str, act: Act) -> None:
    assert act_for(gss_code) is act


@given(
    sent_on=st.dates(min_value=date(2005, 1, 1), max_value=date(2035, 12, 31)),
    act=st.sampled_from(Act),
)
def test_exactly_twenty_working_days_lie_after_the_request_and_the_last_is_the_due_day(
    sent_on: date, act: Act
) -> None:
    due_on = due_day(sent_on, act=act)
    days = [sent_on + timedelta(days=after) for after in range(1, (due_on - sent_on).days + 1)]
    assert sum(is_working_day(day, act=act) for day in days) == 20
    assert is_working_day(due_on, act=act)


@given(sent_on=st.dates(min_value=date(2005, 1, 1), max_value=date(2035, 12, 31)))
def test_scotland_is_never_given_longer_than_the_rest(sent_on: date) -> None:
    assert due_day(sent_on, act=SCOTLAND) <= due_day(sent_on, act=ENGLAND_AND_THE_REST)


@pytest.mark.parametrize("act", Act)
def test_christmas_day_and_good_friday_are_never_working_days(act: Act) -> None:
    for year in range(2005, 2036):
        assert not is_working_day(date(year, 12, 25), act=act)
    assert not is_working_day(date(2018, 3, 30), act=act)
