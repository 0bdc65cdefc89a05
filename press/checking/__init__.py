"""Every number and every word of a release held against what is known, as it is typed and kept."""

from .findings import Finding, Findings
from .keeping import (
    check_text,
    checks_deferred,
    keep_check,
    keep_checks,
    keep_outdated_checks,
    outdate_checks,
)

__all__ = [
    "Finding",
    "Findings",
    "check_text",
    "checks_deferred",
    "keep_check",
    "keep_checks",
    "keep_outdated_checks",
    "outdate_checks",
]
