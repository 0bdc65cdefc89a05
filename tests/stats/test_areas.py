import pytest

from stats.models import Area, AreaLevel

pytestmark = pytest.mark.django_db


def test_the_united_kingdom_has_45_police_forces() -> None:
    assert Area.objects.police_forces().count() == 45


def test_every_area_leads_up_to_the_united_kingdom() -> None:
    for area in Area.objects.select_related("parent__parent__parent"):
        top = area
        while top.parent is not None:
            top = top.parent
        assert top.level == AreaLevel.UNITED_KINGDOM


def test_a_nation_with_one_force_is_both() -> None:
    scotland = Area.objects.get(gss_code="S92000003")
    assert (scotland.level, scotland.body_name) == (AreaLevel.NATION, "Police Scotland")
