"""Counts, rates and times between: which of them a number states, and of what period."""

from __future__ import annotations

from decimal import Decimal

from press.wording.circumstances import period_of_count
from press.wording.kinds import Kind
from press.wording.lexemes import Amount, Degree, Every, Form, Measure, Movement, Per
from press.wording.reading_changes import read_change
from press.wording.readings import count_reading, interval_reading, rate_reading
from press.wording.roles import (
    COMPARING_HEDGES,
    is_difference,
    is_pronoun,
    role_of,
)
from press.wording.sentence import Sentence
from press.wording.statements import Noun, Role, Setting, Statement
from press.wording.surroundings import OLD_LINKS, in_same_clause, link_before, noun_after, rate_unit
from press.wording.vocabulary import UNIT_MINUTES

LARGEST_IN_INTERVAL = Decimal(100)
FARTHEST_INTERVAL = 15
ABOUT_AS_LARGE = Decimal(4)
"""So many times as large at most is the other of two rates that are set side by side."""


def read_count(sentence: Sentence, place: int, amount: Amount) -> None:
    """A bare number: a rate, a difference, or a count with its part in the sentence."""
    unit = rate_unit(sentence.prose, sentence.lexemes, place)
    if unit is not None:
        read_rate(sentence, place, amount, unit)
        return
    if is_pronoun(sentence.prose, amount, sentence.measured):
        return
    noun = noun_after(sentence.prose, amount, sentence.measured)
    role = Role.PLAIN
    if noun not in (Noun.OTHER, Noun.DONE):
        if is_difference(sentence.prose, sentence.lexemes, place):
            read_change(sentence, place, amount, Kind.DIFFERENCE, count_reading(amount))
            return
        role = role_of(sentence.prose, sentence.lexemes, place)
        carried = _rate_carried_on(sentence, amount, role)
        if carried is not None:
            _keep_rate(sentence, place, amount, carried.unit, role)
            return
    is_none = amount.value == 0 and noun is Noun.UNKNOWN  # "no child abuse image offences"
    if (
        role is not Role.PLAIN
        or is_none
        or (noun is Noun.UNKNOWN and _is_compared(sentence, place))
    ):
        noun = Noun.MEASURED
    if role is Role.OLD and amount.hedge in COMPARING_HEDGES:
        amount = _compared_count(sentence, place, amount)
    setting = _setting_of_count(sentence, place)
    says = count_reading(amount)
    statement = sentence.draft(amount, setting, Kind.COUNT, says, role=role, noun=noun)
    sentence.keep(amount, statement)


def _is_compared(sentence: Sentence, place: int) -> bool:
    """Whether an older count follows, which is of the same noun: "600 people, up from 500"."""
    after = sentence.lexemes[place + 1 : place + 4]
    for at, other in enumerate(after, start=place + 1):
        if isinstance(other, Amount):
            is_beside = in_same_clause(sentence.prose, other, sentence.lexemes[place])
            return is_beside and role_of(sentence.prose, sentence.lexemes, at) is Role.OLD
    return False


def _setting_of_count(sentence: Sentence, place: int) -> Setting:
    """For counts the period is the one named with them, not the one compared with."""
    year = period_of_count(sentence.prose, sentence.lexemes, place)
    at = None if year is None else year.period
    return sentence.setting(place).dated(base=None, at=at)


def _compared_count(sentence: Sentence, place: int, amount: Amount) -> Amount:
    """ "Fewer than the 591 recorded before" states the older count and a fall from it."""
    if amount.hedge is None or link_before(sentence.prose, amount) in OLD_LINKS:
        return amount
    movement = Movement(
        amount.first,
        amount.end,
        COMPARING_HEDGES[amount.hedge],
        Degree.PLAIN,
        Form.COMPARATIVE,
        is_negated=False,
        stands_alone=True,
    )
    sentence.keep_direction(movement, sentence.setting(place))
    return amount._replace(hedge=None)


def read_rate(sentence: Sentence, place: int, amount: Amount, unit: Per) -> None:
    """A count by the day, the week and so on."""
    sentence.used.add(unit.first)
    whole = amount._replace(first=min(amount.first, unit.first), end=max(amount.end, unit.end))
    is_older = _is_older_rate(sentence, place, amount)
    _keep_rate(sentence, place, whole, unit.unit, Role.OLD if is_older else Role.PLAIN)


def _keep_rate(sentence: Sentence, place: int, whole: Amount, unit: str, role: Role) -> None:
    setting = _setting_of_count(sentence, place)
    says = rate_reading(whole)
    sentence.keep(whole, sentence.draft(whole, setting, Kind.RATE, says, role=role, unit=unit))


def _is_older_rate(sentence: Sentence, place: int, amount: Amount) -> bool:
    """ "Up from 51 a day", "compared with 51 a day"; not "calls from 51 people a day"."""
    link = link_before(sentence.prose, amount)
    if link != "from":
        return link in OLD_LINKS
    return any(
        isinstance(before, Movement) and in_same_clause(sentence.prose, before, amount)
        for before in sentence.lexemes[:place]
    )


def _rate_carried_on(sentence: Sentence, amount: Amount, role: Role) -> Statement | None:
    """The rate that a bare number goes on from: "13 offences a week, up from 11 the year before".

    Only where it is about as large: "13 a week, up from 591 to 674" goes back to counts.
    """
    if role is Role.PLAIN:
        return None
    rates = [
        statement
        for statement, _ in sentence.statements
        if statement.kind is Kind.RATE and statement.start < sentence.start_of(amount)
    ]
    if not rates or not rates[-1].named or not amount.value:
        return None
    times = amount.value / rates[-1].named
    return rates[-1] if 1 / ABOUT_AS_LARGE <= times <= ABOUT_AS_LARGE else None


def read_one_each(sentence: Sentence, place: int, unit: Per) -> None:
    """ "A crime every hour": a rate of one."""
    read_rate(sentence, place, Amount(unit.first, unit.end, Measure.COUNT, Decimal(1)), unit)


def read_interval(sentence: Sentence, place: int, every: Every) -> None:
    """ "one every 23 minutes", with the count before it when there is one."""
    number, hedge, first = Decimal(1), None, every.first
    before = sentence.lexemes[place - 1] if place else None
    if isinstance(before, Amount) and _leads_to_interval(sentence, before, every):
        number, hedge, first = before.value, before.hedge, before.first
        sentence.used.add(before.first)
    minutes = every.number * Decimal(UNIT_MINUTES[every.unit]) / number
    whole = every._replace(first=first)
    setting = sentence.setting(place)._replace(base=None)
    says = interval_reading(every, minutes, hedge)
    statement = sentence.draft(whole, setting, Kind.INTERVAL_RATE, says)
    named = every.number if number == 1 and every.hedge is None else Decimal(0)
    sentence.keep(whole, statement._replace(unit=every.unit, hedge=hedge, named=named))


def _leads_to_interval(sentence: Sentence, before: Amount, every: Every) -> bool:
    gap = sentence.prose.words[before.end : every.first]
    is_near = len(gap) <= FARTHEST_INTERVAL and all(word.isalpha() for word in gap)
    return is_near and before.measure is Measure.COUNT and 0 < before.value <= LARGEST_IN_INTERVAL
