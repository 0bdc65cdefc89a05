"""Claims to check written down as JSON: read with errors that name the case, and checked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from press.wording.claims import Observation, check, verdict_of
from stats.periods import Period, PeriodError, end_of_month

YEAR = re.compile(r"\d{4}")
MONTH = re.compile(r"\d{4}-\d{2}")


class CaseError(ValueError):
    """A case that cannot be read; the message names it and says what is wrong."""


@dataclass(frozen=True)
class Case:
    """Words and the figures they are to be held against."""

    id: Any
    text: str
    observations: tuple[Observation, ...]
    area: str | None = None
    measure: str | None = None


def read_cases(written: str) -> list[Case]:
    """Cases from JSON text: a list of objects with an id, a text and observations.

    Raises CaseError for what is no JSON or no such list, naming the case at fault.
    """
    try:
        found = json.loads(written, parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise CaseError(f"This is not JSON: {error}.") from error
    if not isinstance(found, list):
        raise CaseError("The file must hold a list of cases.")
    return [_case(number, case) for number, case in enumerate(found, start=1)]


def _case(number: int, found: Any) -> Case:
    if not isinstance(found, Mapping):
        raise CaseError(f"Case {number} is not an object.")
    name = f"Case {number} ({found['id']})" if "id" in found else f"Case {number}"
    if "id" not in found:
        raise CaseError(f"{name} has no id.")
    if not isinstance(found.get("text"), str):
        raise CaseError(f"{name} has no text.")
    observations = found.get("observations")
    if not isinstance(observations, list):
        raise CaseError(f"{name} has no list of observations.")
    return Case(
        id=found["id"],
        text=found["text"],
        observations=tuple(
            _observation(f"{name}, observation {place}", one)
            for place, one in enumerate(observations, start=1)
        ),
        area=_optional(name, found, "area"),
        measure=_optional(name, found, "measure"),
    )


def _optional(name: str, found: Mapping[str, Any], key: str) -> str | None:
    value = found.get(key)
    if value is not None and not isinstance(value, str):
        raise CaseError(f"{name}: {key} must be text.")
    return value


def _observation(name: str, found: Any) -> Observation:
    if not isinstance(found, Mapping):
        raise CaseError(f"{name} is not an object.")
    first = _date(name, found, "period_start", is_last=False)
    last = _date(name, found, "period_end", is_last=True)
    try:
        period = Period(first, last)
    except PeriodError as error:
        raise CaseError(f"{name}: {error}") from error
    return Observation(
        period=period,
        value=_value(name, found),
        area=_optional(name, found, "area"),
        category=_optional(name, found, "category"),
    )


def _date(name: str, found: Mapping[str, Any], key: str, *, is_last: bool) -> date:
    """A day, or a month or year that stands for its first or its last day."""
    written = found.get(key)
    if not isinstance(written, str):
        raise CaseError(f"{name} has no {key}.")
    try:
        if YEAR.fullmatch(written):
            return date(int(written), 12, 31) if is_last else date(int(written), 1, 1)
        if MONTH.fullmatch(written):
            day = date.fromisoformat(f"{written}-01")
            return end_of_month(day) if is_last else day
        return date.fromisoformat(written)
    except ValueError as error:
        raise CaseError(f"{name}: {key} “{written}” is no date such as 2016-04-01.") from error


def _value(name: str, found: Mapping[str, Any]) -> Decimal:
    written = found.get("value")
    if isinstance(written, bool) or not isinstance(written, int | str | Decimal):
        raise CaseError(f"{name} has no value that is a number.")
    try:
        value = Decimal(written)
    except InvalidOperation as error:
        raise CaseError(f"{name}: “{written}” is not a number.") from error
    if not value.is_finite() or value < 0:
        raise CaseError(f"{name}: the value must be nought or more.")
    return value


def report(cases: Iterable[Case]) -> list[dict[str, Any]]:
    """What `check_claims` prints: for each case its id, verdict and claims."""
    found = []
    for case in cases:
        claims = check(case.text, case.observations, area=case.area, measure=case.measure)
        found.append(
            {
                "id": case.id,
                "verdict": verdict_of(claims).value,
                "claims": [
                    {
                        "text": claim.text,
                        "kind": claim.kind.value,
                        "verdict": claim.verdict.value,
                        "explanation": claim.explanation,
                    }
                    for claim in claims
                ],
            }
        )
    return found
