"""Periods that do not follow from one another, and breaks in a series. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..comparability import Break
from ..importing.sentences import gettext_noop as _
from ..importing.sentences import say
from ..periods import Period, spoken_day
from .findings import Finding, Severity
from .picture import Picture, SeenFigure

OVERLAP = "periods-overlap"
LENGTH = "periods-differ-in-length"
BREAK_INSIDE = "break-inside-the-period"
BREAK_BEFORE = "break-before-the-period"


def periods_that_do_not_match(picture: Picture) -> Iterator[Finding]:
    """Periods of a series that share days or are not equally long, one finding for each pair."""
    pairs: dict[tuple[str, int, Period, Period], list[SeenFigure]] = defaultdict(list)
    for (measure, _area, _category), by_period in picture.series.items():
        for rule, older, newer in _mismatched(tuple(by_period)):
            two = by_period[older], by_period[newer]
            if any(figure.is_ours for figure in two):
                pairs[rule, measure, older, newer] += two
    for (rule, measure, older, newer), figures in sorted(pairs.items(), key=lambda each: each[0]):
        names = {
            "measure": picture.measures[measure].name,
            "older": older.label,
            "newer": newer.label,
            "figures": picture.labels(figures, at_most=4),
        }
        if rule == OVERLAP:
            wrong = _("%(measure)s: %(older)s and %(newer)s share days. %(figures)s")
            remedy = _("Correct the period, or say why both are wanted: they cannot be compared.")
        else:
            wrong = _("%(measure)s: %(newer)s is not as long as %(older)s before it. %(figures)s")
            remedy = _("Correct the period, or say why it differs: no change can be stated.")
        yield Finding(rule, Severity.WARNING, say(wrong, **names), say(remedy), tuple(figures))


@lru_cache(maxsize=1024)
def _mismatched(periods: tuple[Period, ...]) -> tuple[tuple[str, Period, Period], ...]:
    """Pairs of a series' periods that overlap, and those whose nearest neighbour differs in length.

    Series mostly share their periods, so the answer is kept.
    """
    found = []
    for place, newer in enumerate(periods):
        earlier = periods[:place]
        found += [(OVERLAP, older, newer) for older in earlier if older.overlaps(newer)]
        apart = [older for older in earlier if older.last < newer.first]
        if apart:
            nearest = max(older.last for older in apart)
            neighbours = [older for older in apart if older.last == nearest]
            if not any(older.is_as_long_as(newer) for older in neighbours):
                found.append((LENGTH, neighbours[-1], newer))
    return tuple(found)


def breaks_in_series(picture: Picture) -> Iterator[Finding]:
    """A break inside our periods, or between ours and the figure before: one for each break."""
    inside: dict[tuple[int, Break, Period], list[SeenFigure]] = defaultdict(list)
    before: dict[tuple[int, Break, Period], list[SeenFigure]] = defaultdict(list)
    for (measure, area, _category), by_period in picture.series.items():
        breaks = picture.breaks(measure, area)
        if not breaks:
            continue
        figures = list(by_period.values())
        for place, figure in enumerate(figures):
            if figure.is_ours:
                _sort(breaks, figures[:place], figure, inside, before)
    yield from _told(picture, BREAK_INSIDE, inside)
    yield from _told(picture, BREAK_BEFORE, before)


def _sort(
    breaks: Sequence[Break],
    earlier: Sequence[SeenFigure],
    figure: SeenFigure,
    inside: dict[tuple[int, Break, Period], list[SeenFigure]],
    before: dict[tuple[int, Break, Period], list[SeenFigure]],
) -> None:
    period = figure.period
    nearest = next((e for e in reversed(earlier) if e.period.is_comparable_with(period)), None)
    for broken in breaks:
        if broken.lies_in(period):
            inside[figure.measure, broken, period].append(figure)
        elif nearest is not None and broken.parts(nearest.period, period):
            before[figure.measure, broken, period] += (figure, nearest)


def _told(
    picture: Picture, rule: str, found: dict[tuple[int, Break, Period], list[SeenFigure]]
) -> Iterator[Finding]:
    for (measure, broken, period), figures in found.items():
        names = {
            "measure": picture.measures[measure].name,
            "period": period.label,
            "day": spoken_day(broken.starts_on),
            "reason": broken.reason,
            "figures": picture.labels(figures, at_most=4),
        }
        wrong = (
            _(
                "%(measure)s: %(period)s holds a break in the series, from %(day)s. %(reason)s"
                " %(figures)s"
            )
            if rule == BREAK_INSIDE
            else _(
                "%(measure)s: the series breaks on %(day)s, before %(period)s. %(reason)s"
                " %(figures)s"
            )
        )
        yield Finding(
            rule,
            Severity.WARNING,
            say(wrong, **names),
            say(_("No comparison will be made. Say how the summary tells readers of it.")),
            tuple(figures),
            beside=f"{broken.kind}/{broken.starts_on}/{broken.ends_on}/{broken.reason}",
        )
