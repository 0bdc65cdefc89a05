"""A count is never said as a percentage, nor a percentage as a count."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client

from press.compose import CannotCompose, compose
from press.conditions import all_hold
from press.facts import Facts, Nouns, Unit
from press.gathering import gather, subject_of
from press.models import ReleaseTemplate
from press.palette import PLACEHOLDERS
from press.palette_welsh import IN_WELSH
from press.proving.areas import prove_template
from press.proving.invented import invented
from press.proving.report import report_on
from press.reading_back import contradictions
from press.wording.claims import Observation, Verdict, check
from stats.models import Area, Measure
from stats.periods import financial_year
from tests.press import templates_as_forms as forms
from tests.press.test_compose import FACTS, figure, lead_of, one
from tests.stats.factories import add_figure, make_publication

PARENTS = Nouns("parent", "parents", unit=Unit.PROPORTION)
SURVEY = Facts(
    place=FACTS.place,
    nouns=PARENTS,
    current=figure(1, "2017-18", 62),
    previous=figure(2, "2016-17", 59),
    nation=figure(5, "2017-18", 55),
    nation_previous=figure(6, "2016-17", 57),
)
COUNTS_ONLY = [name for name, one in PLACEHOLDERS.items() if one.units == {Unit.COUNT}]
PROPORTIONS_ONLY = [name for name, one in PLACEHOLDERS.items() if one.units == {Unit.PROPORTION}]
PROPORTION = "Parents who worry"


# Composing


@pytest.mark.parametrize("name", COUNTS_ONLY)
def test_nothing_that_is_said_of_counts_is_composed_of_a_proportion(name: str) -> None:
    with pytest.raises(CannotCompose, match=f"{{{name}}} is said of counts") as refused:
        compose(one(f"Police recorded {{{name}}} offences."), SURVEY)
    assert not refused.value.is_about_data


@pytest.mark.parametrize("name", PROPORTIONS_ONLY)
def test_nothing_that_is_said_of_proportions_is_composed_of_a_count(name: str) -> None:
    with pytest.raises(CannotCompose, match=f"{{{name}}} is said of proportions"):
        compose(one(f"It was {{{name}}} of parents."), FACTS)


def test_every_number_of_the_palette_knows_what_it_is_a_number_of() -> None:
    free = {name for name in PLACEHOLDERS if name not in {*COUNTS_ONLY, *PROPORTIONS_ONLY}}
    assert not free & {"value", "about", "percentage", "multiple", "change", "breakdown", "rank"}
    claimed = {
        name
        for name in free
        for made in (FACTS, SURVEY)
        if any(claim.figures for claim in _said(name, made))
    }
    assert claimed == set()


def _said(name: str, facts: Facts) -> Any:
    try:
        return compose(one(f"Here is {{{name}}}."), facts).paragraphs[0].claims
    except CannotCompose:
        return ()


@pytest.mark.parametrize("name", [*COUNTS_ONLY, *PROPORTIONS_ONLY])
def test_what_is_offered_instead_is_on_the_palette_and_says_the_other_unit(name: str) -> None:
    instead = PLACEHOLDERS[name].instead
    if instead:
        assert PLACEHOLDERS[instead].units.isdisjoint(PLACEHOLDERS[name].units)
    assert IN_WELSH[name].units == PLACEHOLDERS[name].units


def test_a_proportion_is_said_in_per_cent_and_its_change_in_points() -> None:
    said = "It was {per_cent}, {points} from {previous_per_cent}; {uk_per_cent} nationally."
    assert lead_of(said, SURVEY) == (
        "It was 62%, up three percentage points from 59%; 55% nationally."
    )


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (59, "unchanged at 59%"),
        (45, "down 14 percentage points"),
        (60, "up one percentage point"),
        ("59.5", "up 0.5 percentage points"),
    ],
)
def test_points_go_the_way_that_the_share_went(new: object, words: str) -> None:
    current = replace(figure(1, "2017-18", 0), value=Decimal(str(new)))
    assert lead_of("It is {points}.", replace(SURVEY, current=current)) == f"It is {words}."


def test_a_change_too_small_for_a_tenth_of_a_point_is_not_said_as_none() -> None:
    current = replace(figure(1, "2017-18", 0), value=Decimal("59.01"))
    with pytest.raises(CannotCompose, match="less than a tenth"):
        lead_of("It is {points}.", replace(SURVEY, current=current))


def test_what_is_composed_of_a_proportion_is_borne_out_when_it_is_read_back() -> None:
    text = lead_of("It was {per_cent} of parents, {points} from {previous_per_cent}.", SURVEY)
    assert contradictions("lead", text, SURVEY) == []
    assert contradictions("lead", "It was 62% of parents, down three percentage points.", SURVEY)


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        ("percentage", False),
        ("no_percentage", True),
        ("multiple", False),
        ("rate", False),
        ("daily", False),
        ("monthly", False),
        ("minutes", False),
        ("similar", False),
        ("slight", False),
        ("small_base", False),
        ("rise", True),
        ("uk_fall", True),
    ],
)
def test_conditions_judge_a_proportion_by_its_points(condition: str, answer: bool) -> None:
    assert all_hold([condition], SURVEY) is answer


def test_a_share_that_moved_by_half_a_point_is_similar() -> None:
    near = replace(SURVEY, current=replace(figure(1, "2017-18", 0), value=Decimal("59.5")))
    assert all_hold(["similar", "slight"], near)


# Reading


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Police recorded 62 offences.", Verdict.UNVERIFIABLE),
        ("It was 62% of parents.", Verdict.SUPPORTED),
        ("It was up three percentage points.", Verdict.SUPPORTED),
        ("It was up 3%.", Verdict.CONTRADICTED),
    ],
)
def test_words_of_one_unit_are_not_borne_out_by_figures_of_another(
    words: str, verdict: Verdict
) -> None:
    share = [
        Observation(financial_year(2016), Decimal(59)),
        Observation(financial_year(2017), Decimal(62)),
    ]
    found = check(words, share, measure="Parents who worry (parents), per cent")
    assert {claim.verdict for claim in found} == {verdict}


def test_three_per_cent_of_a_share_is_mended_to_points() -> None:
    share = [
        Observation(financial_year(2016), Decimal(59)),
        Observation(financial_year(2017), Decimal(62)),
    ]
    (claim,) = check("It was up 3%.", share, measure="parents, per cent")
    assert claim.instead == "three percentage points"


# Templates


@pytest.fixture
def survey(vocabulary: None) -> Measure:
    measure, _ = Measure.objects.get_or_create(
        slug="parents-who-worry",
        defaults={
            "name": PROPORTION,
            "noun_singular": "parent",
            "noun_plural": "parents",
            "definition": "Parents who say that they worry.",
            "kind": "proportion",
        },
    )
    return measure


def for_measure(measure: Measure, lead: str, *, other: str = "") -> ReleaseTemplate:
    template = ReleaseTemplate.objects.get(name="People seeking help")
    template.measure = measure
    body = json.loads(json.dumps(list(template.body.raw_data), default=str))
    (first, *_), (way, *_) = (
        [block for block in body if block["type"] == kind] for kind in ("lead", "helpline")
    )
    others = [{"type": "item", "value": other, "id": "1"}] if other else []
    first["value"] = first["value"][:1]
    first["value"][0]["value"] = {"text": lead, "conditions": [], "others": others}
    way["value"] = way["value"][:1]
    way["value"][0]["value"] = {"text": "Call {helpline_number}.", "conditions": []}
    headline = {"text": "{area}", "conditions": []}
    template.headlines = json.dumps([{"type": "headline", "value": headline}])
    template.body = json.dumps([first, way])
    return template


@pytest.mark.parametrize("other", ["", "In {area}, {about}."])
def test_saving_says_which_sentence_which_placeholder_and_what_to_use(
    survey: Measure, other: str
) -> None:
    lead = "In {area}, {per_cent}." if other else "In {area} police recorded {value} offences."
    with pytest.raises(ValidationError) as refused:
        for_measure(survey, lead, other=other).full_clean()
    (message,) = refused.value.message_dict["body"]
    assert (other or lead) in message
    assert ("{about}" if other else "{value}") in message
    assert PROPORTION in message
    assert "{per_cent}" in message


def test_a_percentage_of_a_count_is_refused_too(vocabulary: None) -> None:
    counted = Measure.objects.get(slug="child-abuse-image-offences")
    with pytest.raises(ValidationError, match=r"\{points\} is said of proportions.*\{percentage\}"):
        for_measure(counted, "In {area}, {points}.").full_clean()


@pytest.mark.parametrize("behind", ["%", " %", " per cent", " percent", " y cant"])
def test_no_number_of_the_palette_gets_a_per_cent_typed_behind_it(
    vocabulary: None, behind: str
) -> None:
    counted = Measure.objects.get(slug="child-abuse-image-offences")
    with pytest.raises(ValidationError, match="says by itself what it is a number of"):
        for_measure(counted, f"In {{area}}, {{value}}{behind} of them.").full_clean()


def test_a_template_that_says_proportions_of_a_proportion_is_saved(survey: Measure) -> None:
    for_measure(survey, "In {area}, {per_cent} of {nouns}.").full_clean()


def test_a_draft_of_a_template_may_break_off_before_its_unit_is_right(survey: Measure) -> None:
    template = for_measure(survey, "In {area}, {value}.")
    template.is_half_written = True
    template.clean()


def test_a_template_is_not_published_with_the_wrong_unit(survey: Measure) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    template = ReleaseTemplate.objects.get(name="People seeking help")
    sent = forms.form(template, lead="In {area}, {value}.", publish=True, measure=str(survey.pk))
    page = client.post(f"/admin/release-templates/edit/{template.pk}/", sent).content.decode()
    assert "is said of counts" in page
    template.refresh_from_db()
    assert template.measure_id != survey.pk


def test_the_proof_says_it_once_for_each_sentence(survey: Measure) -> None:
    template = for_measure(survey, "In {area}, {value}.").as_template()
    faults = report_on(template, {}, nouns=PARENTS, seconds=60).blocking
    (fault,) = [one for one in faults if "{value}" in one.sentence]
    assert "is said of counts" in fault.what
    assert fault.remedy == "Use {per_cent}."


def test_a_sound_template_of_a_proportion_is_proved_over_invented_figures(survey: Measure) -> None:
    template = for_measure(survey, "In {area}, {per_cent} of {nouns}.")
    assert prove_template(template, user=User.objects.create_superuser("root")).report.faults == []
    assert all(
        made.facts.current is None
        or made.facts.current.value is None
        or made.facts.current.value <= 100
        for made in invented(PARENTS)
    )


def test_the_facts_of_a_surveys_measure_are_proportions(survey: Measure) -> None:
    publication = make_publication("parents-2018")
    area = Area.objects.get(slug="united-kingdom")
    add_figure(publication, survey, area, "2017-18", 62)
    subject = subject_of(publication, survey)
    assert subject is not None
    facts = gather(subject, [area])[area.pk]
    assert facts.nouns.unit is Unit.PROPORTION
    assert facts.peers is None
    with pytest.raises(CannotCompose, match="is said of counts"):
        compose(one("There were {value}."), facts)
