"""Two readers of the same numbers: what composing writes, the claims' reader must bear out."""

from __future__ import annotations

from hypothesis import given

from press.compose import compose
from press.facts import Facts, KnownFigure
from press.wording.claims import Observation, Verdict, check
from tests.press.test_compose import any_facts, sample_template


def observations(facts: Facts) -> list[Observation]:
    """Every figure that the release was made from."""

    def known(figure: KnownFigure | None, area: str, category: str | None) -> list[Observation]:
        if figure is None or figure.value is None:
            return []
        return [Observation(figure.period, figure.value, area=area, category=category)]

    place = facts.place.name
    return [
        *known(facts.current, place, None),
        *known(facts.previous, place, None),
        *(row for part in facts.parts for row in known(part.figure, place, part.label)),
        *known(facts.nation, "United Kingdom", None),
        *known(facts.nation_previous, "United Kingdom", None),
    ]


@given(any_facts())
def test_no_release_contradicts_its_own_figures(facts: Facts) -> None:
    composed = compose(sample_template(), facts)
    for paragraph in (composed.headline, *composed.paragraphs):
        if paragraph.part == "note":
            continue
        for claim in check(paragraph.text, observations(facts), area=facts.place.name):
            assert claim.verdict is not Verdict.CONTRADICTED, (paragraph.text, claim.explanation)
