"""When a reply is due: 20 working days after the request, as freedom of information law counts.

Two Acts, two calendars. The Freedom of Information Act 2000, section 10(1), gives England, Wales
and Northern Ireland until "the twentieth working day following the date of receipt", and section
10(6) leaves out Saturdays, Sundays, Christmas Day, Good Friday and whatever is a bank holiday under
the Banking and Financial Dealings Act 1971 "in any part of the United Kingdom": a force in Kent has
a day more because it is St Andrew's Day in Scotland. The Freedom of Information (Scotland) Act
2002, sections 10(1) and 73, counts the same way for Police Scotland and leaves out Scotland's own
bank holidays alone.

A request by email is received on the day that it is sent, be it a working day or not; the next
working day is the first of the twenty.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from functools import cache

import holidays

WORKING_DAYS_TO_ANSWER = 20
ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND = "ENG", "WLS", "SCT", "NIR"


class Act(Enum):
    """The law that a body answers under, by the nations whose bank holidays it leaves out."""

    UNITED_KINGDOM = (ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND)
    SCOTLAND = (SCOTLAND,)


def act_for(gss_code: str) -> Act:
    """The Act that the police force of an area answers under. Scotland's codes begin with S."""
    return Act.SCOTLAND if gss_code.startswith("S") else Act.UNITED_KINGDOM


def is_working_day(day: date, *, act: Act) -> bool:
    is_weekend = day.weekday() >= 5
    return not is_weekend and day not in _bank_holidays(act, day.year)


def due_day(received_on: date, *, act: Act, working_days: int = WORKING_DAYS_TO_ANSWER) -> date:
    """The last day on which an answer is in time."""
    day = received_on
    for _counted in range(working_days):
        day += timedelta(days=1)
        while not is_working_day(day, act=act):
            day += timedelta(days=1)
    return day


@cache
def _bank_holidays(act: Act, year: int) -> frozenset[date]:
    """Days that substitute for one on a weekend are among them, and so are proclaimed ones.

    Christmas Day and Good Friday, holidays by custom and not by the Act of 1971 in some nations,
    are in every nation's list.
    """
    return frozenset(
        day
        for nation in act.value
        for day in holidays.country_holidays("GB", subdiv=nation, years=year)
    )
