"""What a rule has found: how grave it is, in which words, and about which figures. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ..importing.sentences import Sentence
from .picture import Picture, SeenFigure


class Severity(StrEnum):
    """An error blocks. A warning may be right: a person answers it in words."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong or may be. `beside` is what it rests on besides its figures."""

    rule: str
    severity: Severity
    sentence: Sentence
    remedy: Sentence
    figures: tuple[SeenFigure, ...]
    beside: str = ""

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @cached_property
    def fingerprint(self) -> str:
        """Of the rule and of exactly these cells with these values, whichever rows hold them.

        The same file brought in again keeps its answers; a changed figure asks anew.
        """
        cells = sorted(_cell_in_full(figure) for figure in self.figures)
        return hashlib.sha256("\n".join([self.rule, self.beside, *cells]).encode()).hexdigest()


Rule = Callable[[Picture], Iterable[Finding]]


def _cell_in_full(figure: SeenFigure) -> str:
    value = figure.status if figure.value is None else f"{figure.value.normalize():f}"
    first, last = figure.period.first, figure.period.last
    category = "" if figure.category is None else figure.category
    return f"{figure.measure}/{figure.area}/{category}/{first}/{last}={value}/{figure.status}"
