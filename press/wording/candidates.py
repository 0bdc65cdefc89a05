"""A value that the figures give and that a statement may be about."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from press.wording.figures import Observation
from press.wording.profiles import CHARITY, WEB, Profile
from press.wording.saying import CannotSay, Saying
from press.wording.statements import Statement


def nothing_to_say() -> str:
    """For statements that have no better words of their own."""
    return ""


class Candidate(NamedTuple):
    """One bearer of a statement: its value, its working, and whether the words fit it.

    `rescue_only` marks a bearer that can support a statement but never contradict it, because
    the words may well be about something else; `is_undecided` one that is rescue-only because
    figures are missing, as its note says. `words` makes the right words when they are
    asked for.
    """

    truth: Decimal | None
    figures: tuple[Observation, ...]
    arithmetic: str
    fits: bool
    note: str = ""
    rescue_only: bool = False
    is_undecided: bool = False
    words: Callable[[], str] = nothing_to_say


def profile_of(statement: Statement) -> Profile:
    """The house style that a text is written in, told from its percentages."""
    words = statement.text
    if "cent" not in words:  # the text around it tells, where its own words do not
        words = words + statement.setting.sentence
    return WEB if "%" in words else CHARITY


def first_sayable(*tries: Callable[[], Saying]) -> str:
    """The words of the first attempt that is not refused."""
    for attempt in tries:
        try:
            return attempt().text
        except CannotSay:
            continue
    return ""
