"""Areas beside each other: the largest, the only one, how many, and steep changes side by side.

Nothing here is said of a set of areas unless every one of them has a comparable figure; where one
has not, what could not be said is, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from press.wording.profiles import Profile
from press.wording.say_ranks import RankedBy, say_only, say_place
from press.wording.saying import CannotSay, Saying
from stats.comparison import SMALLEST_BASE_FOR_PERCENTAGE, Direction

from .angle import Angle, Kind, Unsaid
from .newsworthiness import of_change, of_kind, of_set
from .picture import Picture, Spot, Step
from .sentences import NOUN, capital, counted, moved, number_of, when
from .sets import clusters, how_many
from .standing import Standing, not_known, set_in_words, standing_of

FIRST_OF_A_SET = (Kind.LARGEST_TOTAL, Kind.LARGEST_RISE, Kind.LARGEST_FALL, Kind.ONLY)
POPULATION = "Areas differ in how many people live there: a large number may say no more than that."


def ranks(picture: Picture, profile: Profile) -> Iterator[Angle | Unsaid]:
    """Every rank of every set, or why there is none.

    Who is first of a wide set is first of each narrower one inside it: only the widest is said.
    """
    said: set[tuple[Kind, int | None, bool]] = set()
    for group in sorted(picture.groups, key=lambda group: (-len(group.members), group.whole.pk)):
        for found in _ranks_of(standing_of(picture, group), profile):
            if isinstance(found, Angle) and found.kind in FIRST_OF_A_SET:
                key = (found.kind, found.area, " numerical " in found.sentence)
                if key in said:
                    continue
                said.add(key)
            yield found


def _ranks_of(standing: Standing, profile: Profile) -> Iterator[Angle | Unsaid]:
    if standing.without_level:
        yield not_known(standing, standing.without_level, changes=False)
    else:
        yield from _totals(standing, profile)
    if standing.without_change:
        yield not_known(standing, standing.without_change, changes=True)
        return
    yield from _largest_changes(standing, profile)
    yield from _only(standing, profile)
    yield from how_many(standing, profile)
    yield from clusters(standing, profile)


def _totals(standing: Standing, profile: Profile) -> Iterator[Angle | Unsaid]:
    picture = standing.picture
    spot, saying = _first(standing, standing.levels, RankedBy.LEVEL, Direction.RISE, profile)
    if spot is None or isinstance(saying, CannotSay):
        yield Unsaid(f"The highest number among {set_in_words(standing)}", _because(saying))
        return
    value = standing.levels[spot.as_observed] or Decimal(0)
    if value < SMALLEST_BASE_FOR_PERCENTAGE:
        return
    recorded = counted(picture, spot).removeprefix(picture.nouns.plural)
    sentence = (
        f"There were {number_of(value, picture, profile)}{recorded} {when(picture.period)},"
        f" {saying.text}."
    )
    yield Angle(
        kind=Kind.LARGEST_TOTAL,
        areas=(spot.pk,),
        sentence=sentence,
        figures=standing.figures(both=False),
        working=saying.arithmetic,
        reasons=(*of_kind(Kind.LARGEST_TOTAL), *of_set(len(standing.group.members))),
        about=spot.as_observed,
        measure=picture.measure,
        evidence=standing.evidence,
        cautions=(POPULATION,),
    )


def _largest_changes(standing: Standing, profile: Profile) -> Iterator[Angle | Unsaid]:
    """The largest rise and fall by per cent and by number."""
    for way in (Direction.RISE, Direction.FALL):
        sign = 1 if way is Direction.RISE else -1
        by_number = {
            name: None if change is None else change.difference * sign
            for name, change in standing.changes.items()
        }
        if all(size is None or size <= 0 for size in by_number.values()):
            continue
        by_percent, refused = _by_percent(standing, sign)
        for by, sizes in ((RankedBy.PERCENT, by_percent), (RankedBy.DIFFERENCE, by_number)):
            found = _largest(standing, sizes, by, way, profile)
            if isinstance(found, Angle):
                yield found
            else:
                what = "percentage" if by is RankedBy.PERCENT else "numerical"
                because = refused if by is RankedBy.PERCENT and refused else found
                among = set_in_words(standing)
                yield Unsaid(f"The largest {what} {NOUN[way]} among {among}", because)


def _by_percent(standing: Standing, sign: int) -> tuple[dict[str, Decimal | None], str]:
    """What each changed by in per cent; and why none can be first, where one began at nought."""
    sizes: dict[str, Decimal | None] = {}
    refused = ""
    for name, change in standing.changes.items():
        percent = None if change is None else change.percent
        if change is not None and percent is None:
            refused = f"{name} began at nought, of which there is no percentage"
        sizes[name] = None if percent is None else percent * sign
    return sizes, refused


def _largest(
    standing: Standing,
    sizes: Mapping[str, Decimal | None],
    by: RankedBy,
    way: Direction,
    profile: Profile,
) -> Angle | str:
    """The angle of the area that changed most, or why there is none."""
    picture = standing.picture
    spot, saying = _first(standing, sizes, by, way, profile)
    step = None if spot is None else standing.steps[spot.pk]
    if spot is None or step is None or isinstance(saying, CannotSay):
        return _because(saying)
    if by is RankedBy.PERCENT and step.change.has_small_base:
        return f"{spot.place.name} comes first with too small a base for a percentage"
    if step.change.is_similar or step.change.is_slight:
        return f"the change of {spot.place.name}, which comes first, is slight"
    verb = "recorded" if picture.is_recorded else "saw"
    kind = Kind.LARGEST_RISE if way is Direction.RISE else Kind.LARGEST_FALL
    return Angle(
        kind=kind,
        areas=(spot.pk,),
        sentence=f"{_named(spot)} {verb} {saying.text}. {_there(picture)} {moved(step, profile)}.",
        figures=(*step.figures, *_rest(standing, step)),
        working=saying.arithmetic,
        reasons=(*of_kind(kind), *of_change(step.change), *of_set(len(standing.group.members))),
        about=spot.as_observed,
        measure=picture.measure,
        evidence=standing.evidence,
    )


def _there(picture: Picture) -> str:
    return "The number recorded there" if picture.is_recorded else "The number there"


def _rest(standing: Standing, step: Step) -> tuple[int, ...]:
    """The figures of the rest of the set, behind those of the area itself."""
    return tuple(one for one in standing.figures() if one not in step.figures)


def _first(
    standing: Standing,
    sizes: Mapping[str, Decimal | None],
    by: RankedBy,
    way: Direction,
    profile: Profile,
) -> tuple[Spot | None, Saying | CannotSay]:
    """The area that comes first, and how that is said; or why none does."""
    picture = standing.picture
    by_name = {picture.spots[area].as_observed: picture.spots[area] for area in standing.steps}
    known = {name: size for name, size in sizes.items() if size is not None}
    if not known:
        return None, CannotSay("There is no comparable figure.")
    own = max(known, key=lambda name: (known[name], name))
    nouns = "" if by is RankedBy.LEVEL else picture.nouns.plural
    try:
        return by_name[own], say_place(
            own,
            sizes,
            among=picture.area_set(standing.group),
            by=by,
            way=way,
            nouns=nouns,
            profile=profile,
        )
    except CannotSay as refusal:
        return None, refusal


def _because(saying: Saying | CannotSay) -> str:
    words = str(saying).rstrip(".") if isinstance(saying, CannotSay) else ""
    return words[:1].lower() + words[1:] if words.startswith(("There ", "A ")) else words


def _only(standing: Standing, profile: Profile) -> Iterator[Angle]:
    picture = standing.picture
    verb = "record" if picture.is_recorded else "see"
    among = picture.area_set(standing.group)
    ways = [change.direction for change in standing.changes.values() if change is not None]
    for area, step in standing.steps.items():
        if step is None or ways.count(step.change.direction) != 1 or step.change.is_similar:
            continue
        spot = picture.spots[area]
        try:
            saying = say_only(
                spot.as_observed, standing.changes, among=among, verb=verb, profile=profile
            )
        except CannotSay:
            continue
        yield Angle(
            kind=Kind.ONLY,
            areas=(spot.pk,),
            sentence=(
                f"{_named(spot)} was {saying.text} in {picture.nouns.plural}."
                f" {_there(picture)} {moved(step, profile)}."
            ),
            figures=(*step.figures, *_rest(standing, step)),
            working=saying.arithmetic,
            reasons=(
                *of_kind(Kind.ONLY),
                *of_change(step.change),
                *of_set(len(standing.group.members)),
            ),
            about=spot.as_observed,
            measure=picture.measure,
            evidence=standing.evidence,
        )


def _named(spot: Spot) -> str:
    return capital(spot.place.in_prose)
