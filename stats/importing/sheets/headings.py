"""What headings say: which column they stand over, and what they say of the figures under them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .context import Context, words_of
from .marks import split_marks
from .reading import Given, Role
from .workbook import Value, written
from .written_periods import Readings, period_within, periods_in

ROLES: dict[Role, tuple[str, ...]] = {
    Role.AREA: (
        *("force", "police force", "force name", "name of force", "police force area", "pfa"),
        *(
            "constabulary",
            "area",
            "area name",
            "area gss code",
            "gss code",
            "area code",
            "ons code",
        ),
        *("region", "nation", "country", "police service", "police area", "force area"),
    ),
    Role.MEASURE: ("measure", "indicator", "statistic"),
    Role.CATEGORY: (
        *("category", "offence", "offence type", "type offence", "offence group", "crime type"),
        *("type", "offence category", "offence description", "breakdown", "age group", "sex"),
        *("offence subgroup", "offence name"),
    ),
    Role.PERIOD: (
        *("period", "year", "financial year", "calendar year", "time period", "reporting year"),
        *("fy", "reporting period", "date range", "month", "quarter"),
    ),
    Role.PERIOD_START: (
        *("period start", "start", "start date", "from", "first day", "date from", "period from"),
    ),
    Role.PERIOD_END: (
        *("period end", "end", "end date", "to", "last day", "date to", "period to"),
    ),
    Role.STATUS: ("status", "figure status", "value status"),
    Role.SOURCE: ("source", "reference", "foi reference", "foi ref", "source reference"),
    Role.NOTE: (
        *("note", "notes", "comment", "comments", "remarks", "caveat", "caveats", "footnote"),
        *("further information", "additional information"),
    ),
    Role.IGNORED: (
        *("% change", "change", "percentage change", "difference", "rank", "population"),
        *("percent change", "year on year change", "% difference", "percentage", "%", "average"),
        *("rate", "rate per 1000", "rate per 1,000", "rate per 100,000", "per 1,000 population"),
        *("certainty", "increase", "decrease", "per cent change", "proportion", "% increase"),
    ),
}
BY_WORDS = {words_of(heading): role for role, headings in ROLES.items() for heading in headings}
WIDER_AREAS = frozenset({("region",), ("nation",), ("country",)})
CODES = frozenset(words_of(text) for text in ("area gss code", "gss code", "area code", "ons code"))
ARE_FORCES = frozenset({"force", "constabulary", "police", "pfa"})
LONGEST = 200  # characters of a heading


class Heading(NamedTuple):
    """What one column's headings say together.

    `is_understood` when every word has been accounted for; `periods` has more than one where
    they could mean several.
    """

    text: str
    role: Role | None
    given: Given
    has_unsure_period: bool = False
    unknown: str = ""  # the words that nothing is known of


def understand(levels: Sequence[Value], context: Context, measure: str | None) -> Heading:
    """Read the headings over a column, the uppermost first. Blank ones are not among them."""
    texts = [written(level)[:LONGEST] for level in levels]
    text = " / ".join(texts)
    if len(texts) == 1 and (role := role_of(texts[0])) is not None:
        return Heading(text, role, Given())
    said = Given()
    is_unsure = False
    unknown: list[str] = []
    for level, written_level in zip(levels, texts, strict=True):
        readings, rest = _period(level, written_level)
        if readings:
            if said.period is None and len(readings) == 1:
                said = Given(period=readings[0]).over(said)
            else:
                is_unsure = True
        if rest:
            given, is_known = _named(rest, context, said.measure or measure)
            said = said.over(given)
            if not is_known:
                unknown.append(rest)
    rest = " ".join(unknown)
    role = role_of(rest) if rest else None
    if role in (Role.IGNORED, Role.NOTE):
        return Heading(text, role, Given())
    return Heading(text, None, said, is_unsure, rest)


def role_of(text: str) -> Role | None:
    """The role that a heading names, such as "Police force" or "Notes"."""
    words = words_of(split_marks(text)[0])
    return BY_WORDS.get(words)


def _period(level: Value, text: str) -> tuple[Readings, str]:
    if not isinstance(level, str):
        readings = periods_in(level)
        return readings, "" if readings else text
    return period_within(text)


def _named(text: str, context: Context, measure: str | None) -> tuple[Given, bool]:
    """A measure's, a category's or an area's name; or words that say nothing more."""
    bare = split_marks(text)[0]
    if (named := context.measure(bare)) is not None:
        return Given(measure=named), True
    if (category := context.category(bare, measure)) is not None:
        return Given(category=category), True
    area = context.names.recognise(bare)
    if area.code is not None:
        return Given(area=area.code), True
    return Given(), context.is_generic(bare)
