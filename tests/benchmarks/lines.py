"""One line of the benchmark table: two ways of doing the same work, measured in one run."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Line:
    """A ratio, and what it should at least be.

    `ratio` is always "how much better ours is": for a speed, ours over theirs; for a cost such as
    memory, theirs (or the limit) over ours. So a target is always a lower bound.
    """

    what: str
    """What was measured, with its size: "drafts of 45 areas against bare pages"."""
    ours: float
    theirs: float
    unit: str
    """What `ours` and `theirs` are in: "drafts/s", "MB"."""
    ratio: float
    target: float | None = None
    """The least acceptable ratio, or None for a line that is only for information."""

    @property
    def is_met(self) -> bool:
        return self.target is None or self.ratio >= self.target


HEADINGS = ("what", "ours", "theirs", "unit", "ratio", "target", "")


def table(lines: Iterable[Line]) -> str:
    """The lines under each other, numbers to the right, a missed target marked in words."""
    rows = [HEADINGS, *(_cells(line) for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    numbers = {1, 2, 4, 5}
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in numbers else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _cells(line: Line) -> tuple[str, ...]:
    target = "" if line.target is None else f"{line.target:.2f}"
    verdict = "" if line.target is None else ("met" if line.is_met else "MISSED")
    return (
        line.what,
        _number(line.ours),
        _number(line.theirs),
        line.unit,
        f"{line.ratio:.2f}",
        target,
        verdict,
    )


def _number(value: float) -> str:
    """Three figures are as many as a stopwatch gives."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
