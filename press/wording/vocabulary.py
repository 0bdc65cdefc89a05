"""The words of the field that the reader of claims knows, by what they do in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from stats.comparison import Direction

RISE, FALL = Direction.RISE, Direction.FALL


def words_of(text: str) -> frozenset[str]:
    """The words of a list written out in one line."""
    return frozenset(text.split())


def phrases_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Phrases written out with bars between them, each as its words."""
    return tuple(tuple(phrase.split()) for phrase in text.split("|"))


RISE_PAST = words_of(
    "rose risen increased grew grown climbed jumped soared surged rocketed skyrocketed leapt "
    "leaped spiked swelled swollen escalated mushroomed ballooned spiralled exploded expanded "
    "snowballed accelerated shot gained multiplied"
)
RISE_OTHER = words_of(
    "rise rises rising increase increases increasing growth growing grow grows climb climbs "
    "climbing jump jumps jumping soar soars soaring surge surges surging rocket rockets rocketing "
    "leap leaps leaping spike spikes spiking hike uplift upsurge upturn upswing escalation swell "
    "escalating mushrooming ballooning spiralling explosion upward upwards skyrocketing gain"
)
FALL_PAST = words_of(
    "fell fallen decreased dropped declined plummeted plunged slumped shrank shrunk tumbled sank "
    "sunk slid diminished lessened dipped reduced slashed collapsed dwindled nosedived slipped"
)
FALL_OTHER = words_of(
    "fall falls falling decrease decreases decreasing drop drops dropping decline declines "
    "declining plummet plummeting plunge plunges plunging slump slumps slumping shrink shrinking "
    "tumble tumbling reduction reductions reduce reduces reducing dip dips dipping downturn "
    "downward downwards slide slides sliding collapse dwindling nosedive cut cuts decreases"
)
STEEP_VERBS = words_of(
    "soared soar soaring surged surge surging rocketed rocket rocketing skyrocketed skyrocketing "
    "plummeted plummet plummeting plunged plunge plunging slumped explosion exploded mushroomed "
    "mushrooming ballooned ballooning leapt leap collapsed collapse nosedived nosedive"
)
MOVEMENTS: Mapping[str, Direction] = MappingProxyType(
    dict.fromkeys(RISE_PAST | RISE_OTHER, RISE) | dict.fromkeys(FALL_PAST | FALL_OTHER, FALL)
)
PAST_MOVEMENTS = RISE_PAST | FALL_PAST
NOUN_MOVEMENTS = words_of(
    "rise rises increase increases growth climb jump surge leap spike hike uplift upsurge upturn "
    "upswing escalation explosion fall falls decrease decreases drop drops decline plunge slump "
    "reduction dip downturn slide collapse nosedive cut cuts tumble jumps reductions gain"
)
COMPARATIVES: Mapping[str, Direction] = MappingProxyType(
    {
        "higher": RISE,
        "more": RISE,
        "greater": RISE,
        "extra": RISE,
        "additional": RISE,
        "larger": RISE,
        "bigger": RISE,
        "lower": FALL,
        "fewer": FALL,
        "less": FALL,
        "smaller": FALL,
    }
)
SLIGHT_WORDS = words_of(
    "slightly marginally slight marginal fractionally fractional tiny minor small modest modestly "
    "gently edged inched crept nudged"
)
STEEP_WORDS = words_of(
    "sharp sharply steep steeply dramatic dramatically massive massively huge hugely significant "
    "significantly substantial substantially big alarming alarmingly staggering shocking "
    "considerable considerably enormous worrying vast rapid rapidly marked markedly drastic "
    "drastically startling stark soaring major exponential exponentially large"
)
CHANGE_ADJECTIVES = (
    STEEP_WORDS
    | SLIGHT_WORDS
    | words_of(
        "annual yearly overall further year-on-year continued recent national local steady "
        "another similar record concerning shock clear real gradual welcome noticeable"
    )
)
DETERMINERS = words_of("a an the this that another its their our no any such saw seen recorded")
NEGATIONS = words_of(
    "no not never without didn't hasn't haven't doesn't isn't wasn't weren't don't hadn't nor"
)
MODALS = words_of(
    "to could will would may might can should must shall help helps prevent if let if cannot"
)
WHERE_A_CHANGE_STOPS = words_of(
    "by from to in on over since of for across at with and between during nationally locally "
    "slightly sharply again significantly dramatically compared year-on-year year every each "
    "last this among against within after following as year throughout steeply marginally "
    "rapidly substantially considerably steadily markedly almost nearly more just around about "
    "nationwide further overall per when that which while"
)
NOT_COUNTED = words_of(
    "awareness funding support risk pressure resources confidence understanding demand penalties "
    "sentences efforts education protection powers safety concern concerns fears investment "
    "staff staffing budgets access temperature prices victim prey foul short asleep use severity "
    "reporting victims challenge occasion"
)
COUNTED_NOUNS = words_of(
    "offence offences crime crimes case cases incident incidents report reports contact contacts "
    "call calls session sessions complaint complaints referral referrals allegation allegations "
    "recorded reported logged counts instances enquiries inquiries intervention "
    "interventions conversations searches"
)
OFFENCE_NOUNS = words_of("offence offences crime crimes")
CONTACT_NOUNS = words_of(
    "call calls contact contacts session sessions conversation conversations searches enquiry "
    "enquiries inquiry inquiries caller callers user users visitors"
)
JUSTICE_WORDS = words_of(
    "charged charges arrested convicted jailed sentenced prosecuted cautioned guilty admitted "
    "admitting imprisoned suspended"
)
"""What is done to suspects is counted apart from what is recorded."""

HELPING_WORDS = words_of(
    "helped supported surveyed polled questioned removed deleted trained rescued safeguarded "
    "visited blocked protected interviewed assessed hashed found identified"
)
OTHER_NOUNS = words_of(
    "force forces officer officers police-forces constabularies country countries area areas "
    "region regions county counties councils council schools school volunteers staff platforms "
    "platform sites apps charities charity charities' minister ministers mps peers pages page "
    "pounds pence arrests convictions experts members men women boys girls suspects perpetrators "
    "offenders detectives websites languages categories ways steps reasons questions tips "
    "parents teachers hours minutes days weeks months years companies firms trusts "
    "families judges courts sentences things signs thirds homes hospitals"
)
PEOPLE_NOUNS = words_of(
    "people children victims youngsters teenagers adults users visitors callers individuals "
    "person child victim pupils students"
)
UNIT_MINUTES: Mapping[str, str] = MappingProxyType(
    {
        "second": "0.0166666666666666666667",
        "minute": "1",
        "min": "1",
        "hour": "60",
        "day": "1440",
        "night": "1440",
        "week": "10080",
        "fortnight": "20160",
    }
)
MONTHS_IN: Mapping[str, int] = MappingProxyType(
    {"month": 1, "quarter": 3, "year": 12, "decade": 120}
)
TIME_UNITS = frozenset(UNIT_MINUTES) | frozenset(MONTHS_IN) - {"quarter"}
MONTHS: Mapping[str, int] = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                "january jan",
                "february feb",
                "march mar",
                "april apr",
                "may",
                "june jun",
                "july jul",
                "august aug",
                "september sept sep",
                "october oct",
                "november nov",
                "december dec",
            ),
            start=1,
        )
        for name in names.split()
    }
)
FILLERS = words_of(
    "a an the total record all-time new grand staggering shocking massive whopping huge of its "
    "their massive high low record-breaking just only even combined exactly mere level "
    "average being"
)


def singular(noun: str) -> str:
    """A noun without its plural s, well enough to compare two of them."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
