"""What Lighthouse found on a page: the median of several runs, and whether it will do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
WANTED = 100
MEASURED = {
    "largest-contentful-paint": "LCP ms",
    "cumulative-layout-shift": "shift",
    "total-blocking-time": "TBT ms",
    "total-byte-weight": "bytes",
}


@dataclass(frozen=True)
class Audited:
    """A page's median in each category, of 100, and in each of what was measured."""

    address: str
    scores: Mapping[str, int]
    measured: Mapping[str, float]
    faults: tuple[str, ...]
    """What any of the runs found wrong, in Lighthouse's words."""

    @property
    def is_good(self) -> bool:
        return all(score >= WANTED for score in self.scores.values())


def audited(address: str, reports: Sequence[Mapping[str, Any]]) -> Audited:
    """Put the reports of one page together. Raises ValueError where a run came to no score."""
    scores = {}
    for category in CATEGORIES:
        found = [report["categories"][category]["score"] for report in reports]
        if not found or None in found:
            raise ValueError(f"Lighthouse came to no score in {category} for {address}.")
        scores[category] = int(median(found) * 100)
    measured = {
        name: median(report["audits"][name]["numericValue"] for report in reports)
        for name in MEASURED
    }
    faults = dict.fromkeys(fault for report in reports for fault in _faults_in(report))
    return Audited(address, scores, measured, tuple(faults))


def _faults_in(report: Mapping[str, Any]) -> list[str]:
    """Those that count towards a score which is not full."""
    named = []
    for category in CATEGORIES:
        found = report["categories"][category]
        if found["score"] == 1:
            continue
        for audit in found["auditRefs"]:
            said = report["audits"][audit["id"]]
            if audit["weight"] and said["score"] is not None and said["score"] < 0.9:
                shown = said.get("displayValue") or said.get("explanation") or ""
                named.append(f"{category}: {said['title']} {shown}".strip())
    return named


def table(pages: Sequence[Audited]) -> str:
    """A line for each page, what fell short under it."""
    headings = ("page", *CATEGORIES, *MEASURED.values())
    rows = [headings, *(_cells(page) for page in pages)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(headings))]
    lines = []
    for row, page in zip(rows, (None, *pages), strict=True):
        first, *others = (
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join((first, *others)).rstrip())
        if page is not None and not page.is_good:
            lines += [f"    {fault}" for fault in page.faults]
    return "\n".join(lines)


def _cells(page: Audited) -> tuple[str, ...]:
    return (
        page.address,
        *(str(page.scores[category]) for category in CATEGORIES),
        *(f"{page.measured[name]:,.2f}".rstrip("0").rstrip(".") for name in MEASURED),
    )
