"""Named sets of releases, of their versions, and of the work of building drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db import models
from django.db.models import Count, Q
from wagtail.models import PageQuerySet

from campaigns.open_to_all import is_open_to_all
from stats import clock
from stats.models import Figure, Measure, Publication

if TYPE_CHECKING:
    from .models import (  # noqa: F401
        Dispatch,
        DraftBuild,
        LocalQuotation,
        Redraft,
        ReleaseEvent,
        ReleaseTemplate,
        ReleaseVersion,
    )


class WordsOfVersion(models.Func):
    """The words of a headline and of the texts in a body, letter for letter as the index
    press_version_words has it: otherwise PostgreSQL would read every body for each question."""

    template = (
        "(setweight(to_tsvector('english'::regconfig, (%(expressions)s, '$[*].value'),"
        " '[\"string\"]'::jsonb))"
    )
    arg_joiner = "::text)), 'A') || jsonb_to_tsvector('english'::regconfig, jsonb_path_query_array("
    output_field = SearchVectorField()


@dataclass(frozen=True)
class Progress:
    """How far a publication's drafts are, in numbers of releases."""

    total: int
    done: int
    failed: int

    @property
    def is_finished(self) -> bool:
        """Whether nothing more happens until a person acts."""
        return self.done + self.failed == self.total

    @property
    def unfinished(self) -> int:
        return self.total - self.done - self.failed


class ReleaseQuerySet(PageQuerySet):
    def out(self, moment: datetime | None = None) -> ReleaseQuerySet:
        """What the public may read at a moment, by default the clock's: versions, never drafts."""
        from .models import ReleaseVersion

        shown = ReleaseVersion.objects.shown_at(moment or clock.moment())
        released: ReleaseQuerySet = self.filter(
            is_open_to_all(), models.Exists(shown.filter(release=models.OuterRef("pk")))
        )
        return released

    def with_public_versions(self, moment: datetime | None = None) -> ReleaseQuerySet:
        """With all that is public of each as its `versions.all()`, the oldest first.

        It takes one more query. `first_public_from` is the moment of the first of them, and
        `last_public_from` that of the newest: what lists are ordered by.
        """
        from .models import ReleaseVersion

        public = ReleaseVersion.objects.public_at(moment or clock.moment()).order_by("number")
        moments = public.filter(release=models.OuterRef("pk")).values("public_from")
        found: ReleaseQuerySet = self.annotate(
            first_public_from=models.Subquery(moments[:1]),
            last_public_from=models.Subquery(moments.order_by("-number")[:1]),
        ).prefetch_related(models.Prefetch("versions", queryset=public))
        return found

    def with_versions(self, moment: datetime | None = None) -> ReleaseQuerySet:
        """With what workflow_state.shown_state() asks of versions, in the same query."""
        from .models import ReleaseVersion

        own = ReleaseVersion.objects.filter(release=models.OuterRef("pk")).order_by("-number")
        found: ReleaseQuerySet = self.annotate(
            newest_number=models.Subquery(own.values("number")[:1]),
            newest_public_from=models.Subquery(own.values("public_from")[:1]),
            public_number=models.Subquery(
                own.public_at(moment or clock.moment()).values("number")[:1]
            ),
        )
        return found

    def quoting(self, figure: Figure) -> ReleaseQuerySet:
        """Those built with words that follow from a figure, or from any version of it."""
        versions = Figure.objects.same_cell_as(figure)
        quoting: ReleaseQuerySet = self.filter(claims__figures__in=versions).distinct()
        return quoting


