"""An area among its neighbours and in its own history, in the words of its release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from press.angles.peers import MOST_PEERS
from press.compose import Paragraph, Sentence, Template, compose
from press.conditions import CONDITIONS
from press.facts import Facts
from press.gathering import gather, subject_of
from press.palette import PLACEHOLDERS, CannotSay, MissingFigure
from press.wording.claims import Observation, Verdict, check
from press.wording.profiles import WEB
from stats.models import Area, Measure, Publication
from stats.periods import financial_year
from tests.press.conftest import publish
from tests.stats.factories import add_figure, make_area, make_publication

CODES = {
    "Cumbria": "E23000002",
    "Lancashire": "E23000003",
    "Merseyside": "E23000004",
    "Greater Manchester": "E23000005",
    "Cheshire": "E23000006",
    "United Kingdom": "K02000001",
}
TABLE: Mapping[str, Sequence[int | None]] = {
    "Lancashire": (600, 640, 660, 700, 650),
    "Cumbria": (150, 160, 180, 200, 290),
    "Cheshire": (390, 420, 430, 400, 410),
    "Merseyside": (450, 470, 480, 500, 690),
    "Greater Manchester": (700, 800, 850, 900, 1100),
    "United Kingdom": (16000, 17000, 18000, 18522, 22724),
}


@pytest.fixture
def measure(vocabulary: None) -> Measure:
    return Measure.objects.get(slug="child-abuse-image-offences")


def publication_of(measure: Measure, table: Mapping[str, Sequence[int | None]]) -> Publication:
    publication = make_publication("north-west")
    for name, values in table.items():
        for year, value in enumerate(values, start=2018 - len(values)):
            add_figure(publication, measure, CODES[name], financial_year(year), value)
    return publish(publication)


def facts_of(publication: Publication, measure: Measure, name: str) -> Facts:
    area = Area.objects.get(gss_code=CODES[name])
    subject = subject_of(publication, measure)
    assert subject is not None
    return gather(subject, [area])[area.pk]


def said(facts: Facts, placeholder: str) -> str:
    return PLACEHOLDERS[placeholder].say(facts, WEB).text


def holds(facts: Facts, condition: str) -> bool:
    return CONDITIONS[condition].holds(facts)


def test_a_force_is_placed_among_those_of_its_region(measure: Measure) -> None:
    publication = publication_of(measure, TABLE)
    lancashire = facts_of(publication, measure, "Lancashire")
    assert said(lancashire, "region") == "the North West"
    assert said(lancashire, "rank") == (
        "the third highest of the five police forces in the North West"
    )
    assert said(lancashire, "only_one") == (
        "the only one of the five police forces in the North West to record a fall"
    )
    assert said(lancashire, "contrast") == "against the regional trend"
    assert said(lancashire, "uk_contrast") == "against the national trend"
    assert said(lancashire, "turn") == "after three consecutive rises"
    for condition in ("has_peers", "ranked", "only_one", "runs_against_region", "runs_against_uk"):
        assert holds(lancashire, condition), condition
    for condition in ("no_peers", "ranks_first", "record", "in_a_row"):
        assert not holds(lancashire, condition), condition


def test_a_force_has_its_own_history(measure: Measure) -> None:
    publication = publication_of(measure, TABLE)
    manchester = facts_of(publication, measure, "Greater Manchester")
    assert said(manchester, "record") == "the highest on record"
    assert said(manchester, "in_a_row") == "for the fourth year running"
    for condition in ("ranks_first", "record", "record_high", "highest_in_years", "in_a_row"):
        assert holds(manchester, condition), condition
    assert holds(facts_of(publication, measure, "United Kingdom"), "record_high")


def test_what_is_not_true_cannot_be_said(measure: Measure) -> None:
    publication = publication_of(measure, {**TABLE, "Cheshire": (390, 420, 430, 400, None)})
    lancashire = facts_of(publication, measure, "Lancashire")
    assert holds(lancashire, "no_peers")
    assert not holds(lancashire, "only_one")
    for placeholder in ("only_one", "contrast", "in_a_row"):
        with pytest.raises(CannotSay):
            said(lancashire, placeholder)
    kingdom = facts_of(publication, measure, "United Kingdom")
    for placeholder in ("rank", "only_one", "contrast"):
        with pytest.raises(CannotSay):
            said(kingdom, placeholder)
    with pytest.raises(MissingFigure):
        said(kingdom, "region")


def test_a_release_says_it_and_the_figures_bear_it_out(measure: Measure) -> None:
    publication = publication_of(measure, TABLE)
    facts = facts_of(publication, measure, "Lancashire")
    template = Template(
        headlines=(Sentence("Offences fell {in_area}"),),
        paragraphs=(
            Paragraph(
                "lead",
                (
                    Sentence(
                        "Police recorded {value_nouns} {in_area} in {period}, {rank}.", ("ranked",)
                    ),
                    Sentence(
                        "{force} was {only_one}, {contrast}.", ("only_one", "runs_against_region")
                    ),
                ),
            ),
        ),
    )
    composed = compose(template, facts)
    lead = composed.paragraphs[0]
    assert lead.text == (
        "Police recorded 650 child abuse image offences in Lancashire in 2017-18, the third highest"
        " of the five police forces in the North West. Lancashire Constabulary was the only one of"
        " the five police forces in the North West to record a fall, against the regional trend."
    )
    for claim in lead.claims:
        assert lead.text[claim.start : claim.start + len(claim.text)] == claim.text
        assert claim.figures
    observations = [
        Observation(financial_year(2016 + place), Decimal(value or 0), name)
        for name, values in TABLE.items()
        if name != "United Kingdom"
        for place, value in enumerate(values[-2:])
    ]
    claims = check(lead.text, observations, area="Lancashire", measure=measure.noun_plural)
    assert {claim.verdict for claim in claims} == {Verdict.SUPPORTED}


def test_gathering_asks_no_more_queries_for_more_areas(measure: Measure) -> None:
    publication = publication_of(measure, TABLE)
    subject = subject_of(publication, measure)
    assert subject is not None
    areas = list(Area.objects.filter(pk__in=subject.area_ids))

    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            gather(subject, areas[:count])
        return len(captured)

    assert queries(len(areas)) == queries(2)


def test_a_parent_of_very_many_areas_gives_no_peers(measure: Measure) -> None:
    publication = make_publication("many")
    made = [make_area(f"Shire {number}") for number in range(MOST_PEERS)]
    for area in made:
        for year in (2016, 2017):
            add_figure(publication, measure, area, financial_year(year), 100 + area.pk % 50)
    subject = subject_of(publish(publication), measure)
    assert subject is not None
    facts = gather(subject, made[:1])[made[0].pk]
    assert holds(facts, "no_peers")
    assert facts.peers is not None
    assert set(facts.peers.picture.series) == {made[0].pk}
