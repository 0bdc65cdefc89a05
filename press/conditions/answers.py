"""What facts answer to the conditions of the list, each asked once."""

from __future__ import annotations

from collections.abc import Sequence

from ..facts import Facts
from .closed_list import CONDITIONS, NAMES
from .condition import UnknownCondition


class Answers(dict[str, bool]):
    """What one area's facts answer, by the names of conditions.

    Each is asked once, and when it is first wanted: many sentences of a template ask the same.
    """

    def __init__(self, facts: Facts) -> None:
        super().__init__()
        self._facts = facts

    def __missing__(self, name: str) -> bool:
        condition = CONDITIONS[name]
        if condition.opposite_of:
            answer = not self[condition.opposite_of]
        else:
            answer = condition.holds(self._facts)
        self[name] = answer
        return answer

    def all_hold(self, names: Sequence[str]) -> bool:
        """Whether every condition named holds; with none named, yes.

        Raises UnknownCondition for a name that is not on the list.
        """
        if not NAMES.issuperset(names):
            raise UnknownCondition(next(name for name in names if name not in NAMES))
        return all(map(self.__getitem__, names))


def answers_of(facts: Facts) -> Answers:
    """What these facts have answered so far, and will when they are asked."""
    answers: Answers | None = facts.kept.get(Answers)
    if answers is None:
        answers = facts.kept[Answers] = Answers(facts)
    return answers


def all_hold(names: Sequence[str], facts: Facts) -> bool:
    """Whether every condition named holds of the facts. Raises UnknownCondition."""
    return answers_of(facts).all_hold(names)
