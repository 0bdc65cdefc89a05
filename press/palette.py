"""What a template's sentence may leave open: a closed list, each with a sample. Pure.

A placeholder turns facts into words and says which figures the words follow from. One that needs
a figure which is missing stops the draft; it never leaves a hole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from .angles.peers import Peers, Said
from .facts import Facts, KnownFigure
from .palette_of_proportions import OF_PROPORTIONS
from .placeholder import (
    COUNTS,
    Claim,
    MissingFigure,
    Placeholder,
    Say,
    Words,
    claim_of,
    current_of,
    nation_pair_of,
    pair_of,
    previous_of,
    value_of,
)
from .wording.profiles import Profile
from .wording.say_ranks import say_contrast
from .wording.sayings import (
    CannotSay,
    RateSaying,
    Saying,
    say_about,
    say_breakdown,
    say_change,
    say_count,
    say_difference,
    say_interval_rate,
    say_multiple,
    say_percent_change,
    say_rate,
)

# Words


def _value(facts: Facts, profile: Profile) -> Words:
    value, figure = current_of(facts)
    return claim_of(say_count(value, profile=profile), (figure.figure_id,))


def _about(facts: Facts, profile: Profile) -> Words:
    value, figure = current_of(facts)
    saying = say_about(value, profile=profile, seed=facts.seed or None)
    return claim_of(saying, (figure.figure_id,))


def _with_nouns(words: Words, facts: Facts, *, one: bool) -> Words:
    noun = facts.nouns.singular if one else facts.nouns.plural
    return Words(f"{words.text} {noun}", words.claims)


def _value_nouns(facts: Facts, profile: Profile) -> Words:
    return _with_nouns(_value(facts, profile), facts, one=current_of(facts)[0] == 1)


def _about_nouns(facts: Facts, profile: Profile) -> Words:
    return _with_nouns(_about(facts, profile), facts, one=current_of(facts)[0] == 1)


def _rate_nouns(facts: Facts, profile: Profile) -> Words:
    words = _rate_number(facts, profile)
    return _with_nouns(words, facts, one=words.text == "one")


def _rate(facts: Facts, profile: Profile, *, by_month: bool = False) -> tuple[RateSaying, int]:
    value, figure = current_of(facts)
    period, seed = figure.period, facts.seed or None
    if by_month:
        saying = say_rate(value, period=period, profile=profile, unit="month", seed=seed)
    else:  # asked as the conditions ask, so that it is worked out once
        saying = say_rate(value, period=period, profile=profile, seed=seed)
    return saying, figure.figure_id


def _rate_number(facts: Facts, profile: Profile) -> Words:
    saying, figure = _rate(facts, profile)
    return claim_of(saying, (figure,), saying.number)


def _rate_unit(facts: Facts, profile: Profile) -> Words:
    saying, _figure = _rate(facts, profile)
    return Words(saying.unit)


def _monthly_number(facts: Facts, profile: Profile) -> Words:
    saying, figure = _rate(facts, profile, by_month=True)
    return claim_of(saying, (figure,), saying.number)


def _every(facts: Facts, profile: Profile) -> Words:
    value, figure = current_of(facts)
    saying = say_interval_rate(value, period=figure.period, profile=profile)
    return claim_of(saying, (figure.figure_id,))


def _previous_value(facts: Facts, profile: Profile) -> Words:
    value, figure = previous_of(facts)
    return claim_of(say_count(value, profile=profile), (figure.figure_id,))


def _of_the_change(say: Callable[..., Saying]) -> Say:
    def words(facts: Facts, profile: Profile) -> Words:
        comparison, figures = pair_of(facts)
        return claim_of(say(comparison, profile=profile, seed=facts.seed or None), figures)

    return words


def _of_the_nations_change(say: Callable[..., Saying]) -> Say:
    def words(facts: Facts, profile: Profile) -> Words:
        comparison, figures = nation_pair_of(facts)
        return claim_of(say(comparison, profile=profile, seed=facts.seed or None), figures)

    return words


def _nation_value(facts: Facts, profile: Profile) -> Words:
    value, figure = value_of(facts.nation, "the United Kingdom")
    return claim_of(say_count(value, profile=profile), (figure.figure_id,))


def _breakdown(facts: Facts, profile: Profile) -> Words:
    """Largest first, each with its verb; what the parts leave of the total is named."""
    whole, total = current_of(facts)
    if not facts.known_parts:
        raise MissingFigure(f"There is no full breakdown for {facts.place.name}.")
    figure_of = {part.label: part.figure for part in facts.known_parts}
    values = [(label, figure.value or Decimal(0)) for label, figure in figure_of.items()]
    split = say_breakdown(values, whole, profile=profile)
    phrases: list[tuple[Saying, str, tuple[int, ...]]] = [
        (saying, f"for {label}", (figure_of[label].figure_id,)) for label, saying in split.parts
    ]
    if split.remainder:
        everything = (total.figure_id, *(figure.figure_id for figure in figure_of.values()))
        left = say_count(split.remainder, profile=profile)
        phrases.append((left, "not broken down", everything))

    text = ""
    claims = []
    for place, (saying, rest, figures) in enumerate(phrases):
        if place:
            text += " and " if place == len(phrases) - 1 else ", "
        claims.append(Claim(len(text), saying.text, str(saying.kind), figures, saying.arithmetic))
        text += f"{saying.text} {'was' if saying.truth == 1 else 'were'} {rest}"
    return Words(text, tuple(claims))


def _coverage(facts: Facts, profile: Profile) -> Words:
    if facts.coverage is None:
        raise MissingFigure("It is not recorded how many police forces answered.")
    asked, answered = facts.coverage.asked, facts.coverage.answered
    text = f"all {asked}" if asked == answered else f"{answered} of {asked}"
    working = f"{answered} of {asked} police forces answered, as the publication records"
    return Words(text, (Claim(0, text, "coverage", (), working),))


def _plain(of: Callable[[Facts], str], *, missing: str = "") -> Say:
    def words(facts: Facts, profile: Profile) -> Words:
        text = of(facts)
        if not text:
            raise MissingFigure(missing.format(place=facts.place.name))
        return Words(text)

    return words


def _period_of(
    which: Callable[[Facts], KnownFigure | None], words: Callable[[KnownFigure], str]
) -> Say:
    def say(facts: Facts, profile: Profile) -> Words:
        figure = which(facts)
        if figure is None:
            raise MissingFigure(f"There is no figure for {facts.place.name} to date.")
        return Words(words(figure))

    return say


def _region(facts: Facts, profile: Profile) -> Words:
    whole = None if facts.peers is None else facts.peers.whole
    if whole is None:
        raise MissingFigure(f"{facts.place.name} is in no region with figures.")
    return Words(whole.place.in_prose)


def _among(say: Callable[[Peers, Profile], Said]) -> Say:
    """Words about the area among its neighbours, or in its own history."""

    def words(facts: Facts, profile: Profile) -> Words:
        if facts.peers is None:
            raise MissingFigure(f"There is no figure for {facts.place.name}.")
        said = say(facts.peers, profile)
        return claim_of(said.saying, said.figures)

    return words


def _uk_contrast(facts: Facts, profile: Profile) -> Words:
    mine, own = pair_of(facts)
    whole, theirs = nation_pair_of(facts)
    return claim_of(say_contrast(mine, whole, is_national=True), (*own, *theirs))


def _in_area(facts: Facts) -> str:
    across = facts.place.level == "united-kingdom"
    return f"{'across' if across else 'in'} {facts.place.in_prose}"


_ALL = (
    Placeholder("area", "the area", "Lancashire", _plain(lambda f: f.place.in_prose)),
    Placeholder("in_area", "in or across the area", "in Lancashire", _plain(_in_area)),
    Placeholder(
        "force",
        "the police force",
        "Lancashire Constabulary",
        _plain(lambda f: f.place.force, missing="No one police force answers for {place}."),
    ),
    Placeholder(
        "nouns", "what is counted", "child abuse image offences", _plain(lambda f: f.nouns.plural)
    ),
    Placeholder("value", "the figure", "674", _value),
    Placeholder("about", "the figure, roundly", "nearly 700", _about),
    Placeholder("rate_number", "how many, by the day or week", "nearly two", _rate_number),
    Placeholder(
        "value_nouns",
        "the figure and what is counted",
        "674 child abuse image offences",
        _value_nouns,
    ),
    Placeholder(
        "about_nouns",
        "the figure, roundly, and what is counted",
        "nearly 700 child abuse image offences",
        _about_nouns,
    ),
    Placeholder(
        "rate_nouns",
        "how many by the day or week, and what is counted",
        "nearly two child abuse image offences",
        _rate_nouns,
    ),
    Placeholder("rate_unit", "the day or week that goes with it", "each day", _rate_unit),
    Placeholder("monthly_number", "how many a month", "nearly 600", _monthly_number),
    Placeholder("every", "one every so often", "one every 23 minutes", _every),
    Placeholder(
        "period",
        "the period, short",
        "2017-18",
        _period_of(lambda f: f.current, lambda k: k.period.label),
    ),
    Placeholder(
        "period_in_words",
        "the period, in words",
        "between April 2017 and March 2018",
        _period_of(lambda f: f.current, lambda k: k.period.in_words),
    ),
    Placeholder("previous_value", "the earlier figure", "591", _previous_value),
    Placeholder(
        "previous_period",
        "the earlier period, short",
        "2016-17",
        _period_of(lambda f: f.previous, lambda k: k.period.label),
    ),
    Placeholder(
        "previous_period_in_words",
        "the earlier period, in words",
        "between July and December 2017",
        _period_of(lambda f: f.previous, lambda k: k.period.in_words),
    ),
    Placeholder(
        "change", "up or down from the earlier figure", "up from 591", _of_the_change(say_change)
    ),
    Placeholder("percentage", "the size of the change", "14%", _of_the_change(say_percent_change)),
    Placeholder(
        "multiple", "the change as a multiple", "more than doubled", _of_the_change(say_multiple)
    ),
    Placeholder("difference", "the change as a number", "83 more", _of_the_change(say_difference)),
    Placeholder(
        "breakdown", "the parts, largest first", "541 were for … and 133 were for …", _breakdown
    ),
    Placeholder("coverage", "how many forces answered", "43 of 45", _coverage),
    Placeholder("uk_value", "the United Kingdom's figure", "22,724", _nation_value),
    Placeholder(
        "uk_change",
        "the United Kingdom, up or down",
        "up from 18,522",
        _of_the_nations_change(say_change),
    ),
    Placeholder(
        "uk_percentage", "the size of its change", "23%", _of_the_nations_change(say_percent_change)
    ),
    Placeholder(
        "uk_previous_period",
        "the United Kingdom's earlier period",
        "2016-17",
        _period_of(lambda f: f.nation_previous, lambda k: k.period.label),
    ),
    Placeholder("region", "the region or nation it is in", "the North West", _region),
    Placeholder(
        "rank",
        "its place among its neighbours",
        "the highest of the five police forces in the North West",
        _among(lambda peers, profile: peers.rank(profile)),
    ),
    Placeholder(
        "only_one",
        "that it alone rose or fell",
        "the only one of the five police forces in the North West to record a fall",
        _among(lambda peers, profile: peers.only(profile)),
    ),
    Placeholder(
        "contrast",
        "that it went against its region",
        "against the regional trend",
        _among(lambda peers, profile: peers.contrast(profile)),
    ),
    Placeholder(
        "uk_contrast",
        "that it went against the United Kingdom",
        "against the national trend",
        _uk_contrast,
    ),
    Placeholder(
        "record",
        "highest or lowest for years",
        "the highest since 2014-15",
        _among(lambda peers, profile: peers.record(profile)),
    ),
    Placeholder(
        "in_a_row",
        "how many times the same way",
        "for the third year running",
        _among(lambda peers, profile: peers.streak(profile)),
    ),
    Placeholder(
        "turn",
        "what the last change put an end to",
        "after three consecutive falls",
        _among(lambda peers, profile: peers.reversal(profile)),
    ),
    Placeholder(
        "helpline_number",
        "the helpline's telephone number",
        "0808 1000 900",
        _plain(lambda f: f.help.number, missing="The helpline's number is not on record."),
    ),
    Placeholder(
        "helpline_hours",
        "when the helpline is open",
        "Monday to Thursday 9am to 9pm",
        _plain(lambda f: f.help.hours, missing="The helpline's hours are not on record."),
    ),
)

_INSTEAD = {
    "value": "per_cent",
    "about": "per_cent",
    "value_nouns": "per_cent",
    "about_nouns": "per_cent",
    "rate_number": "per_cent",
    "rate_nouns": "per_cent",
    "rate_unit": "per_cent",
    "monthly_number": "per_cent",
    "every": "per_cent",
    "previous_value": "previous_per_cent",
    "change": "points",
    "percentage": "points",
    "multiple": "points",
    "difference": "points",
    "uk_value": "uk_per_cent",
    "uk_change": "uk_per_cent",
    "uk_percentage": "uk_per_cent",
    "breakdown": "",
    "rank": "",
    "only_one": "",
    "uk_contrast": "",
    "contrast": "",
    "record": "",
    "in_a_row": "",
    "turn": "",
}
"""What is said of counts alone, and of a proportion in its place. Shares of different samples are
neither added up nor ranked."""


def _of_its_unit(placeholder: Placeholder) -> Placeholder:
    if placeholder.name not in _INSTEAD:
        return placeholder
    return replace(placeholder, units=COUNTS, instead=_INSTEAD[placeholder.name])


PLACEHOLDERS = {one.name: one for one in (*map(_of_its_unit, _ALL), *OF_PROPORTIONS)}

__all__ = ["PLACEHOLDERS", "CannotSay", "Claim", "MissingFigure", "Placeholder", "Words"]
