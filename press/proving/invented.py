"""Figures of every kind that an area may have, thought up so that no template meets one first
on the day. Pure.

Each differs from plain ones in a few ways, and its label says which: the fault that it brings out
is told by them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product

from stats.periods import Period

from ..conditions import all_hold
from ..facts import Coverage, Facts, Help, KnownFigure, Nouns, Part, Place, Unit, Welsh
from ..wording.numbers import rounded
from ..wording.profiles import ENGLISH, WELSH
from .neighbours import Moves, peers_among

FORCES = 45
MIDDLING = 600
"""The number that stands for half of a sample, where figures are proportions."""

FORCE_AREA = Place("Midshire", "Midshire", "police-force-area", "Midshire Police")
MOST_FORCES = Coverage(FORCES, 43)
HELPLINE = Help("0808 1000 900", "Monday to Friday")
PERIODS = {
    "year": ((2017, 4, 1), (2018, 3, 31)),
    "half": ((2018, 7, 1), (2018, 12, 31)),
    "month": ((2018, 6, 1), (2018, 6, 30)),
}
IN_WALES = {
    FORCE_AREA.name: ("Canolfro", "yng Nghanolfro", "Heddlu Canolfro"),
    "Wales": ("Cymru", "yng Nghymru", ""),
    "United Kingdom": ("y Deyrnas Unedig", "yn y Deyrnas Unedig", ""),
}
IN_WELSH = {
    "possession": "feddu ar ddelweddau",
    "taking, making or distributing": "gymryd, gwneud neu ddosbarthu",
}
MIXED: Moves = ((800, 900), (720, 700), (190, 200), (290, 280))


@dataclass(frozen=True)
class Turn:
    """One way in which figures may differ from plain ones; `fields` are those of _Plain."""

    label: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Invented:
    """`label` says what is particular about the figures, as it reads after "Where "."""

    label: str
    facts: Facts
    turns: tuple[Turn, ...] = ()
    language: str = ENGLISH

    def plainer(self, shows: Callable[[Invented], bool]) -> Invented:
        """The same with every turn taken away without which something still shows."""
        plainest = self
        for turn in self.turns:
            left = tuple(one for one in plainest.turns if one is not turn)
            fewer = _invented(left, self.facts.nouns, self.language)
            if shows(fewer):
                plainest = fewer
        return plainest


@dataclass(frozen=True)
class _Plain:
    """What invented figures are when nothing is said of them: a force's, up by 14 per cent."""

    place: Place = FORCE_AREA
    country: str = "england"
    value: int | None = 674
    previous: int | None = 591
    reason: str = ""
    previous_reason: str = ""
    is_suppressed: bool = False
    is_estimate: bool = False
    not_comparable: str = ""
    is_first: bool = False
    is_short: bool = False
    period: str = "year"
    parts: str = ""
    nation: tuple[int | None, int | None] = (22_724, 18_522)
    coverage: Coverage | None = MOST_FORCES
    forces_with_breakdown: int = 40
    help: Help = HELPLINE
    neighbours: Moves = MIXED
    history: tuple[int, ...] = (600, 700, 580)


def _moved(label: str, value: int | None, previous: int | None, **fields: object) -> Turn:
    return Turn(label, {"value": value, "previous": previous, **fields})


