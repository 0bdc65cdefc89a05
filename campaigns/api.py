"""Campaigns in the public API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers, viewsets

from .blocks.body import sections_of
from .models import CampaignPage
from .queries import KeyFigure, key_figures_of
from .running import Stage

LANGUAGE = settings.LANGUAGE_CODE


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


class SectionSerializer(serializers.Serializer[Any]):
    """A section as a visitor reads it now: nothing under embargo, every figure as it stands."""

    type = serializers.CharField(help_text="Which sort of section: steps, timeline, partners …")
    heading = serializers.CharField(allow_blank=True)
    html = serializers.CharField(help_text="As it stands on the page, without scripts or styles.")


class CampaignSerializer(serializers.ModelSerializer[CampaignPage]):
    """A campaign, without the parts that only make sense on its page."""

    url = serializers.SerializerMethodField()
    stage = serializers.ChoiceField(
        choices=[(stage.value, stage.value) for stage in Stage],
        read_only=True,
        help_text="Where its days put it now; without days it is always there.",
    )
    key_figures = serializers.SerializerMethodField()

    class Meta:
        model = CampaignPage
        fields = [
            "slug",
            "url",
            "title",
            "introduction",
            "starts_on",
            "ends_on",
            "stage",
            "first_published_at",
            "key_figures",
        ]

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, page: CampaignPage) -> str:
        request = self.context["request"]
        return str(request.build_absolute_uri(page.get_url(request)))

    @extend_schema_field(KeyFigureSerializer(many=True))
    def get_key_figures(self, page: CampaignPage) -> list[dict[str, Any]]:
        return list(KeyFigureSerializer(self.context["key_figures"][page.pk], many=True).data)


class WholeCampaignSerializer(CampaignSerializer):
    """A campaign with all its sections, in the order of its page."""

    sections = serializers.SerializerMethodField()

    class Meta(CampaignSerializer.Meta):
        fields = [*CampaignSerializer.Meta.fields, "sections"]

    @extend_schema_field(SectionSerializer(many=True))
    def get_sections(self, page: CampaignPage) -> list[dict[str, Any]]:
        request = self.context["request"]._request  # the layout's help is kept on Django's own
        return list(SectionSerializer(sections_of(page, request), many=True).data)


class CampaignViewSet(viewsets.ReadOnlyModelViewSet[CampaignPage]):
    """Campaigns that are on the site, with the figures they stand on."""

    queryset = CampaignPage.objects.none()  # tells the schema what is listed, without a database
    serializer_class = CampaignSerializer
    whole_serializer_class = WholeCampaignSerializer
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    orders = {"title": ("title", "pk")}

    def get_queryset(self) -> Any:  # wagtail's manager is untyped
        # Welsh pages are translations of these, and have the same last part of their address.
        return CampaignPage.objects.on_the_site().filter(locale__language_code=LANGUAGE)

    def get_serializer_class(self) -> type[CampaignSerializer]:
        is_one = self.action == "retrieve"
        return self.whole_serializer_class if is_one else CampaignSerializer

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        pages: Sequence[CampaignPage] = args[0] if kwargs.get("many") else args[:1]
        kwargs["context"] = {**self.get_serializer_context(), "key_figures": key_figures_of(pages)}
        return self.get_serializer_class()(*args, **kwargs)
