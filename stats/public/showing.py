"""How one figure reads on every page, in every chart and beside every table: in one way."""

from __future__ import annotations

from django.utils.translation import gettext as _

from press.wording.sayings import CannotSay, say_percent_change

from ..charts.points import Point
from ..comparing import NotComparable
from ..comparison import Comparison, Direction
from ..models import Figure, FigureStatus, Measure, MeasureKind
from ..models.figure import format_value
from ..periods import Period
from .sentences import STATISTICS, Told

MARKED = (FigureStatus.PROVISIONAL, FigureStatus.ESTIMATED)


def shown(figure: Figure, measure: Measure) -> str:
    """The value, or the reason why there is none. A gap is never nought."""
    if figure.value is None:
        return str(figure.get_status_display())
    value = format_value(figure.value)
    return f"{value}%" if measure.kind == MeasureKind.PROPORTION else value


def shown_shortly(figure: Figure, measure: Measure) -> str:
    """The same where there is little room: “suppressed, to protect people” is “suppressed”."""
    return shown(figure, measure) if figure.has_value else shown(figure, measure).split(",")[0]


def mark(figure: Figure) -> str:
    """How a value is known, where it is not final: it stands beside the number."""
    return str(figure.get_status_display()) if figure.status in MARKED else ""


def point(figure: Figure, measure: Measure, *, label: str, starts_anew: bool = False) -> Point:
    return Point(label, figure.value, shown_shortly(figure, measure), starts_anew)


def told(
    figure: Figure, measure: Measure, change: Comparison | None, earlier: Period | None
) -> Told:
    """A figure for the sentence at the head of a page; its area has to be at hand."""
    return Told(
        name=measure.name,
        place=figure.area.name_in_prose,
        period=figure.period,
        value=figure.value,
        why="" if figure.has_value else _why(figure),
        how=figure.status if figure.status in MARKED else "",
        is_proportion=measure.kind == MeasureKind.PROPORTION,
        change=change,
        earlier=earlier,
    )


def _why(figure: Figure) -> str:
    reason = str(figure.get_status_display())
    return f"{reason} ({figure.note})" if figure.note else reason


def change_shown(change: Comparison | NotComparable | None) -> str:
    """ "83 more (14%)" for a cell of a table; words where nothing may be compared."""
    if change is None:
        return "–"
    if isinstance(change, NotComparable):
        return _("not compared")
    if change.direction is Direction.SAME:
        return _("no change")
    difference = format_value(abs(change.difference))
    words = {"difference": difference, "percent": ""}
    try:
        words["percent"] = say_percent_change(change, profile=STATISTICS).text
    except CannotSay:
        is_rise = change.direction is Direction.RISE
        return (_("%(difference)s more") if is_rise else _("%(difference)s fewer")) % words
    if change.direction is Direction.RISE:
        return _("%(difference)s more (up %(percent)s)") % words
    return _("%(difference)s fewer (down %(percent)s)") % words
