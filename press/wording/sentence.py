"""One sentence while its statements are being gathered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from press.wording.circumstances import sentence_of, setting_of
from press.wording.intervals import Interval
from press.wording.kinds import Kind
from press.wording.lexemes import Amount, Lexeme, Movement
from press.wording.places import NATION, Mention, is_aggregate
from press.wording.statements import Noun, Role, Setting, Statement
from press.wording.tokens import Prose
from press.wording.whereabouts import place_of, speaks_of_each
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
    mentions: Sequence[Mention] = ()
    statements: list[tuple[Statement, int]] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    _settings: dict[int, Setting] = field(default_factory=dict)

    @cached_property
    def wording(self) -> str:
        """The sentence in lower case, to look for names of categories in."""
        return sentence_of(self.prose, self.lexemes[0])

    def setting(self, place: int) -> Setting:
        """The periods and names around the lexeme at a place."""
        if place not in self._settings:
            setting = setting_of(self.prose, self.lexemes, place, self.wording)
            self._settings[place] = self._placed(setting, place)
        return self._settings[place]

    def only_named(self, lexeme: Lexeme) -> Setting:
        """A setting without periods, for statements that compare no two of them."""
        setting = Setting(sentence=self.wording)
        place = next((at for at, one in enumerate(self.lexemes) if one is lexeme), 0)
        return self._placed(setting, place)

    def of_subject(self, place: int) -> Setting:
        """The setting of a rank: of the area nearest before it, not of the set it is placed in."""
        lexeme, setting = self.lexemes[place], self.setting(place)
        named = [
            mention
            for mention in self.mentions
            if any(not is_aggregate(name) and name != NATION for name in mention.names)
        ]
        before = [mention for mention in named if mention.first < lexeme.first]
        chosen = before[-1] if before else next(iter(named), None)
        areas = () if chosen is None else chosen.names
        return setting.placed(areas=areas, elsewhere="", is_each=False)

    def _placed(self, setting: Setting, place: int) -> Setting:
        mention = place_of(self.prose, self.lexemes, place, self.mentions)
        if mention is None:
            return setting
        elsewhere = "" if mention.names else mention.text
        is_each = len(mention.names) > 1 and speaks_of_each(self.prose, mention)
        return setting.placed(areas=mention.names, elsewhere=elsewhere, is_each=is_each)

    def draft(
        self,
        lexeme: Lexeme,
        setting: Setting,
        kind: Kind,
        says: Interval,
        *,
        direction: Direction | None = None,
        role: Role = Role.PLAIN,
        noun: Noun = Noun.MEASURED,
        unit: str = "",
    ) -> Statement:
        """A statement of the words of a lexeme, any other particulars still to be filled in."""
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
            direction=direction,
            role=role,
            noun=noun,
            unit=unit,
        )

    def start_of(self, lexeme: Lexeme) -> int:
        """Where the words of a lexeme begin in the text."""
        return self.prose.tokens[lexeme.first].start

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
