"""The audit fails where a page falls short, and says in what."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.audit.scores import CATEGORIES, MEASURED, audited, table

HERE = Path(__file__).parent


def report(**scores: float | None) -> dict[str, Any]:
    """As Lighthouse writes one, with a fault in each category that is not full."""
    full = {category.replace("-", "_"): 1.0 for category in CATEGORIES} | scores
    return {
        "categories": {
            category: {
                "score": full[category.replace("-", "_")],
                "auditRefs": [{"id": f"fault-of-{category}", "weight": 1}],
            }
            for category in CATEGORIES
        },
        "audits": {
            **{name: {"numericValue": 1200.0, "score": 1, "title": name} for name in MEASURED},
            **{
                f"fault-of-{category}": {
                    "score": full[category.replace("-", "_")],
                    "title": f"A fault of {category}",
                    "displayValue": "3 of them",
                }
                for category in CATEGORIES
            },
        },
    }


def test_the_median_of_the_runs_counts() -> None:
    runs = [report(performance=each) for each in (0.5, 1.0, 1.0, 0.98, 1.0)]
    page = audited("/", runs)
    assert (page.scores["performance"], page.is_good) == (100, True)
    page = audited("/", [report(performance=each) for each in (0.5, 0.99, 0.99, 1.0, 1.0)])
    assert (page.scores["performance"], page.is_good) == (99, False)


@pytest.mark.parametrize("category", CATEGORIES)
def test_one_category_that_is_not_full_is_a_failure_and_named(category: str) -> None:
    page = audited("/help/", [report(**{category.replace("-", "_"): 0.89})])
    assert not page.is_good
    assert page.faults == (f"{category}: A fault of {category} 3 of them",)
    assert page.faults[0] in table([page])
    assert "89" in table([page]).splitlines()[1]


def test_no_score_is_no_success() -> None:
    with pytest.raises(ValueError, match="no score in seo for /help/"):
        audited("/help/", [report(), report(seo=None)])
    with pytest.raises(ValueError, match="no score"):
        audited("/help/", [])


def test_lighthouse_is_pinned_and_its_lock_names_no_place_to_take_it_from() -> None:
    wanted = json.loads((HERE / "package.json").read_text())["dependencies"]
    lock = json.loads((HERE / "package-lock.json").read_text())
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    for name, version in wanted.items():
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert all("integrity" in each for each in packages.values())
    assert "://" not in json.dumps(lock)
    assert "omit-lockfile-registry-resolved=true" in (HERE / ".npmrc").read_text().splitlines()
