"""The addresses of areas, measures, publications and figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DecimalField, OuterRef, Prefetch, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from ..comparing import change_over_areas
from ..filters import AreaFilterSet, ChangeFilterSet, FigureFilterSet
from ..models import Area, Category, Figure, Measure, Publication
from ..queries import FigureQuerySet, PublicationQuerySet
from ..replies import coverages_of
from .comparisons import (
    ChangeOverAreasSerializer,
    ComparisonSerializer,
    comparison_of,
    totals_compared,
)
from .csv import CsvRenderer, stream
from .freshness import dated
from .rows import COLUMNS, Answers
from .serializers import (
    AreaSerializer,
    FigureSerializer,
    MeasureSerializer,
    PublicationSerializer,
    answerable,
)

SLUG = r"[-a-zA-Z0-9_]+"


class Dated:
    """Answers say when what they tell of last changed.

    Not a comparison: a break that is recorded changes it, and is no change to figures.
    """

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        final = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[misc]
        is_dated = getattr(self, "action", None) != "compared_with"
        if final.status_code == 200 and not final.streaming and is_dated:
            dated(final)
        return final


class AreaViewSet(Dated, viewsets.ReadOnlyModelViewSet[Area]):
    """The places that figures are about, by the codes of the Government Statistical Service."""

    serializer_class = AreaSerializer
    filterset_class = AreaFilterSet
    lookup_field = "gss_code"
    lookup_value_regex = "[A-Z][0-9]{8}"
    queryset = Area.objects.select_related("parent")
    orders = {"name": ("name", "gss_code"), "gss_code": ("gss_code",)}


class MeasureViewSet(Dated, viewsets.ReadOnlyModelViewSet[Measure]):
    """What is counted, and how its count can be split. One without public figures is not shown."""

    serializer_class = MeasureSerializer
    lookup_field = "slug"
    lookup_value_regex = SLUG
    orders = {"name": ("name", "pk")}

    def get_queryset(self) -> QuerySet[Measure]:
        categories = Category.objects.visible_at().order_by("position", "name", "pk")
        return Measure.objects.visible_at().prefetch_related(Prefetch("categories", categories))


class PublicationViewSet(Dated, viewsets.ReadOnlyModelViewSet[Publication]):
    """Figures that became public together: how they were gathered, and when they came out.

    The list, and a publication asked for by its slug, give the newest version.
    """

    serializer_class = PublicationSerializer
    lookup_field = "slug"
    lookup_value_regex = SLUG
    orders = {"-published_at": ("-publish_at", "-pk"), "published_at": ("publish_at", "pk")}

    def get_queryset(self) -> PublicationQuerySet:
        publications = Publication.objects.visible_at()
        of_the_same = publications.filter(slug=OuterRef("slug")).order_by("version")
        if self.action != "one_version":
            publications = publications.newest_visible_at()
        return publications.annotate(versions=ArraySubquery(of_the_same.values("version")))

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        publications: Sequence[Publication] = args[0] if kwargs.get("many") else args[:1]
        coverages = {"coverages": coverages_of(publications)}
        kwargs["context"] = {**self.get_serializer_context(), **coverages}
        return self.get_serializer_class()(*args, **kwargs)

    @extend_schema(parameters=[OpenApiParameter("version", int, "path")])
    @action(detail=True, url_path="versions/(?P<version>[0-9]{1,4})", url_name="version")
    def one_version(self, request: Request, slug: str, version: str) -> Response:
        """One version of a publication, as it was published."""
        publications = self.filter_queryset(self.get_queryset())
        publication = get_object_or_404(publications, slug=slug, version=int(version))
        return Response(self.get_serializer(publication).data)


# A figure without a value stands below nought where figures are ordered by it.
VALUE_OR_LESS = Coalesce(
    "value", Value(Decimal(-1)), output_field=DecimalField(max_digits=18, decimal_places=4)
)
FIGURE_ORDERS = {
    name: (field, "-id" if name.startswith("-") else "id") if field != "id" else ("id",)
    for name, field in {
        "id": "id",
        "period_start": "period_start",
        "-period_start": "-period_start",
        "period_end": "period_end",
        "-period_end": "-period_end",
        "public_from": "public_from",
        "-public_from": "-public_from",
        "value": "value_or_less",
        "-value": "-value_or_less",
    }.items()
} | {
    "area": ("area__name", "area__gss_code", "id"),
    "measure": ("measure__slug", "id"),
}


@extend_schema_view(
    list=extend_schema(
        responses={
            (200, "application/json"): FigureSerializer(many=True),
            (200, "text/csv"): OpenApiTypes.STR,
        }
    ),
    retrieve=extend_schema(parameters=[OpenApiParameter("id", int, "path")]),
)
class FigureViewSet(Dated, viewsets.ReadOnlyModelViewSet[Figure]):
    """The figures that stand. One that was corrected still answers at its own address."""

    serializer_class = FigureSerializer
    filterset_class = FigureFilterSet
    lookup_value_regex = "[0-9]{1,18}"
    renderer_classes: Sequence[type[BaseRenderer]] = [JSONRenderer, CsvRenderer]
    orders = FIGURE_ORDERS

    def get_queryset(self) -> FigureQuerySet:
        figures = Figure.objects.all()
        return answerable(figures.known_at()) if self.detail else figures.visible_at()

    def get_renderers(self) -> list[BaseRenderer]:
        """One figure is told in JSON alone."""
        return [JSONRenderer()] if self.detail else super().get_renderers()

    def list(  # type: ignore[override]  # CSV is streamed, and no rest_framework Response
        self, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        figures: FigureQuerySet = self.filter_queryset(self.get_queryset())  # type: ignore[assignment]
        if self._is_csv(request):
            return stream(figures, request)
        rows = figures.annotate(value_or_less=VALUE_OR_LESS).values(*COLUMNS, "value_or_less")
        answers = Answers(request)
        page = self.paginate_queryset(rows)
        return self.get_paginated_response([answers.of(row) for row in page or ()])

    @extend_schema(
        parameters=[
            OpenApiParameter("id", int, "path", description="The newer figure."),
            OpenApiParameter("older", int, "path", description="The figure it is set beside."),
        ],
        responses=ComparisonSerializer,
    )
    @action(detail=True, url_path="compared-with/(?P<older>[0-9]{1,18})", url_name="compared-with")
    def compared_with(self, request: Request, pk: str, older: str) -> Response:
        """The change from an older figure to this one; refused (409) where it may not be said."""
        figures = self.filter_queryset(answerable(Figure.objects.visible_at()))
        compared = comparison_of(
            get_object_or_404(figures, pk=older), get_object_or_404(figures, pk=pk)
        )
        serializer = ComparisonSerializer(compared, context=self.get_serializer_context())
        return Response(serializer.data)

    @property
    def paginator(self) -> Any:
        """None for CSV, which is the whole list in one piece."""
        request = getattr(self, "request", None)
        return None if request is not None and self._is_csv(request) else super().paginator

    @property
    def cost(self) -> int:
        """What a request takes of its caller's share: a whole list is worth many pages."""
        return 1 if self.detail or not self._is_csv(self.request) else CSV_COST

    def _is_csv(self, request: Request) -> bool:
        renderer = getattr(request, "accepted_renderer", None)
        return isinstance(renderer, CsvRenderer)


