"""The words for a figure in a text, whatever has become of it: never a hole, never a falsehood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from press.wording.sayings import CannotSay, Saying

from ..comparing import NotComparable
from ..comparison import Comparison
from ..formats import FORMATS, Format, Told, UnknownFormat, format_named
from ..models import Figure, FigureStatus, MeasureKind
from .embeds import FigureEmbed
from .standing import Standing, standing_of


@dataclass(frozen=True)
class Way:
    """One way of reading a figure: its words, or why it cannot read so."""

    format: Format
    words: str
    reason: str


def told(standing: Standing) -> Told:
    """The standing figure as formats need it. Raises CannotSay where it has no value."""
    figure = standing.figure
    if figure is None or figure.value is None:
        raise CannotSay(_("Nothing can be said of it: %(why)s.") % {"why": standing.problem})
    return Told(
        value=figure.value,
        period=figure.period,
        compare=lambda: _compared(standing),
        total=standing.total.value if standing.total else None,
        is_proportion=figure.measure.kind == MeasureKind.PROPORTION,
        is_estimate=figure.status == FigureStatus.ESTIMATED,
    )


def _compared(standing: Standing) -> Comparison:
    change = standing.change
    if isinstance(change, NotComparable):
        raise CannotSay(change.reason)
    return change


def say(standing: Standing, name: str) -> Saying:
    """A figure in the way of this name. Raises CannotSay, or UnknownFormat."""
    return format_named(name).say(told(standing))


def ways_of(standing: Standing) -> list[Way]:
    """Every way on the list, each with a sample for this very figure or with the reason."""
    return [_way(standing, each) for each in FORMATS.values()]


def _way(standing: Standing, each: Format) -> Way:
    try:
        return Way(each, say(standing, each.name).text, "")
    except CannotSay as refusal:
        return Way(each, "", str(refusal))


def shown(standing: Standing | None, name: str) -> tuple[str, bool]:
    """The words that a visitor reads, and whether they are those that the editor chose.

    Where a correction has left the chosen way with nothing true to say, a way that fits the same
    sentence stands in; failing that, the figure or the reason why there is none, in brackets, so
    that it cannot be taken for what the sentence around it was written for.
    """
    if standing is None or standing.figure is None:
        return _("(no figure is published)"), False
    try:
        wanted = format_named(name)
    except UnknownFormat:
        return in_brackets(standing.figure), False
    for each in (wanted.name, *wanted.instead):
        try:
            return say(standing, each).text, each == wanted.name
        except CannotSay:
            continue
    return in_brackets(standing.figure), False


def in_brackets(figure: Figure) -> str:
    return _("(%(subject)s: %(value)s)") % {
        "subject": subject_of(figure),
        "value": figure.shown_value,
    }


def subject_of(figure: Figure) -> str:
    """What a figure is about: "Lancashire, 2017-18, possession"."""
    parts: Iterable[str] = (figure.area.name, figure.period.label)
    if figure.category is not None:
        parts = (*parts, figure.category.name)
    return ", ".join(parts)


def source_of(figure: Figure) -> str:
    """Where a figure comes from, on one line."""
    return _("%(subject)s: %(value)s. %(measure)s. Source: %(source)s.") % {
        "subject": subject_of(figure),
        "value": figure.shown_value,
        "measure": figure.measure.name,
        "source": figure.source or figure.publication,
    }


def problem_with(embed: FigureEmbed, standing: Standing | None) -> str:
    """Why a figure in a text may not be saved so; empty where it may."""
    if standing is None:
        return _("a figure is missing: the one chosen is not among the statistics")
    about = subject_of(standing.chosen)
    if standing.problem:
        return _("the figure for %(about)s cannot be shown: %(why)s") % {
            "about": about,
            "why": standing.problem,
        }
    try:
        say(standing, embed.format)
    except UnknownFormat:
        return _("the figure for %(about)s is to read in a way that is not known") % {
            "about": about
        }
    except CannotSay as refusal:
        label = format_named(embed.format).label
        return _("the figure for %(about)s cannot read as “%(way)s”: %(why)s") % {
            "about": about,
            "way": label,
            "why": str(refusal).removesuffix("."),
        }
    return ""


def problem_with_figure(figure: Figure) -> str:
    """Why a figure may not be put on a page by itself; empty where it may."""
    standing = standing_of([figure.pk]).get(figure.pk)
    if standing is None:
        return _("This figure is not among the statistics: choose another.")
    if standing.problem:
        return _("The figure for %(about)s cannot be shown: %(why)s. Choose another.") % {
            "about": subject_of(standing.chosen),
            "why": standing.problem,
        }
    return ""
