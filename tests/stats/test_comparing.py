"""Which figures may be compared, which may not, and what the public is told instead."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stats import actions
from stats.comparability import Refusal
from stats.comparing import Breaks, NotComparable, change_over_areas, compare, previous_of
from stats.comparison import Comparison
from stats.models import Area, Category, Figure, Measure, MeasureKind, Publication, SeriesBreak
from stats.periods import Period, parse_period
from tests.stats.factories import add_figure, make_area, make_measure, make_publication

pytestmark = pytest.mark.django_db

LANCASHIRE, CUMBRIA, NORTH_WEST, ENGLAND = "E23000003", "E23000002", "E12000002", "E92000001"
KENT, KINGDOM = "E23000032", "K02000001"
NEW_SYSTEM = "Lancashire Constabulary changed its system for recording crime."


@pytest.fixture
def measure() -> Measure:
    return make_measure()


@pytest.fixture
def publication() -> Publication:
    return make_publication()


def public(publication: Publication) -> None:
    actions.publish(publication=publication, by=None, at=timezone.now() - timedelta(seconds=1))


def break_series(
    measure: Measure, area: str = "", *, on: str = "2017-04-01", until: str = "", kind: str = ""
) -> SeriesBreak:
    return SeriesBreak.objects.create(
        measure=measure,
        area=Area.objects.get(gss_code=area) if area else None,
        kind=kind or ("period" if until else "break"),
        starts_on=on,
        ends_on=until or None,
        reason=NEW_SYSTEM,
    )


def refusal(answer: Comparison | NotComparable) -> tuple[Refusal, str]:
    assert isinstance(answer, NotComparable)
    return answer.refusal, answer.reason


def test_two_years_of_one_series_are_compared(measure: Measure, publication: Publication) -> None:
    older = add_figure(publication, measure, LANCASHIRE, "2016-17", 591)
    newer = add_figure(publication, measure, LANCASHIRE, "2017-18", 674)
    assert compare(older, newer) == Comparison(old=Decimal(591), new=Decimal(674))


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("break", "The series breaks in Lancashire on 1 April 2017."),
        ("rules", "The counting rules changed in Lancashire on 1 April 2017."),
    ],
)
def test_a_comparison_over_a_break_is_refused_with_its_public_reason(
    measure: Measure, publication: Publication, kind: str, sentence: str
) -> None:
    older = add_figure(publication, measure, LANCASHIRE, "2016-17", 591)
    newer = add_figure(publication, measure, LANCASHIRE, "2017-18", 674)
    break_series(measure, LANCASHIRE, kind=kind)
    assert refusal(compare(older, newer)) == (Refusal(kind), f"{sentence} {NEW_SYSTEM}")


@pytest.mark.parametrize(
    ("on", "is_refused"),
    [
        ("2016-04-01", False),  # the older year is the first of the new counting
        ("2016-04-02", True),  # inside the older year
        ("2017-04-01", True),  # between the two
        ("2018-03-31", True),  # on the newer year's last day
        ("2018-04-01", False),  # after both
    ],
)
def test_a_break_stands_between_its_day_and_the_day_before(
    measure: Measure, publication: Publication, on: str, is_refused: bool
) -> None:
    older = add_figure(publication, measure, LANCASHIRE, "2016-17", 591)
    newer = add_figure(publication, measure, LANCASHIRE, "2017-18", 674)
    break_series(measure, on=on)
    assert isinstance(compare(older, newer), NotComparable) is is_refused


@pytest.mark.parametrize(
    ("on", "until", "is_refused"),
    [
        ("2015-04-01", "2016-03-31", False),
        ("2016-03-01", "2016-04-01", True),
        ("2018-03-31", "2018-05-01", True),
        ("2018-04-01", "2018-05-01", False),
    ],
)
def test_a_time_that_is_not_comparable_refuses_only_what_holds_its_days(
    measure: Measure, publication: Publication, on: str, until: str, is_refused: bool
) -> None:
    older = add_figure(publication, measure, LANCASHIRE, "2016-17", 591)
    newer = add_figure(publication, measure, LANCASHIRE, "2017-18", 674)
    break_series(measure, LANCASHIRE, on=on, until=until)
    answer = compare(older, newer)
    assert isinstance(answer, NotComparable) is is_refused
    if is_refused:
        assert "compare with no others. Lancashire Constabulary" in refusal(answer)[1]


def test_a_break_holds_for_the_areas_inside_and_for_the_totals_around(
    measure: Measure, publication: Publication
) -> None:
    pairs = {}
    for area in (LANCASHIRE, NORTH_WEST, ENGLAND, KINGDOM, KENT):
        older = add_figure(publication, measure, area, "2016-17", 591)
        pairs[area] = older, add_figure(publication, measure, area, "2017-18", 674)
    break_series(measure, NORTH_WEST)
    answers = {area: compare(older, newer) for area, (older, newer) in pairs.items()}
    assert isinstance(answers[KENT], Comparison)
    assert refusal(answers[LANCASHIRE])[1].startswith("The series breaks in the North West on")
    for total in (ENGLAND, KINGDOM):
        assert refusal(answers[total])[1].startswith(
            "This total includes the North West, where the series breaks on 1 April 2017."
        )


def test_what_counts_another_thing_is_refused(measure: Measure, publication: Publication) -> None:
    older = add_figure(publication, measure, LANCASHIRE, "2016-17", 591)
    elsewhere = add_figure(publication, measure, CUMBRIA, "2017-18", 100)
    other = add_figure(publication, make_measure(), LANCASHIRE, "2017-18", 100)
    part = Category.objects.create(measure=measure, slug="part", name="Part", name_in_prose="part")
    of_part = add_figure(publication, measure, LANCASHIRE, "2017-18", 100, category=part)
    for newer in (elsewhere, other, of_part):
        assert refusal(compare(older, newer))[0] is Refusal.SUBJECT


@pytest.mark.parametrize(
    ("older", "newer", "why"),
    [
        ("2016-17", "2017", Refusal.OVERLAP),
        ("2017-18", "2016-17", Refusal.ORDER),
        ("2016-17", "2018-01", Refusal.LENGTH),
    ],
)
def test_periods_that_do_not_match_are_refused(
    measure: Measure, publication: Publication, older: str, newer: str, why: Refusal
) -> None:
    first = add_figure(publication, measure, LANCASHIRE, older, 591)
    second = add_figure(publication, measure, LANCASHIRE, newer, 674)
    assert refusal(compare(first, second))[0] is why


def test_a_gap_and_a_survey_are_not_compared(publication: Publication, measure: Measure) -> None:
    older = add_figure(publication, measure, LANCASHIRE, "2016-17", None, status="refused")
    newer = add_figure(publication, measure, LANCASHIRE, "2017-18", 674)
    assert refusal(compare(older, newer)) == (
        Refusal.MISSING,
        "There is no number for 2016-17: refused.",
    )
    survey = make_measure()
    survey.kind = MeasureKind.PROPORTION
    survey.save()
    shares = [
        add_figure(publication, survey, KINGDOM, period, "2.0") for period in ("2016", "2017")
    ]
    assert refusal(compare(*shares))[0] is Refusal.SURVEY


# The latest earlier figure


def test_the_predecessor_is_the_latest_visible_one_over_as_long_a_period(
    measure: Measure, publication: Publication
) -> None:
    add_figure(publication, measure, LANCASHIRE, "2015-16", 500)
    before = add_figure(publication, measure, LANCASHIRE, "2016-17", 591)
    add_figure(publication, measure, LANCASHIRE, "2017-03", 60)  # a month
    public(publication)
    draft = make_publication()
    newer = add_figure(draft, measure, LANCASHIRE, "2017-18", 674)
    found = previous_of([newer])[newer.pk]
    assert found.figure == before
    assert isinstance(found.change, Comparison)
    assert previous_of([before])[before.pk].figure != newer


def test_what_is_not_public_yet_is_nobodys_predecessor(measure: Measure) -> None:
    first, second = make_publication(), make_publication()
    hidden = add_figure(first, measure, LANCASHIRE, "2016-17", 591)
    newer = add_figure(second, measure, LANCASHIRE, "2017-18", 674)
    alone = previous_of([newer])[newer.pk]
    assert alone.figure is None
    assert refusal(alone.change)[0] is Refusal.ALONE
    assert previous_of([newer], among=first)[newer.pk].figure == hidden


def test_a_publications_own_correction_comes_before_what_it_corrects(
    measure: Measure, publication: Publication
) -> None:
    wrong = add_figure(publication, measure, LANCASHIRE, "2016-17", 519)
    public(publication)
    draft = make_publication()
    right = add_figure(draft, measure, LANCASHIRE, "2016-17", 591, supersedes=wrong, note="a slip")
    newer = add_figure(draft, measure, LANCASHIRE, "2017-18", 674)
    assert previous_of([newer], among=draft)[newer.pk].figure == right
    assert previous_of([newer])[newer.pk].figure == wrong


def test_a_time_that_is_not_comparable_is_passed_over_and_a_break_is_not(
    measure: Measure, publication: Publication
) -> None:
    before = add_figure(publication, measure, LANCASHIRE, "2015-16", 500)
    during = add_figure(publication, measure, LANCASHIRE, "2016-17", 100)
    newer = add_figure(publication, measure, LANCASHIRE, "2017-18", 674)
    public(publication)
    time = break_series(measure, LANCASHIRE, on="2016-05-01", until="2016-09-30")
    found = previous_of([newer, during])
    assert found[newer.pk].figure == before
    assert refusal(found[during.pk].change)[0] is Refusal.PERIOD
    time.delete()
    break_series(measure, LANCASHIRE, on="2017-04-01")
    broken = previous_of([newer])[newer.pk]
    assert broken.figure == during
    assert refusal(broken.change)[0] is Refusal.BREAK


def test_predecessors_cost_the_same_queries_for_one_figure_as_for_many(
    measure: Measure, publication: Publication
) -> None:
    areas = [make_area(f"Shire {number}") for number in range(12)]
    for area in areas:
        for year in ("2014-15", "2015-16", "2016-17"):
            add_figure(publication, measure, area, year, 50)
    public(publication)
    for broken in areas[:3]:
        break_series(measure, broken.gss_code)

    def queries(count: int) -> int:
        figures = list(Figure.objects.filter(period_start="2016-04-01")[:count])
        with CaptureQueriesContext(connection) as captured:
            found = previous_of(figures)
            assert [found[figure.pk].figure.area.name for figure in figures]  # type: ignore[union-attr]
        return len(captured)

    assert queries(1) == queries(12) == 4


def test_breaks_are_read_in_one_query(measure: Measure) -> None:
    for area in (LANCASHIRE, NORTH_WEST, ""):
        break_series(measure, area)
    another, lancashire = make_measure(), Area.objects.get(gss_code=LANCASHIRE)
    break_series(another, LANCASHIRE)
    with CaptureQueriesContext(connection) as captured:
        breaks = Breaks.of([measure.pk, another.pk])
    assert len(captured) == 1
    assert len(breaks.holding(measure.pk, lancashire.pk)) == 3
    assert len(breaks.holding(another.pk, lancashire.pk)) == 1


def test_a_period_says_itself_that_it_holds_a_break(measure: Measure) -> None:
    break_series(measure, LANCASHIRE, on="2017-06-01")
    breaks = Breaks.of([measure.pk])
    lancashire = Area.objects.get(gss_code=LANCASHIRE).pk
    assert breaks.inside(measure.pk, lancashire, parse_period("2017-18")) is not None
    assert breaks.inside(measure.pk, lancashire, parse_period("2018-19")) is None


# Changes over several areas


@pytest.fixture
def areas() -> list[Area]:
    return [make_area(name) for name in ("Ashshire", "Birchshire", "Cedarshire", "Dogwoodshire")]


OLDER, NEWER = parse_period("2016-17"), parse_period("2017-18")


def test_a_change_over_areas_uses_those_present_in_both_periods_and_says_so(
    measure: Measure, publication: Publication, areas: list[Area]
) -> None:
    ash, birch, cedar, dogwood = areas
    for area, older, newer in ((ash, 10, 20), (birch, 30, 40), (dogwood, 5, 6)):
        add_figure(publication, measure, area, "2016-17", older)
        add_figure(publication, measure, area, "2017-18", newer)
    add_figure(publication, measure, cedar, "2016-17", 1_000)
    add_figure(publication, measure, cedar, "2017-18", None, status="refused")
    public(publication)
    break_series(measure, dogwood.gss_code)
    found = change_over_areas(measure=measure, areas=areas, older=OLDER, newer=NEWER)
    assert found.change == Comparison(old=Decimal(40), new=Decimal(60))
    assert found.covered == (ash, birch)
    assert [left.area for left in found.left_out] == [cedar, dogwood]
    assert found.left_out[0].reason == "There is no number for 2017-18: refused."
    assert found.sentence == (
        "Covers the 2 of 4 areas with comparable figures for both 2016-17 and 2017-18."
        " Left out: Cedarshire, Dogwoodshire."
    )
    assert len(found.figures) == 4


def test_a_change_over_areas_that_all_answered_says_that_too(
    measure: Measure, publication: Publication, areas: list[Area]
) -> None:
    for area in areas:
        for year in ("2016-17", "2017-18"):
            add_figure(publication, measure, area, year, 10)
    public(publication)
    assert change_over_areas(measure=measure, areas=areas, older=OLDER, newer=NEWER).sentence == (
        "Covers all 4 areas: each has figures for both 2016-17 and 2017-18."
    )


def test_no_change_is_stated_over_nothing_or_over_what_counts_twice(
    measure: Measure, areas: list[Area]
) -> None:
    nothing = change_over_areas(measure=measure, areas=areas, older=OLDER, newer=NEWER)
    assert refusal(nothing.change)[0] is Refusal.MISSING
    nested = [Area.objects.get(gss_code=code) for code in (LANCASHIRE, ENGLAND)]
    twice = change_over_areas(measure=measure, areas=nested, older=OLDER, newer=NEWER)
    assert twice.sentence == "Lancashire lies inside another of these areas, and would count twice."
    halves = Period(date(2016, 1, 1), date(2016, 6, 30))
    mixed = change_over_areas(measure=measure, areas=areas, older=halves, newer=NEWER)
    assert refusal(mixed.change)[0] is Refusal.LENGTH


def test_nothing_under_embargo_is_in_a_change_over_areas(
    measure: Measure, publication: Publication, areas: list[Area]
) -> None:
    for year in ("2016-17", "2017-18"):
        add_figure(publication, measure, areas[0], year, 10)
    hidden = change_over_areas(measure=measure, areas=areas, older=OLDER, newer=NEWER)
    assert hidden.covered == ()


def test_a_change_over_areas_costs_the_same_queries_for_few_as_for_many(
    measure: Measure, publication: Publication
) -> None:
    areas = [make_area(f"Shire {number}") for number in range(12)]
    for area in areas:
        for year in ("2016-17", "2017-18"):
            add_figure(publication, measure, area, year, 50)
    public(publication)

    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(
                change_over_areas(
                    measure=measure, areas=areas[:count], older=OLDER, newer=NEWER
                ).covered
            )
        return len(captured)

    assert queries(1) == queries(12) == 3
