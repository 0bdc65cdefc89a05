"""One sentence while its statements are being gathered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from press.wording.circumstances import sentence_of, setting_of
from press.wording.intervals import Interval
from press.wording.kinds import Kind
from press.wording.lexemes import Amount, Lexeme, Movement
from press.wording.statements import Setting, Statement
from press.wording.tokens import Prose
from stats.comparison import Direction

NOUGHT = Decimal(0)
RISES = Interval(NOUGHT, None, low_open=True)
FALLS = Interval(None, NOUGHT, high_open=True)
NO_LIMIT = Interval(None, None)


@dataclass
class Sentence:
    """The lexemes of a sentence and what has been read from them so far.

    `measured` holds the plural nouns of the measure. `used` holds the first tokens of lexemes
    that belong to a statement already made. Each statement is kept with its clause's number.
    """

    prose: Prose
    lexemes: Sequence[Lexeme]
    measured: frozenset[str]
    statements: list[tuple[Statement, int]] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def setting(self, place: int) -> Setting:
        """The periods and names around the lexeme at a place."""
        return setting_of(self.prose, self.lexemes, place)

    def only_named(self, lexeme: Lexeme) -> Setting:
        """A setting without periods, for statements that compare no two of them."""
        return Setting(sentence=sentence_of(self.prose, lexeme))

    def draft(self, lexeme: Lexeme, setting: Setting, kind: Kind, says: Interval) -> Statement:
        """A statement of the words of a lexeme, its particulars still to be filled in."""
        tokens = self.prose.tokens
        amount = lexeme if isinstance(lexeme, Amount) else None
        return Statement(
            text=self.prose.quote(lexeme.first, lexeme.end),
            start=tokens[lexeme.first].start,
            end=tokens[lexeme.end - 1].end,
            kind=kind,
            says=says,
            setting=setting,
            named=NOUGHT if amount is None else amount.value,
            hedge=None if amount is None else amount.hedge,
        )

    def keep(self, lexeme: Lexeme, statement: Statement) -> None:
        """Add a finished statement."""
        self.statements.append((statement, self.prose.clauses[lexeme.first]))

    def keep_direction(self, movement: Movement, setting: Setting) -> None:
        """Add the statement that figures rose or fell."""
        says = RISES if movement.direction is Direction.RISE else FALLS
        statement = Statement(
            text=self.prose.quote(movement.first, movement.end),
            start=self.prose.tokens[movement.first].start,
            end=self.prose.tokens[movement.end - 1].end,
            kind=Kind.DIRECTION,
            says=says,
            setting=setting,
            direction=movement.direction,
            degree=movement.degree,
            is_negated=movement.is_negated,
        )
        self.keep(movement, statement)
