"""The angles of a publication on the press desk: found, shown, filtered, taken away, kept back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from press.actions import build_waiting_drafts
from press.angles import Angle, Kind
from press.angles_of import angles_of, findings_of
from stats import actions, clock
from stats.models import Area, Category, Measure, Publication, Reply, SeriesBreak
from stats.periods import financial_year
from tests.press.conftest import publish
from tests.stats.factories import add_figure, make_area, make_publication
from tests.stats.people import client_of, person

CODES = {
    "Cumbria": "E23000002",
    "Lancashire": "E23000003",
    "Merseyside": "E23000004",
    "Greater Manchester": "E23000005",
    "Cheshire": "E23000006",
    "United Kingdom": "K02000001",
}
NORTH_WEST: Mapping[str, Sequence[int | None]] = {
    "Lancashire": (600, 640, 660, 700, 650),
    "Cumbria": (150, 160, 180, 200, 290),
    "Cheshire": (390, 420, 430, 400, 410),
    "Merseyside": (450, 470, 480, 500, 690),
    "Greater Manchester": (700, 800, 850, 900, 1100),
}


@pytest.fixture
def measure(vocabulary: None) -> Measure:
    return Measure.objects.get(slug="child-abuse-image-offences")


def draft(
    measure: Measure, table: Mapping[str, Sequence[int | None]] = NORTH_WEST, *, last: int = 2017
) -> Publication:
    publication = make_publication(f"north-west-{last}")
    for name, values in table.items():
        for year, value in enumerate(values, start=last + 1 - len(values)):
            add_figure(publication, measure, CODES[name], financial_year(year), value)
    return publication


@pytest.fixture
def north_west(measure: Measure) -> Publication:
    return publish(draft(measure))


def sentences(angles: Sequence[Angle], kind: Kind) -> list[str]:
    return [angle.sentence for angle in angles if angle.kind is kind]


def test_what_is_new_and_true_is_found_in_published_figures(north_west: Publication) -> None:
    angles = angles_of(north_west)
    assert sentences(angles, Kind.ONLY) == [
        (
            "Lancashire was the only one of the five police forces in the North West to record a"
            " fall in child abuse image offences. The number recorded there fell by seven per cent,"
            " from 700 in 2016-17 to 650 in 2017-18."
        )
    ]
    assert sentences(angles, Kind.LARGEST_TOTAL) == [
        (
            "There were 1,100 child abuse image offences recorded in Greater Manchester in 2017-18,"
            " the highest of the five police forces in the North West."
        )
    ]
    assert sentences(angles, Kind.AGAINST_REGION) == [
        (
            "The number of child abuse image offences recorded in Lancashire fell by seven per"
            " cent, from 700 in 2016-17 to 650 in 2017-18. This was against the regional trend:"
            " across the North West it rose by 16 per cent, from 2,700 in 2016-17 to 3,140 in"
            " 2017-18."
        )
    ]
    assert angles[0].newsworthiness >= angles[-1].newsworthiness


def test_earlier_years_come_from_what_is_public_already(measure: Measure) -> None:
    publish(draft(measure, {"Lancashire": (400, 450, 500)}, last=2016))
    later = publish(draft(measure, {"Lancashire": (560,)}))
    assert sentences(angles_of(later), Kind.RECORD) == [
        (
            "There were 560 child abuse image offences recorded in Lancashire in 2017-18, the"
            " highest on record in a series that begins in 2014-15."
        )
    ]


def test_a_break_in_the_series_ends_the_record(measure: Measure) -> None:
    publication = publish(draft(measure, {"Lancashire": (400, 450, 500, 560)}))
    SeriesBreak.objects.create(
        measure=measure, starts_on=date(2016, 4, 1), kind="rules", reason="New counting rules."
    )
    angles = angles_of(publication)
    assert not sentences(angles, Kind.RECORD)
    assert sentences(angles, Kind.CHANGE)


def test_an_area_that_did_not_answer_takes_the_ranks_away_and_is_named(measure: Measure) -> None:
    table = {**NORTH_WEST, "Cheshire": (390, 420, 430, 400, None)}
    publication = publish(draft(measure, table))
    found = findings_of(publication)
    assert not sentences(found.angles, Kind.ONLY)
    assert any(
        "in the North West" in one.what and "Cheshire (not supplied)" in one.because
        for one in found.unsaid
    )


def test_who_did_not_answer_is_told_with_the_state_of_the_request(measure: Measure) -> None:
    publication = draft(measure)
    for code, state, day in (
        ("E23000008", "refused", date(2018, 6, 1)),
        ("E23000007", "sent", None),
        ("E23000003", "in-full", date(2018, 6, 1)),
    ):
        Reply.objects.create(
            publication=publication,
            area=Area.objects.get(gss_code=code),
            state=state,
            sent_on=date(2018, 5, 1),
            answered_on=day,
        )
    told = sentences(angles_of(publish(publication)), Kind.COVERAGE)
    assert "Durham Constabulary refused to give figures." in told
    assert "Northumbria Police had not answered." in told
    assert "Figures came from one of the three police forces that were asked." in told


def test_a_corrected_figure_comes_first_with_its_reason(north_west: Publication) -> None:
    wrong = north_west.figures.get(
        area__gss_code=CODES["Cumbria"], period_start=date(2017, 4, 1), category=None
    )
    actions.correct_figure(
        figure=wrong,
        value=Decimal(280),
        status="final",
        reason="A row was counted twice.",
        by=person("officer"),
    )
    correction = Publication.objects.get(slug=north_west.slug, version=2)
    first = angles_of(correction)[0]
    assert first.sentence == (
        "The figure for Cumbria in 2017-18 has been corrected from 290 to 280."
    )
    assert first.cautions == ("The reason on record: A row was counted twice.",)
    assert any("to 280 in 2017-18" in one for one in sentences(angles_of(correction), Kind.CHANGE))


def test_most_forces_gave_a_breakdown_and_one_did_not(measure: Measure) -> None:
    publication = draft(measure)
    publication.police_forces_asked = publication.police_forces_answered = 5
    publication.save()
    parts = list(Category.objects.filter(measure=measure).order_by("position"))
    for name, values in NORTH_WEST.items():
        total = values[-1] or 0
        for part, value in zip(parts, (total - 100, 100), strict=True):
            given = None if name == "Cheshire" else value
            year = financial_year(2017)
            add_figure(publication, measure, CODES[name], year, given, category=part)
    assert sentences(angles_of(publish(publication)), Kind.NO_BREAKDOWN) == [
        (
            "Unlike most police forces, Cheshire Constabulary did not give a breakdown of its"
            " figures in 2017-18."
        )
    ]


@pytest.mark.parametrize(
    ("role", "may_see"),
    [("Press officer", True), ("Approver", True), ("Statistics officer", False), ("Editor", False)],
)
def test_angles_are_for_the_press_desk(north_west: Publication, role: str, may_see: bool) -> None:
    client = client_of(person("somebody", role))
    for end in ("", "text/"):
        answer = client.get(f"/admin/press-desk/{north_west.pk}/angles/{end}")
        assert (answer.status_code == 200) is may_see
        assert (b"Lancashire was the only one" in answer.content) is may_see


def test_a_visitor_is_sent_to_log_in(north_west: Publication) -> None:
    answer = Client().get(f"/admin/press-desk/{north_west.pk}/angles/")
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]


def test_figures_that_nobody_approved_have_no_angles(measure: Measure) -> None:
    officer = client_of(person("press", "Press officer"))
    assert officer.get(f"/admin/press-desk/{draft(measure).pk}/angles/").status_code == 404


def test_under_embargo_the_desk_sees_them_marked_and_no_later_release_leans_on_them(
    measure: Measure,
) -> None:
    earlier = draft(measure, {"Lancashire": (400, 450, 500)}, last=2016)
    actions.publish(publication=earlier, by=None, at=timezone.now() + timedelta(days=2))
    later = publish(draft(measure, {"Lancashire": (560,)}))
    assert angles_of(later) == []  # what is not public yet bears no sentence
    with clock.at(timezone.now() + timedelta(days=3)):
        assert sentences(angles_of(later), Kind.RECORD)
    officer = client_of(person("press", "Press officer"))
    text = officer.get(f"/admin/press-desk/{earlier.pk}/angles/text/").content.decode()
    assert "NOT YET PUBLIC" in text
    assert "from 450 in 2015-16 to 500 in 2016-17" in text


def test_the_screen_filters_by_area_and_kind(north_west: Publication) -> None:
    officer = client_of(person("press", "Press officer"))
    url = f"/admin/press-desk/{north_west.pk}/angles/"
    lancashire = Area.objects.get(name="Lancashire")
    page = officer.get(url, {"area": str(lancashire.pk), "kind": "only"}).content.decode()
    assert "Lancashire was the only one of the five police forces" in page
    assert "Greater Manchester recorded the largest" not in page
    wrong = officer.get(url, {"kind": "shocking"})
    assert wrong.status_code == 200
    assert "Nothing matches." in wrong.content.decode()


def test_the_style_of_percentages_can_be_chosen(north_west: Publication) -> None:
    officer = client_of(person("press", "Press officer"))
    url = f"/admin/press-desk/{north_west.pk}/angles/"
    assert "fell by seven per cent" in officer.get(url).content.decode()
    assert "fell by 7%" in officer.get(url, {"style": "web"}).content.decode()


def test_each_angle_leads_to_its_figures_and_to_the_releases_that_rest_on_them(
    north_west: Publication,
) -> None:
    build_waiting_drafts()
    officer = client_of(person("press", "Press officer"))
    page = officer.get(f"/admin/press-desk/{north_west.pk}/angles/").content.decode()
    assert "Releases that say this figure:" in page
    assert "Why here:" in page
    assert "data-copy-angle" in page
    assert "Could not be said" in page


def test_angles_ask_no_more_queries_for_more_areas(measure: Measure) -> None:
    officer = client_of(person("press", "Press officer"))

    def queries(publication: Publication) -> tuple[int, int]:
        url = f"/admin/press-desk/{publication.pk}/angles/"
        officer.get(url)
        with CaptureQueriesContext(connection) as found:
            angles_of(publication)
        with CaptureQueriesContext(connection) as shown:
            officer.get(url)
        return len(found), len(shown)

    few = queries(publish(draft(measure)))
    larger = make_publication("larger")
    for number in range(30):
        area = make_area(f"Shire {number}")
        for year in range(2015, 2019):
            add_figure(larger, measure, area, financial_year(year), 100 + number * year % 97)
    assert queries(publish(larger)) == few
