"""How far two figures are apart, where that may be said; where it may not, the reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rest_framework import serializers, status
from rest_framework.exceptions import APIException

from ..comparability import Refusal
from ..comparing import ChangeOverAreas, NotComparable, compare
from ..comparison import Comparison, Direction
from ..models import Figure, Measure
from ..periods import Period
from .rows import plain
from .serializers import FigureSerializer, PeriodSerializer


class NotCompared(APIException):
    """There are figures, and the one may not be set beside the other."""

    status_code = status.HTTP_409_CONFLICT

    def __init__(self, refused: NotComparable) -> None:
        super().__init__(refused.reason, code="not-comparable")
        self.members = {"refusal": str(refused.refusal)}


def direction_field() -> serializers.ChoiceField:
    ways = [(direction.value, direction.value) for direction in Direction]
    return serializers.ChoiceField(choices=ways, read_only=True)


def difference_field() -> serializers.CharField:
    return serializers.CharField(
        read_only=True, help_text="The newer value less the older one, exact, as text."
    )


def percent_field() -> serializers.IntegerField:
    return serializers.IntegerField(
        read_only=True,
        allow_null=True,
        help_text="The change to a whole per cent, halves away from nought."
        " Null where the older value is under 20, on which no percentage is said.",
    )


class ComparisonSerializer(serializers.Serializer[Any]):
    """The change from an older figure to a newer one of the same measure, area and category."""

    older = FigureSerializer(read_only=True)
    newer = FigureSerializer(read_only=True)
    direction = direction_field()
    difference = difference_field()
    percent = percent_field()


def comparison_of(older: Figure, newer: Figure) -> dict[str, Any]:
    """What ComparisonSerializer tells. Raises NotCompared with the public reason."""
    found = compare(older, newer)
    if isinstance(found, NotComparable):
        raise NotCompared(found)
    return {"older": older, "newer": newer, **how_far_apart(found)}


def how_far_apart(found: Comparison) -> dict[str, Any]:
    return {
        "direction": found.direction.value,
        "difference": plain(found.difference),
        "percent": percent_that_may_be_said(found),
    }


def percent_that_may_be_said(found: Comparison) -> int | None:
    return None if found.has_small_base else found.percent_rounded


class TotalSerializer(serializers.Serializer[Any]):
    period = PeriodSerializer(read_only=True)
    total = serializers.CharField(
        read_only=True, help_text="Of the areas in `areas` and no others; exact, as text."
    )


class AreaCoveredSerializer(serializers.Serializer[Any]):
    """An area whose figures are in both totals."""

    gss_code = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    older = serializers.CharField(read_only=True, help_text="Its older value, exact, as text.")
    newer = serializers.CharField(read_only=True, help_text="Its newer value, exact, as text.")


class AreaLeftOutSerializer(serializers.Serializer[Any]):
    """An area that is in neither total."""

    gss_code = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    reason = serializers.CharField(read_only=True, help_text="Why, in words.")
    refusal = serializers.ChoiceField(
        choices=[(refusal.value, refusal.value) for refusal in Refusal],
        read_only=True,
        help_text="The same in one word.",
    )


class ChangeOverAreasSerializer(serializers.Serializer[Any]):
    """The change of a measure's total over the police force areas with numbers for both periods."""

    measure = serializers.SlugField(read_only=True)
    older = TotalSerializer(read_only=True)
    newer = TotalSerializer(read_only=True)
    direction = direction_field()
    difference = difference_field()
    percent = percent_field()
    coverage = serializers.CharField(
        read_only=True, help_text="Which areas the change covers; to be kept with any use of it."
    )
    areas = AreaCoveredSerializer(many=True, read_only=True)
    left_out = AreaLeftOutSerializer(many=True, read_only=True)


def totals_compared(measure: Measure, found: ChangeOverAreas) -> dict[str, Any]:
    """What ChangeOverAreasSerializer tells. Raises NotCompared with the public reason."""
    change = found.change
    if isinstance(change, NotComparable):
        raise NotCompared(change)
    return {
        "measure": measure.slug,
        "older": _total(found.older, change.old),
        "newer": _total(found.newer, change.new),
        **how_far_apart(change),
        "coverage": found.sentence,
        "areas": [
            {
                "gss_code": area.gss_code,
                "name": area.name,
                "older": plain(older.value),
                "newer": plain(newer.value),
            }
            for area, (older, newer) in zip(found.covered, found.pairs, strict=True)
        ],
        "left_out": [
            {
                "gss_code": left.area.gss_code,
                "name": left.area.name,
                "reason": left.reason,
                "refusal": left.why.refusal.value,
            }
            for left in found.left_out
        ],
    }


def _total(period: Period, value: Decimal) -> dict[str, Any]:
    return {"period": period, "total": plain(value)}
