"""Small numbers of a publication: suppressed on the desk, and shown as suppressed everywhere."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from stats import actions
from stats.consistency import check, what_blocks
from stats.disclosure.actions import CannotSuppress, suppress_small_numbers
from stats.models import Area, Category, Figure, FigureStatus, Measure, Publication
from tests.stats.factories import add_figure, make_area, make_measure, make_publication

pytestmark = pytest.mark.django_db

LANCASHIRE, CUMBRIA, NORTH_WEST = "E23000003", "E23000002", "E12000002"


@pytest.fixture
def officer() -> User:
    user = User.objects.create_user("officer")
    user.groups.add(Group.objects.get(name="Statistics officer"))
    return user


@pytest.fixture
def measure() -> Measure:
    measure = make_measure()
    measure.suppression_threshold = 5
    measure.save()
    for slug in ("under-13", "13-to-15"):
        Category.objects.create(measure=measure, slug=slug, name=slug, name_in_prose=slug)
    return measure


@pytest.fixture
def draft(measure: Measure) -> Publication:
    """Lancashire had 3 under 13 of 43; Cumbria none of 20."""
    publication = make_publication()
    young, older = measure.categories.order_by("pk")
    for area, under, over in ((LANCASHIRE, 3, 40), (CUMBRIA, 0, 20)):
        add_figure(publication, measure, area, "2017-18", under + over)
        add_figure(publication, measure, area, "2017-18", under, category=young)
        add_figure(publication, measure, area, "2017-18", over, category=older, note="By age.")
    return publication


def suppressed(publication: Publication) -> set[tuple[str, str]]:
    figures = publication.figures.for_display().filter(status=FigureStatus.SUPPRESSED)
    return {(figure.area.name, figure.category_or_total) for figure in figures}


def test_a_small_number_goes_with_one_more_that_would_give_it_away(
    draft: Publication, officer: User
) -> None:
    assert len(what_blocks(draft)) == 1
    suppress_small_numbers(publication=draft, by=officer)
    assert suppressed(draft) == {("Lancashire", "under-13"), ("Lancashire", "13-to-15")}
    assert what_blocks(draft) == []
    assert draft.figures.count() == 6
    assert not Figure.objects.filter(status=FigureStatus.SUPPRESSED, value__isnull=False).exists()


def test_a_nought_is_published_as_it_is(draft: Publication, officer: User) -> None:
    suppress_small_numbers(publication=draft, by=officer)
    nought = draft.figures.get(area__name="Cumbria", category__slug="under-13")
    assert nought.shown_value == "0"


def test_source_note_and_place_in_the_file_stay(draft: Publication, officer: User) -> None:
    suppress_small_numbers(publication=draft, by=officer)
    other = draft.figures.get(area__name="Lancashire", category__slug="13-to-15")
    assert (other.value, other.note) == (None, "By age.")


def test_suppressing_twice_is_the_same_as_once(draft: Publication, officer: User) -> None:
    suppress_small_numbers(publication=draft, by=officer)
    before = suppressed(draft)
    again = suppress_small_numbers(publication=draft, by=officer)
    assert again.hidings == ()
    assert suppressed(draft) == before
    assert ModelLogEntry.objects.filter(action="stats.suppress").count() == 1


def test_the_log_says_which_and_never_how_many(draft: Publication, officer: User) -> None:
    suppress_small_numbers(publication=draft, by=officer)
    data = ModelLogEntry.objects.get(action="stats.suppress").data
    assert data == {
        "small": 1,
        "to_protect_them": 1,
        "figures": ["Lancashire, 2017-18, under-13", "Lancashire, 2017-18, 13-to-15"],
    }


def test_what_is_public_already_stays_and_the_rest_is_hidden_around_it(
    measure: Measure, officer: User
) -> None:
    public, later = make_publication(), make_publication()
    add_figure(public, measure, NORTH_WEST, "2017-18", 43)
    add_figure(public, measure, CUMBRIA, "2017-18", 20)
    actions.publish(publication=public, by=None, at=timezone.now() - timedelta(seconds=1))
    rest = ("E23000004", "E23000005", "E23000006")
    for area, value in zip((LANCASHIRE, *rest), (20, 3, 0, 0), strict=True):
        add_figure(later, measure, area, "2017-18", value)
    # 43 − 20 leaves 23 for the two of them, and nobody can tell how much for each.
    suppress_small_numbers(publication=later, by=officer)
    assert suppressed(later) == {("Lancashire", "Total"), ("Merseyside", "Total")}
    alone = make_publication()
    young = measure.categories.get(slug="under-13")
    add_figure(alone, measure, CUMBRIA, "2017-18", 3, category=young)
    add_figure(
        alone, measure, CUMBRIA, "2017-18", 17, category=measure.categories.get(slug="13-to-15")
    )
    suppress_small_numbers(publication=alone, by=officer)
    assert len(suppressed(alone)) == 2


def test_what_nothing_can_protect_is_said_with_its_remedy(measure: Measure, officer: User) -> None:
    public, later = make_publication(), make_publication()
    young, older = measure.categories.order_by("pk")
    add_figure(public, measure, CUMBRIA, "2017-18", 20)
    add_figure(public, measure, CUMBRIA, "2017-18", 17, category=older)
    actions.publish(publication=public, by=None, at=timezone.now() - timedelta(seconds=1))
    add_figure(later, measure, CUMBRIA, "2017-18", 3, category=young)
    with pytest.raises(CannotSuppress) as refused:
        suppress_small_numbers(publication=later, by=officer)
    [reason] = refused.value.reasons
    assert reason.startswith("Cumbria, 2017-18, under-13 can be worked out from what is public")
    assert "Leave it out of this publication" in reason
    assert later.figures.get().value == 3


def test_a_note_that_says_the_number_stops_it(measure: Measure, officer: User) -> None:
    publication = make_publication()
    add_figure(publication, measure, LANCASHIRE, "2017-18", 3, note="3, of which 1 is old")
    with pytest.raises(CannotSuppress, match="The note of Lancashire, 2017-18 says the number"):
        suppress_small_numbers(publication=publication, by=officer)
    assert publication.figures.get().value == 3


def test_sums_that_do_not_hold_protect_nothing_and_stop_nothing(
    draft: Publication, officer: User
) -> None:
    draft.figures.get(value=43).delete()
    add_figure(draft, draft.figures.first().measure, LANCASHIRE, "2017-18", 12)  # type: ignore[union-attr]
    assert any(each.finding.is_error for each in check(draft))
    done = suppress_small_numbers(publication=draft, by=officer)
    assert [hiding.is_primary for hiding in done.hidings] == [True]


def test_only_a_draft_is_suppressed(measure: Measure, officer: User) -> None:
    publication = make_publication()
    add_figure(publication, measure, LANCASHIRE, "2017-18", 30)
    actions.publish(publication=publication, by=None, at=timezone.now())
    with pytest.raises(CannotSuppress, match="settled"):
        suppress_small_numbers(publication=publication, by=officer)


def test_a_correction_may_suppress_what_it_corrects(measure: Measure, officer: User) -> None:
    first = make_publication()
    wrong = add_figure(first, measure, LANCASHIRE, "2017-18", 30)
    actions.publish(publication=first, by=None, at=timezone.now() - timedelta(seconds=1))
    second = make_publication(first.slug, version=2)
    add_figure(second, measure, LANCASHIRE, "2017-18", 3, supersedes=wrong, note="Counted twice.")
    suppress_small_numbers(publication=second, by=officer)
    corrected = second.figures.get()
    assert (corrected.value, corrected.supersedes, corrected.note) == (
        None,
        wrong,
        "Counted twice.",
    )


def test_it_is_shown_as_suppressed_by_the_api_and_never_as_nought(
    draft: Publication, officer: User
) -> None:
    suppress_small_numbers(publication=draft, by=officer)
    actions.publish(publication=draft, by=None, at=timezone.now() - timedelta(seconds=1))
    answer = json.loads(Client().get("/api/v1/figures/?area=E23000003").content)
    rows = {
        (row["category"] or {}).get("slug")
        if isinstance(row["category"], dict)
        else row["category"]: row
        for row in answer["results"]
    }
    for category in ("under-13", "13-to-15"):
        assert rows[category]["value"] is None
        assert rows[category]["status"] == "suppressed"
    assert rows[None]["value"] is not None


# The screen


def url_of(publication: Publication) -> str:
    return f"/admin/publication/small-numbers/{publication.pk}/"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_screen_says_which_figures_go_and_why_before_anything_is_done(
    draft: Publication, officer: User
) -> None:
    client = client_of(officer)
    page = " ".join(client.get(url_of(draft)).content.decode().split())
    assert "1 figure is small, and 1 more would give it away." in page
    assert "would help to work out Lancashire, 2017-18, under-13" in page
    assert suppressed(draft) == set()
    done = client.post(url_of(draft), follow=True).content.decode()
    assert "2 figures are suppressed." in done
    assert len(suppressed(draft)) == 2
    assert "No number here is small" in client.get(url_of(draft)).content.decode()


@pytest.mark.parametrize("role", ["Approver", "Press officer", "Editor"])
def test_only_who_adds_and_deletes_figures_suppresses_them(draft: Publication, role: str) -> None:
    user = User.objects.create_user("other")
    user.groups.add(Group.objects.get(name=role))
    client = client_of(user)
    assert client.get(url_of(draft)).status_code == 302
    client.post(url_of(draft))
    assert suppressed(draft) == set()


def test_the_screen_asks_no_more_queries_for_more_figures(
    draft: Publication, measure: Measure, officer: User
) -> None:
    client = client_of(officer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url_of(draft)).status_code == 200
        return len(captured)

    queries()
    few = queries()
    for number in range(8):
        add_figure(draft, measure, make_area(f"Shire {number}"), "2017-18", 3)
    assert queries() == few


def test_every_region_of_the_country_adds_up_and_is_protected(
    measure: Measure, officer: User
) -> None:
    """The real tree: forces, regions, nations and the United Kingdom, with two categories."""
    publication = make_publication()
    young, older = measure.categories.order_by("pk")
    areas = {area.pk: area for area in Area.objects.all()}
    counts: dict[int, list[int]] = {pk: [0, 0] for pk in areas}
    forces = [area for area in areas.values() if area.body_name]
    for number, force in enumerate(sorted(forces, key=lambda each: each.gss_code)):
        own = (number * 7 % 11, 20 + number * 13 % 90)
        above: Area | None = force
        while above is not None:
            for place in (0, 1):
                counts[above.pk][place] += own[place]
            above = areas[above.parent_id] if above.parent_id else None
    for pk, (under, over) in counts.items():
        for category, value in ((None, under + over), (young, under), (older, over)):
            add_figure(publication, measure, areas[pk], "2017-18", value, category=category)
    assert "small-number-shown" in {each.finding.rule for each in check(publication)}
    done = suppress_small_numbers(publication=publication, by=officer)
    assert sum(hiding.is_primary for hiding in done.hidings) > 10
    assert what_blocks(publication) == []
    kingdom = publication.figures.get(area__gss_code="K02000001", category=None)
    assert kingdom.has_value
