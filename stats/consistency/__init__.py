"""Checks of a publication against itself and against what stands: errors block, warnings ask."""

from .answering import CannotAnswer, answer_warnings
from .checking import Judged, check, what_blocks
from .findings import Finding, Severity

__all__ = [
    "CannotAnswer",
    "Finding",
    "Judged",
    "Severity",
    "answer_warnings",
    "check",
    "what_blocks",
]
