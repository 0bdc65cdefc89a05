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

from .models import (
    Channel,
    Nation,
    OnBankHolidays,
    OnBill,
    OpeningHours,
    SupportCategory,
)
from .now import ChannelNow, channels_now
from .queries import SupportCategoryQuerySet

LAST = 2**31 - 1  # where a category stands that was given no place among the others


class OpeningHoursSerializer(serializers.ModelSerializer[OpeningHours]):
    """Times are London's, whatever the season; closing at 00:00 is midnight as the day ends.

    Weekdays are from 0, Monday, to 6; 7 are the hours of bank holidays.
    """

    class Meta:
        model = OpeningHours
        fields = ["weekday", "opens", "closes"]


class ChannelSerializer(serializers.Serializer[ChannelNow]):
    """A channel as it stands now. `is_open` is null where no hours are known.

    `reason` says why it is shut on this very day, and `words` what staff say to visitors just now.
    `on_bank_holidays` tells whether it is then open as usual, closed, or open at hours of its own.
    """

    name = serializers.CharField(source="channel.name")
    kind = serializers.CharField(source="channel.kind")
    contact = serializers.CharField(source="channel.contact")
    cost = serializers.CharField(source="channel.cost")
    on_bill = serializers.ChoiceField(
        source="channel.on_bill",
        choices=OnBill.choices,
        allow_blank=True,
        help_text="Whether a call or message shows on a phone bill; blank where no bill comes in.",
    )
    bill_note = serializers.CharField(source="channel.bill_note")
    languages = serializers.CharField(source="channel.languages_spoken")
    needed = serializers.CharField(source="channel.needed")
    note = serializers.CharField(source="channel.note")
    bank_holidays_of = serializers.ChoiceField(source="channel.nation", choices=Nation.choices)
    on_bank_holidays = serializers.ChoiceField(
        source="channel.on_bank_holidays", choices=OnBankHolidays.choices
    )
    opening_hours = OpeningHoursSerializer(source="channel.opening_hours.all", many=True)
    is_open = serializers.SerializerMethodField()
    open_until = serializers.SerializerMethodField()
    opens_at = serializers.SerializerMethodField()
    sentence = serializers.CharField()
    reason = serializers.CharField()
    words = serializers.CharField()

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


class WelshWordsSerializer(serializers.Serializer[SupportCategory]):
    """The same words in Welsh, each blank while there is none."""

    title = serializers.CharField(source="title_cy")
    label = serializers.CharField(source="label_cy")  # type: ignore[assignment]
    summary = serializers.CharField(source="summary_cy")
    confidential_in_short = serializers.CharField(source="confidential_in_short_cy")
    feelings = RichTextField(source="feelings_cy")
    what_happens = RichTextField(source="what_happens_cy")
    confidential = RichTextField(source="confidential_cy")
    limits = RichTextField(source="limits_cy")
    steps_now = RichTextField(source="steps_now_cy")
    resources = RichTextField(source="resources_cy")


class SupportCategorySerializer(serializers.ModelSerializer[SupportCategory]):
    """A worry, and every channel that serves it."""

    url = serializers.SerializerMethodField()
    feelings = RichTextField()
    what_happens = RichTextField()
    confidential = RichTextField()
    limits = RichTextField()
    steps_now = RichTextField()
    resources = RichTextField()
    welsh = WelshWordsSerializer(source="*")
    channels = serializers.SerializerMethodField()

    class Meta:
        model = SupportCategory
        fields = [
            "slug",
            "url",
            "title",
            "label",
            "summary",
            "confidential_in_short",
            "feelings",
            "what_happens",
            "confidential",
            "limits",
            "steps_now",
            "resources",
            "welsh",
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
