"""Pictures of figures without a database: a nation, a region with three forces, two categories."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from decimal import Decimal

from stats.comparability import Break
from stats.consistency.checking import findings_of
from stats.consistency.findings import Finding
from stats.consistency.picture import Picture, SeenArea, SeenFigure, SeenMeasure
from stats.periods import Period, parse_period

NATION, REGION, ASH, BIRCH, CEDAR, ISLAND = 1, 2, 3, 4, 5, 6
MAKING, POSSESSION = 1, 2
MEASURE = 1

AREAS = {
    NATION: SeenArea("Nation", None, is_police_force=False),
    REGION: SeenArea("Region", NATION, is_police_force=False),
    ASH: SeenArea("Ashshire", REGION, is_police_force=True),
    BIRCH: SeenArea("Birchshire", REGION, is_police_force=True),
    CEDAR: SeenArea("Cedarshire", REGION, is_police_force=True),
    ISLAND: SeenArea("Island", NATION, is_police_force=True),
}

_numbers = itertools.count(1)


def figure(
    area: int,
    value: int | str | None,
    period: str | Period = "2017-18",
    *,
    category: int | None = None,
    status: str = "",
    ours: bool = True,
    supersedes: int | None = None,
    file: int | None = None,
    pk: int = 0,
) -> SeenFigure:
    return SeenFigure(
        pk=pk or next(_numbers),
        measure=MEASURE,
        area=area,
        category=category,
        period=parse_period(period) if isinstance(period, str) else period,
        value=None if value is None else Decimal(value),
        status=status or ("not-supplied" if value is None else "final"),
        is_ours=ours,
        publication=1 if ours else 2,
        supersedes=supersedes,
        file=file,
    )


def picture(
    *figures: SeenFigure,
    threshold: int | None = None,
    large_change_percent: int = 50,
    is_count: bool = True,
    categories: Sequence[int] = (MAKING, POSSESSION),
    breaks: Mapping[int, Sequence[Break]] | None = None,
    replies: Mapping[int, str] | None = None,
    asked: int | None = None,
    answered: int | None = None,
) -> Picture:
    held = breaks or {}
    return Picture(
        ours=[each for each in figures if each.is_ours],
        standing=[each for each in figures if not each.is_ours],
        measures={
            MEASURE: SeenMeasure(
                "Offences", is_count, threshold, large_change_percent, tuple(categories)
            )
        },
        areas=AREAS,
        categories={MAKING: "Making", POSSESSION: "Possession", 3: "Other"},
        breaks=lambda _measure, area: held.get(area, ()),
        replies=replies or {},
        asked=asked,
        answered=answered,
    )


def found_in(given: Picture, *rules: str) -> list[Finding]:
    """What all the rules find, less what other rules than those named do."""
    return [each for each in findings_of(given) if not rules or each.rule in rules]


def rules_of(given: Picture) -> set[str]:
    return {each.rule for each in findings_of(given)}


def said(finding: Finding) -> str:
    return str(finding.sentence)
