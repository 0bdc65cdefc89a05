"""Breaks in series, for which areas they hold, and what the public is told of them.

A break recorded for an area holds for every area inside it, and for every total that includes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from ..comparability import Break, Refusal, first_that_parts
from ..periods import Period, spoken_day


@dataclass(frozen=True, slots=True)
class NotComparable:
    """A comparison that is refused, and why, in a sentence that the public may read."""

    reason: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class _Hold:
    """A break as it holds for one area: its own, or that of an area inside it."""

    broken: Break
    is_of_a_part: bool


class Breaks:
    """The breaks of some measures, and for which areas each of them holds. Read in one query."""

    def __init__(
        self,
        everywhere: dict[int, list[_Hold]],
        by_area: dict[tuple[int, int], list[_Hold]],
    ) -> None:
        self._everywhere = everywhere
        self._by_area = by_area

    @classmethod
    def of(cls, measure_ids: Iterable[int]) -> Breaks:
        everywhere: dict[int, list[_Hold]] = defaultdict(list)
        by_area: dict[tuple[int, int], list[_Hold]] = defaultdict(list)
        with connection.cursor() as cursor:
            cursor.execute(BREAKS_WITH_THEIR_AREAS, {"measures": sorted(set(measure_ids))})
            for measure_id, kind, starts_on, ends_on, reason, place, own, above in cursor:
                broken = Break(Refusal(kind), starts_on, ends_on, reason, place or "")
                if place is None:
                    everywhere[measure_id].append(_Hold(broken, is_of_a_part=False))
                for area_id in own:
                    by_area[measure_id, area_id].append(_Hold(broken, is_of_a_part=False))
                for area_id in above:
                    by_area[measure_id, area_id].append(_Hold(broken, is_of_a_part=True))
        return cls(dict(everywhere), dict(by_area))

    def holding(self, measure_id: int, area_id: int) -> list[Break]:
        """Every break that holds for an area's figures of a measure."""
        return [hold.broken for hold in self._holds(measure_id, area_id)]

    def inside(self, measure_id: int, area_id: int, period: Period) -> NotComparable | None:
        """Why a figure over this period compares with no other, if it does not."""
        holds = self._holds(measure_id, area_id)
        return next((_refused(hold) for hold in holds if hold.broken.lies_in(period)), None)

    def between(
        self, measure_id: int, area_id: int, older: Period, newer: Period
    ) -> NotComparable | None:
        """Why an area's figures over the two periods are not compared, if a break forbids it."""
        hold = self._between(measure_id, area_id, older, newer)
        return None if hold is None else _refused(hold)

    def _between(self, measure_id: int, area_id: int, older: Period, newer: Period) -> _Hold | None:
        holds = self._holds(measure_id, area_id)
        if not holds:
            return None
        nearest = first_that_parts((hold.broken for hold in holds), older, newer)
        return next((hold for hold in holds if hold.broken is nearest), None)

    def _holds(self, measure_id: int, area_id: int) -> list[_Hold]:
        everywhere = self._everywhere.get(measure_id, [])
        return [*everywhere, *self._by_area.get((measure_id, area_id), [])]


# Each break with the areas in which it holds, and those whose totals include it.
BREAKS_WITH_THEIR_AREAS = """
WITH RECURSIVE own (break_id, area_id) AS (
    SELECT id, area_id FROM stats_seriesbreak
    WHERE area_id IS NOT NULL AND measure_id = ANY(%(measures)s)
  UNION
    SELECT own.break_id, area.id FROM own JOIN stats_area area ON area.parent_id = own.area_id
), above (break_id, area_id) AS (
    SELECT broken.id, area.parent_id
    FROM stats_seriesbreak broken JOIN stats_area area ON area.id = broken.area_id
    WHERE area.parent_id IS NOT NULL
  UNION
    SELECT above.break_id, area.parent_id
    FROM above JOIN stats_area area ON area.id = above.area_id
    WHERE area.parent_id IS NOT NULL
)
SELECT broken.measure_id, broken.kind, broken.starts_on, broken.ends_on, broken.reason,
       area.name_in_prose,
       ARRAY(SELECT own.area_id FROM own WHERE own.break_id = broken.id),
       ARRAY(SELECT above.area_id FROM above WHERE above.break_id = broken.id)
FROM stats_seriesbreak broken LEFT JOIN stats_area area ON area.id = broken.area_id
WHERE broken.measure_id = ANY(%(measures)s)
ORDER BY broken.starts_on, broken.id
"""


def _refused(hold: _Hold) -> NotComparable:
    broken = hold.broken
    day = spoken_day(broken.starts_on)
    words = {"day": day, "place": broken.place, "end": ""}
    if broken.ends_on is not None:
        words["end"] = spoken_day(broken.ends_on)
    if hold.is_of_a_part:
        sentence = {
            Refusal.BREAK: _("This total includes %(place)s, where the series breaks on %(day)s."),
            Refusal.RULES: _(
                "This total includes %(place)s, where the counting rules changed on %(day)s."
            ),
            Refusal.PERIOD: _(
                "This total includes %(place)s, whose figures from %(day)s to %(end)s compare"
                " with no others."
            ),
        }[broken.kind]
    elif broken.place:
        sentence = {
            Refusal.BREAK: _("The series breaks in %(place)s on %(day)s."),
            Refusal.RULES: _("The counting rules changed in %(place)s on %(day)s."),
            Refusal.PERIOD: _(
                "The figures for %(place)s from %(day)s to %(end)s compare with no others."
            ),
        }[broken.kind]
    else:
        sentence = {
            Refusal.BREAK: _("The series breaks on %(day)s."),
            Refusal.RULES: _("The counting rules changed on %(day)s."),
            Refusal.PERIOD: _("The figures from %(day)s to %(end)s compare with no others."),
        }[broken.kind]
    return NotComparable(f"{sentence % words} {_full_stop(broken.reason)}", broken.kind)


def _full_stop(reason: str) -> str:
    text = " ".join(reason.split())
    return text if text.endswith((".", "!", "?", "”", ")")) else f"{text}."
