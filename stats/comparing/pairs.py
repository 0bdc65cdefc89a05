"""Two figures, where they may be compared; where they may not, the public reason why."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..comparability import Refusal, why_periods_do_not_match
from ..comparison import Comparison
from ..models import Figure, FigureStatus, MeasureKind
from ..periods import Period
from .breaks import Breaks, NotComparable


def compare(
    older: Figure, newer: Figure, *, breaks: Breaks | None = None
) -> Comparison | NotComparable:
    """The change from one figure to another, or why it may not be stated.

    Give `breaks` when comparing many; without them they are read for this pair.
    """
    refused = _refuse_subject(older, newer) or refuse_periods(older.period, newer.period)
    if refused is not None:
        return refused
    if breaks is None:
        breaks = Breaks.of([newer.measure_id])
    broken = breaks.between(newer.measure_id, newer.area_id, older.period, newer.period)
    if broken is not None:
        return broken
    for figure in (older, newer):
        if figure.value is None:
            return _missing(figure)
    return Comparison(old=older.value, new=newer.value)  # type: ignore[arg-type]


def _refuse_subject(older: Figure, newer: Figure) -> NotComparable | None:
    same = ("measure_id", "category_id", "area_id")
    if any(getattr(older, name) != getattr(newer, name) for name in same):
        return NotComparable(
            _("These figures count different things, or in different places."), Refusal.SUBJECT
        )
    is_survey = newer.measure.kind == MeasureKind.PROPORTION
    if is_survey or FigureStatus.SURVEY in (older.status, newer.status):
        return NotComparable(
            _("Results of surveys are not compared as counts are: each has its own sample."),
            Refusal.SURVEY,
        )
    return None


def refuse_periods(older: Period, newer: Period) -> NotComparable | None:
    refusal = why_periods_do_not_match(older, newer)
    if refusal is None:
        return None
    names = {"older": older.label, "newer": newer.label}
    if refusal is Refusal.OVERLAP:
        reason = _("%(older)s and %(newer)s share days, so that what happened is counted in both.")
    elif refusal is Refusal.ORDER:
        reason = _("%(older)s comes after %(newer)s, and not before it.")
    else:
        reason = _("%(older)s and %(newer)s are not equally long.")
    return NotComparable(reason % names, refusal)


def _missing(figure: Figure) -> NotComparable:
    reason = _("There is no number for %(period)s: %(why)s.")
    return NotComparable(
        reason % {"period": figure.period.label, "why": figure.get_status_display()},
        Refusal.MISSING,
    )
