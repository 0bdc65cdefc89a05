"""Press releases in the public API: the words that are public, and the figures behind them."""

from __future__ import annotations

from dataclasses import dataclass
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

from .exports.document import ReleaseDocument, figures_behind, lay_out
from .models import NewsroomPage, ReleasePage


@dataclass(frozen=True)
class PublicRelease:
    """A release as the public reads it. What staff have edited since is no part of it."""

    page: ReleasePage
    document: ReleaseDocument
    figures: list[Figure]


def as_public(page: ReleasePage) -> PublicRelease:
    """Lay out the page's own live words. No query for a page from public_releases()."""
    document = lay_out(
        page,
        shown=page.text,
        is_draft=False,
        newsroom=NewsroomPage(),  # its contacts stand on the page; here they are left out
        at=clock.moment(),
    )
    return PublicRelease(page, document, figures_behind(page))


def public_releases() -> QuerySet[ReleasePage]:
    """Releases that are out, with all that an answer needs."""
    figures = answerable(Figure.objects.known_at())
    pages: QuerySet[ReleasePage] = ReleasePage.objects.out()
    return pages.select_related("area", "publication", "template_used__measure").prefetch_related(
        "claims", Prefetch("claims__figures", queryset=figures)
    )


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
    first_published_at = serializers.DateTimeField(source="page.first_published_at", read_only=True)
    last_published_at = serializers.DateTimeField(source="page.last_published_at", read_only=True)
    lead = paragraphs("lead")
    detail = paragraphs("detail")
    quotes = QuoteSerializer(source="document.quotes", many=True, read_only=True)
    helpline = paragraphs("helpline", help_text="How to get help: please keep it with the story.")
    notes = paragraphs("notes")
    figures = FigureSerializer(
        many=True,
        read_only=True,
        help_text="As they stood when the release was built; superseded_by names a correction.",
    )
    sources = paragraphs("sources")

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, release: PublicRelease) -> str:
        request = self.context["request"]
        return str(request.build_absolute_uri(release.page.get_url(request)))

    def to_representation(self, page: Any) -> dict[str, Any]:
        return super().to_representation(as_public(page))


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
    orders = {"-first_published_at": ("-first_published_at", "-pk")}

    def get_queryset(self) -> QuerySet[ReleasePage]:
        return public_releases()
