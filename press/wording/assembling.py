"""From the lexemes of each sentence to its statements."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from press.wording.approximators import AT_LEAST, MORE_THAN
from press.wording.circumstances import is_span_of_change
from press.wording.intervals import exactly
from press.wording.kinds import CHANGES, Kind
from press.wording.lexemes import (
    Amount,
    Degree,
    Every,
    Flat,
    Lexeme,
    Measure,
    Movement,
    Per,
    Rank,
    Record,
    Span,
    Streak,
    StreakForm,
)
from press.wording.places import Mention
from press.wording.ranks import AMONG
from press.wording.reading_changes import (
    read_change,
    read_fraction,
    read_multiple,
    read_percent,
)
from press.wording.reading_counts import read_count, read_interval, read_one_each
from press.wording.readings import percent_reading, share_reading
from press.wording.roles import is_one_each, leads_to_count
from press.wording.sentence import NO_LIMIT, Sentence
from press.wording.statements import Noun, Statement
from press.wording.surroundings import in_same_clause
from press.wording.tokens import Prose
from stats.comparison import Direction

PASSING = frozenset(MORE_THAN.words) | frozenset(AT_LEAST.words)
"""Approximators that a number passed for the first time is named with: "topping 600"."""


def read_statements(
    prose: Prose, lexemes: Sequence[Lexeme], measured: frozenset[str], places: Sequence[Mention]
) -> list[Statement]:
    """Every statement of a text that names some places.

    `measured` holds the plural nouns of the measure.
    """
    found: list[Statement] = []
    mentions = _by_sentence(prose, places)
    start = 0
    while start < len(lexemes):
        number = prose.sentences[lexemes[start].first]
        end = start
        while end < len(lexemes) and prose.sentences[lexemes[end].first] == number:
            end += 1
        named = mentions.get(number, ())
        found += _read_sentence(Sentence(prose, lexemes[start:end], measured, named))
        start = end
    return found


def _by_sentence(prose: Prose, mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(prose.sentences[mention.first], []).append(mention)
    return found


def _read_sentence(sentence: Sentence) -> list[Statement]:
    """All statements of a sentence, in the order of the text.

    Times between come first because they take the number before them; words without numbers
    come last because most of them belong to one.
    """
    for place, lexeme in enumerate(sentence.lexemes):
        if isinstance(lexeme, Every):
            read_interval(sentence, place, lexeme)
    for place, lexeme in enumerate(sentence.lexemes):
        if isinstance(lexeme, Amount) and lexeme.first not in sentence.used:
            _read_amount(sentence, place, lexeme)
    for place, lexeme in enumerate(sentence.lexemes):
        if lexeme.first not in sentence.used:
            _read_words(sentence, place, lexeme)
    for lexeme in sentence.lexemes:
        if isinstance(lexeme, Span) and is_span_of_change(sentence.prose, lexeme):
            _read_span(sentence, lexeme)
    found = [statement for statement, _ in sentence.statements]
    return sorted(found, key=lambda statement: statement.start)


def _read_amount(sentence: Sentence, place: int, amount: Amount) -> None:
    match amount.measure:
        case Measure.PERCENT:
            read_percent(sentence, place, amount)
        case Measure.POINTS:
            says = percent_reading(amount)
            read_change(sentence, place, amount, Kind.PERCENTAGE_POINTS, says)
        case Measure.TIMES:
            read_multiple(sentence, place, amount)
        case Measure.FRACTION:
            read_fraction(sentence, place, amount)
        case Measure.ONE_IN:
            setting = sentence.only_named(amount)
            statement = sentence.draft(amount, setting, Kind.ONE_IN, share_reading(amount))
            if not AMONG.isdisjoint(sentence.prose.words[amount.end : amount.end + 3]):
                # "43 of 45 police forces" counts forces, which no figure given can bear.
                statement = statement._replace(kind=Kind.COUNT, noun=Noun.OTHER)
            sentence.keep(amount, statement)
        case Measure.COUNT:
            read_count(sentence, place, amount)


def _read_words(sentence: Sentence, place: int, lexeme: Lexeme) -> None:
    """What is stated without a number: directions, records, ranks."""
    match lexeme:
        case Movement():
            if lexeme.stands_alone or leads_to_count(sentence.prose, sentence.lexemes, place):
                sentence.keep_direction(lexeme, sentence.setting(place))
        case Flat():
            _read_flat(sentence, place, lexeme)
        case Record():
            _read_record(sentence, place, lexeme)
        case Per() if is_one_each(sentence.prose, lexeme):
            read_one_each(sentence, place, lexeme)
        case Rank():
            statement = sentence.draft(lexeme, sentence.of_subject(place), Kind.RANK, NO_LIMIT)
            sentence.keep(lexeme, statement._replace(rank=lexeme))
        case Streak():
            _read_streak(sentence, place, lexeme)
        case _:
            pass


def _read_flat(sentence: Sentence, place: int, flat: Flat) -> None:
    setting = sentence.setting(place)
    statement = sentence.draft(flat, setting, Kind.DIRECTION, exactly(Decimal(0)))
    degree = Degree.PLAIN if flat.is_exact else Degree.SLIGHT
    sentence.keep(flat, statement._replace(direction=Direction.SAME, degree=degree))


def _read_record(sentence: Sentence, place: int, record: Record) -> None:
    setting = sentence.setting(place)._replace(months=record.months)
    statement = sentence.draft(record, setting, Kind.RECORD, NO_LIMIT)
    way = Direction.RISE if record.is_high else Direction.FALL
    degree = Degree.SLIGHT if record.is_near else Degree.PLAIN
    sentence.keep(record, statement._replace(direction=way, degree=degree))


def _read_streak(sentence: Sentence, place: int, streak: Streak) -> None:
    """A run of changes, or a number passed for the first time."""
    setting = sentence.setting(place)
    if streak.form is StreakForm.FIRST:
        setting = setting._replace(months=streak.months)
    statement = sentence.draft(streak, setting, Kind.RECORD, NO_LIMIT)
    beside = [
        other
        for other in sentence.lexemes
        if isinstance(other, Movement) and in_same_clause(sentence.prose, other, streak)
    ]
    passed = [
        statement.named
        for statement, clause in sentence.statements
        if statement.kind is Kind.COUNT
        and clause == sentence.prose.clauses[streak.first]
        and statement.hedge in PASSING
    ]
    direction = streak.direction
    if direction is None and passed and streak.form is StreakForm.FIRST:
        sentence.keep(streak, statement._replace(streak=streak, named=passed[-1]))
        return
    if direction is None and beside:
        direction = beside[-1].direction
    if direction is not None:
        sentence.keep(streak, statement._replace(streak=streak, direction=direction))


def _read_span(sentence: Sentence, span: Span) -> None:
    """A span is a statement of its own when a change in its clause happened over it."""
    clause = sentence.prose.clauses[span.first]
    start = sentence.prose.tokens[span.first].start
    beside = [
        statement
        for statement, its_clause in sentence.statements
        if its_clause == clause and statement.kind in CHANGES
    ]
    if not beside or span.months is None:
        return
    nearest = min(beside, key=lambda change: abs(change.start - start))
    setting = nearest.setting._replace(months=span.months)
    statement = sentence.draft(span, setting, Kind.SPAN, exactly(span.months))
    sentence.keep(span, statement._replace(named=span.months))
