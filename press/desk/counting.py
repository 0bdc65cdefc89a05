"""Releases and drafts counted by where they stand, for any number of publications."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from ..models import DraftBuild
from .standing import BUILDING, STOPPED, all_releases


@dataclass
class Tally:
    """How many stand there; and of these, how many something is in the way of, and so on."""

    releases: int = 0
    in_the_way: int = 0
    figures_changed: int = 0


def tallies(numbers: Sequence[int], moment: datetime) -> dict[int, dict[str, Tally]]:
    """By publication and by the keys of STATES; two queries."""
    found: dict[int, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    releases = (
        all_releases(moment)
        .filter(publication__in=numbers)
        .order_by()
        .values("publication_id", "shown")
        .annotate(
            releases=Count("pk"),
            blocked=Count("pk", filter=Q(in_the_way__gt=0)),
            changed=Count("pk", filter=Q(figures_changed=True)),
        )
    )
    for row in releases:
        found[row["publication_id"]][row["shown"]] = Tally(
            row["releases"], row["blocked"], row["changed"]
        )
    for row in _drafts(numbers):
        states = found[row["publication_id"]]
        states[STOPPED].releases += row["stopped"]
        states[BUILDING].releases += row["building"]
    return found


def _drafts(numbers: Sequence[int]) -> QuerySet[Any, Any]:
    """Drafts that have no release yet. One that stopped and has one is counted by its release."""
    without = Q(release__isnull=True)
    return (
        DraftBuild.objects.filter(publication__in=numbers)
        .order_by()
        .values("publication_id")
        .annotate(
            stopped=Count("pk", filter=without & Q(state="failed")),
            building=Count("pk", filter=without & Q(state__in=["ready", "running"])),
        )
    )
