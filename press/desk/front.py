"""The desk's first screen: how far the releases of each publication are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Exists, Min, OuterRef, QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from stats.models import Publication

from ..models import DraftBuild, ReleasePage, ReleaseVersion
from .counting import Tally, tallies
from .filters import BLOCKED
from .standing import STATES

PUBLICATIONS_ON_A_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class Counted:
    """So many of a publication's releases, what they have in common, and where they are listed."""

    count: int
    key: str
    label: str | Promise
    url: str


@dataclass(frozen=True, kw_only=True)
class OnTheDesk:
    """A publication and its releases, counted. `next_moment` is the next at which one comes out."""

    publication: Publication
    total: int
    states: list[Counted]
    with_problems: int
    problems_url: str
    figures_changed: int
    changed_url: str
    next_moment: datetime | None


def publications_on_the_desk() -> QuerySet[Publication]:
    """Those that have releases, or asked for some, newest first."""
    drafts = DraftBuild.objects.filter(publication=OuterRef("pk")).order_by()
    releases = ReleasePage.objects.filter(publication=OuterRef("pk")).order_by()
    return Publication.objects.filter(Exists(drafts) | Exists(releases)).order_by(
        "-publish_at", "-pk"
    )


def counted(publications: Iterable[Publication], moment: datetime) -> list[OnTheDesk]:
    """The releases of some publications, counted in three queries however many there are."""
    found = list(publications)
    numbers = [publication.pk for publication in found]
    by_state = tallies(numbers, moment)
    moments = _next_moments(numbers, moment)
    return [_on_the_desk(each, by_state[each.pk], moments.get(each.pk)) for each in found]


def _next_moments(numbers: list[int], moment: datetime) -> dict[int, datetime]:
    ahead = ReleaseVersion.objects.filter(
        release__publication__in=numbers, public_from__gt=moment, release__state="released"
    )
    return dict(
        ahead.order_by().values_list("release__publication_id").annotate(Min("public_from"))
    )


def _on_the_desk(
    publication: Publication, states: dict[str, Tally], next_moment: datetime | None
) -> OnTheDesk:
    return OnTheDesk(
        publication=publication,
        total=sum(tally.releases for tally in states.values()),
        states=[
            Counted(
                count=states[key].releases,
                key=key,
                label=label,
                url=narrowed(publication.pk, state=key),
            )
            for key, label in STATES.items()
            if key in states and states[key].releases
        ],
        with_problems=sum(tally.in_the_way for tally in states.values()),
        problems_url=narrowed(publication.pk, problems=BLOCKED),
        figures_changed=sum(tally.figures_changed for tally in states.values()),
        changed_url=narrowed(publication.pk, changed="yes"),
        next_moment=next_moment,
    )


def narrowed(publication_id: int, **asked: str) -> str:
    """The address of a publication's releases, narrowed."""
    address = reverse("press_desk:publication", args=[publication_id])
    return f"{address}?{urlencode(asked)}"
