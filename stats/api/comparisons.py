"""How far two figures are apart, where that may be said; where it may not, the reason."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers, status
from rest_framework.exceptions import APIException

from ..comparing import NotComparable, compare
from ..comparison import Comparison, Direction
from ..models import Figure
from .rows import plain
from .serializers import FigureSerializer


class NotCompared(APIException):
    """Two figures are there, and the one may not be set beside the other."""

    status_code = status.HTTP_409_CONFLICT

    def __init__(self, refused: NotComparable) -> None:
        super().__init__(refused.reason, code="not-comparable")
        self.members = {"refusal": str(refused.refusal)}


class ComparisonSerializer(serializers.Serializer[Any]):
    """The change from an older figure to a newer one of the same measure, area and category."""

    older = FigureSerializer(read_only=True)
    newer = FigureSerializer(read_only=True)
    direction = serializers.ChoiceField(
        choices=[(direction.value, direction.value) for direction in Direction], read_only=True
    )
    difference = serializers.CharField(
        read_only=True, help_text="The newer value less the older one, exact, as text."
    )
    percent = serializers.IntegerField(
        read_only=True,
        allow_null=True,
        help_text="The change to a whole per cent, halves away from nought."
        " Null where the older value is under 20, on which no percentage is said.",
    )


def comparison_of(older: Figure, newer: Figure) -> dict[str, Any]:
    """What ComparisonSerializer tells. Raises NotCompared with the public reason."""
    found = compare(older, newer)
    if isinstance(found, NotComparable):
        raise NotCompared(found)
    return {
        "older": older,
        "newer": newer,
        "direction": found.direction.value,
        "difference": plain(found.difference),
        "percent": percent_that_may_be_said(found),
    }


def percent_that_may_be_said(found: Comparison) -> int | None:
    return None if found.has_small_base else found.percent_rounded
