"""Releases over a break in the series: no comparison, and the facts say why."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from press.compose import CannotCompose, Paragraph, Sentence, Template, compose
from press.gathering import gather, subject_of
from stats.models import Area, Measure, Publication, SeriesBreak
from tests.stats.factories import add_figure, make_measure, make_publication

pytestmark = pytest.mark.django_db

LANCASHIRE, CUMBRIA, KINGDOM = "E23000003", "E23000002", "K02000001"


@pytest.fixture
def measure() -> Measure:
    return make_measure()


@pytest.fixture
def draft(measure: Measure) -> Publication:
    publication = make_publication()
    for area, older, newer in ((LANCASHIRE, 591, 674), (CUMBRIA, 40, 60), (KINGDOM, 900, 990)):
        add_figure(publication, measure, area, "2016-17", older)
        add_figure(publication, measure, area, "2017-18", newer)
    return publication


def break_in(measure: Measure, area: str) -> None:
    SeriesBreak.objects.create(
        measure=measure,
        area=Area.objects.get(gss_code=area),
        kind="rules",
        starts_on="2017-04-01",
        reason="The force began to count each image found.",
    )


def facts_of(publication: Publication, measure: Measure, area: str):  # type: ignore[no-untyped-def]
    subject = subject_of(publication, measure)
    assert subject is not None
    place = Area.objects.get(gss_code=area)
    return gather(subject, [place])[place.pk]


def test_a_release_over_a_break_has_no_comparison_and_its_facts_say_why(
    draft: Publication, measure: Measure
) -> None:
    assert facts_of(draft, measure, LANCASHIRE).comparison is not None
    break_in(measure, LANCASHIRE)
    facts = facts_of(draft, measure, LANCASHIRE)
    assert facts.comparison is None
    assert facts.previous is None
    assert facts.not_comparable == (
        "The counting rules changed in Lancashire on 1 April 2017."
        " The force began to count each image found."
    )


def test_a_break_in_one_force_is_in_the_nations_total_and_in_no_other_forces(
    draft: Publication, measure: Measure
) -> None:
    break_in(measure, LANCASHIRE)
    facts = facts_of(draft, measure, CUMBRIA)
    assert facts.comparison is not None
    assert facts.nation_comparison is None
    assert facts.nation_not_comparable.startswith("This total includes Lancashire, where")


def test_a_sentence_that_compares_stops_the_draft_with_the_reason(
    draft: Publication, measure: Measure
) -> None:
    break_in(measure, LANCASHIRE)
    facts = facts_of(draft, measure, LANCASHIRE)
    lead = (Sentence("{area}: up by {percentage}."),)
    template = Template((Sentence("Headline"),), (Paragraph("lead", lead),))
    with pytest.raises(CannotCompose, match=r"The counting rules changed in Lancashire"):
        compose(template, facts)


def test_breaks_cost_one_query_however_many_areas(draft: Publication, measure: Measure) -> None:
    break_in(measure, LANCASHIRE)
    subject = subject_of(draft, measure)
    assert subject is not None
    areas = list(Area.objects.filter(gss_code__in=[LANCASHIRE, CUMBRIA, KINGDOM]))

    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            gather(subject, areas[:count])
        return len(captured)

    assert queries(1) == queries(3)
