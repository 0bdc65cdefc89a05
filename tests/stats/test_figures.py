"""What the database itself holds true of figures, whoever writes to it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from stats import actions, clock
from stats.models import Area, Figure, FigureStatus, Measure, Publication, Source
from stats.models.figure import STATUSES_WITH_A_VALUE, format_value
from stats.periods import Period, parse_period
from tests.stats.factories import add_figure, make_measure, make_publication

pytestmark = pytest.mark.django_db

LANCASHIRE = "E23000003"


@pytest.fixture
def measure() -> Measure:
    return make_measure()


@pytest.fixture
def draft() -> Publication:
    return make_publication()


def published(publication: Publication) -> Publication:
    return actions.publish(publication=publication, by=None, at=timezone.now())


@pytest.mark.parametrize("status", FigureStatus.values)
@pytest.mark.parametrize("value", [None, 0, 674])
def test_a_figure_has_a_value_if_and_only_if_its_status_has_one(
    draft: Publication, measure: Measure, status: str, value: int | None
) -> None:
    fits = (value is not None) == (status in STATUSES_WITH_A_VALUE)
    if fits:
        assert add_figure(draft, measure, LANCASHIRE, "2017-18", value, status=status).pk
    else:
        with pytest.raises(IntegrityError, match="if_and_only_if"), transaction.atomic():
            add_figure(draft, measure, LANCASHIRE, "2017-18", value, status=status)


def test_a_count_is_never_below_nought(draft: Publication, measure: Measure) -> None:
    with pytest.raises(IntegrityError, match="not_negative"), transaction.atomic():
        add_figure(draft, measure, LANCASHIRE, "2017-18", -1)


def test_a_period_ends_after_it_starts(draft: Publication, measure: Measure) -> None:
    figure = add_figure(draft, measure, LANCASHIRE, "2017-18", 1)
    twin = Figure(**{field: getattr(figure, field) for field in FIELDS})
    twin.period_start, twin.period_end = figure.period_end, figure.period_start
    with pytest.raises(IntegrityError, match="ends_after"), transaction.atomic():
        twin.save()


FIELDS = ("publication", "measure", "area", "value", "status")


@pytest.mark.parametrize(
    "change",
    [
        {"value": 1},
        {"status": "provisional"},
        {"note": "another"},
        {"period_end": parse_period("2018-19").last},
        {"area": 1},
    ],
)
def test_what_a_figure_says_never_changes(
    draft: Publication, measure: Measure, change: dict[str, Any]
) -> None:
    figure = add_figure(draft, measure, LANCASHIRE, "2017-18", 674)
    with pytest.raises(IntegrityError, match="add a new figure"), transaction.atomic():
        Figure.objects.filter(pk=figure.pk).update(**change)


def test_a_figure_that_was_public_is_never_deleted(draft: Publication, measure: Measure) -> None:
    figure = add_figure(draft, measure, LANCASHIRE, "2017-18", 674)
    published(draft)
    with pytest.raises(IntegrityError, match="cannot be deleted"), transaction.atomic():
        Figure.objects.filter(pk=figure.pk).delete()


def test_a_figure_of_a_draft_can_be_taken_out_again(draft: Publication, measure: Measure) -> None:
    add_figure(draft, measure, LANCASHIRE, "2017-18", 674).delete()
    assert not Figure.objects.exists()


def test_the_moment_of_a_public_figure_cannot_be_moved(
    draft: Publication, measure: Measure
) -> None:
    add_figure(draft, measure, LANCASHIRE, "2017-18", 674)
    published(draft)
    with pytest.raises(IntegrityError, match="moment cannot be moved"), transaction.atomic():
        Figure.objects.update(public_from=timezone.now() - timedelta(days=1))


def test_a_publication_holds_one_figure_for_a_cell(draft: Publication, measure: Measure) -> None:
    add_figure(draft, measure, LANCASHIRE, "2017-18", 674)
    with pytest.raises(IntegrityError, match="one_figure_for_a_cell"), transaction.atomic():
        add_figure(draft, measure, LANCASHIRE, "2017-18", 674)


def test_a_cell_has_one_current_figure(draft: Publication, measure: Measure) -> None:
    add_figure(draft, measure, LANCASHIRE, "2017-18", 674)
    published(draft)
    rival = make_publication()
    figure = add_figure(rival, measure, LANCASHIRE, "2017-18", 675)
    with pytest.raises(IntegrityError, match="one_current_figure"), transaction.atomic():
        Figure.objects.filter(pk=figure.pk).update(public_from=timezone.now())


def test_a_correction_says_why(draft: Publication, measure: Measure) -> None:
    old = add_figure(draft, measure, LANCASHIRE, "2017-18", 674)
    published(draft)
    with pytest.raises(IntegrityError, match="says_why"), transaction.atomic():
        add_figure(make_publication(), measure, LANCASHIRE, "2017-18", 675, supersedes=old)


@pytest.mark.parametrize("what", ["measure", "area", "source", "publication"])
def test_what_a_figure_refers_to_cannot_be_deleted(
    draft: Publication, measure: Measure, what: str
) -> None:
    source = Source.objects.create(reference="letter")
    figure = add_figure(draft, measure, LANCASHIRE, "2017-18", 674, source=source)
    with pytest.raises(ProtectedError):
        getattr(figure, what).delete()


def test_the_database_refuses_it_from_any_other_program_too(
    draft: Publication, measure: Measure
) -> None:
    figure = add_figure(draft, measure, LANCASHIRE, "2017-18", 674)
    with (
        connection.cursor() as cursor,
        pytest.raises(IntegrityError, match="cannot be changed"),
        transaction.atomic(),
    ):
        cursor.execute("UPDATE stats_figure SET value = 1 WHERE id = %s", [figure.pk])


def test_a_figure_is_visible_from_its_moment_and_not_a_second_before(
    draft: Publication, measure: Measure
) -> None:
    add_figure(draft, measure, LANCASHIRE, "2017-18", 674)
    moment = timezone.now()
    actions.publish(publication=draft, by=None, at=moment)
    for offset, seen in ((-1, 0), (0, 1), (1, 1)):
        with clock.at(moment + timedelta(seconds=offset)):
            assert Figure.objects.visible_at().count() == seen
            assert Publication.objects.visible_at().count() == seen


def test_the_clock_asks_for_a_time_zone() -> None:
    naive = timezone.now().replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"), clock.at(naive):
        pass


@pytest.mark.parametrize(
    ("value", "shown"), [("674.0000", "674"), ("22724", "22,724"), ("0", "0"), ("2.5000", "2.5")]
)
def test_a_value_is_shown_as_people_read_it(value: str, shown: str) -> None:
    from decimal import Decimal

    assert format_value(Decimal(value)) == shown


def test_a_gap_is_never_shown_as_nought(draft: Publication, measure: Measure) -> None:
    gap = add_figure(draft, measure, LANCASHIRE, "2017-18", None, status="refused")
    assert gap.shown_value == "refused"
    assert gap.period == Period(gap.period_start, gap.period_end)
    assert str(Area.objects.get(gss_code=LANCASHIRE)) in str(gap)
