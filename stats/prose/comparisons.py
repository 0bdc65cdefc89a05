"""Two figures side by side on a page, and the words for what changed between them."""

from __future__ import annotations

from dataclasses import dataclass

from press.wording.profiles import WEB
from press.wording.sayings import CannotSay, say_change, say_percent_change

from ..comparing import NotComparable, compare
from ..comparison import Comparison, Direction
from ..models import Figure
from .standing import standing_of


@dataclass(frozen=True)
class ShownComparison:
    """Two figures as they stand, and the change or why none may be stated."""

    older: Figure
    newer: Figure
    change: Comparison | NotComparable

    @property
    def words(self) -> str:
        """ "up 14%"; on a small base "up from 12"; nothing where the two are not compared."""
        if isinstance(self.change, NotComparable):
            return ""
        try:
            size = say_percent_change(self.change, profile=WEB).text
        except CannotSay:
            return say_change(self.change, profile=WEB).text
        return f"{'up' if self.change.direction is Direction.RISE else 'down'} {size}"

    @property
    def refusal(self) -> str:
        return self.change.reason if isinstance(self.change, NotComparable) else ""


def comparison_of(older: Figure, newer: Figure) -> ShownComparison | None:
    """The comparison of what stands for two chosen figures; None where either has nothing."""
    found = standing_of([older.pk, newer.pk])
    older_now, newer_now = found.get(older.pk), found.get(newer.pk)
    if older_now is None or newer_now is None:
        return None
    if older_now.figure is None or newer_now.figure is None:
        return None
    change = compare(older_now.figure, newer_now.figure, breaks=newer_now.breaks.breaks)
    return ShownComparison(older_now.figure, newer_now.figure, change)