class ReleaseVersionQuerySet(models.QuerySet["ReleaseVersion"]):
    def public_at(self, moment: datetime) -> ReleaseVersionQuerySet:
        """Versions whose own moment has come, and that of their figures. The newest is what a
        release says, unless it was withdrawn."""
        visible = Publication.objects.visible_at(moment)
        return self.filter(public_from__lte=moment, release__publication__in=visible)

    def shown_at(self, moment: datetime) -> ReleaseVersionQuerySet:
        """The one version of each release that the public reads at a moment."""
        from .models import ReleaseVersion

        newer = ReleaseVersion.objects.filter(
            release=models.OuterRef("release"),
            number__gt=models.OuterRef("number"),
            public_from__lte=moment,
        )
        withdrawn = Q(
            release__withdrawn_at__lte=moment, release__withdrawn_at__gte=models.F("made_at")
        )
        return self.public_at(moment).exclude(withdrawn).filter(~models.Exists(newer))

    def saying(self, query: SearchQuery) -> ReleaseVersionQuerySet:
        """Those with the words of a query, those that say most of them first.

        The index press_version_words knows the words of every version.
        """
        words = WordsOfVersion("headline", "body")
        found: ReleaseVersionQuerySet = (
            self.annotate(words=words)
            .filter(words=query)
            .annotate(rank=SearchRank(models.F("words"), query))
            .order_by("-rank", "-public_from", "pk")
        )
        return found


class ReleaseTemplateQuerySet(models.QuerySet["ReleaseTemplate"]):
    def making_drafts(self) -> ReleaseTemplateQuerySet:
        """Those that a publication's drafts are made with: published, and set to be in use.

        Their rows hold the words that were published; what is being drafted is in revisions.
        """
        return self.filter(live=True, is_in_use=True)


class ReleaseEventQuerySet(models.QuerySet["ReleaseEvent"]):
    def standing_at(self, moment: datetime) -> ReleaseEventQuerySet:
        """What holds of releases as they stand: the last that became of their newest version.

        Where an embargo was moved to is no news any more once that moment has come.
        """
        from .models import ReleaseEvent, ReleaseVersion

        newer_version = ReleaseVersion.objects.filter(
            release=models.OuterRef("version__release"),
            number__gt=models.OuterRef("version__number"),
        )
        later = ReleaseEvent.objects.filter(
            version=models.OuterRef("version"), pk__gt=models.OuterRef("pk")
        )
        return self.filter(
            ~models.Exists(newer_version),
            ~models.Exists(later),
            Q(kind="withdrawn") | Q(kind="moved", version__public_from__gt=moment),
        )


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    def of_words(self) -> DispatchQuerySet:
        """Emails with a release in them; not those about what became of it afterwards."""
        return self.filter(event__isnull=True)


class LocalQuotationQuerySet(models.QuerySet["LocalQuotation"]):
    def in_use_for(self, measure: Measure) -> LocalQuotationQuerySet:
        """Those that may be used for a measure, the ones given for it alone first."""
        return self.filter(Q(measure=measure) | Q(measure__isnull=True), is_in_use=True).order_by(
            "area", models.F("measure").asc(nulls_last=True), "pk"
        )


class DraftBuildQuerySet(models.QuerySet["DraftBuild"]):
    def free_at(self, moment: datetime) -> DraftBuildQuerySet:
        """Rows that a worker may take: waiting, or leased by one that must have died."""
        return self.filter(Q(state="ready") | Q(state="running", leased_until__lt=moment))

    def for_display(self) -> DraftBuildQuerySet:
        return self.select_related("area", "template", "release").order_by("area__name", "pk")

    def progress(self) -> Progress:
        counted = self.aggregate(
            total=Count("pk"),
            done=Count("pk", filter=Q(state="done")),
            failed=Count("pk", filter=Q(state="failed")),
        )
        return Progress(**counted)


class RedraftQuerySet(models.QuerySet["Redraft"]):
    def free_at(self, moment: datetime) -> RedraftQuerySet:
        """Rows that a worker may take: waiting, or leased by one that must have died.

        What was done while its correction was private is taken up once more when that is public:
        then the proofs of what is public may follow the figures.
        """
        prepared = Q(
            state__in=["waiting", "settled", "remade"],
            correction__publish_at__lte=moment,
            changed_at__lt=models.F("correction__publish_at"),
        )
        return self.filter(
            Q(state="ready") | Q(state="running", leased_until__lt=moment) | prepared
        )

    def for_work(self) -> RedraftQuerySet:
        """With everything that looking at a release again needs."""
        return self.select_related(
            "correction",
            "release__area",
            "release__publication",
            "release__template_used__measure",
            "release__latest_revision",
            "release__built_revision",
        ).prefetch_related("release__versions")