CSV_COST = 20


@extend_schema_view(
    list=extend_schema(
        operation_id="figures_csv", filters=True, responses={(200, "text/csv"): OpenApiTypes.STR}
    )
)
class FigureCsvViewSet(FigureViewSet):
    """The same list as one CSV file, at an address of its own that a spreadsheet can open."""

    renderer_classes = [CsvRenderer]
    pagination_class = None
    http_method_names = ["get", "head"]


# Not dated: a break that is recorded changes the answer, and is no change to figures.
@extend_schema_view(
    list=extend_schema(
        operation_id="changes", filters=True, responses=ChangeOverAreasSerializer(many=False)
    )
)
class ChangeViewSet(viewsets.GenericViewSet[Area]):
    """The change of a measure's total over several police force areas.

    Taken over those that have comparable numbers for both periods; refused (409) where it may not
    be said.
    """

    serializer_class = ChangeOverAreasSerializer
    filterset_class = ChangeFilterSet
    pagination_class = None
    queryset = Area.objects.police_forces()
    http_method_names = ["get", "head", "options"]

    def list(self, request: Request) -> Response:
        areas = self.filter_queryset(self.get_queryset())  # refuses what cannot be meant
        asked = ChangeFilterSet(request.query_params, request=request).form
        asked.is_valid()
        found = change_over_areas(
            measure=asked.cleaned_data["measure"],
            areas=areas,
            older=asked.cleaned_data["older"],
            newer=asked.cleaned_data["newer"],
        )
        told = totals_compared(asked.cleaned_data["measure"], found)
        return Response(self.get_serializer(told).data)
