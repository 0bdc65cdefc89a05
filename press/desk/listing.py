"""The rows of the desk: which they are, in which order, and what each of them says.

A row is a release, or a draft that has none yet. Both kinds are put in one order by the database,
which gives the numbers of one page of them; everything that a page shows is then read for its rows
together. So a page costs the same number of queries whether there are three rows or thousands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce, Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

from stats.models import Publication

from ..models import BuildState, DraftBuild, ReleasePage
from .filters import narrow_builds, narrow_releases
from .rows import Row, rows_of
from .standing import BUILDING, RANK, STOPPED, ranked, with_standing

ROWS_ON_A_PAGE = 50
DEFAULT_SORT = "area"

RELEASE, BUILD = "release", "build"

_STOPPED = When(state=BuildState.FAILED, then=Value(RANK[STOPPED]))
# What each column is sorted by: for a release, and for a draft that has none yet.
SORTS: dict[str, tuple[Any, Any]] = {
    "area": (Lower("area__name"), Lower("area__name")),
    "headline": (Lower("draft_title"), Value("")),
    "state": (
        ranked(),
        Case(_STOPPED, default=Value(RANK[BUILDING]), output_field=IntegerField()),
    ),
    "problems": (
        F("in_the_way"),
        Case(When(state=BuildState.FAILED, then=Value(1)), default=Value(0)),
    ),
    "who": (Coalesce(Lower("assigned_to__username"), Value("")), Value("")),
    "changed": (F("latest_revision_created_at"), F("changed_at")),
}


@dataclass(frozen=True)
class Listing:
    """The releases of a publication, narrowed and in an order, as one person sees them."""

    publication: Publication
    asked: dict[str, str]
    sort: str
    user_id: int
    moment: datetime

    @property
    def releases(self) -> QuerySet[Any]:
        every = ReleasePage.objects.filter(publication=self.publication)
        return narrow_releases(with_standing(every, self.moment), self.asked, user_id=self.user_id)

    @property
    def builds(self) -> QuerySet[DraftBuild]:
        waiting = DraftBuild.objects.filter(publication=self.publication, release__isnull=True)
        return narrow_builds(waiting, self.asked)

    @property
    def release_ids(self) -> list[int]:
        """Every release that matches, in the order of areas."""
        return list(self.releases.order_by("area__name", "pk").values_list("pk", flat=True))

    def page(self, number: object) -> Page[Any]:
        """One page of keys; a number that is none gives the first page, one too high the last."""
        page: Page[Any] = _Pages(self._keys(), ROWS_ON_A_PAGE).get_page(number)
        return page

    def rows(self, page: Page[Any]) -> list[Row]:
        """The rows of a page, in its order."""
        keys = [(kind, key) for kind, key, *_rest in page.object_list]
        found = rows_of(
            (key for kind, key in keys if kind == RELEASE),
            (key for kind, key in keys if kind == BUILD),
            moment=self.moment,
        )
        # A draft may have become a release between two queries: its row is left for the next look.
        return [found[key] for key in keys if key in found]

    def _keys(self) -> QuerySet[Any, Any]:
        name = self.sort.removeprefix("-")
        of_release, of_build = SORTS[name]
        columns = ("row_kind", "row_id", "row_sort", "row_area")
        releases = self.releases.annotate(
            row_kind=Value(RELEASE),
            row_id=F("pk"),
            row_sort=of_release,
            row_area=Lower("area__name"),
        ).order_by()
        builds = self.builds.annotate(
            row_kind=Value(BUILD), row_id=F("pk"), row_sort=of_build, row_area=Lower("area__name")
        ).order_by()
        order = "-row_sort" if self.sort.startswith("-") else "row_sort"
        both = releases.values_list(*columns).union(builds.values_list(*columns), all=True)
        in_order: QuerySet[Any, Any] = both.order_by(order, "row_area", "row_kind", "row_id")
        return in_order


class _Pages(WagtailPaginator):
    @cached_property
    def verbose_name(self) -> str:
        return _("release")

    @cached_property
    def verbose_name_plural(self) -> str:
        return _("releases")


def chosen_sort(asked: str | None) -> str:
    """A column, with a minus for downwards; whatever is none of them is the default."""
    name = (asked or "").removeprefix("-")
    return str(asked) if name in SORTS else DEFAULT_SORT


def rows_of_builds(
    publication: Publication, build_ids: Iterable[int], *, since: datetime, moment: datetime
) -> list[Row]:
    """The rows of those drafts that changed since a moment, as releases where they are built."""
    changed = DraftBuild.objects.filter(
        publication=publication, pk__in=list(build_ids), changed_at__gt=since
    ).values_list("pk", "release_id")
    pairs = list(changed)
    found = rows_of(
        (release for _build, release in pairs if release is not None),
        (build for build, release in pairs if release is None),
        moment=moment,
    )
    return list(found.values())
