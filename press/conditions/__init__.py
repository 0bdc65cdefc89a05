"""When a sentence of a template applies: a closed list, chosen from by name.

Pure. Every condition is a question about the facts with the answer yes or no, so a template is
data and nothing that an editor types is ever run.
"""

from .answers import Answers, all_hold, answers_of
from .closed_list import CONDITIONS, GROUPS, NAMES
from .condition import Condition, UnknownCondition

__all__ = [
    "CONDITIONS",
    "GROUPS",
    "NAMES",
    "Answers",
    "Condition",
    "UnknownCondition",
    "all_hold",
    "answers_of",
]