PLACES = (
    Turn(""),
    Turn(
        "the area is the United Kingdom",
        {"place": Place("United Kingdom", "the United Kingdom", "united-kingdom"), "country": ""},
    ),
    Turn("the area is England", {"place": Place("England", "England", "nation")}),
    Turn("the area is a region", {"place": Place("Midlands", "the Midlands", "region")}),
    Turn("the area is in Wales", {"country": "wales"}),
    Turn(
        "the area is Scotland",
        {
            "place": Place("Scotland", "Scotland", "nation", "Police Scotland"),
            "country": "scotland",
        },
    ),
    Turn(
        "the area is Northern Ireland",
        {
            "place": Place(
                "Northern Ireland",
                "Northern Ireland",
                "nation",
                "Police Service of Northern Ireland",
            ),
            "country": "northern-ireland",
        },
    ),
)
PLACES_IN_WALES = (
    Turn(""),
    Turn("the area is Wales", {"place": Place("Wales", "Wales", "nation")}),
)
MOVES = (
    Turn(""),
    _moved("it fell", 301, 402),
    _moved("it rose slightly", 1_014, 1_000),
    _moved("it fell slightly", 985, 1_000),
    _moved("it rose by under 1%", 1_005, 1_000),
    _moved("it fell by under 1%", 995, 1_000),
    _moved("it did not change", 674, 674),
    _moved("it more than doubled", 1_450, 650),
    _moved("it halved", 320, 640),
    _moved("it is large", 22_724, 18_522),
    _moved("the earlier figure is under 20", 6, 1),
    _moved("the earlier figure is under 20 and it fell", 2, 13),
    _moved("the earlier figure is under 50", 40, 25),
    _moved("it fell to five", 5, 60),
    _moved("the earlier figure is nought", 12, 0),
    _moved("it fell to nought", 0, 12),
    _moved("it is nought as before", 0, 0),
    _moved("it is one", 1, None),
    _moved("there is no earlier figure", 674, None),
    _moved("these are its first figures", 674, None, is_first=True),
    _moved("the earlier figure was not supplied", 674, None, previous_reason="not supplied"),
    _moved("it compares with nothing earlier", 674, None, not_comparable="The series has a break."),
    _moved("its figure was not supplied", None, 591, reason="not supplied"),
    _moved("its figure is hidden", None, 591, reason="suppressed", is_suppressed=True),
)
PERIOD_LENGTHS = (
    Turn(""),
    Turn("it is of half a year", {"period": "half"}),
    Turn("it is of one month", {"period": "month"}),
)
PARTS = (
    Turn("it has no breakdown"),
    Turn("it has a breakdown", {"parts": "known"}),
    Turn("its breakdown leaves a rest", {"parts": "short"}),
    Turn("no breakdown was given", {"parts": "none"}),
    Turn("part of a breakdown was given", {"parts": "some"}),
    Turn("part of the breakdown is hidden", {"parts": "hidden"}),
)
NATION = (
    Turn(""),
    Turn("the United Kingdom fell", {"nation": (18_522, 22_724)}),
    Turn("the United Kingdom did not change", {"nation": (22_724, 22_724)}),
    Turn("the United Kingdom’s earlier figure is not known", {"nation": (22_724, None)}),
    Turn("the United Kingdom’s figure is not known", {"nation": (None, None)}),
)
COVERAGE = (
    Turn(""),
    Turn("all forces answered", {"coverage": Coverage(FORCES, FORCES)}),
    Turn("it is not known how many forces answered", {"coverage": None}),
)
OTHERS = (
    Turn(""),
    Turn("few forces gave a breakdown", {"forces_with_breakdown": 2}),
    Turn("its figure is an estimate", {"is_estimate": True}),
    Turn("the series goes back one year", {"is_short": True}),
)
NEIGHBOURS = (
    Turn(""),
    Turn(
        "its neighbours are all lower",
        {"neighbours": ((90, 95), (80, 70), (60, 61), (50, 40))},
    ),
    Turn(
        "its neighbours all rose",
        {"neighbours": ((800, 990), (700, 820), (200, 290), (100, 180))},
    ),
    Turn(
        "its neighbours all fell",
        {"neighbours": ((990, 800), (820, 700), (290, 200), (180, 100))},
    ),
    Turn(
        "a neighbour’s figure is not known",
        {"neighbours": ((800, None), (720, 700), (190, 200), (290, 280))},
    ),
    Turn("it has no neighbours", {"neighbours": ()}),
)
HISTORY = (
    Turn(""),
    Turn("it was lower in all years before", {"history": (20, 22, 21)}),
    Turn("it was higher in all years before", {"history": (50_000, 50_200, 50_100)}),
    Turn("it had risen for years", {"history": (0, 0, 0, 0)}),
    Turn("it had fallen for years", {"history": (90_000, 80_000, 70_000)}),
    Turn("nothing is known of the years before", {"history": ()}),
)
HELP = (Turn(""), Turn("no helpline is on record", {"help": Help()}))
OTHER_DIMENSIONS = (
    MOVES,
    PERIOD_LENGTHS,
    PARTS,
    NATION,
    COVERAGE,
    OTHERS,
    NEIGHBOURS,
    HISTORY,
    HELP,
)


