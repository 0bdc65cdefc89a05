"""Campaigns in the public API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers, viewsets

from .models import CampaignPage
from .queries import KeyFigure, key_figures_of


class KeyFigureSerializer(serializers.Serializer[KeyFigure]):
    """What a campaign says of a figure, and the figure that stands today."""

    caption = serializers.CharField()
    value = serializers.DecimalField(
        source="figure.value", max_digits=18, decimal_places=4, normalize_output=True
    )
    shown_value = serializers.CharField(source="figure.shown_value")
    status = serializers.CharField(source="figure.status")
    measure = serializers.CharField(source="figure.measure.slug")
    category = serializers.SerializerMethodField()
    area = serializers.CharField(source="figure.area.name")
    area_gss_code = serializers.CharField(source="figure.area.gss_code")
    period = serializers.CharField(source="figure.period.label")
    period_start = serializers.DateField(source="figure.period_start")
    period_end = serializers.DateField(source="figure.period_end")
    source = serializers.SerializerMethodField()  # type: ignore[assignment]  # hides no attribute
    publication = serializers.CharField(source="figure.publication.title")

    def get_category(self, key_figure: KeyFigure) -> str | None:
        category = key_figure.figure.category
        return category.slug if category else None

    def get_source(self, key_figure: KeyFigure) -> str | None:
        source = key_figure.figure.source
        return str(source) if source else None


class CampaignSerializer(serializers.ModelSerializer[CampaignPage]):
    """A campaign, without the parts that only make sense on its page."""

    url = serializers.SerializerMethodField()
    key_figures = serializers.SerializerMethodField()

    class Meta:
        model = CampaignPage
        fields = ["slug", "url", "title", "introduction", "first_published_at", "key_figures"]

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, page: CampaignPage) -> str:
        request = self.context["request"]
        return str(request.build_absolute_uri(page.get_url(request)))

    @extend_schema_field(KeyFigureSerializer(many=True))
    def get_key_figures(self, page: CampaignPage) -> list[dict[str, Any]]:
        return list(KeyFigureSerializer(self.context["key_figures"][page.pk], many=True).data)


class CampaignViewSet(viewsets.ReadOnlyModelViewSet[CampaignPage]):
    """Campaigns that are on the site, with the figures they stand on."""

    queryset = CampaignPage.objects.none()  # tells the schema what is listed, without a database
    serializer_class = CampaignSerializer
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    orders = {"title": ("title", "pk")}

    def get_queryset(self) -> Any:  # wagtail's manager is untyped
        return CampaignPage.objects.live().public()

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        pages: Sequence[CampaignPage] = args[0] if kwargs.get("many") else args[:1]
        kwargs["context"] = {**self.get_serializer_context(), "key_figures": key_figures_of(pages)}
        return self.get_serializer_class()(*args, **kwargs)
