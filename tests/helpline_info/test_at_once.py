"""Several lists in one query are the lists that each query would have brought by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import models
from django.forms.models import model_to_dict
from pytest_django import DjangoAssertNumQueries
from wagtail.documents import get_document_model
from wagtail.models import Page

from helpline_info.at_once import read_at_once
from helpline_info.models import Channel, Closure, OpeningHours, OtherService, Override
from helpline_info.sample_content import load
from stats.models import Figure, Publication
from tests.campaigns.factories import make_figure
from tests.helpline_info.factories import make_channel

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 7, 1, 12, 0, 0, 123456, tzinfo=UTC)


def everything_of(each: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(each, field.attname) for field in each._meta.concrete_fields}


def same(one: list[Any], other: models.QuerySet[Any]) -> bool:
    return [everything_of(each) for each in one] == [everything_of(each) for each in other]


def make_all_sorts() -> None:
    load()
    make_figure(12)
    channel = make_channel(days=range(7), name='A "name" with %s, ünd {braces}\\ \n in it')
    Closure.objects.create(first_day=date(2026, 12, 25), last_day=date(2026, 12, 26), reason="Rest")
    Override.objects.create(
        channel=channel,
        is_open=False,
        starts=NOON,
        ends=NOON + timedelta(hours=1),
        made_at=NOON,
        made_by=User.objects.create_user("someone"),
    )


def test_each_list_is_what_its_own_query_brings(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_all_sorts()
    lists: dict[str, models.QuerySet[Any]] = {
        "channels": Channel.objects.live(),
        "hours": OpeningHours.objects.filter(opens__gte="09:00"),
        "closures": Closure.objects.all(),
        "overrides": Override.objects.not_over_at(NOON),
        "services": OtherService.objects.order_by("-name")[:3],
        "pages": Page.objects.filter(title__contains="%").order_by("path") | Page.objects.all(),
        "figures": Figure.objects.all(),
        "publications": Publication.objects.all(),
        "documents": get_document_model().objects.all(),
    }
    with django_assert_num_queries(1):
        found = read_at_once(**lists)
    assert list(found) == list(lists)
    for name, rows in lists.items():
        assert same(found[name], rows), name
    assert found["overrides"][0].starts == NOON  # to the microsecond
    awkward = Channel.objects.get(name__contains="braces")
    [same_one] = [each for each in found["channels"] if each.pk == awkward.pk]
    assert model_to_dict(same_one) == model_to_dict(awkward)


def test_what_is_annotated_comes_along_and_what_is_left_out_is_read_when_it_is_asked_for(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_channel(days=range(3), note="Long words.")
    rows = Channel.objects.only("name").annotate(days=models.Count("opening_hours"))
    with django_assert_num_queries(1):
        [channel] = read_at_once(channels=rows)["channels"]
        assert (channel.name.startswith("Channel"), channel.days) == (True, 3)
    with django_assert_num_queries(1):
        assert channel.note == "Long words."


def test_lists_known_to_be_empty_are_not_asked_for(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    nothing = Channel.objects.filter(pk__in=[])
    with django_assert_num_queries(0):
        assert read_at_once(channels=nothing, others=Channel.objects.none()) == {
            "channels": [],
            "others": [],
        }
    make_channel()
    found = read_at_once(nothing=nothing, channels=Channel.objects.all())
    assert (found["nothing"], len(found["channels"])) == ([], 1)