@cache
def invented(nouns: Nouns, language: str = ENGLISH) -> tuple[Invented, ...]:
    """Every place with every movement, the other dimensions taking turns; then each turn alone.

    For Welsh the places are in Wales, and have Welsh names.
    """
    made = []
    for number, (place, move) in enumerate(product(_places(language), MOVES)):
        # Stepped through at different paces, so that everything meets everything before long.
        step = number + number // len(MOVES)
        turns = (
            PARTS[step % len(PARTS)],
            NATION[step % len(NATION)],
            COVERAGE[step // len(PARTS) % len(COVERAGE)],
            OTHERS[step // len(NATION) % len(OTHERS)],
            NEIGHBOURS[step // len(COVERAGE) % len(NEIGHBOURS)],
            HISTORY[step // len(OTHERS) % len(HISTORY)],
        )
        made.append(_invented((place, move, *turns), nouns, language))
    for options in OTHER_DIMENSIONS[1:]:
        made += [_invented((turn,), nouns, language) for turn in options if turn.fields]
    return tuple(made)


def first_that_holds(
    conditions: Iterable[str], nouns: Nouns, language: str = ENGLISH
) -> Invented | None:
    """Figures of which all the conditions hold, or None when they rule each other out.

    Only dimensions that some condition looks at are gone through.
    """
    names = tuple(conditions)
    dimensions = (_places(language), *OTHER_DIMENSIONS)
    looked_at = [each for each in dimensions if _is_looked_at(each, names, nouns, language)]
    for turns in product(*looked_at):
        found = _invented(turns, nouns, language)
        if all_hold(names, found.facts):
            return found
    return None


def _places(language: str) -> tuple[Turn, ...]:
    return PLACES_IN_WALES if language == WELSH else PLACES


def _is_looked_at(
    options: tuple[Turn, ...], names: tuple[str, ...], nouns: Nouns, language: str
) -> bool:
    for name in names:
        answers = {all_hold([name], _invented((turn,), nouns, language).facts) for turn in options}
        if len(answers) > 1:
            return True
    return False


def _invented(turns: Iterable[Turn], nouns: Nouns, language: str) -> Invented:
    turns = tuple(turn for turn in turns if turn.fields)
    fields = {name: value for turn in turns for name, value in turn.fields.items()}
    if language == WELSH:
        fields = {"country": "wales"} | fields
    label = ", ".join(turn.label for turn in turns) or "nothing is unusual"
    facts = _facts(_Plain(**fields), nouns)  # type: ignore[arg-type]
    if nouns.unit is Unit.PROPORTION:
        facts = _as_proportions(facts)
    return Invented(label, facts, turns, language)


def _facts(plain: _Plain, nouns: Nouns) -> Facts:
    now, before = _period(plain.period, 0), _period(plain.period, 1)
    current = _figure(1, now, plain.value, plain)
    previous: KnownFigure | None = None
    if plain.previous is not None or plain.previous_reason:
        amount = None if plain.previous is None else Decimal(plain.previous)
        previous = KnownFigure(-2, before, amount, plain.previous_reason)
    nation: KnownFigure | None = current
    nation_previous = previous
    if plain.place.level != "united-kingdom":
        nation = _whole(-3, now, plain.nation[0])
        nation_previous = _whole(-4, before, plain.nation[1])
    past = () if plain.is_short or plain.is_first else tuple(_past(plain))
    earliest = past[0].period if past else before
    return Facts(
        place=plain.place,
        nouns=nouns,
        current=current,
        previous=previous,
        parts=tuple(_parts(plain, now)),
        nation=nation,
        nation_previous=nation_previous,
        not_comparable=plain.not_comparable,
        coverage=plain.coverage,
        forces_with_breakdown=plain.forces_with_breakdown,
        forces_in_all=FORCES,
        help=plain.help,
        seed=f"invented {plain.place.name}",
        country=plain.country,
        earliest=None if plain.is_first else earliest,
        peers=peers_among(
            plain.place,
            country=plain.country,
            known=_series(past, previous, current, plain),
            neighbours=plain.neighbours,
            nouns=nouns,
        ),
        welsh=_welsh(plain.place),
    )


def _as_proportions(facts: Facts) -> Facts:
    """The same movements between figures of a survey, which are not broken down or ranked."""
    return replace(
        facts,
        current=_share(facts.current),
        previous=_share(facts.previous),
        nation=_share(facts.nation),
        nation_previous=_share(facts.nation_previous),
        parts=(),
        peers=None,
    )


def _share(figure: KnownFigure | None) -> KnownFigure | None:
    """A figure in per cent that is larger the larger the number was: 674 is 52.9%."""
    if figure is None or figure.value is None:
        return figure
    share = 100 * figure.value / (figure.value + MIDDLING)
    return replace(figure, value=rounded(share, 1))


def _welsh(place: Place) -> Welsh:
    area, within, force = IN_WALES.get(place.name, ("", "", ""))
    around = tuple((name, named[0]) for name, named in IN_WALES.items())
    return Welsh(area, within, force, tuple(IN_WELSH.items()), around)


def _period(kind: str, years_ago: int) -> Period:
    (year, *first), (last_year, *last) = PERIODS[kind]
    return Period(date(year - years_ago, *first), date(last_year - years_ago, *last))


def _past(plain: _Plain) -> Iterator[KnownFigure]:
    """The figures before the previous one, the earliest first."""
    for place, value in enumerate(plain.history):
        years_ago = 1 + len(plain.history) - place
        yield KnownFigure(-10 - years_ago, _period(plain.period, years_ago), Decimal(value))


def _series(
    past: tuple[KnownFigure, ...],
    previous: KnownFigure | None,
    current: KnownFigure,
    plain: _Plain,
) -> tuple[KnownFigure, ...]:
    """What an area may be ranked by: nothing without its figure, no past that a break parts."""
    if current.value is None:
        return ()
    if previous is None or plain.not_comparable:
        return (current,)
    return (*past, previous, current)


def _figure(number: int, period: Period, value: int | None, plain: _Plain) -> KnownFigure:
    return KnownFigure(
        -number,
        period,
        None if value is None else Decimal(value),
        plain.reason,
        is_estimate=plain.is_estimate,
        is_suppressed=plain.is_suppressed,
    )


def _whole(number: int, period: Period, value: int | None) -> KnownFigure | None:
    return None if value is None else KnownFigure(number, period, Decimal(value))


def _parts(plain: _Plain, period: Period) -> Iterator[Part]:
    """The total in two, as far as it was given; "short" leaves a rest of it unnamed."""
    if not plain.parts:
        return
    whole = plain.value or 0
    first = whole // 4
    second = whole - first - (whole // 10 if plain.parts == "short" else 0)
    is_whole = plain.parts in ("known", "short")
    hidden = plain.parts == "hidden"
    reason = "suppressed" if hidden else "not supplied"
    given = Decimal(first) if is_whole or plain.parts == "some" else None
    yield Part("possession", _part(-5, period, given, reason, hidden=hidden))
    rest = Decimal(second) if is_whole or hidden else None
    yield Part("taking, making or distributing", _part(-6, period, rest, reason))


def _part(
    number: int, period: Period, value: Decimal | None, reason: str, *, hidden: bool = False
) -> KnownFigure:
    said = "" if value is not None else reason
    return KnownFigure(number, period, value, said, is_suppressed=hidden and value is None)
