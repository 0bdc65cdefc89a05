"""The helpline in the public API: what people may be worried about, and how to reach somebody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers, viewsets
from wagtail.rich_text import expand_db_html

from .models import Channel, OpeningHours, SupportCategory
from .now import ChannelNow, channels_now
from .queries import SupportCategoryQuerySet

LAST = 2**31 - 1  # where a category stands that was given no place among the others


class OpeningHoursSerializer(serializers.ModelSerializer[OpeningHours]):
    """Times are London's, whatever the season; closing at 00:00 is midnight as the day ends."""

    class Meta:
        model = OpeningHours
        fields = ["weekday", "opens", "closes"]


class ChannelSerializer(serializers.Serializer[ChannelNow]):
    """A channel as it stands now. `is_open` is null where no hours are known."""

    name = serializers.CharField(source="channel.name")
    kind = serializers.CharField(source="channel.kind")
    contact = serializers.CharField(source="channel.contact")
    cost = serializers.CharField(source="channel.cost")
    note = serializers.CharField(source="channel.note")
    opening_hours = OpeningHoursSerializer(source="channel.opening_hours.all", many=True)
    is_open = serializers.SerializerMethodField()
    open_until = serializers.SerializerMethodField()
    opens_at = serializers.SerializerMethodField()
    sentence = serializers.CharField()

    def get_is_open(self, now: ChannelNow) -> bool | None:
        return now.opening.is_open if now.opening else None

    def get_open_until(self, now: ChannelNow) -> datetime | None:
        return now.opening.until if now.opening else None

    def get_opens_at(self, now: ChannelNow) -> datetime | None:
        return now.opening.opens_at if now.opening else None


class RichTextField(serializers.CharField):
    """HTML as visitors get it: Wagtail stores links to pages by the page's key."""

    def to_representation(self, value: str) -> str:
        return str(expand_db_html(value))


class SupportCategorySerializer(serializers.ModelSerializer[SupportCategory]):
    """A worry, and every channel that serves it."""

    url = serializers.SerializerMethodField()
    what_happens = RichTextField()
    confidential = RichTextField()
    limits = RichTextField()
    channels = serializers.SerializerMethodField()

    class Meta:
        model = SupportCategory
        fields = [
            "slug",
            "url",
            "title",
            "label",
            "summary",
            "what_happens",
            "confidential",
            "limits",
            "channels",
        ]

    def get_url(self, category: SupportCategory) -> str:
        return str(self.context["request"].build_absolute_uri(category.get_absolute_url()))

    @extend_schema_field(ChannelSerializer(many=True))
    def get_channels(self, category: SupportCategory) -> list[dict[str, Any]]:
        now_by_channel: dict[int, ChannelNow] = self.context["view"].now_by_channel
        mine = [now_by_channel[channel.pk] for channel in category.channels.all()]
        return [ChannelSerializer(now).data for now in mine]


class SupportCategoryViewSet(viewsets.ReadOnlyModelViewSet[SupportCategory]):
    """Support categories that are on the site, with channels, hours and whether each is open."""

    serializer_class = SupportCategorySerializer
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    orders = {"position": ("place", "pk")}

    def get_queryset(self) -> SupportCategoryQuerySet:
        live = Channel.objects.live()
        categories = SupportCategory.objects.live().prefetch_related(Prefetch("channels", live))
        return categories.annotate(place=Coalesce("position", LAST))

    @cached_property
    def now_by_channel(self) -> dict[int, ChannelNow]:
        """Every channel as it stands now, read once for all categories."""
        return {now.channel.pk: now for now in channels_now()}
