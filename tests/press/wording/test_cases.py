"""Cases written as JSON: the published stories, and errors that name the case."""

import json
from pathlib import Path

import pytest

from press.wording.cases import CaseError, read_cases, report

STORIES = Path(__file__).with_name("stories.json")
CASES = json.loads(STORIES.read_text(encoding="utf-8"))


def case(**changed: object) -> dict[str, object]:
    observation = {"period_start": "2016-04-01", "period_end": "2017-03-31", "value": 674}
    return {"id": 7, "text": "674 offences", "observations": [observation]} | changed


def observed(**changed: object) -> dict[str, object]:
    observation = {"period_start": "2016-04-01", "period_end": "2017-03-31", "value": 674}
    return case(observations=[observation | changed])


@pytest.mark.parametrize("story", CASES, ids=[story["id"] for story in CASES])
def test_published_stories_get_their_verdicts(story: dict[str, object]) -> None:
    (found,) = report(read_cases(json.dumps([story])))
    assert (found["id"], found["verdict"]) == (story["id"], story["expected"])


def test_a_report_names_every_claim_with_its_reasons() -> None:
    assert report(read_cases(json.dumps([case()]))) == [
        {
            "id": 7,
            "verdict": "supported",
            "claims": [
                {
                    "text": "674",
                    "kind": "count",
                    "verdict": "supported",
                    "explanation": "674 between April 2016 and March 2017.",
                }
            ],
        }
    ]


def test_months_and_years_stand_for_their_first_and_last_days() -> None:
    (month,) = read_cases(json.dumps([observed(period_start="2017-07", period_end="2018-02")]))
    (year,) = read_cases(json.dumps([observed(period_start="2017", period_end="2017")]))
    assert month.observations[0].period.label == "July 2017 to February 2018"
    assert year.observations[0].period.label == "2017"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{", "This is not JSON"),
        ("{}", "must hold a list"),
        ("[3]", "Case 1 is not an object"),
        ('[{"text": ""}]', "Case 1 has no id"),
        (json.dumps([case(text=3)]), r"Case 1 \(7\) has no text"),
        (json.dumps([case(), case(observations={})]), r"Case 2 \(7\) has no list of observ"),
        (json.dumps([case(area=3)]), r"Case 1 \(7\): area must be text"),
        (json.dumps([case(observations=[3])]), "observation 1 is not an object"),
        (json.dumps([observed(period_start=None)]), "has no period_start"),
        (json.dumps([observed(period_start="April")]), "is no date such as 2016-04-01"),
        (json.dumps([observed(period_end="2016-01")]), "before it begins"),
        (json.dumps([observed(value=None)]), "has no value"),
        (json.dumps([observed(value=True)]), "has no value"),
        (json.dumps([observed(value="many")]), "“many” is not a number"),
        (json.dumps([observed(value=-3)]), "must be nought or more"),
        (json.dumps([observed(value="NaN")]), "must be nought or more"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(written: str, message: str) -> None:
    with pytest.raises(CaseError, match=message):
        read_cases(written)
