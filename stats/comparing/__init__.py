"""Comparing figures, where that can be done honestly; where it cannot, the public reason why not.

Whoever states a change asks here: a press release, a public page, an answer of the API.
"""

from .breaks import Breaks, NotComparable
from .over_areas import ChangeOverAreas, LeftOut, change_over_areas
from .pairs import compare
from .predecessors import Predecessor, predecessor_among, previous_of

__all__ = [
    "Breaks",
    "ChangeOverAreas",
    "LeftOut",
    "NotComparable",
    "Predecessor",
    "change_over_areas",
    "compare",
    "predecessor_among",
    "previous_of",
]
