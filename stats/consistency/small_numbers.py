"""Small numbers that are shown, and hidden ones that the rest gives away. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..disclosure.table import Contradiction, Table
from ..disclosure.tables import tables_of
from ..importing.sentences import gettext_noop as _
from ..importing.sentences import say
from ..periods import Period
from .findings import Finding, Severity
from .picture import Key, Picture, SeenFigure

SHOWN = "small-number-shown"
WORKED_OUT = "suppressed-number-can-be-worked-out"
GUESSED = "suppressed-number-can-be-guessed"


def small_numbers_shown(picture: Picture) -> Iterator[Finding]:
    """Counts under the measure's threshold that would be published, by measure and period."""
    found: dict[tuple[int, Period], list[SeenFigure]] = defaultdict(list)
    for figure in picture.ours:
        threshold = picture.measures[figure.measure].threshold
        if threshold is not None and figure.value is not None and 0 < figure.value < threshold:
            found[figure.measure, figure.period].append(figure)
    for (measure, period), figures in sorted(found.items()):
        yield Finding(
            SHOWN,
            Severity.ERROR,
            say(
                _(
                    "%(measure)s, %(period)s: numbers under %(threshold)s would be shown"
                    " (%(count)s). %(figures)s"
                ),
                measure=picture.measures[measure].name,
                period=period.label,
                count=str(len(figures)),
                threshold=str(picture.measures[measure].threshold),
                figures=picture.labels(figures),
            ),
            say(_("Suppress the small numbers of this publication.")),
            tuple(figures),
        )


def suppressed_numbers_worked_out(picture: Picture) -> Iterator[Finding]:
    """Suppressed cells that anybody can work out, or guess, from what is shown beside them."""
    known = _leaks(picture, is_missing_nought=False)
    guessed = _leaks(picture, is_missing_nought=True)
    for measure, periods in sorted({*known, *guessed}):
        certain = known.get((measure, periods), set())
        likely = guessed.get((measure, periods), set()) - certain
        names = {
            "measure": picture.measures[measure].name,
            "periods": ", ".join(period.label for period in periods),
        }
        if certain:
            leaks = _figures(picture, certain)
            yield Finding(
                WORKED_OUT,
                Severity.ERROR,
                say(
                    _(
                        "%(measure)s, %(periods)s: suppressed, and yet to be worked out from the"
                        " figures beside it: %(figures)s."
                    ),
                    **names,
                    figures="; ".join(picture.label(figure) for figure in leaks),
                ),
                say(_("Suppress the small numbers of this publication again: more must go.")),
                leaks,
            )
        if likely:
            leaks = _figures(picture, likely)
            yield Finding(
                GUESSED,
                Severity.WARNING,
                say(
                    _(
                        "%(measure)s, %(periods)s: if the totals hold nothing of the areas or"
                        " categories that are missing, this can be worked out: %(figures)s."
                    ),
                    **names,
                    figures="; ".join(picture.label(figure) for figure in leaks),
                ),
                say(_("Suppress another figure beside it, or say what else the totals hold.")),
                leaks,
            )


_Leaks = dict[tuple[int, tuple[Period, ...]], set[Key]]


def _leaks(picture: Picture, *, is_missing_nought: bool) -> _Leaks:
    """By table, the hidden cells with one value only that this publication gives away."""
    found: _Leaks = {}
    for each in tables_of(picture, is_missing_nought=is_missing_nought, only_with_hidden=True):
        leaking = _leaks_of(each.table)
        if leaking and not any(picture.world[key].is_ours for key in leaking):
            leaking -= _leaked_before(picture, is_missing_nought=is_missing_nought)
        if leaking:
            found[each.measure, each.periods] = leaking
    return found


def _leaked_before(picture: Picture, *, is_missing_nought: bool) -> set[Key]:
    """What could be worked out already before this publication: it is not its doing."""
    before = Picture(
        ours=picture.standing,
        standing=(),
        measures=picture.measures,
        areas=picture.areas,
        categories=picture.categories,
    )
    tables = tables_of(before, is_missing_nought=is_missing_nought, only_with_hidden=True)
    return {key for found in tables for key in _leaks_of(found.table)}


def _leaks_of(table: Table[Key]) -> set[Key]:
    """Hidden cells with one value only. A force may have hidden its noughts, where we never do."""
    if not table.hidden:
        return set()
    from ..disclosure.attack import worked_out  # 50 MB of solver, for whoever has need of it

    for least in (1, 0):
        try:
            return worked_out(table.relations, table.shown, table.hidden, least=least)
        except Contradiction:
            continue
    return set()  # no table fits: the sums themselves are wrong, and another rule says so


def _figures(picture: Picture, keys: Iterable[Key]) -> tuple[SeenFigure, ...]:
    return tuple(picture.world[key] for key in sorted(keys, key=_in_order))


def _in_order(key: Key) -> tuple[int, Period, int]:
    _measure, area, category, period = key
    return area, period, category or 0
