"""What a corrected figure does to a release's words, worked out from the words alone.

Pure: as built, as a person left it, and as it would be built now, each a sequence of passages; and
readers of claims that know the figures of before and of now.
"""

from __future__ import annotations

from .passages import Passage, from_mapping, to_mapping
from .proposing import Change, Choice, Proposal, Row, propose
from .telling import CorrectedFigure, what_changed

__all__ = [
    "Change",
    "Choice",
    "CorrectedFigure",
    "Passage",
    "Proposal",
    "Row",
    "from_mapping",
    "propose",
    "to_mapping",
    "what_changed",
]
