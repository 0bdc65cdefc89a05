"""Everything that is known when a workbook is read, and how names of measures are looked up."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ..numbers import Statuses
from ..vocabulary import Vocabulary
from .area_names import AreaNames
from .marks import split_marks

NOT_LETTERS = re.compile(r"[^\w%]+")
EMPTY_WORDS = frozenset({"the", "of", "a", "an", "and", "or"})
# What a heading may say beside a year or a name without saying more.
GENERIC = frozenset(
    [
        *("number", "numbers", "no", "nos", "count", "counts", "total", "totals", "figure"),
        *("figures", "value", "values", "recorded", "reported", "offence", "offences", "crime"),
        *("crimes", "cases", "incidents", "in", "for", "by", "all", "during", "year", "financial"),
        *("obs", "observation", "amount", "volume", "sum", "quantity", "police"),
    ]
)
TOTALS = frozenset({"total", "totals", "all", "all offences", "total offences", "all crimes"})
TOTALS |= {"overall", "all categories", "grand total", "overall total"}


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name that tell it from others: "Taking, making and distributing"."""
    return tuple(
        word
        for word in NOT_LETTERS.sub(" ", text.casefold().replace("_", " ")).split()
        if word not in EMPTY_WORDS
    )


@lru_cache(maxsize=8192)
def normal_name(text: str) -> str:
    """A category's name as it is looked up and remembered."""
    return " ".join(words_of(split_marks(text)[0]))


@dataclass(frozen=True, kw_only=True)
class Context:
    """`counts` are the slugs of measures that count whole things: no fraction is one of them."""

    vocabulary: Vocabulary
    names: AreaNames
    statuses: Statuses
    counts: Collection[str] = frozenset()
    _measures: Mapping[tuple[str, ...], str] = field(init=False, repr=False)
    _categories: Mapping[str, Mapping[tuple[str, ...], str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        known = self.vocabulary.measures
        measures = _by_words((slug, (slug, measure.name)) for slug, measure in known.items())
        categories = {
            slug: _by_words((key, (key, name)) for key, name in measure.categories.items())
            for slug, measure in known.items()
        }
        object.__setattr__(self, "_measures", measures)
        object.__setattr__(self, "_categories", categories)

    def measure(self, text: str) -> str | None:
        """The measure with this slug or name, or None."""
        return self._measures.get(words_of(text))

    def measure_within(self, texts: Iterable[str]) -> str | None:
        """The measure that is named, whole, in titles and names of sheets; None for two."""
        found = {
            slug
            for text in texts
            if len(text) <= 300
            for words, slug in self._measures.items()
            if _holds(words_of(text), words)
        }
        return found.pop() if len(found) == 1 else None

    def category(self, text: str, measure: str | None) -> str | None:
        """The category's slug, "" for a total, or None. Without a measure: if all agree on it."""
        words = words_of(text)
        if not words or " ".join(words) in TOTALS:
            return ""
        if measure is not None:
            return self._categories.get(measure, {}).get(words)
        found = {known[words] for known in self._categories.values() if words in known}
        return found.pop() if len(found) == 1 else None

    def is_generic(self, text: str) -> bool:
        """Whether words say no more than that there are figures: "Number of offences"."""
        return set(words_of(text)) <= GENERIC


def _by_words(named: Iterable[tuple[str, tuple[str, ...]]]) -> dict[tuple[str, ...], str]:
    """Slugs by the words of their names; words that name two are left out."""
    found: dict[tuple[str, ...], str | None] = {}
    for slug, names in named:
        for words in {words_of(name) for name in names}:
            found[words] = slug if found.get(words, slug) == slug else None
    return {words: slug for words, slug in found.items() if slug is not None and words}


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))
