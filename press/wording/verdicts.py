"""What came of holding words against figures."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from press.wording.figures import Observation
from press.wording.intervals import Interval
from press.wording.kinds import Kind


class Verdict(StrEnum):
    """Borne out, belied, or not to be told from the figures given."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNVERIFIABLE = "unverifiable"


class Claim(NamedTuple):
    """One statement of a text and its verdict.

    `start` and `end` are places in the text as characters. `figures` are the observations it
    was held against and `arithmetic` the working; `truth` is the value they give, in the unit
    of `says`. Where the claim is contradicted, `truly` is what the figures give, in words of their
    own, and `instead` words that can be put in the place of the claim's, if there are any. `note`
    is what a person should look at even where the claim is supported.
    """

    text: str
    kind: Kind
    start: int
    end: int
    says: Interval
    verdict: Verdict
    figures: tuple[Observation, ...] = ()
    arithmetic: str = ""
    truth: Decimal | None = None
    instead: str = ""
    truly: str = ""
    note: str = ""

    @property
    def explanation(self) -> str:
        """The verdict's reasons in a line or two, for a press officer."""
        parts = [self.arithmetic]
        if self.verdict is Verdict.CONTRADICTED:
            parts.append(f"which “{self.text}” does not fit")
            if self.instead:
                parts.append(f"say “{self.instead}”")
            elif self.truly:
                parts.append(f"but “{self.truly}” does")
        line = ", ".join(part for part in parts if part)
        ended = f"{line}." if line else ""
        return " ".join(part for part in (ended, self.note) if part)


def verdict_of(claims: Iterable[Claim]) -> Verdict:
    """Contradicted if any claim is, else supported if any is, else unverifiable."""
    verdicts = {claim.verdict for claim in claims}
    for verdict in (Verdict.CONTRADICTED, Verdict.SUPPORTED):
        if verdict in verdicts:
            return verdict
    return Verdict.UNVERIFIABLE
