"""Press releases in the public API: the words that are public, and the figures behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django_filters.rest_framework.filterset import FilterSet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers, viewsets

from stats import clock
from stats.api import SLUG, FigureSerializer, PlaceSerializer, answerable
from stats.filters import AreaFilter, PublicationFilter
from stats.models import Figure

from .exports.document import ReleaseDocument, Surroundings, document_of_version
from .models import NewsroomPage, ReleasePage, ReleaseVersion


@dataclass(frozen=True)
class PublicRelease:
    """A release as the public reads it. What staff have edited since is no part of it."""

    page: ReleasePage
    version: ReleaseVersion
    document: ReleaseDocument
    corrections: list[ReleaseVersion]

    @property
    def first_public_from(self) -> datetime:
        """What lists are ordered by, so that the cursor of a page is made of it."""
        moment: datetime = self.page.first_public_from
        return moment

    @property
    def pk(self) -> int:
        return int(self.page.pk)


def as_public(pages: Iterable[ReleasePage]) -> list[PublicRelease]:
    """Lay out what each of public_releases() says by now, in a constant number of queries."""
    versions = {page: list(page.versions.all()) for page in pages}
    wanted = {pk for known in versions.values() for pk in known[-1].figure_ids}
    figures = answerable(Figure.objects.known_at()).filter(pk__in=wanted).in_bulk()
    newsroom = NewsroomPage()  # its contacts stand on the page; here they are left out
    around = Surroundings.now(newsroom)
    return [
        PublicRelease(
            page=page,
            version=known[-1],
            document=document_of_version(
                known[-1],
                newsroom=newsroom,
                at=clock.moment(),
                around=around,
                figures=figures,
                release=page,
            ),
            corrections=[version for version in known if version.number > 1],
        )
        for page, known in versions.items()
    ]


def public_releases() -> QuerySet[ReleasePage]:
    """Releases that are out, with all that an answer needs."""
    figures = answerable(Figure.objects.known_at())
    pages: QuerySet[ReleasePage] = ReleasePage.objects.out().with_public_versions()
    return pages.select_related("area", "publication", "template_used__measure").prefetch_related(
        "claims", Prefetch("claims__figures", queryset=figures)
    )


class CorrectionSerializer(serializers.Serializer[ReleaseVersion]):
    version = serializers.IntegerField(source="number", read_only=True)
    at = serializers.DateTimeField(source="public_from", read_only=True)
    what_changed = serializers.CharField(read_only=True)


class QuoteSerializer(serializers.Serializer[tuple[str, str]]):
    text = serializers.CharField(source="0", read_only=True)
    speaker = serializers.CharField(source="1", read_only=True)


def paragraphs(part: str, **options: Any) -> serializers.ListField:
    """The plain text of each paragraph of a part, in order."""
    return serializers.ListField(
        child=serializers.CharField(), source=f"document.{part}", read_only=True, **options
    )


class ReleaseSerializer(serializers.Serializer[Any]):
    """A press release in the order of its parts, with every figure that its numbers follow from."""

    url = serializers.SerializerMethodField(help_text="The release's page on this site.")
    slug = serializers.SlugField(source="page.slug", read_only=True)
    headline = serializers.CharField(source="document.headline", read_only=True)
    area = PlaceSerializer(source="page.area", read_only=True)
    publication = serializers.SlugField(
        source="page.publication.slug", read_only=True, help_text="The publication's slug."
    )
    first_published_at = serializers.DateTimeField(source="first_public_from", read_only=True)
    last_published_at = serializers.DateTimeField(source="version.public_from", read_only=True)
    version = serializers.IntegerField(
        source="version.number", read_only=True, help_text="1, and one more for each correction."
    )
    corrections = CorrectionSerializer(
        many=True, read_only=True, help_text="What each later version put right, and since when."
    )
    lead = paragraphs("lead")
    detail = paragraphs("detail")
    quotes = QuoteSerializer(source="document.quotes", many=True, read_only=True)
    helpline = paragraphs("helpline", help_text="How to get help: please keep it with the story.")
    notes = paragraphs("notes")
    figures = FigureSerializer(
        source="document.figures",
        many=True,
        read_only=True,
        help_text="As they stood when the release came out; superseded_by names a correction.",
    )
    sources = paragraphs("sources")

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, release: PublicRelease) -> str:
        request = self.context["request"]
        return str(request.build_absolute_uri(release.page.get_url(request)))


class ReleaseFilterSet(FilterSet):
    area = AreaFilter()
    publication = PublicationFilter()


class ReleaseViewSet(viewsets.ReadOnlyModelViewSet[ReleasePage]):
    """Press releases that are out, newest first. Drafts and edits that are not out never show."""

    queryset = ReleasePage.objects.none()  # tells the schema what is listed, without a database
    serializer_class = ReleaseSerializer
    filterset_class = ReleaseFilterSet
    lookup_field = "slug"
    lookup_value_regex = SLUG
    orders = {"-first_published_at": ("-first_public_from", "-pk")}

    def get_queryset(self) -> QuerySet[ReleasePage]:
        return public_releases()

    def get_object(self) -> Any:
        return as_public([super().get_object()])[0]

    def paginate_queryset(self, queryset: Any) -> Any:
        return as_public(super().paginate_queryset(queryset) or [])
