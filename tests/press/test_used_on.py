"""Where a figure is used: the releases built from it stand beside the pages that show it."""

from __future__ import annotations

from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from stats.models import Figure, Publication
from tests.press.conftest import release_for
from tests.stats.factories import add_figure, make_publication

USED_ON = "figure_used_on"


def member(role: str) -> Client:
    user = User.objects.create_user(role)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def lancashire(publication: Publication) -> Figure:
    return publication.figures.get(
        area__name="Lancashire", category=None, period_start="2017-04-01"
    )


def test_the_releases_that_quote_a_figure_are_listed_with_it(built: Publication) -> None:
    figure, release = lancashire(built), release_for(built, "Lancashire")
    html = member("Press officer").get(reverse(USED_ON, args=[figure.pk])).content.decode()
    assert release.title in html
    assert reverse("wagtailadmin_pages:edit", args=[release.pk]) in html
    assert release_for(built, "Derbyshire").title not in html


def test_they_are_listed_with_a_correction_too(built: Publication) -> None:
    wrong = lancashire(built)
    right = add_figure(
        make_publication(), wrong.measure, wrong.area, wrong.period, 680,
        supersedes=wrong, note="Six replies were late.",
    )  # fmt: skip
    html = member("Press officer").get(reverse(USED_ON, args=[right.pk])).content.decode()
    assert release_for(built, "Lancashire").title in html


def test_who_may_only_follow_the_drafts_gets_no_link(built: Publication) -> None:
    figure, release = lancashire(built), release_for(built, "Lancashire")
    html = member("Statistics officer").get(reverse(USED_ON, args=[figure.pk])).content.decode()
    assert release.title in html
    assert reverse("wagtailadmin_pages:edit", args=[release.pk]) not in html


def test_an_editor_of_pages_is_not_shown_releases(built: Publication) -> None:
    figure, release = lancashire(built), release_for(built, "Lancashire")
    html = member("Editor").get(reverse(USED_ON, args=[figure.pk])).content.decode()
    assert release.title not in html
