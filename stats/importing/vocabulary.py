"""What a row may name (measures with their categories, areas), and the nearest to a wrong name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from .sentences import Fault, Sentence, say, shortened
from .sentences import gettext_noop as _

NAMES_LISTED = 20
COMPARABLE_LENGTH = 80  # characters; no longer name is known, and comparing takes its square


class Naming(NamedTuple):
    """What a row is about. `category` is empty for the total."""

    measure: str
    category: str


@dataclass(frozen=True)
class KnownMeasure:
    name: str
    categories: Mapping[str, str] = field(default_factory=dict)  # name, by slug


@dataclass(frozen=True)
class KnownArea:
    name: str
    other_names: tuple[str, ...] = ()  # its police force, its web address


@dataclass(frozen=True)
class Vocabulary:
    """The names that are known: measures by slug, areas by GSS code."""

    measures: Mapping[str, KnownMeasure]
    areas: Mapping[str, KnownArea]

    def read_area(self, text: str) -> str | Fault:
        """A GSS code, in either case."""
        written = text.strip()
        code = written.upper()
        if code in self.areas:
            return code
        wrong = (
            say(_("there is no area with this code.")) if written else say(_("there is no code."))
        )
        return Fault("area_gss_code", written, wrong, self._right_code(written))

    def read_naming(self, measure_text: str, category_text: str) -> Naming | list[Fault]:
        """A measure and one of its categories, each by slug."""
        written = measure_text.strip()
        measure = self.measures.get(written)
        if measure is None:
            wrong = (
                say(_("there is no such measure.")) if written else say(_("there is no measure."))
            )
            return [Fault("measure", written, wrong, self._right_measure(written))]
        category = category_text.strip()
        if category and category not in measure.categories:
            return [
                Fault(
                    "category",
                    category,
                    say(_("this measure has no such category.")),
                    self._right_category(category, measure),
                )
            ]
        return Naming(written, category)

    @cached_property
    def _codes_by_name(self) -> dict[str, str]:
        codes: dict[str, str] = {}
        for code, area in self.areas.items():
            for name in (code, area.name, *area.other_names):
                codes.setdefault(name.casefold(), code)
        return codes

    def _right_code(self, written: str) -> Sentence:
        code = self._codes_by_name.get(written.casefold())
        if code is not None:
            return say(
                _("Write %(code)s, the code of %(name)s."), code=code, name=self.areas[code].name
            )
        near = nearest(written, self._codes_by_name)
        if near is not None:
            code = self._codes_by_name[near]
            return say(
                _("If %(name)s is meant, write %(code)s; all codes are listed under Areas."),
                code=code,
                name=self.areas[code].name,
            )
        return say(_("Write a letter and 8 digits, as in E23000003; all are listed under Areas."))

    def _right_measure(self, written: str) -> Sentence:
        if not self.measures:
            return say(_("No measure is known yet: add it in the admin, under Statistics."))
        slugs = {slug.casefold(): slug for slug in self.measures}
        slugs |= {measure.name.casefold(): slug for slug, measure in self.measures.items()}
        return _right_name(
            written,
            slugs,
            alone=_("Write one of: %(known)s; or add it in the admin, under Statistics."),
        )

    def _right_category(self, written: str, measure: KnownMeasure) -> Sentence:
        if not measure.categories:
            return say(_("Leave the category empty: this measure has a total alone."))
        slugs = {slug.casefold(): slug for slug in measure.categories}
        slugs |= {name.casefold(): slug for slug, name in measure.categories.items()}
        return _right_name(
            written, slugs, alone=_("Write one of: %(known)s; or leave it empty for the total.")
        )


def _right_name(written: str, slugs: Mapping[str, str], *, alone: str) -> Sentence:
    known = _listed(dict.fromkeys(slugs.values()))
    near = nearest(written, slugs)
    if near is None:
        return say(alone, known=known)
    return say(_("Did you mean %(near)s? Known are: %(known)s."), near=slugs[near], known=known)


def _listed(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:NAMES_LISTED]) + (", …" if len(listed) > NAMES_LISTED else "")


def nearest(written: str, known: Iterable[str]) -> str | None:
    """The name that a text most resembles, case aside, or None where none comes near."""
    if len(written) > COMPARABLE_LENGTH:
        return None
    found = difflib.get_close_matches(shortened(written).casefold(), list(known), n=1, cutoff=0.7)
    return found[0] if found else None
