"""What stands, for the figures that a text refers to: one query, however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.db.models.expressions import RawSQL
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .. import clock
from ..comparability import Refusal
from ..comparing import Breaks, NotComparable, compare
from ..comparison import Comparison
from ..models import Figure

Series = tuple[int, int, int | None]

# Every version of the chosen figures' cells, of the cells just before them, and of the totals that
# they are parts of. Joined from the chosen figures, so that a million others cost nothing.
KIN = """
    SELECT kin.id
    FROM stats_figure chosen
    JOIN stats_figure kin
      ON kin.measure_id = chosen.measure_id AND kin.area_id = chosen.area_id
    WHERE chosen.id = ANY(%s)
      AND ((kin.category_id IS NOT DISTINCT FROM chosen.category_id
            AND kin.period_end IN (chosen.period_end, chosen.period_start - 1))
        OR (kin.category_id IS NULL AND kin.period_end = chosen.period_end))
"""


class BreaksOfAPage:
    """The breaks in series of all measures on a page: read once, and only if a change is told."""

    def __init__(self, measure_ids: Iterable[int]) -> None:
        self._measure_ids = set(measure_ids)

    @cached_property
    def breaks(self) -> Breaks:
        return Breaks.of(self._measure_ids)


@dataclass(frozen=True)
class Standing:
    """What has become of a chosen figure, at the clock's moment.

    `figure` stands for its cell now; `earlier` stands for the period just before, as long as it,
    and `total` for the whole that its category is a part of. Each is None where nothing stands.
    """

    chosen: Figure
    figure: Figure | None
    earlier: Figure | None
    total: Figure | None
    was_public: bool
    breaks: BreaksOfAPage

    @property
    def change(self) -> Comparison | NotComparable:
        """The change since the period just before, or why none may be told.

        Only that period will do: words such as "up 14%" do not name the one that they look back to.
        """
        if self.figure is None or self.earlier is None:
            reason = _("No figure is published for the period just before, of the same length.")
            return NotComparable(reason, Refusal.ALONE)
        return compare(self.earlier, self.figure, breaks=self.breaks.breaks)

    @property
    def problem(self) -> str:
        """Why nothing can be said of it in any way; empty where something can."""
        if self.figure is None:
            if self.was_public:
                return _("it is archived: it was published once, and no longer stands")
            return _("it is not public yet")
        if not self.figure.has_value:
            reason = self.figure.get_status_display()
            return _("it has no value (%(reason)s)") % {"reason": reason}
        return ""


def standing_of(ids: Iterable[int]) -> dict[int, Standing]:
    """What stands for each chosen figure, by its key; one that does not exist has no entry."""
    wanted = set(ids)
    known = _at_hand.get() or {}
    found = {key: each for key in wanted if (each := known.get(key)) is not None}
    unread = wanted - known.keys()
    return found | _read(unread) if unread else found


# For each key that was asked for, what stands for it, or None where there is no such figure.
_at_hand: ContextVar[Mapping[int, Standing | None] | None] = ContextVar("at_hand", default=None)


@contextmanager
def at_hand(ids: Iterable[int]) -> Iterator[None]:
    """Read what stands for all figures of a page at once; inside the block no text asks again."""
    known = _at_hand.get() or {}
    unread = set(ids) - known.keys()
    read = _read(unread) if unread else {}
    token = _at_hand.set({**known, **{key: read.get(key) for key in unread}})
    try:
        yield
    finally:
        _at_hand.reset(token)


def chosen_at_hand(ids: Iterable[int]) -> dict[int, Figure | None]:
    """Those of the figures that are at hand, by their keys; None for one that does not exist."""
    known = _at_hand.get() or {}
    return {
        key: standing.chosen if (standing := known[key]) else None for key in ids if key in known
    }


def _read(ids: set[int]) -> dict[int, Standing]:
    visible = Figure.objects.visible_at().filter(pk=OuterRef("pk"))
    kin_of_the_chosen = RawSQL(KIN, [sorted(ids)])  # noqa: S611  fixed words and one parameter
    kin = list(
        Figure.objects.filter(pk__in=kin_of_the_chosen)
        .annotate(stands=Exists(visible))
        .for_display()
    )
    standing: defaultdict[Series, list[Figure]] = defaultdict(list)
    moment = clock.moment()
    breaks = BreaksOfAPage(figure.measure_id for figure in kin)
    for figure in kin:
        if figure.stands:  # type: ignore[attr-defined]  # annotated above
            standing[_series(figure)].append(figure)
    return {
        chosen.pk: Standing(
            chosen=chosen,
            figure=_of_the_same_period(chosen, standing[_series(chosen)]),
            earlier=_just_before(chosen, standing[_series(chosen)]),
            total=_total_of(chosen, standing),
            was_public=chosen.public_from is not None and chosen.public_from <= moment,
            breaks=breaks,
        )
        for chosen in kin
        if chosen.pk in ids
    }


def _series(figure: Figure) -> Series:
    return figure.measure_id, figure.area_id, figure.category_id


def _of_the_same_period(chosen: Figure, figures: Iterable[Figure]) -> Figure | None:
    return next((each for each in figures if each.period == chosen.period), None)


def _just_before(chosen: Figure, figures: Iterable[Figure]) -> Figure | None:
    before = (each for each in figures if each.period_end < chosen.period_start)
    return next((each for each in before if each.period.is_as_long_as(chosen.period)), None)


def _total_of(chosen: Figure, standing: Mapping[Series, list[Figure]]) -> Figure | None:
    if chosen.category_id is None:
        return None
    totals = standing.get((chosen.measure_id, chosen.area_id, None), [])
    return _of_the_same_period(chosen, totals)
