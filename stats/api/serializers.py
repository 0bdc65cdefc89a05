"""What the API says of areas, measures, publications and figures, field by field."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from .. import clock
from ..models import Area, Category, Figure, Measure, Publication, Source
from ..periods import Period
from ..queries import FigureQuerySet
from ..replies import Coverage


@extend_schema_field(OpenApiTypes.URI)
class FiguresAddress(serializers.Field[Any, Any, str, Any]):
    """Where the figures of the object in hand are listed: `figures/?measure=its-slug`."""

    def __init__(self, *, parameter: str, value_of: str) -> None:
        super().__init__(source="*", read_only=True)
        self.parameter, self.value_of = parameter, value_of

    def to_representation(self, value: Any) -> str:
        address = reverse("api:figure-list", request=self.context["request"])
        return f"{address}?{urlencode({self.parameter: getattr(value, self.value_of)})}"


class AreaSerializer(serializers.ModelSerializer[Area]):
    url = serializers.HyperlinkedIdentityField(view_name="api:area-detail", lookup_field="gss_code")
    police_force = serializers.SerializerMethodField(
        help_text="The one police force that answers for the whole area, if one does."
    )
    part_of = serializers.SlugRelatedField[Area](
        source="parent",
        slug_field="gss_code",
        read_only=True,
        allow_null=True,
        help_text="The GSS code of the area just above.",
    )
    figures_url = FiguresAddress(parameter="area", value_of="gss_code")

    class Meta:
        model = Area
        fields = [
            "url",
            "gss_code",
            "name",
            "name_in_prose",
            "level",
            "police_force",
            "part_of",
            "figures_url",
        ]
        read_only_fields = fields

    def get_police_force(self, area: Area) -> str | None:
        return area.body_name or None


class CategorySerializer(serializers.ModelSerializer[Category]):
    class Meta:
        model = Category
        fields = ["slug", "name", "name_in_prose"]
        read_only_fields = fields


class MeasureSerializer(serializers.ModelSerializer[Measure]):
    url = serializers.HyperlinkedIdentityField(view_name="api:measure-detail", lookup_field="slug")
    categories = CategorySerializer(many=True, read_only=True)
    figures_url = FiguresAddress(parameter="measure", value_of="slug")

    class Meta:
        model = Measure
        fields = [
            "url",
            "slug",
            "name",
            "noun_singular",
            "noun_plural",
            "definition",
            "caveat",
            "kind",
            "good_direction",
            "categories",
            "figures_url",
        ]
        read_only_fields = fields
        extra_kwargs = {"caveat": {"help_text": "To be kept with any use of the figures."}}


class PublicationSerializer(serializers.ModelSerializer[Publication]):
    url = serializers.SerializerMethodField(help_text="The address of this very version.")
    published_at = serializers.DateTimeField(source="publish_at", read_only=True)
    versions = serializers.ListField(
        child=serializers.IntegerField(),
        read_only=True,
        help_text="The number of every public version, oldest first.",
    )
    police_forces_asked = serializers.SerializerMethodField(help_text="Null where it is not known.")
    police_forces_answered = serializers.SerializerMethodField(
        help_text="Those that gave figures, if only in part. Null where it is not known."
    )
    coverage = serializers.SerializerMethodField(
        help_text="The same in words, with those that refused. Null where it is not known."
    )
    figures_url = FiguresAddress(parameter="publication", value_of="slug")

    class Meta:
        model = Publication
        fields = [
            "url",
            "slug",
            "version",
            "versions",
            "title",
            "summary",
            "methodology",
            "police_forces_asked",
            "police_forces_answered",
            "coverage",
            "published_at",
            "figures_url",
        ]
        read_only_fields = fields
        extra_kwargs = {"methodology": {"help_text": "How the figures were gathered."}}

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, publication: Publication) -> str:
        which = {"slug": publication.slug, "version": publication.version}
        return reverse("api:publication-version", kwargs=which, request=self.context["request"])

    def get_police_forces_asked(self, publication: Publication) -> int | None:
        covered = self._coverage(publication)
        return covered.asked if covered else publication.police_forces_asked

    def get_police_forces_answered(self, publication: Publication) -> int | None:
        covered = self._coverage(publication)
        return covered.answered if covered else publication.police_forces_answered

    def get_coverage(self, publication: Publication) -> str | None:
        covered = self._coverage(publication)
        return covered.sentence() if covered else None

    def _coverage(self, publication: Publication) -> Coverage | None:
        coverages: dict[int, Coverage | None] = self.context["coverages"]
        return coverages[publication.pk]


class PlaceSerializer(serializers.ModelSerializer[Area]):
    class Meta:
        model = Area
        fields = ["gss_code", "name"]
        read_only_fields = fields


class PeriodSerializer(serializers.Serializer[Period]):
    """Both days belong to the period."""

    start = serializers.DateField(source="first", read_only=True)
    end = serializers.DateField(source="last", read_only=True)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]  # hides no attribute


class SourceSerializer(serializers.ModelSerializer[Source]):
    class Meta:
        model = Source
        fields = ["reference", "title", "kind", "received_on"]
        read_only_fields = fields


class FigureSerializer(serializers.ModelSerializer[Figure]):
    """A figure from answerable(): one number, or one reason why there is none."""

    url = serializers.HyperlinkedIdentityField(view_name="api:figure-detail")
    measure = serializers.SlugRelatedField[Measure](slug_field="slug", read_only=True)
    area = PlaceSerializer(read_only=True)
    category = serializers.SlugRelatedField[Category](
        slug_field="slug", read_only=True, allow_null=True, help_text="Null for the total."
    )
    period = PeriodSerializer(read_only=True)
    value = serializers.DecimalField(
        max_digits=18,
        decimal_places=4,
        normalize_output=True,
        read_only=True,
        allow_null=True,
        help_text="Exact, as text; null where the status has none. A gap is never nought.",
    )
    status_reason = serializers.CharField(
        source="get_status_display",
        read_only=True,
        help_text="The status in words: how the value is known, or why there is none.",
    )
    source = SourceSerializer(  # type: ignore[assignment]  # hides no attribute
        read_only=True, allow_null=True
    )
    publication = serializers.SlugRelatedField[Publication](slug_field="slug", read_only=True)
    supersedes = serializers.SerializerMethodField(
        help_text="The id of the figure that this one corrects; its note says why."
    )
    superseded_by = serializers.SerializerMethodField(
        help_text="The id of the figure that corrects this one. Null for a figure that stands."
    )

    class Meta:
        model = Figure
        fields = [
            "url",
            "id",
            "measure",
            "area",
            "category",
            "period",
            "value",
            "status",
            "status_reason",
            "source",
            "publication",
            "note",
            "public_from",
            "supersedes",
            "superseded_by",
        ]
        read_only_fields = fields

    def get_supersedes(self, figure: Figure) -> int | None:
        return _id_if_known(figure.supersedes)

    def get_superseded_by(self, figure: Figure) -> int | None:
        return _id_if_known(getattr(figure, "superseded_by", None))


def _id_if_known(figure: Figure | None) -> int | None:
    """A correction that waits for its moment is not so much as hinted at."""
    if figure is None or figure.public_from is None or figure.public_from > clock.moment():
        return None
    return figure.pk


def answerable(figures: FigureQuerySet) -> FigureQuerySet:
    """Figures with all that FigureSerializer reads, in one query, in the order of their ids.

    Figures are only ever added, so new ones come at the end of the pages, not in between.
    """
    return figures.for_display().select_related("supersedes", "superseded_by").order_by("pk")
