"""The Campaigns menu, and choosing a figure, as an editor does it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, ReferenceIndex

from stats.models import FigureStatus
from tests.campaigns.factories import (
    LANCASHIRE,
    key_figure,
    make_campaign,
    make_figure,
    make_measure,
)

pytestmark = pytest.mark.django_db

CHOOSER = "figure_chooser:choose_results"


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("editor"))
    return client


def found(staff: Client, words: str = "") -> str:
    response = staff.get(reverse(CHOOSER), {"q": words})
    assert response.status_code == 200
    return response.content.decode()


def test_the_menu_lists_every_campaign(staff: Client) -> None:
    make_campaign(title="Stop It Now!")
    assert '"label": "Campaigns"' in staff.get(reverse("wagtailadmin_home")).content.decode()
    assert "Stop It Now!" in staff.get(reverse("campaigns:index")).content.decode()


def menu_of(client: Client, *groups: str) -> str:
    """The admin's first screen, with its menu, as somebody in these groups sees it."""
    user = User.objects.create_user("-".join(groups))
    user.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(user)
    response = client.get(reverse("wagtailadmin_home"))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("role", ["Editor", "Approver"])
def test_those_who_may_edit_campaigns_find_them_in_the_menu(client: Client, role: str) -> None:
    assert '"label": "Campaigns"' in menu_of(client, role)


@pytest.mark.parametrize("role", ["Statistics officer", "Press officer"])
def test_those_who_may_not_edit_campaigns_have_no_such_menu(client: Client, role: str) -> None:
    make_campaign(title="Stop It Now!")
    assert '"label": "Campaigns"' not in menu_of(client, role)
    listing = client.get(reverse("campaigns:index"), follow=True).content.decode()
    assert "Stop It Now!" not in listing


def test_who_may_edit_a_single_campaign_finds_it_in_the_menu(client: Client) -> None:
    campaign = make_campaign(title="Stop It Now!")
    editors = Group.objects.create(name="Editors of one campaign")
    editors.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(group=editors, page=campaign, permission_type="change")
    assert '"label": "Campaigns"' in menu_of(client, editors.name)


def test_a_campaign_can_be_opened_for_editing(staff: Client) -> None:
    page = make_campaign(key_figure(make_figure()))
    html = staff.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Lancashire Constabulary" in html  # among the police forces to tick


def test_a_figure_is_chosen_by_what_it_is_about(staff: Client) -> None:
    make_figure(3549)
    html = found(staff)
    for words in ("People seeking help", "North West", "January to June 2018", "Total", "3,549"):
        assert words in html
    assert "final" in html


def test_figures_are_found_by_area_and_measure(staff: Client) -> None:
    make_figure(3549)
    make_figure(674, area=LANCASHIRE, measure=make_measure("child-abuse-image-offences"))
    html = found(staff, "lancashire offences")
    assert "674" in html
    assert "3,549" not in html
    assert "674" not in found(staff, "lancashire seeking")


@pytest.mark.parametrize("words", ["%", "'; DROP TABLE stats_figure; --", "x" * 10_000, "\x00"])
def test_hostile_words_find_nothing_and_break_nothing(staff: Client, words: str) -> None:
    make_figure(3549)
    assert staff.get(reverse(CHOOSER), {"q": words}).status_code == 200


def test_only_figures_that_visitors_may_see_can_be_chosen(staff: Client) -> None:
    make_figure(1111, is_published=False)
    make_figure(
        2222, measure=make_measure("embargoed"), published_at=timezone.now() + timedelta(days=1)
    )
    make_figure(None, measure=make_measure("refused"), status=FigureStatus.REFUSED)
    old = make_figure(4444, measure=make_measure("corrected"))
    make_figure(5555, corrects=old)
    html = found(staff)
    assert "5,555" in html
    for absent in ("1,111", "2,222", "4,444", "refused"):
        assert absent not in html


def test_more_figures_cost_the_chooser_no_more_queries(staff: Client) -> None:
    def queries_after(count: int) -> int:
        for _ in range(count):
            make_figure(measure=make_measure(f"measure-{count}-{_}"))
        found(staff)
        with CaptureQueriesContext(connection) as queries:
            found(staff)
        return len(queries)

    assert queries_after(1) == queries_after(8)


def test_a_figure_knows_the_pages_that_use_it() -> None:
    figure = make_figure()
    page = make_campaign(key_figure(figure))
    users = ReferenceIndex.get_references_to(figure)
    assert [str(each.object_id) for each in users] == [str(page.pk)]
