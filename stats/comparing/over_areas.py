"""A change over several areas: those with comparable numbers for both periods, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..comparability import Refusal
from ..comparison import Comparison
from ..models import Area, Category, Figure, Measure, MeasureKind
from ..periods import Period
from .breaks import Breaks, NotComparable
from .pairs import compare, refuse_periods

NAMED_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An area that a change does not cover, and why."""

    area: Area
    why: NotComparable

    @property
    def reason(self) -> str:
        """A sentence for the public."""
        return self.why.reason


@dataclass(frozen=True)
class ChangeOverAreas:
    """The change of a total over areas. `sentence` says which areas it covers, and must be shown.

    `figures` are the older and the newer figure of every area covered, as the total's source.
    """

    older: Period
    newer: Period
    change: Comparison | NotComparable
    covered: tuple[Area, ...]
    left_out: tuple[LeftOut, ...]
    figures: tuple[Figure, ...]

    @property
    def sentence(self) -> str:
        asked = len(self.covered) + len(self.left_out)
        words = {
            "covered": len(self.covered),
            "asked": asked,
            "older": self.older.label,
            "newer": self.newer.label,
        }
        if isinstance(self.change, NotComparable):
            return self.change.reason
        if not self.left_out:
            return (
                ngettext(
                    "Covers the %(asked)d area, with figures for both %(older)s and %(newer)s.",
                    "Covers all %(asked)d areas: each has figures for both %(older)s and"
                    " %(newer)s.",
                    asked,
                )
                % words
            )
        covers = _(
            "Covers the %(covered)d of %(asked)d areas with comparable figures for both %(older)s"
            " and %(newer)s."
        )
        return f"{covers % words} {self._left_out_in_words()}"

    @property
    def pairs(self) -> list[tuple[Figure, Figure]]:
        """The older and the newer figure of each area covered, in their order."""
        return list(zip(self.figures[0::2], self.figures[1::2], strict=True))

    def _left_out_in_words(self) -> str:
        names = [left.area.name for left in self.left_out]
        if len(names) > NAMED_AT_MOST:
            more = len(names) - NAMED_AT_MOST
            names = [*names[:NAMED_AT_MOST], _("%(more)d more") % {"more": more}]
        return _("Left out: %(names)s.") % {"names": ", ".join(names)}


def change_over_areas(
    *,
    measure: Measure,
    areas: Iterable[Area],
    older: Period,
    newer: Period,
    category: Category | None = None,
    moment: datetime | None = None,
    breaks: Breaks | None = None,
) -> ChangeOverAreas:
    """The change between two periods of the total over those areas that have numbers for both.

    Three queries, however many areas; give `breaks` where they are at hand. An area that is not
    comparable is left out like one without a number. Refused as a whole where the periods do not
    match, for surveys, where one of the areas lies inside another, which would count it twice, and
    where one break parts the figures of all.
    """
    areas = sorted(areas, key=lambda area: (area.name, area.pk))
    refused = _refuse(measure, areas, older, newer)
    if refused is not None:
        return ChangeOverAreas(older, newer, refused, (), (), ())
    if breaks is None:
        breaks = Breaks.of([measure.pk])
    by_area: dict[int, dict[Period, Figure]] = {}
    figures = Figure.objects.visible_at(moment).filter(
        measure=measure,
        category=category,
        area__in=areas,
        period_start__in=(older.first, newer.first),
        period_end__in=(older.last, newer.last),
    )
    for figure in figures:
        figure.measure = measure
        by_area.setdefault(figure.area_id, {})[figure.period] = figure
    covered: list[Area] = []
    left_out: list[LeftOut] = []
    used: list[Figure] = []
    for area in areas:
        pair = by_area.get(area.pk, {})
        why = _why_left_out(pair, older, newer, breaks)
        if why is None:
            covered.append(area)
            used += [pair[older], pair[newer]]
        else:
            left_out.append(LeftOut(area, why))
    change = _total(used, left_out)
    return ChangeOverAreas(older, newer, change, tuple(covered), tuple(left_out), tuple(used))


def _refuse(
    measure: Measure, areas: list[Area], older: Period, newer: Period
) -> NotComparable | None:
    if measure.kind == MeasureKind.PROPORTION:
        return NotComparable(_("A survey's results are never added up."), Refusal.SURVEY)
    refused = refuse_periods(older, newer)
    if refused is not None:
        return refused
    parents: Mapping[int, int | None] = dict(Area.objects.values_list("pk", "parent_id"))
    wanted = {area.pk for area in areas}
    for area in areas:
        above = parents.get(area.pk)
        while above is not None:
            if above in wanted:
                reason = _("%(area)s lies inside another of these areas, and would count twice.")
                return NotComparable(reason % {"area": area.name}, Refusal.SUBJECT)
            above = parents.get(above)
    return None


def _why_left_out(
    pair: Mapping[Period, Figure], older: Period, newer: Period, breaks: Breaks
) -> NotComparable | None:
    for period in (older, newer):
        if period not in pair:
            reason = _("There is no figure for %(period)s.") % {"period": period.label}
            return NotComparable(reason, Refusal.MISSING)
    change = compare(pair[older], pair[newer], breaks=breaks)
    return change if isinstance(change, NotComparable) else None


def _total(used: list[Figure], left_out: list[LeftOut]) -> Comparison | NotComparable:
    values = [figure.value for figure in used if figure.value is not None]
    if not values:
        parted = {left.why for left in left_out if left.why.refusal is not Refusal.MISSING}
        if len(parted) == 1:
            return parted.pop()
        return NotComparable(
            _("None of these areas has comparable figures for both periods."), Refusal.MISSING
        )
    nought = Decimal(0)
    return Comparison(old=sum(values[0::2], start=nought), new=sum(values[1::2], start=nought))
