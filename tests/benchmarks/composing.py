"""Releases composed, and every number in them checked, a second of one core; and RosaeNLG's.

RosaeNLG chooses sentences and fills them. Which words a number allows ("nearly two each day") and
how large a change is it does not know: it is given them, and gives no proof of any. So it is held
against two things. The part that both do is a release put together from words that are at hand, of
figures that have been worded before, as when a template is proved again; the other is everything,
from bare figures. Its texts have to come out as ours do, to the letter, or there is no benchmark.

It is installed by npm into `node_modules/` where npm is present, and is left out of the table where
it is not.
"""

from __future__ import annotations

import json
import re
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
from press.wording.profiles import WEB
from press.wording.sayings import say_about, say_rate
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
ROUNDS = 5
FIRST = range(0, 45 * ROUNDS, 45)
ELEMENT = re.compile(r"<(?:h1|p)>(.*?)</(?:h1|p)>")
FORCES = Coverage(45, 44)


def lines() -> list[Line]:
    template = _template()
    many = [_facts(number) for number in range(4_500)]
    few = many[:45]
    measured = [
        _speed("45 releases composed and checked", template, [many[at : at + 45] for at in FIRST]),
        _speed("4,500 releases composed and checked", template, [many]),
    ]
    return [*measured, *_against_rosaenlg(template, few)]


def _template() -> Template:
    helpline_info.sample_content.load()
    stats.sample_content.load_vocabulary()
    press.sample_content.load()
    measure = "child-abuse-image-offences"
    return ReleaseTemplate.objects.get(measure__slug=measure, language="en-gb").as_template()


def _speed(what: str, template: Template, rounds: list[list[Facts]]) -> Line:
    """The best round, each of areas that none before it had: what facts keep is no help."""
    speed = 0.0
    for all_facts in rounds:
        new = [replace(facts) for facts in all_facts]
        began = time.process_time()
        _write(template, new)
        speed = max(speed, len(new) / (time.process_time() - began))
    return Line(
        what=f"{what}, against the speed wanted",
        ours=speed,
        theirs=WANTED,
        unit="releases/s",
        ratio=speed / WANTED,
        target=1.0,
    )


def _write(template: Template, all_facts: list[Facts]) -> None:
    for facts in all_facts:
        release, known = compose(template, facts), tuple(_observations(facts))
        for paragraph in release.everything:
            if paragraph.part in ("headline", "lead", "detail"):
                claims = check(paragraph.text, known, area=facts.place.name, measure=MEASURE)
                if any(claim.verdict is Verdict.CONTRADICTED for claim in claims):
                    raise RuntimeError(f"What was composed is contradicted: {paragraph.text}")


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
        coverage=FORCES,
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


def _against_rosaenlg(template: Template, all_facts: list[Facts]) -> list[Line]:
    """The composing alone, which is the part that it can do too; both have had rounds to warm."""
    texts = [[each.text for each in compose(template, one).everything] for one in all_facts]
    theirs = _rosaenlg([_for_rosaenlg(facts) for facts in all_facts], texts)
    if theirs is None:
        print("RosaeNLG is left out: it takes Node.js and npm.", file=sys.stderr)
        return []
    at_hand = _seconds(template, lambda: all_facts)
    # New facts keep nothing: every condition is asked, and every number put into words.
    from_figures = _seconds(template, lambda: [replace(facts) for facts in all_facts])
    number = len(all_facts)
    return [
        Line(
            what=f"{number} releases {what} against RosaeNLG",
            ours=number / ours,
            theirs=number / theirs,
            unit="releases/s",
            ratio=theirs / ours,
            target=target,
        )
        for what, ours, target in (
            ("put together from given words", at_hand, TIMES_FASTER),
            ("worded and put together", from_figures, 1.0),
        )
    ]


def _seconds(template: Template, ready: Callable[[], list[Facts]]) -> float:
    """For a round of all, the best of five."""
    rounds = []
    for _ in range(ROUNDS):
        given = ready()
        began = time.perf_counter()
        for facts in given:
            compose(template, facts)
        rounds.append(time.perf_counter() - began)
    return min(rounds)


def _rosaenlg(given: list[dict[str, Any]], texts: list[list[str]]) -> float | None:
    """Seconds for a round of all, its best of five; None where it cannot be had.

    Raises RuntimeError where its texts are not those that we wrote.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    if not (ROSAENLG / "node_modules" / "rosaenlg").is_dir():
        command = [npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent"]
        if subprocess.run(command, cwd=ROSAENLG, timeout=INSTALLING, check=False).returncode:
            return None
    done = subprocess.run(
        [node, "render.js"],
        cwd=ROSAENLG,
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=INSTALLING,
        check=True,
    )
    answer = json.loads(done.stdout)
    for theirs, ours in zip(answer["texts"], texts, strict=True):
        if ELEMENT.findall(theirs) != ours:
            raise RuntimeError(f"RosaeNLG writes another release: {theirs}")
    return float(answer["seconds"])


def _for_rosaenlg(facts: Facts) -> dict[str, Any]:
    """What its template asks for, the words of numbers among it."""
    change, nation = facts.comparison, facts.nation_comparison
    if facts.current is None or facts.current.value is None or change is None or nation is None:
        raise RuntimeError("The figures of this benchmark are all known.")
    value, percent = facts.current.value, change.percent
    rate = say_rate(value, period=THIS, profile=WEB)
    is_daily = rate.unit.endswith("day")
    parts = [(part.label, int(part.figure.value or 0)) for part in facts.parts]
    return {
        "area": facts.place.in_prose,
        "force": facts.place.force,
        "value": int(value),
        "about": say_about(value, profile=WEB).text,
        "rateNumber": rate.number if is_daily else None,
        "rateUnit": rate.unit if is_daily else None,
        "previous": int(change.old),
        "percent": change.percent_rounded if percent is not None and abs(percent) >= 1 else None,
        "isSlight": change.is_slight,
        "period": THIS.label,
        "previousPeriod": LAST.label,
        "periodInWords": THIS.in_words,
        "parts": [
            {"label": label, "value": amount}
            for label, amount in sorted(parts, key=lambda each: each[1], reverse=True)
        ],
        "nation": int(nation.new),
        "nationPercent": nation.percent_rounded,
        "helpline": facts.help.number,
        "hours": facts.help.hours,
        "asked": FORCES.asked,
        "answered": FORCES.answered,
    }
