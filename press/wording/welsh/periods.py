"""Stretches of time in Welsh: "rhwng Ebrill 2017 a Mawrth 2018", "yn 2018"."""

from __future__ import annotations

from press.wording.welsh.table import AND_BEFORE_MONTHS, MONTHS, SOFTENED_MONTHS
from stats.periods import Period, PeriodKind


def period_in_welsh(period: Period) -> str:
    """The period as a Welsh sentence takes it."""
    first, last = _month(period.first.month), _month(period.last.month)
    if period.kind is PeriodKind.CALENDAR_YEAR:
        return f"yn {period.first.year}"
    if period.months == 1:
        return f"ym mis {first} {period.first.year}"
    if period.months == 12 and period.kind is PeriodKind.OTHER:
        return f"yn y flwyddyn hyd at {_softened(last)} {period.last.year}"
    if period.months is None:
        closing = f"{period.last.day} {last} {period.last.year}"
        return f"rhwng {period.first.day} {first} {period.first.year} a {closing}"
    ending = AND_BEFORE_MONTHS.get(last, f"a {last}")
    if period.first.year == period.last.year:
        return f"rhwng {first} {ending} {period.last.year}"
    return f"rhwng {first} {period.first.year} {ending} {period.last.year}"


def period_label_in_welsh(period: Period) -> str:
    """The short name: "2017-18", "2018", "Ionawr i Fehefin 2018"."""
    if period.kind in (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR):
        return period.label
    first, last = _month(period.first.month), _month(period.last.month)
    if period.months == 1:
        return f"{first} {period.first.year}"
    if period.months is None:
        return (
            f"{period.first.day} {first} {period.first.year} i"
            f" {period.last.day} {last} {period.last.year}"
        )
    opening = first if period.first.year == period.last.year else f"{first} {period.first.year}"
    return f"{opening} i {_softened(last)} {period.last.year}"


def _month(number: int) -> str:
    return MONTHS[number - 1]


def _softened(month: str) -> str:
    return SOFTENED_MONTHS.get(month, month)
