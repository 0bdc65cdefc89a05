"""What every sentence-maker gives back: the words, and why they are true."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from press.wording.intervals import Interval
from press.wording.numbers import digits, rounded


class CannotSay(ValueError):
    """Nothing true, fair and plain can be said; the message tells a press officer why."""


@dataclass(frozen=True)
class Saying:
    """Words about a figure.

    `says` is the interval that the words claim, `truth` the unrounded value they were made
    from and always inside it, `arithmetic` the working in one line.
    """

    text: str
    kind: str
    says: Interval
    truth: Decimal
    arithmetic: str

    def __post_init__(self) -> None:
        if not self.says.holds(self.truth):
            raise ValueError(f"“{self.text}” says {self.says}, which {digits(self.truth)} is not.")


@dataclass(frozen=True)
class RateSaying(Saying):
    """A rate, with its number ("nearly two") and its unit ("each day") also apart."""

    number: str
    unit: str


def choose(variants: Sequence[str], *, seed: str | None, about: str) -> str:
    """One of the variants, the same for the same seed on every machine and in every process.

    Without a seed the first, which is the plainest. `about` keeps two choices in one text from
    always falling alike.
    """
    if seed is None:
        return variants[0]
    stamp = hashlib.sha256(f"{about}\x1f{seed}".encode()).digest()
    return variants[int.from_bytes(stamp[:8]) % len(variants)]


def working(value: Decimal, places: int = 2) -> str:
    """A value as a line of working shows it: two decimal places at most."""
    return digits(rounded(value, places))
