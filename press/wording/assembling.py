"""From the lexemes of each sentence to its statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from press.wording.intervals import Interval, exactly
from press.wording.kinds import Kind
from press.wording.lexemes import (
    Amount,
    Degree,
    Earlier,
    Every,
    Flat,
    Form,
    Lexeme,
    Measure,
    Movement,
    Per,
    Rank,
    Record,
    Span,
)
from press.wording.readings import (
    count_reading,
    interval_reading,
    percent_reading,
    rate_reading,
    share_reading,
    times_reading,
)
from press.wording.statements import Noun, Role, Setting, Statement
from press.wording.surroundings import (
    in_same_clause,
    is_span_of_change,
    link_before,
    movement_before,
    movement_beside,
    noun_after,
    period_of_count,
    rate_unit,
    sentence_of,
    setting_of,
)
from press.wording.tokens import Prose
from press.wording.vocabulary import COUNTED_NOUNS, UNIT_MINUTES, words_of
from stats.comparison import Direction

SHARE_BEFORE = words_of(
    "account accounted accounts accounting made make makes making represent represents represented "
    "representing comprise comprised comprising constitute constituted constituting"
)
SHARE_AFTER = words_of("of were was are involved had took happened who came related relate used")
LEVEL_LINKS = frozenset({"to", "from", "at"})
ONE_OF = words_of("offence crime case incident child report call contact complaint")
OLD_LINKS = frozenset({"from", "compared", "against", "versus", "vs", "than"})
NOT_NEW = words_of("compared similar close equal equivalent up opposed due amounting amounts")
COMPARING_HEDGES: Mapping[str, Direction] = MappingProxyType(
    {
        "more than": Direction.RISE,
        "higher than": Direction.RISE,
        "greater than": Direction.RISE,
        "over": Direction.RISE,
        "above": Direction.RISE,
        "fewer than": Direction.FALL,
        "less than": Direction.FALL,
        "lower than": Direction.FALL,
        "below": Direction.FALL,
    }
)
LARGEST_IN_INTERVAL = Decimal(100)


@dataclass
class SentenceReader:
    """Goes through the lexemes of one sentence and gathers what they state."""

    prose: Prose
    lexemes: Sequence[Lexeme]
    measured: frozenset[str]
    statements: list[Statement] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    """Places, in the list, of lexemes that belong to a statement already made."""
    changes: list[Statement] = field(default_factory=list)

    def read(self) -> list[Statement]:
        """All statements of the sentence, in the order of the text."""
        for place, lexeme in enumerate(self.lexemes):
            if isinstance(lexeme, Every):
                self._interval(place, lexeme)
        for place, lexeme in enumerate(self.lexemes):
            if isinstance(lexeme, Amount) and place not in self.used:
                self._amount(place, lexeme)
        for place, lexeme in enumerate(self.lexemes):
            if place not in self.used:
                self._other(place, lexeme)
        for lexeme in self.lexemes:
            if is_span_of_change(self.prose, lexeme):
                self._span(lexeme)
        return sorted(self.statements, key=lambda statement: statement.start)

    # --- amounts ------------------------------------------------------------------------------

    def _amount(self, place: int, amount: Amount) -> None:
        match amount.measure:
            case Measure.PERCENT:
                self._percent(place, amount)
            case Measure.POINTS:
                self._change(place, amount, Kind.PERCENTAGE_POINTS, percent_reading(amount))
            case Measure.TIMES:
                self._times(place, amount)
            case Measure.FRACTION:
                self._fraction(place, amount)
            case Measure.ONE_IN:
                setting = Setting(sentence=sentence_of(self.prose, amount))
                self._add(amount, Kind.ONE_IN, share_reading(amount), setting)
            case Measure.COUNT:
                self._count(place, amount)

    def _percent(self, place: int, amount: Amount) -> None:
        beside = movement_beside(self.prose, self.lexemes, place)
        link = link_before(self.prose, amount)
        if link in LEVEL_LINKS and amount.comparative is None and not self._before_of(place):
            role = Role.OLD if link == "from" else Role.NEW
            setting = setting_of(self.prose, self.lexemes, place)
            self._add(amount, Kind.PERCENT, percent_reading(amount), setting, role=role)
        elif beside is None and amount.comparative is None and self._is_share(place, amount):
            says = percent_reading(amount).scaled(Decimal("0.01"))
            self._add(amount, Kind.SHARE, says, Setting(sentence=sentence_of(self.prose, amount)))
        else:
            self._change(place, amount, Kind.PERCENT_CHANGE, percent_reading(amount))

    def _before_of(self, place: int) -> bool:
        """Whether a change word stands right after: "to a 14 per cent rise" states a change."""
        after = self.lexemes[place + 1] if place + 1 < len(self.lexemes) else None
        return isinstance(after, Movement) and after.first - self.lexemes[place].end <= 1

    def _is_share(self, place: int, amount: Amount) -> bool:
        words = self.prose.words
        if self.prose.word(amount.end) in SHARE_AFTER:
            return True
        if not SHARE_BEFORE.isdisjoint(words[max(0, amount.first - 5) : amount.first]):
            return True
        before = self.lexemes[place - 1] if place else None
        follows = isinstance(before, Amount) and before.measure in {Measure.COUNT, Measure.FRACTION}
        if not follows or link_before(self.prose, amount) == "by":
            return False
        return movement_before(self.prose, self.lexemes, place) is None

    def _fraction(self, place: int, amount: Amount) -> None:
        beside = movement_beside(self.prose, self.lexemes, place)
        following = self.prose.word(amount.end)
        is_change = beside is not None or amount.comparative is not None
        if not is_change and following in SHARE_AFTER | {"the", "all"}:
            setting = Setting(sentence=sentence_of(self.prose, amount))
            self._add(amount, Kind.FRACTION, share_reading(amount), setting)
        else:
            says = share_reading(amount).scaled(Decimal(100))
            self._change(place, amount, Kind.PERCENT_CHANGE, says)

    def _times(self, place: int, amount: Amount) -> None:
        beside = movement_beside(self.prose, self.lexemes, place)
        is_fall = amount.is_fall or amount.comparative is Direction.FALL
        if beside is not None:
            self.used.add(self.lexemes.index(beside))
            is_fall = is_fall or beside.direction is Direction.FALL
        if self._is_contrast(amount):
            setting = Setting(sentence=sentence_of(self.prose, amount))
            self._add(amount, Kind.RANK, Interval(None, None), setting)
            return
        says = times_reading(amount, is_fall=is_fall)
        way = Direction.FALL if is_fall else Direction.RISE
        setting = setting_of(self.prose, self.lexemes, place)
        self._add(amount, Kind.MULTIPLE, says, setting, direction=way, is_change=True)

    def _is_contrast(self, amount: Amount) -> bool:
        """ "Double the national average" sets areas side by side, not years."""
        after = self.prose.words[amount.end : amount.end + 4]
        return not {"average", "national", "nationally", "regional"}.isdisjoint(after)

    def _change(self, place: int, amount: Amount, kind: Kind, says: Interval) -> None:
        movement = movement_beside(self.prose, self.lexemes, place)
        if movement is None and amount.comparative is None:
            movement = movement_before(self.prose, self.lexemes, place)
        direction, degree = amount.comparative, Degree.PLAIN
        if movement is not None:
            self.used.add(self.lexemes.index(movement))
            direction = direction or movement.direction
            degree = movement.degree
        setting = setting_of(self.prose, self.lexemes, place)
        self._add(amount, kind, says, setting, direction=direction, is_change=True)
        if degree is Degree.SLIGHT and movement is not None:
            self._direction(movement, setting)

    # --- counts -------------------------------------------------------------------------------

    def _count(self, place: int, amount: Amount) -> None:
        unit = rate_unit(self.prose, self.lexemes, place)
        if unit is not None:
            self._rate(place, amount, unit)
            return
        noun = noun_after(self.prose, amount, self.measured)
        if self._is_pronoun(place, amount, noun):
            return
        if noun is not Noun.OTHER and self._is_difference(place, amount):
            self._change(place, amount, Kind.DIFFERENCE, count_reading(amount))
            return
        role = self._role(place, amount) if noun is not Noun.OTHER else Role.PLAIN
        if role is Role.OLD and amount.hedge in COMPARING_HEDGES:
            amount = self._compared_count(place, amount)
        period = period_of_count(self.prose, self.lexemes, place)
        setting = replace(
            setting_of(self.prose, self.lexemes, place),
            base=None,
            at=None if period is None else period.period,
        )
        if role is not Role.PLAIN and noun is not Noun.OTHER:
            noun = Noun.MEASURED
        self._add(amount, Kind.COUNT, count_reading(amount), setting, role=role, noun=noun)

    def _compared_count(self, place: int, amount: Amount) -> Amount:
        """ "Fewer than the 591 recorded before" states the older count and a fall from it."""
        if link_before(self.prose, amount) in OLD_LINKS:
            return amount
        direction = COMPARING_HEDGES[amount.hedge or ""]
        movement = Movement(
            amount.first, amount.end, direction, Degree.PLAIN, Form.COMPARATIVE, False, True
        )
        self._direction(movement, setting_of(self.prose, self.lexemes, place))
        return replace(amount, hedge=None)

    def _is_pronoun(self, place: int, amount: Amount, noun: Noun) -> bool:
        """ "one of the first", "no one": a one that counts nothing."""
        if self.prose.words[amount.end - 1] != "one" or amount.hedge is not None:
            return False
        link = link_before(self.prose, amount)
        follows = self.prose.word(amount.end)
        return link not in OLD_LINKS | {"to"} and follows not in COUNTED_NOUNS | self.measured

    def _is_difference(self, place: int, amount: Amount) -> bool:
        if amount.comparative is not None:
            return True
        if {"extra", "additional"} & {self.prose.word(amount.first - 1)}:
            return True
        link = link_before(self.prose, amount)
        if link in OLD_LINKS | {"to", "on", "at"}:
            return False
        before = self.lexemes[place - 1] if place else None
        is_beside = (
            isinstance(before, Movement)
            and movement_beside(self.prose, self.lexemes, place) is before
            and "," not in self.prose.words[before.end : amount.first]
        )
        return is_beside or (link == "by" and amount.first <= 2)

    def _role(self, place: int, amount: Amount) -> Role:
        link = link_before(self.prose, amount)
        if link in OLD_LINKS or (link == "on" and self._follows_movement(place)):
            return Role.OLD
        before = self.lexemes[place - 1] if place else None
        if isinstance(before, Flat) and link in {"to", "as"}:
            return Role.OLD
        if amount.is_definite and amount.hedge is not None:
            return Role.OLD  # "more than the 591 recorded in 2016/17"
        if self._is_earlier(place, amount):
            return Role.OLD
        if link == "to" and self._rises_to(place, amount):
            return Role.NEW
        return Role.PLAIN

    def _follows_movement(self, place: int) -> bool:
        return place > 0 and isinstance(self.lexemes[place - 1], Movement)

    def _is_earlier(self, place: int, amount: Amount) -> bool:
        for after in self.lexemes[place + 1 :]:
            if isinstance(after, Amount | Movement):
                return False
            if not in_same_clause(self.prose, after, amount) or after.first - amount.end > 7:
                return False
            if isinstance(after, Earlier) or (isinstance(after, Span) and after.is_ago):
                gap = self.prose.words[amount.end : after.first]
                return {"than", "on", "from", "compared"}.isdisjoint(gap)
        return False

    def _rises_to(self, place: int, amount: Amount) -> bool:
        """Whether "to" leads on from a change or from an older count."""
        at = amount.first - 1
        while self.prose.word(at) != "to":
            at -= 1
        if self.prose.word(at - 1) in NOT_NEW:
            return False
        return any(
            isinstance(before, Movement | Amount) and in_same_clause(self.prose, before, amount)
            for before in self.lexemes[:place]
        )

    # --- rates --------------------------------------------------------------------------------

    def _rate(self, place: int, amount: Amount, unit: Per) -> None:
        self.used.add(self.lexemes.index(unit))
        first, end = min(amount.first, unit.first), max(amount.end, unit.end)
        whole = replace(amount, first=first, end=end)
        period = period_of_count(self.prose, self.lexemes, place)
        setting = replace(
            setting_of(self.prose, self.lexemes, place),
            base=None,
            at=None if period is None else period.period,
        )
        self._add(whole, Kind.RATE, rate_reading(amount), setting, unit=unit.unit)

    def _interval(self, place: int, every: Every) -> None:
        """ "one every 23 minutes", with the count before it when there is one."""
        number, hedge, first = Decimal(1), None, every.first
        before = self.lexemes[place - 1] if place else None
        if isinstance(before, Amount) and before.measure is Measure.COUNT:
            gap = self.prose.words[before.end : every.first]
            is_near = len(gap) <= 9 and all(word.isalpha() for word in gap)
            if is_near and 0 < before.value <= LARGEST_IN_INTERVAL:
                number, hedge, first = before.value, before.hedge, before.first
                self.used.add(place - 1)
        minutes = every.number * Decimal(UNIT_MINUTES[every.unit]) / number
        setting = replace(setting_of(self.prose, self.lexemes, place), base=None)
        whole = replace(every, first=first)
        says = interval_reading(every, minutes, hedge)
        self._add(whole, Kind.INTERVAL_RATE, says, setting, unit=every.unit)

    # --- words without numbers ----------------------------------------------------------------

    def _other(self, place: int, lexeme: Lexeme) -> None:
        match lexeme:
            case Movement() if lexeme.stands_alone or self._leads_to_count(place):
                self._direction(lexeme, setting_of(self.prose, self.lexemes, place))
            case Flat():
                setting = setting_of(self.prose, self.lexemes, place)
                degree = Degree.PLAIN if lexeme.is_exact else Degree.SLIGHT
                says = exactly(Decimal(0))
                self._add(lexeme, Kind.DIRECTION, says, setting, Direction.SAME, degree)
            case Record():
                setting = replace(setting_of(self.prose, self.lexemes, place), months=lexeme.months)
                way = Direction.RISE if lexeme.is_high else Direction.FALL
                degree = Degree.SLIGHT if lexeme.is_near else Degree.PLAIN
                self._add(lexeme, Kind.RECORD, Interval(None, None), setting, way, degree)
            case Per() if self._is_one_each(lexeme):
                one = Amount(lexeme.first, lexeme.end, Measure.COUNT, Decimal(1))
                self._rate(place, one, lexeme)
            case Rank():
                setting = Setting(sentence=sentence_of(self.prose, lexeme))
                self._add(lexeme, Kind.RANK, Interval(None, None), setting)
            case _:
                pass

    def _is_one_each(self, unit: Per) -> bool:
        """ "A crime every hour", "an offence a day": one of what is counted."""
        words = self.prose.words
        for place in range(max(0, unit.first - 7), unit.first - 1):
            noun = words[place + 1 : place + 6]
            opens = words[place] in {"a", "an"} and place + 1 < unit.first
            if opens and any(
                word in ONE_OF and place + 1 + at < unit.first for at, word in enumerate(noun)
            ):
                return True
        return False

    def _leads_to_count(self, place: int) -> bool:
        """Whether a count with a role follows: "falling from 820 to 247"."""
        after = self.lexemes[place + 1] if place + 1 < len(self.lexemes) else None
        if not isinstance(after, Amount) or after.measure is not Measure.COUNT:
            return False
        is_near = after.first - self.lexemes[place].end <= 6
        return is_near and link_before(self.prose, after) in {"from", "to", "than", "on"}

    def _direction(self, movement: Movement, setting: Setting) -> None:
        low = Decimal(0)
        says = (
            Interval(low, None, low_open=True)
            if movement.direction is Direction.RISE
            else Interval(None, low, high_open=True)
        )
        self._add(
            movement,
            Kind.DIRECTION,
            says,
            setting,
            movement.direction,
            movement.degree,
            is_change=True,
            is_negated=movement.is_negated,
        )

    def _span(self, lexeme: Lexeme) -> None:
        """A span is a statement of its own when a change in its clause happened over it."""
        if not isinstance(lexeme, Span) or lexeme.months is None:
            return
        place = self.prose.tokens[lexeme.first].start
        clause = self.prose.clauses[lexeme.first]
        beside = [change for change in self.changes if self._clause_of(change) == clause]
        if not beside:
            return
        nearest = min(beside, key=lambda change: abs(change.start - place))
        says = exactly(lexeme.months)
        setting = replace(nearest.setting, months=lexeme.months)
        self._add(lexeme, Kind.SPAN, says, setting, named=lexeme.months)

    def _clause_of(self, statement: Statement) -> int:
        for index, token in enumerate(self.prose.tokens):
            if token.start >= statement.start:
                return self.prose.clauses[index]
        return -1

    def _add(
        self,
        lexeme: Lexeme,
        kind: Kind,
        says: Interval,
        setting: Setting,
        direction: Direction | None = None,
        degree: Degree = Degree.PLAIN,
        *,
        role: Role = Role.PLAIN,
        noun: Noun = Noun.MEASURED,
        unit: str = "",
        is_change: bool = False,
        is_negated: bool = False,
        named: Decimal = Decimal(0),
    ) -> None:
        tokens = self.prose.tokens
        amount = lexeme if isinstance(lexeme, Amount) else None
        statement = Statement(
            text=self.prose.quote(lexeme.first, lexeme.end),
            start=tokens[lexeme.first].start,
            end=tokens[lexeme.end - 1].end,
            kind=kind,
            says=says,
            setting=setting,
            named=named if amount is None else amount.value,
            hedge=None if amount is None else amount.hedge,
            direction=direction,
            degree=degree,
            is_negated=is_negated,
            role=role,
            noun=noun,
            unit=unit,
        )
        self.statements.append(statement)
        if is_change:
            self.changes.append(statement)


def read_statements(
    prose: Prose, lexemes: Sequence[Lexeme], measured: frozenset[str]
) -> list[Statement]:
    """Every statement of a text. `measured` holds the plural nouns of the measure."""
    found: list[Statement] = []
    start = 0
    while start < len(lexemes):
        sentence = prose.sentences[lexemes[start].first]
        end = start
        while end < len(lexemes) and prose.sentences[lexemes[end].first] == sentence:
            end += 1
        found += SentenceReader(prose, lexemes[start:end], measured).read()
        start = end
    return found
