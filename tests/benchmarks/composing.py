"""Releases composed, and every number in them checked, a second of one core; and RosaeNLG's.

RosaeNLG can write the sentences and choose between them; it neither proves a number nor knows
which words a number allows ("nearly two"), so it is given those. It is installed by npm into
`node_modules/` where npm is present, and is left out of the table where it is not.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import helpline_info.sample_content
import press.sample_content
import stats.sample_content
from press.compose import Template, compose
from press.facts import Coverage, Facts, Help, KnownFigure, Nouns, Part, Place
from press.models import ReleaseTemplate
from press.wording.claims import Observation, Verdict, check
from stats.periods import financial_year
from tests.benchmarks.counties import county
from tests.benchmarks.lines import Line

WANTED = 500
"""Releases a second, composed and checked, on one core."""

TIMES_FASTER = 5.0
THIS, LAST = financial_year(2017), financial_year(2016)
MEASURE = "child abuse image offences"
NATION = KnownFigure(1, THIS, Decimal(22_724))
NATION_BEFORE = KnownFigure(2, LAST, Decimal(18_522))
"""One pair for all areas, as gathering gives it."""
ROSAENLG = Path(__file__).parent / "rosaenlg"
INSTALLING = 180  # seconds


def lines() -> list[Line]:
    template = _template()
    few, many = [_facts(number) for number in range(45)], [_facts(n) for n in range(4_500)]
    compose(template, few[0])  # compiles what is compiled once
    measured = [
        _speed("45 releases composed and checked", lambda: _written(template, few)),
        _speed("4,500 releases composed and checked", lambda: _written(template, many)),
    ]
    beside = _against_rosaenlg(template, few)
    return measured if beside is None else [*measured, beside]


def _template() -> Template:
    helpline_info.sample_content.load()
    stats.sample_content.load_vocabulary()
    press.sample_content.load()
    measure = "child-abuse-image-offences"
    return ReleaseTemplate.objects.get(measure__slug=measure, language="en-gb").as_template()


def _speed(what: str, work: Callable[[], int]) -> Line:
    began = time.process_time()
    speed = work() / (time.process_time() - began)
    return Line(
        what=f"{what}, against the speed wanted",
        ours=speed,
        theirs=WANTED,
        unit="releases/s",
        ratio=speed / WANTED,
        target=1.0,
    )


def _written(template: Template, all_facts: list[Facts]) -> int:
    for facts in all_facts:
        release, known = compose(template, facts), tuple(_observations(facts))
        for paragraph in release.everything:
            if paragraph.part in ("headline", "lead", "detail"):
                claims = check(paragraph.text, known, area=facts.place.name, measure=MEASURE)
                if any(claim.verdict is Verdict.CONTRADICTED for claim in claims):
                    raise RuntimeError(f"What was composed is contradicted: {paragraph.text}")
    return len(all_facts)


def _facts(number: int) -> Facts:
    """Rises, falls and standstills, with and without a breakdown, as the real ones are."""
    name = county(number)
    value, earlier = 250 + 17 * (number % 60), 300 + 13 * (number % 47)
    figures = iter(range(10 * number + 10, 10 * number + 19))

    def known(amount: int, period: Any = THIS) -> KnownFigure:
        return KnownFigure(next(figures), period, Decimal(amount))

    parts = (
        Part("taking, making or distributing", known(value - 100)),
        Part("possession", known(100)),
    )
    return Facts(
        place=Place(name, name, "police-force-area", f"{name} Police"),
        nouns=Nouns("child abuse image offence", MEASURE),
        current=known(value),
        previous=known(earlier, LAST),
        parts=parts if number % 3 else (),
        nation=NATION,
        nation_previous=NATION_BEFORE,
        coverage=Coverage(45, 44),
        forces_with_breakdown=40,
        forces_in_all=45,
        help=Help("0808 1000 900", "Monday to Thursday 9am to 9pm, Friday 9am to 5pm"),
    )


def _observations(facts: Facts) -> list[Observation]:
    figures = [(facts.current, facts.place.name), (facts.previous, facts.place.name)]
    figures += [(facts.nation, "the United Kingdom"), (facts.nation_previous, "the United Kingdom")]
    found = [
        Observation(figure.period, figure.value, area)
        for figure, area in figures
        if figure is not None and figure.value is not None
    ]
    parts = [
        Observation(part.figure.period, part.figure.value, facts.place.name, part.label)
        for part in facts.parts
        if part.figure.value is not None
    ]
    return [*found, *parts]


def _against_rosaenlg(template: Template, all_facts: list[Facts]) -> Line | None:
    """The composing alone, which is the part that it can do too."""
    theirs = _rosaenlg([_for_rosaenlg(facts) for facts in all_facts])
    if theirs is None:
        print("RosaeNLG is left out: it takes Node.js and npm.", file=sys.stderr)
        return None
    rounds = []
    for _ in range(5):
        anew = [replace(facts) for facts in all_facts]  # what facts keep of themselves is lost
        began = time.perf_counter()
        for facts in anew:
            compose(template, facts)
        rounds.append(time.perf_counter() - began)
    ours = min(rounds)
    return Line(
        what="45 releases composed against RosaeNLG",
        ours=len(all_facts) / ours,
        theirs=len(all_facts) / theirs,
        unit="releases/s",
        ratio=theirs / ours,
        target=TIMES_FASTER,
    )


def _rosaenlg(given: list[dict[str, Any]]) -> float | None:
    """Seconds for a round of all, its best of five; None where it cannot be had."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    if not (ROSAENLG / "node_modules" / "rosaenlg").is_dir():
        command = [npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent"]
        done = subprocess.run(command, cwd=ROSAENLG, timeout=INSTALLING, check=False)
        if done.returncode:
            return None
    answer = subprocess.run(
        [node, "render.js"],
        cwd=ROSAENLG,
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=INSTALLING,
        check=True,
    )
    return float(json.loads(answer.stdout)["seconds"])


def _for_rosaenlg(facts: Facts) -> dict[str, Any]:
    comparison, nation = facts.comparison, facts.nation_comparison
    return {
        "area": facts.place.in_prose,
        "force": facts.place.force,
        "value": int(facts.current.value),  # type: ignore[union-attr, arg-type]
        "previous": int(facts.previous.value),  # type: ignore[union-attr, arg-type]
        "percent": None if comparison is None else comparison.percent_rounded,
        "period": THIS.label,
        "previousPeriod": LAST.label,
        "periodInWords": THIS.in_words,
        "rateNumber": "nearly two",
        "rateUnit": "each day",
        "parts": [
            {"label": part.label, "value": int(part.figure.value or 0)} for part in facts.parts
        ],
        "nation": 22_724,
        "nationPercent": None if nation is None else nation.percent_rounded,
        "helpline": facts.help.number,
        "hours": facts.help.hours,
    }
