"""Holds places among areas against the figures of those areas.

A rank is borne out only when every area of the set has a comparable figure; one that is beaten
is belied all the same, for a missing area can only push it further down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from press.wording.candidates import Candidate
from press.wording.figures import Figures, Observation, Pair, Series, at_period, pairs_in
from press.wording.lexemes import Rank, RankForm
from press.wording.numbers import digits, numeral
from press.wording.profiles import CHARITY
from press.wording.ranks import PLACE_WORDS
from press.wording.saying import working
from press.wording.statements import Setting, Statement
from stats.comparison import Direction

LISTED = 5
"""How many areas the working names."""

IN_LINE_POINTS = Decimal(5)
IN_LINE_SHARE = Decimal(3)
"""Changes are "in line" within five points of each other, or a third of the larger."""

Sizes = Mapping[str, Decimal | None]
"""What each area is ranked by; None where it has no comparable figure."""


def ranks(statement: Statement, figures: Figures) -> list[Candidate]:
    """The bearers of what is said of an area beside others."""
    rank = statement.rank
    if rank is None:
        return []
    match rank.form:
        case RankForm.HOW_MANY:
            return _how_many(statement, rank, figures)
        case RankForm.ONLY:
            return _only(statement, rank, figures)
        case RankForm.TREND | RankForm.AVERAGE:
            return _beside_the_whole(statement, rank, figures)
        case _:
            return _places(statement, rank, figures)


def _places(statement: Statement, rank: Rank, figures: Figures) -> list[Candidate]:
    own, forces = figures.subject_of(statement.setting), figures.forces()
    if own not in forces or len(forces) < 2 or (rank.is_loose and not statement.setting.areas):
        return []
    if rank.change is None:
        by_level = _levels(forces, own, statement.setting)
        return [_place(statement, rank, own, by_level, digits)]
    pairs = _pairs(forces, own, statement.setting)
    found = []
    by_number, by_percent = (_difference, digits), (_percent, _percent_text)
    either = {None: (by_number, by_percent), False: (by_number,), True: (by_percent,)}
    for size_of, spoken in either[rank.is_by_percent]:
        sizes = {area: size_of(pair, rank.change) for area, pair in pairs.items()}
        found.append(_place(statement, rank, own, sizes, spoken))
    # Largest by number or by percentage: either will do, and only both failing belies it.
    if any(one.is_undecided for one in found):
        return [one for one in found if one.fits or one.is_undecided]
    return found


def _levels(forces: Mapping[str, Series], own: str, setting: Setting) -> Sizes:
    """The figures of one period, the one named or the newest of the area spoken of."""
    here = at_period(forces[own], setting.at) or forces[own][-1]
    found: dict[str, Decimal | None] = {}
    for area, series in forces.items():
        there = at_period(series, here.period)
        found[area] = None if there is None else there.value
    return found


def _pairs(forces: Mapping[str, Series], own: str, setting: Setting) -> dict[str, Pair | None]:
    """The same two periods for every area."""
    candidates = pairs_in(forces[own], setting)
    found: dict[str, Pair | None] = dict.fromkeys(forces)
    if candidates:
        old, new = candidates[0].old.period, candidates[0].new.period
        for area, series in forces.items():
            before, after = at_period(series, old), at_period(series, new)
            if before is not None and after is not None:
                found[area] = Pair(before, after)
    return found


def _difference(pair: Pair | None, way: Direction) -> Decimal | None:
    if pair is None:
        return None
    difference = pair.comparison.difference
    return -difference if way is Direction.FALL else difference


def _percent(pair: Pair | None, way: Direction) -> Decimal | None:
    percent = None if pair is None else pair.comparison.percent
    if percent is None:
        return None
    return -percent if way is Direction.FALL else percent


def _percent_text(value: Decimal) -> str:
    return f"{working(value)}%"


def _place(
    statement: Statement,
    rank: Rank,
    own: str,
    sizes: Sizes,
    spoken: Callable[[Decimal], str],
) -> Candidate:
    """The place of one area by one measure of size."""
    sign = 1 if rank.is_high else -1
    known = {area: size for area, size in sizes.items() if size is not None}
    mine = sizes[own]
    if mine is None:
        return _open(f"{own} has no comparable figure.")
    order = sorted(known, key=lambda area: known[area] * sign, reverse=True)
    beaten_by = sum(1 for size in known.values() if size * sign > mine * sign)
    level = sum(1 for size in known.values() if size == mine)
    is_moved = rank.change is None or mine > 0
    is_here = is_moved and beaten_by < rank.place <= beaten_by + level
    missing = sorted(set(sizes) - set(known))
    total = rank.total or len(sizes)
    arithmetic = "; ".join(f"{area} {spoken(known[area])}" for area in order[:LISTED])
    if is_moved and _may_hold(rank, beaten_by, len(known), total, is_here=is_here):
        if missing:
            return _open(f"There is no comparable figure for {', '.join(missing)}.")
        if total != len(sizes) and not (rank.place == 1 and total < len(sizes) and is_here):
            return _open(f"Figures of {len(sizes)} areas were given, not {total}.")
    return Candidate(
        truth=Decimal(beaten_by + 1),
        figures=(),
        arithmetic=f"{arithmetic}, which puts {own} in place {beaten_by + 1}",
        fits=is_here,
        note=f"Among the {len(sizes)} areas given." if is_here else "",
        words=lambda: _place_words(rank, beaten_by + 1, len(known)) if is_moved else "",
    )


def _may_hold(rank: Rank, beaten_by: int, known: int, total: int, *, is_here: bool) -> bool:
    """Whether some set of the size named could give the place, whatever is missing from it."""
    if total >= known:
        return is_here or (total > known and beaten_by < rank.place)
    below = known - beaten_by - 1
    return beaten_by >= rank.place - 1 and below >= total - rank.place


def _place_words(rank: Rank, place: int, known: int) -> str:
    superlative = "highest" if rank.is_high else "lowest"
    if place > len(PLACE_WORDS):
        place, superlative = known - place + 1, "lowest" if rank.is_high else "highest"
    if not 1 <= place <= len(PLACE_WORDS):
        return ""
    what = {None: "", Direction.RISE: " rise", Direction.FALL: " fall"}.get(rank.change, "")
    superlative = {"highest": "largest", "lowest": "smallest"}[superlative] if what else superlative
    return f"the {'' if place == 1 else PLACE_WORDS[place - 1] + ' '}{superlative}{what}"


def _open(why: str) -> Candidate:
    """Figures that would be needed are missing."""
    return Candidate(None, (), "", fits=False, note=why, rescue_only=True, is_undecided=True)


def _ways(figures: Figures, setting: Setting, own: str | None) -> dict[str, Direction | None]:
    """Which way every area went over the same two periods."""
    forces = figures.forces()
    if own not in forces:
        own = max(forces, key=lambda area: len(forces[area]), default=None)
    if own is None:
        return {}
    pairs = _pairs(forces, own, setting)
    return {
        area: None if pair is None else pair.comparison.direction for area, pair in pairs.items()
    }


def _only(statement: Statement, rank: Rank, figures: Figures) -> list[Candidate]:
    own = figures.subject_of(statement.setting)
    ways = _ways(figures, statement.setting, own)
    if own is None or len(ways) < 2 or rank.change is None or ways.get(own) is None:
        return []
    others = sorted(area for area, way in ways.items() if way is rank.change and area != own)
    missing = sorted(area for area, way in ways.items() if way is None)
    fits = ways[own] is rank.change and not others
    if fits and missing:
        return [_open(f"There is no comparable figure for {', '.join(missing)}.")]
    noun = "fell" if rank.change is Direction.FALL else "rose"
    went = sorted([*others, own] if ways[own] is rank.change else others)
    arithmetic = f"figures {noun} in {', '.join(went[:LISTED]) or 'no area'}"
    words = f"one of {numeral(Decimal(len(went)), profile=CHARITY)}" if own in went[:] else ""
    return [
        Candidate(
            truth=Decimal(len(went)),
            figures=(),
            arithmetic=arithmetic,
            fits=fits,
            note=f"Among the {len(ways)} areas given." if fits else "",
            words=lambda: words,
        )
    ]


def _how_many(statement: Statement, rank: Rank, figures: Figures) -> list[Candidate]:
    ways = _ways(figures, statement.setting, None)
    known = {area: way for area, way in ways.items() if way is not None}
    if len(known) < 2:
        return []
    went = sum(1 for way in known.values() if way is rank.change)
    total = rank.total or len(ways)
    number = total if rank.number is None else rank.number
    missing = max(0, total - len(known))
    fits = went == number and len(known) == total
    if not fits and went <= number <= went + missing and missing:
        return [_open(f"Figures of {len(known)} areas of {total} can be compared.")]
    if len(known) > total:
        return [_open(f"Figures of {len(known)} areas were given, not {total}.")]
    verb = "fell" if rank.change is Direction.FALL else "rose"
    spoken = numeral(Decimal(went), profile=CHARITY)
    return [
        Candidate(
            truth=Decimal(went),
            figures=(),
            arithmetic=f"figures {verb} in {went} of the {len(known)} areas given",
            fits=fits,
            words=lambda: f"{spoken} of the {numeral(Decimal(len(known)), profile=CHARITY)}",
        )
    ]


def _beside_the_whole(statement: Statement, rank: Rank, figures: Figures) -> list[Candidate]:
    """Trends and multiples of the change of a nation or region."""
    own, whole = figures.subject_of(statement.setting), figures.whole(is_national=rank.is_national)
    series = figures.total_of(own)
    if own is None or whole is None or series is None or whole[0] == own:
        return []
    name, others = whole
    pairs = pairs_in(series, statement.setting)
    if not pairs:
        return []
    here = pairs[0]
    before, after = at_period(others, here.old.period), at_period(others, here.new.period)
    if before is None or after is None:
        return [_open(f"There is no comparable figure for {name}.")]
    return [_beside(statement, rank, here, Pair(before, after), (own, name))]


def _beside(
    statement: Statement, rank: Rank, here: Pair, there: Pair, names: tuple[str, str]
) -> Candidate:
    mine, theirs = here.comparison, there.comparison
    figures: tuple[Observation, ...] = (here.old, here.new, there.old, there.new)
    if mine.percent is None or theirs.percent is None or not theirs.percent:
        return _open("There is no percentage of nought.")
    arithmetic = f"{names[0]} {working(mine.percent)}%, {names[1]} {working(theirs.percent)}%"
    is_same_way = mine.direction is theirs.direction
    if rank.form is RankForm.AVERAGE:
        times = mine.percent / theirs.percent
        fits = is_same_way and mine.direction is rank.change and statement.says.holds(times)
        return Candidate(times, figures, f"{arithmetic}: {working(times)} times", fits)
    if rank.is_against:
        fits, words = not is_same_way and mine.direction is not Direction.SAME, "in line with"
    else:
        apart = abs(mine.percent - theirs.percent)
        larger = max(abs(mine.percent), abs(theirs.percent))
        fits = is_same_way and apart <= max(IN_LINE_POINTS, larger / IN_LINE_SHARE)
        words = "against" if not is_same_way else ""
    trend = "national" if rank.is_national else "regional"
    return Candidate(
        truth=mine.percent,
        figures=figures,
        arithmetic=arithmetic,
        fits=fits,
        words=lambda: f"{words} the {trend} trend" if words else "",
    )
