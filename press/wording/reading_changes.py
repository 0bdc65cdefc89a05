"""Percentages, fractions and multiples: what change or share each of them states."""

from __future__ import annotations

from decimal import Decimal

from press.wording.intervals import Interval
from press.wording.kinds import Kind
from press.wording.lexemes import Amount, Degree, Earlier, Movement, Rank, RankForm
from press.wording.readings import percent_reading, share_reading, times_reading
from press.wording.roles import FARTHEST_EARLIER, SHARE_AFTER, is_share
from press.wording.sentence import NO_LIMIT, Sentence
from press.wording.statements import Role
from press.wording.surroundings import link_before, movement_before, movement_beside
from press.wording.tokens import Prose
from press.wording.vocabulary import MOVEMENTS
from stats.comparison import Direction

LEVEL_LINKS = frozenset({"to", "from", "at"})
TOTALS = frozenset({"number", "figure", "total", "level", "rate", "what", "that", "those"})
CONTRASTED = frozenset({"average", "national", "nationally", "regional"})


def read_percent(sentence: Sentence, place: int, amount: Amount) -> None:
    """A percentage is a level ("rose to 37%"), a share ("63% of offences") or a change."""
    beside = movement_beside(sentence.prose, sentence.lexemes, place)
    is_bare = amount.comparative is None
    link = link_before(sentence.prose, amount)
    says = percent_reading(amount)
    if is_bare and link in LEVEL_LINKS and not _changes_next(sentence, place):
        role = Role.OLD if link == "from" else Role.NEW
        setting = sentence.setting(place)
        sentence.keep(amount, sentence.draft(amount, setting, Kind.PERCENT, says, role=role))
    elif is_bare and beside is None and is_share(sentence.prose, sentence.lexemes, place):
        share = says.scaled(Decimal("0.01"))
        setting = sentence.only_named(amount)
        sentence.keep(amount, sentence.draft(amount, setting, Kind.SHARE, share))
    else:
        read_change(sentence, place, amount, Kind.PERCENT_CHANGE, says)


def _changes_next(sentence: Sentence, place: int) -> bool:
    """Whether a change word stands right after: "to a 14 per cent rise" states a change."""
    after = sentence.lexemes[place + 1] if place + 1 < len(sentence.lexemes) else None
    return isinstance(after, Movement) and after.first - sentence.lexemes[place].end <= 1


def read_fraction(sentence: Sentence, place: int, amount: Amount) -> None:
    """A fraction is a share before "of" and the like, otherwise a change."""
    beside = movement_beside(sentence.prose, sentence.lexemes, place)
    is_change = beside is not None or amount.comparative is not None
    says = share_reading(amount)
    if _is_what_is_left(sentence, amount):
        left = _gone(says.scaled(Decimal(100)))
        read_change(sentence, place, amount, Kind.PERCENT_CHANGE, left, way=Direction.FALL)
        return
    if not is_change and sentence.prose.word(amount.end) in SHARE_AFTER | {"the", "all"}:
        setting = sentence.only_named(amount)
        sentence.keep(amount, sentence.draft(amount, setting, Kind.FRACTION, says))
    else:
        percent = says.scaled(Decimal(100))
        read_change(sentence, place, amount, Kind.PERCENT_CHANGE, percent)


def _is_what_is_left(sentence: Sentence, amount: Amount) -> bool:
    """ "half as many", "a quarter of the previous year's number": what is left, not what went."""
    prose = sentence.prose
    following = prose.word(amount.end)
    if following != "of":
        return following == "as" or (following == "the" and _is_the_number(prose, amount.end + 1))
    behind = prose.words[amount.end + 1 : amount.end + 4]
    is_of_number = not TOTALS.isdisjoint(behind)
    return is_of_number and any(
        isinstance(other, Earlier) and 0 < other.first - amount.end <= FARTHEST_EARLIER
        for other in sentence.lexemes
    )


def read_multiple(sentence: Sentence, place: int, amount: Amount) -> None:
    """A multiple is of the older figure, unless it sets one area beside others."""
    after = sentence.prose.words[amount.end : amount.end + 6]
    if not CONTRASTED.isdisjoint(after):  # "double the national average"
        statement = sentence.draft(amount, sentence.of_subject(place), Kind.RANK, NO_LIMIT)
        change = next((MOVEMENTS[word] for word in after if word in MOVEMENTS), None)
        if change is not None:
            is_national = "regional" not in after
            rank = Rank(amount.first, amount.end, RankForm.AVERAGE, 1, True, change)
            rank = rank._replace(is_national=is_national)
            says = times_reading(amount, is_fall=False)
            statement = statement._replace(rank=rank, says=says)
            _use_change_behind(sentence, place)
        sentence.keep(amount, statement)
        return
    beside = movement_beside(sentence.prose, sentence.lexemes, place)
    is_fall = amount.is_fall or amount.comparative is Direction.FALL
    if beside is not None:
        sentence.used.add(beside.first)
        is_fall = is_fall or beside.direction is Direction.FALL
    says = times_reading(amount, is_fall=is_fall)
    way = Direction.FALL if is_fall else Direction.RISE
    setting = sentence.setting(place)
    sentence.keep(amount, sentence.draft(amount, setting, Kind.MULTIPLE, says, direction=way))


def _is_the_number(prose: Prose, place: int) -> bool:
    """ "half the number", "half the previous year's total", but not "half the number were"."""
    if prose.word(place) in {"previous", "preceding", "prior"}:
        return True
    following = prose.word(place + 1)
    is_alone = not following.isalpha() or following in {"in", "recorded", "reported", "from", "a"}
    return prose.word(place) in TOTALS and is_alone


def _use_change_behind(sentence: Sentence, place: int) -> None:
    """The change of the others belongs to the comparison: "twice the national rise"."""
    after = sentence.lexemes[place + 1] if place + 1 < len(sentence.lexemes) else None
    if isinstance(after, Movement):
        sentence.used.add(after.first)


def _gone(left: Interval) -> Interval:
    """The fall, in per cent, that leaves so many per cent."""
    return Interval(
        None if left.high is None else 100 - left.high,
        None if left.low is None else 100 - left.low,
        left.high_open,
        left.low_open,
    )


def read_change(
    sentence: Sentence,
    place: int,
    amount: Amount,
    kind: Kind,
    says: Interval,
    *,
    way: Direction | None = None,
) -> None:
    """An amount of change, with the direction that the words beside or before it give."""
    movement = movement_beside(sentence.prose, sentence.lexemes, place)
    if movement is None and amount.comparative is None:
        movement = movement_before(sentence.prose, sentence.lexemes, place)
    setting = sentence.setting(place)
    direction = way or amount.comparative
    if movement is not None:
        sentence.used.add(movement.first)
        direction = direction or movement.direction
    sentence.keep(amount, sentence.draft(amount, setting, kind, says, direction=direction))
    if movement is not None and movement.degree is Degree.SLIGHT:
        sentence.keep_direction(movement, setting)
