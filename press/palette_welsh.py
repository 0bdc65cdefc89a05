"""The palette in Welsh: the same placeholders, each with its Welsh words or why it has none. Pure.

Numbers and the phrases around them come from the Welsh table, by way of the profile. What is added
here is how they join: “674 o droseddau”, “541 am gymryd”, “yng Ngogledd Cymru”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from .facts import Facts, KnownFigure
from .palette import PLACEHOLDERS
from .placeholder import Claim, MissingFigure, Placeholder, Say, Words
from .wording.profiles import WELSH, Profile
from .wording.sayings import CannotSay, Saying, say_breakdown, say_count
from .wording.welsh.periods import period_in_welsh, period_label_in_welsh

WHERE_NAMES_ARE = "Fill it in under Statistics, {screen}."
ENDS_WITH_ONE = re.compile(r"(?<![\d.,])1$")


class NotInWelsh(MissingFigure):
    """This area has no Welsh words for it, in whatever way the template is worded."""


def palette_in(language: str) -> Mapping[str, Placeholder]:
    """The placeholders as a language fills them; every language has the same."""
    return IN_WELSH if language == WELSH else PLACEHOLDERS


# Names


def _missing(what: str, *, screen: str) -> NotInWelsh:
    where = WHERE_NAMES_ARE.format(screen=screen)
    return NotInWelsh(f"There is no Welsh name for {what}. {where}")


def _name(of: Callable[[Facts], str], *, what: str, screen: str = "Areas") -> Say:
    def words(facts: Facts, profile: Profile) -> Words:
        text = of(facts)
        if not text:
            missing = what.format(place=facts.place.name, nouns=facts.nouns.plural)
            raise _missing(missing, screen=screen)
        return Words(text)

    return words


_area = _name(lambda f: f.welsh.area, what="{place}")
_in_area = _name(lambda f: f.welsh.in_area, what="“in {place}”")
_force_name = _name(lambda f: f.welsh.force, what="the police force of {place}")
_nouns = _name(lambda f: f.nouns.welsh, what="“{nouns}”", screen="Measures")


def _force(facts: Facts, profile: Profile) -> Words:
    PLACEHOLDERS["force"].say(facts, profile)  # stops where no one police force answers
    return _force_name(facts, profile)


def _region(facts: Facts, profile: Profile) -> Words:
    PLACEHOLDERS["region"].say(facts, profile)  # stops where it is in no region
    whole = facts.peers.whole if facts.peers is not None else None
    name = "" if whole is None else whole.place.name
    known = dict(facts.welsh.around).get(name, "")
    return _name(lambda _facts: known, what=name)(facts, profile)


# Numbers of things


def _counted(name: str) -> Say:
    """A number and what it counts, joined by “o”, which takes many: one has no words here."""

    def words(facts: Facts, profile: Profile) -> Words:
        number = PLACEHOLDERS[name].say(facts, profile)
        if ENDS_WITH_ONE.search(number.text):
            raise NotInWelsh(
                "A single one is said with a word in the singular, which is not kept in Welsh:"
                " write this release by hand."
            )
        return Words(f"{number.text} o {_nouns(facts, profile).text}", number.claims)

    return words


def _breakdown(facts: Facts, profile: Profile) -> Words:
    """Largest first, parted by semicolons: the names of categories have commas of their own."""
    PLACEHOLDERS["value"].say(facts, profile)  # stops where there is no total
    if not facts.known_parts or facts.current is None or facts.current.value is None:
        raise MissingFigure(f"There is no full breakdown for {facts.place.name}.")
    text = ""
    claims = []
    for saying, rest, figures in _shares(facts, facts.current.value, profile):
        text += "; " if text else ""
        claims.append(Claim(len(text), saying.text, str(saying.kind), figures, saying.arithmetic))
        text += f"{saying.text} {rest}"
    return Words(text, tuple(claims))


def _shares(
    facts: Facts, whole: Decimal, profile: Profile
) -> Iterator[tuple[Saying, str, tuple[int, ...]]]:
    figure_of = {part.label: part.figure for part in facts.known_parts}
    named = dict(facts.welsh.parts)
    values = [(label, figure.value or Decimal(0)) for label, figure in figure_of.items()]
    split = say_breakdown(values, whole, profile=profile)
    for label, saying in split.parts:
        if not named.get(label):
            raise _missing(f"“{label}”", screen="Categories")
        yield saying, f"am {named[label]}", (figure_of[label].figure_id,)
    if split.remainder and facts.current is not None:
        behind = (facts.current.figure_id, *(figure.figure_id for figure in figure_of.values()))
        yield say_count(split.remainder, profile=profile), NOT_BROKEN_DOWN, behind


NOT_BROKEN_DOWN = "heb eu nodi yn ôl math"


def _coverage(facts: Facts, profile: Profile) -> Words:
    """ "43 o’r 45", which stands before “heddlu”."""
    found = PLACEHOLDERS["coverage"].say(facts, profile)
    if facts.coverage is None:
        return found
    asked, answered = facts.coverage.asked, facts.coverage.answered
    text = f"pob un o’r {asked}" if asked == answered else f"{answered} o’r {asked}"
    working = found.claims[0].arithmetic
    return Words(text, (Claim(0, text, "coverage", (), working),))


# Times


def _period(
    which: Callable[[Facts], KnownFigure | None], words: Callable[[KnownFigure], str]
) -> Say:
    def say(facts: Facts, profile: Profile) -> Words:
        figure = which(facts)
        if figure is None:
            raise MissingFigure(f"There is no figure for {facts.place.name} to date.")
        return Words(words(figure))

    return say


def _short(figure: KnownFigure) -> str:
    return period_label_in_welsh(figure.period)


def _long(figure: KnownFigure) -> str:
    return period_in_welsh(figure.period)


def _no_words(facts: Facts, profile: Profile) -> Words:
    raise CannotSay("The Welsh table has no words for it.")


_OWN: dict[str, tuple[Say, str]] = {
    "area": (_area, "Gogledd Cymru"),
    "in_area": (_in_area, "yng Ngogledd Cymru"),
    "force": (_force, "Heddlu Gogledd Cymru"),
    "region": (_region, "Cymru"),
    "nouns": (_nouns, "droseddau delweddau cam-drin plant"),
    "value_nouns": (_counted("value"), "674 o droseddau delweddau cam-drin plant"),
    "about_nouns": (_counted("about"), "bron i 700 o droseddau delweddau cam-drin plant"),
    "rate_nouns": (_counted("rate_number"), "bron i 2 o droseddau delweddau cam-drin plant"),
    "breakdown": (_breakdown, "541 am gymryd, gwneud neu ddosbarthu; 133 am feddu ar ddelweddau"),
    "coverage": (_coverage, "43 o’r 45"),
    "period": (_period(lambda f: f.current, _short), "2017-18"),
    "period_in_words": (_period(lambda f: f.current, _long), "rhwng Ebrill 2017 a Mawrth 2018"),
    "previous_period": (_period(lambda f: f.previous, _short), "2016-17"),
    "previous_period_in_words": (
        _period(lambda f: f.previous, _long),
        "rhwng Gorffennaf a Rhagfyr 2017",
    ),
    "uk_previous_period": (_period(lambda f: f.nation_previous, _short), "2016-17"),
}
_BY_THE_TABLE = {
    "value": "674",
    "about": "bron i 700",
    "rate_number": "bron i 2",
    "rate_unit": "bob dydd",
    "monthly_number": "bron i 600",
    "every": "un bob 23 munud",
    "previous_value": "591",
    "change": "i fyny o 591",
    "percentage": "14%",
    "multiple": "mwy na dyblu",
    "difference": "83 yn fwy",
    "uk_value": "22,724",
    "uk_change": "i fyny o 18,522",
    "uk_percentage": "23%",
    "helpline_number": "0808 1000 900",
    "per_cent": "62%",
    "previous_per_cent": "59%",
    "uk_per_cent": "55%",
}
"""What is the same but for the words of the profile, with how it reads."""


def _welsh() -> Iterator[Placeholder]:
    for known in PLACEHOLDERS.values():
        if known.name in _OWN:
            say, sample = _OWN[known.name]
            yield replace(known, sample=sample, say=say)
        elif known.name in _BY_THE_TABLE:
            yield replace(known, sample=_BY_THE_TABLE[known.name])
        else:
            yield replace(known, sample="", say=_no_words)


IN_WELSH: Mapping[str, Placeholder] = MappingProxyType({one.name: one for one in _welsh()})
"""A placeholder without a sample has no Welsh words, and stops the sentence that uses it."""

__all__ = ["IN_WELSH", "NOT_BROKEN_DOWN", "NotInWelsh", "palette_in"]
