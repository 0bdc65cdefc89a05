"""Figures that moved a long way, and noughts that may stand for a number nobody sent. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..comparability import Break
from ..comparison import SMALLEST_BASE_FOR_PERCENTAGE, Comparison
from ..importing.sentences import Sentence, say
from ..importing.sentences import gettext_noop as _
from .findings import Finding, Severity
from .picture import Picture, SeenFigure

MOVED = "moved-a-long-way"
NOUGHT = "nought-after-a-large-figure"
MOSTLY_NOUGHTS = "mostly-noughts"
NOUGHT_WITHOUT_REPLY = "nought-without-a-reply"
NUMBER_WITHOUT_REPLY = "number-without-a-reply"

FEWEST_OF_A_FILE = 6

REPLIES_WITHOUT_FIGURES = {
    "refused": _("refused"),
    "not-held": _("not held"),
    "sent": _("not answered yet"),
    "acknowledged": _("not answered yet"),
}


def moved_a_long_way(picture: Picture) -> Iterator[Finding]:
    """Neighbours in a series further apart than the measure allows, wherever one is ours."""
    for (measure, area, _category), by_period in picture.series.items():
        if not picture.measures[measure].is_count:
            continue
        breaks = picture.breaks(measure, area)
        figures = list(by_period.values())
        for place, newer in enumerate(figures):
            older = _comparable_before(figures, place, breaks)
            if older is not None and (older.is_ours or newer.is_ours):
                yield from _moved(picture, older, newer)


def _comparable_before(
    figures: Sequence[SeenFigure], place: int, breaks: Sequence[Break]
) -> SeenFigure | None:
    """The latest earlier figure with a value that compares with the one at a place."""
    newer = figures[place]
    if newer.value is None:
        return None
    for before in range(place - 1, -1, -1):
        older = figures[before]
        if older.value is None or not older.period.is_comparable_with(newer.period):
            continue
        if any(broken.parts_all_earlier(older.period, newer.period) for broken in breaks):
            return None
        if not any(broken.parts(older.period, newer.period) for broken in breaks):
            return older
    return None


def _moved(picture: Picture, older: SeenFigure, newer: SeenFigure) -> Iterator[Finding]:
    old, new = older.value or Decimal(0), newer.value or Decimal(0)
    names = {
        "figure": picture.label(newer),
        "new": newer.shown,
        "old": older.shown,
        "period": older.period.label,
    }
    if new == 0 and old >= SMALLEST_BASE_FOR_PERCENTAGE:
        yield Finding(
            NOUGHT,
            Severity.WARNING,
            say(_("%(figure)s: 0, after %(old)s in %(period)s."), **names),
            say(_("If the number is missing, delete it and enter the reason. Is it truly none?")),
            (newer, older),
        )
        return
    limit = picture.measures[newer.measure].large_change_percent
    # A small base moves by large percentages: it is held to what the smallest fair base may do.
    base = max(old, SMALLEST_BASE_FOR_PERCENTAGE)
    if 100 * abs(new - old) <= limit * base:
        return
    change = Comparison(old=old, new=new)
    if change.percent_rounded is None or change.has_small_base:
        wrong = _("%(figure)s: %(new)s, after %(old)s in %(period)s.")
    elif change.difference > 0:
        wrong = _("%(figure)s: %(new)s, up by %(percent)s%% from %(old)s in %(period)s.")
    else:
        wrong = _("%(figure)s: %(new)s, down by %(percent)s%% from %(old)s in %(period)s.")
    percent = str(abs(change.percent_rounded or 0))
    yield Finding(
        MOVED,
        Severity.WARNING,
        say(wrong, **names, percent=percent),
        say(_("Correct it, or say what you know of the reason for the change.")),
        (newer, older),
    )


def noughts_that_may_be_missing(picture: Picture) -> Iterator[Finding]:
    """A file that is mostly noughts, and numbers of forces that gave none."""
    by_file: dict[tuple[int, int | None], list[SeenFigure]] = defaultdict(list)
    for figure in picture.ours:
        if figure.value is not None:
            by_file[figure.measure, figure.file].append(figure)
    for _place, figures in sorted(by_file.items(), key=lambda each: str(each[0])):
        noughts = [figure for figure in figures if figure.value == 0]
        if len(figures) >= FEWEST_OF_A_FILE and 2 * len(noughts) > len(figures):
            yield Finding(
                MOSTLY_NOUGHTS,
                Severity.WARNING,
                say(
                    _("%(noughts)s of %(count)s figures that came in together are 0: %(figures)s."),
                    noughts=str(len(noughts)),
                    count=str(len(figures)),
                    figures=picture.labels(noughts),
                ),
                say(_("Look into the file: is 0 what was sent, or what a spreadsheet puts there?")),
                tuple(noughts),
            )


def numbers_without_a_reply(picture: Picture) -> Iterator[Finding]:
    """A number for a police force that refused, does not hold it or has not answered."""
    by_area: dict[int, list[SeenFigure]] = defaultdict(list)
    for figure in picture.ours:
        reply = picture.replies.get(figure.area)
        if figure.value is not None and reply in REPLIES_WITHOUT_FIGURES:
            by_area[figure.area].append(figure)
    for area, figures in sorted(by_area.items()):
        noughts = [figure for figure in figures if figure.value == Decimal(0)]
        numbers = [figure for figure in figures if figure.value != Decimal(0)]
        names: dict[str, str | Sentence] = {
            "area": picture.areas[area].name,
            "reply": say(REPLIES_WITHOUT_FIGURES[picture.replies[area]]),
        }
        if noughts:
            yield Finding(
                NOUGHT_WITHOUT_REPLY,
                Severity.ERROR,
                say(
                    _("%(area)s is counted as nought, and its reply is: %(reply)s. %(figures)s"),
                    **names,
                    figures=picture.labels(noughts),
                ),
                say(_("Delete the noughts and enter the reason instead, or correct the reply.")),
                tuple(noughts),
                beside=picture.replies[area],
            )
        if numbers:
            yield Finding(
                NUMBER_WITHOUT_REPLY,
                Severity.WARNING,
                say(
                    _("%(area)s has figures, and its reply is: %(reply)s. %(figures)s"),
                    **names,
                    figures=picture.labels(numbers),
                ),
                say(_("Correct the reply, or say where the figures are from.")),
                tuple(numbers),
                beside=picture.replies[area],
            )
