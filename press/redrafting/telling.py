"""The correction in words for the public: what was wrong, what is right, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from press.wording.profiles import Profile
from press.wording.sayings import say_count
from stats.periods import spoken_day

from .proposing import Change

QUOTED_AT_MOST = 6
"""Pairs of words that are named one by one; a correction is read, not studied."""


@dataclass(frozen=True)
class CorrectedFigure:
    """A figure that a release quotes, as it was and as it is.

    `about` is what is counted where and when: "the number of offences in Lancashire in 2017-18".
    A value of None has its reason beside it: "suppressed, to protect people".
    """

    about: str
    old: Decimal | None
    new: Decimal | None
    old_reason: str = ""
    new_reason: str = ""
    why: str = ""
    is_suppressed: bool = False


def what_changed(
    figures: Sequence[CorrectedFigure],
    changes: Iterable[Change],
    *,
    profile: Profile,
    public_since: date | None,
    corrected_on: date,
) -> str:
    """The correction of one release, in plain sentences; a person may edit it before it is public.

    A figure that is suppressed now is not repeated, nor any words that were worked out from it:
    naming the old value would give away what is hidden.
    """
    sentences = [_about_a_figure(figure, profile) for figure in figures]
    if not any(figure.is_suppressed for figure in figures):
        sentences += _about_words(figures, changes, profile)
    if public_since is not None:
        sentences.append(
            f"What was wrong had been public since {spoken_day(public_since)};"
            f" the figures were corrected on {spoken_day(corrected_on)}."
        )
    else:
        sentences.append(f"The figures were corrected on {spoken_day(corrected_on)}.")
    return " ".join(sentences)


def _about_a_figure(figure: CorrectedFigure, profile: Profile) -> str:
    why = f" The reason: {_ended(figure.why)}" if figure.why else ""
    about = figure.about[:1].upper() + figure.about[1:]
    if figure.is_suppressed:
        return f"{about} is no longer given: {figure.new_reason}.{why}"
    if figure.new is None:
        was = "" if figure.old is None else f"was given as {_said(figure.old, profile)} and "
        return f"{about} {was}is now without a value: {figure.new_reason}.{why}"
    right = _said(figure.new, profile)
    if figure.old is None:
        return f"{about} was missing ({figure.old_reason}); it is {right}.{why}"
    return f"{about} was given as {_said(figure.old, profile)}; it is {right}.{why}"


def _said(value: Decimal, profile: Profile) -> str:
    """The exact value: a saying's words claim its own value and nothing wider."""
    return say_count(value, profile=profile).text


def _ended(reason: str) -> str:
    text = reason.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _about_words(
    figures: Sequence[CorrectedFigure], changes: Iterable[Change], profile: Profile
) -> list[str]:
    """The words that changed, old and new, beyond the corrected values themselves."""
    named = {
        (_said(figure.old, profile), _said(figure.new, profile))
        for figure in figures
        if figure.old is not None and figure.new is not None
    }
    pairs = dict.fromkeys(
        (old, new)
        for change in changes
        for old, new in change.words
        if new and (old, new) not in named and old.lower() != new.lower()
    )
    told = [f"“{old}” is now “{new}”" for old, new in list(pairs)[:QUOTED_AT_MOST]]
    if not told:
        return []
    return [f"In this release, {_listed(told)}."]


def _listed(items: Sequence[str]) -> str:
    if len(items) == 1:
        return items[0]
    return f"{', '.join(items[:-1])} and {items[-1]}"
