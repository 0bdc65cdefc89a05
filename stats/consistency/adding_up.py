"""Parts against their total: categories in an area, and areas in the area around them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ..importing.sentences import Sentence, say
from ..importing.sentences import gettext_noop as _
from ..periods import Period
from .findings import Finding, Severity
from .picture import Picture, SeenFigure

PARTS = "parts-do-not-add-up"
AREAS = "areas-do-not-add-up"
COUNTED_AS_NOUGHT = "missing-area-counted-as-nought"

# How far an estimate may be off: half of the step that it was rounded to, within these shares.
LEAST_SHARE_OF_AN_ESTIMATE = Decimal("0.05")
MOST_SHARE_OF_AN_ESTIMATE = Decimal("0.1")

CORRECT_ONE = _("Correct whichever of them is wrong.")


def parts_against_totals(picture: Picture) -> Iterator[Finding]:
    """The categories of each area against its total, wherever one of them is ours."""
    for measure, area, period in sorted({(f.measure, f.area, f.period) for f in picture.ours}):
        total = picture.world.get((measure, area, None, period))
        categories = picture.categories_in_use.get((measure, period), frozenset())
        if total is None or not categories or not picture.measures[measure].is_count:
            continue
        cells = {key: picture.world.get((measure, area, key, period)) for key in categories}
        found = [cell for _key, cell in sorted(cells.items()) if cell is not None]
        if found and any(figure.is_ours for figure in (total, *found)):
            yield from _parts(picture, total, found, absent=len(cells) - len(found))


def _parts(
    picture: Picture, total: SeenFigure, parts: list[SeenFigure], *, absent: int
) -> Iterator[Finding]:
    if total.value is None:
        return
    known = [part for part in parts if part.value is not None]
    hidden = sum(part.is_suppressed for part in parts)
    gaps = absent + len(parts) - len(known) - hidden
    if not known:
        return
    come_to = _sum(known)
    names = _names(picture, total, come_to)
    figures = (total, *parts)
    allowed = tolerance((total, *known))
    if come_to + hidden > total.value + allowed:
        if hidden:
            wrong = say(
                _(
                    "%(total)s: the parts that are shown come to %(sum)s, which leaves too little"
                    " of %(value)s for those that are suppressed."
                ),
                **names,
            )
        else:
            wrong = say(
                _("%(total)s: the parts come to %(sum)s, more than the total of %(value)s."),
                **names,
            )
        yield Finding(PARTS, Severity.ERROR, wrong, say(CORRECT_ONE), figures)
    elif not hidden and not gaps and come_to + allowed < total.value:
        unused = set(picture.measures[total.measure].categories) - {part.category for part in parts}
        yield Finding(
            PARTS,
            Severity.WARNING if unused or allowed else Severity.ERROR,
            say(
                _("%(total)s: the parts come to %(sum)s, less than the total of %(value)s."),
                **names,
            ),
            say(
                _("Correct whichever is wrong, or say where the rest belongs: %(unused)s.")
                if unused
                else CORRECT_ONE,
                unused=", ".join(sorted(picture.categories[key] for key in unused)),
            ),
            figures,
        )
    elif gaps and not hidden and come_to == total.value:
        yield Finding(
            PARTS,
            Severity.WARNING,
            say(
                _(
                    "%(total)s: the parts that are known come to the whole of %(value)s, though"
                    " others are missing. The missing ones would be nought."
                ),
                **names,
            ),
            say(_("If they are nought, enter 0. If they are not known, say what the total holds.")),
            figures,
        )


def areas_against_totals(picture: Picture) -> Iterator[Finding]:
    """Every printed total against the areas that make it up, wherever one of them is ours."""
    for measure, category, period in _touched(picture):
        cells = {
            area: figure
            for area in picture.areas
            if (figure := picture.world.get((measure, area, category, period))) is not None
        }
        known = {area for area, figure in cells.items() if figure.value is not None}
        for area in sorted(known & picture.children.keys()):
            present, missing = picture.parts_of_area(area, known.__contains__)
            parts = [cells[inside] for inside in present]
            if parts and any(figure.is_ours for figure in (cells[area], *parts)):
                gaps = {inside: cells.get(inside) for inside in missing}
                yield from _areas(picture, cells[area], parts, gaps)


def _touched(picture: Picture) -> Iterable[tuple[int, int | None, Period]]:
    found = {(f.measure, f.category, f.period) for f in picture.ours}
    counted = (each for each in found if picture.measures[each[0]].is_count)
    return sorted(counted, key=lambda each: (each[0], each[1] or 0, each[2]))


def _areas(
    picture: Picture,
    total: SeenFigure,
    parts: list[SeenFigure],
    missing: dict[int, SeenFigure | None],
) -> Iterator[Finding]:
    whole, come_to = _sum([total]), _sum(parts)
    names = {**_names(picture, total, come_to), "count": str(len(parts))}
    figures = (total, *parts, *(gap for gap in missing.values() if gap is not None))
    allowed = tolerance((total, *parts))
    hidden = sum(gap is not None and gap.is_suppressed for gap in missing.values())
    severity = Severity.WARNING if allowed else Severity.ERROR  # how far off it is, is a guess
    if come_to + hidden > whole + allowed:
        wrong = _(
            "%(total)s: its areas (%(count)s) come to %(sum)s, more than the total of %(value)s."
        )
        yield Finding(AREAS, severity, say(wrong, **names), say(CORRECT_ONE), figures)
    elif not missing and come_to + allowed < whole:
        wrong = _(
            "%(total)s: its areas (%(count)s) come to %(sum)s, less than the total of %(value)s."
        )
        yield Finding(AREAS, severity, say(wrong, **names), say(CORRECT_ONE), figures)
    elif missing and not hidden and come_to == whole:
        yield Finding(
            COUNTED_AS_NOUGHT,
            Severity.WARNING,
            say(
                _(
                    "%(total)s: the areas with figures come to the whole of %(value)s. These were"
                    " counted as nought: %(missing)s."
                ),
                **names,
                missing=picture.names(list(missing)),
            ),
            say(
                _(
                    "If the total covers only those that answered, say so in its note and here."
                    " If these areas truly had none, enter 0 for them."
                )
            ),
            figures,
        )


def _names(picture: Picture, total: SeenFigure, come_to: Decimal) -> dict[str, str | Sentence]:
    return {"total": picture.label(total), "sum": shown(come_to), "value": total.shown}


def _sum(figures: Iterable[SeenFigure]) -> Decimal:
    return sum((each.value for each in figures if each.value is not None), start=Decimal(0))


def shown(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def tolerance(figures: Iterable[SeenFigure]) -> Decimal:
    """How far a sum may be off its total because some of the figures are estimated or rounded."""
    return sum((_leeway(figure) for figure in figures if figure.is_estimate), start=Decimal(0))


def _leeway(figure: SeenFigure) -> Decimal:
    if not figure.value:
        return Decimal(0)
    step = Decimal(1)
    while figure.value % (step * 10) == 0:
        step *= 10
    half = min(step / 2, figure.value * MOST_SHARE_OF_AN_ESTIMATE)
    return max(half, figure.value * LEAST_SHARE_OF_AN_ESTIMATE)


__all__ = ["areas_against_totals", "parts_against_totals", "tolerance"]
