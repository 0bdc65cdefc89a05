"""The first entries of the terminology list, added where they are missing.

They follow the Terminology Guidelines for the Protection of Children from Sexual Exploitation and
Sexual Abuse (Luxembourg, ECPAT), and the words that INHOPE asks newsrooms for.
"""

from __future__ import annotations

from .models import Term, TermLevel

MATERIAL = "child sexual abuse material"
NO_CONSENT = "A child cannot consent to abuse, and pornography is made by adults who consent."
NO_TRADE = "A child is exploited, and does not choose a trade."

TERMS: list[tuple[str, TermLevel, str, str]] = [
    ("child pornography", TermLevel.STOP, MATERIAL, NO_CONSENT),
    ("child porn", TermLevel.STOP, MATERIAL, NO_CONSENT),
    ("child pornographer", TermLevel.STOP, "person who makes or shares such material", NO_CONSENT),
    ("kiddie *", TermLevel.STOP, MATERIAL, "It makes light of abuse."),
    ("kiddy *", TermLevel.STOP, MATERIAL, "It makes light of abuse."),
    ("child prostitute", TermLevel.STOP, "sexually exploited child", NO_TRADE),
    ("child prostitution", TermLevel.STOP, "sexual exploitation of children", NO_TRADE),
    ("child sex worker", TermLevel.STOP, "sexually exploited child", NO_TRADE),
    (
        "child sex tourism",
        TermLevel.STOP,
        "sexual exploitation of children in travel and tourism",
        "It is not tourism.",
    ),
    (
        "child sex tourist",
        TermLevel.STOP,
        "travelling child sex offender",
        "It is not tourism.",
    ),
    (
        "paedophile",
        TermLevel.WARN,
        "offender",
        "It names a diagnosis, which most people who offend against children do not have.",
    ),
    ("paedo", TermLevel.WARN, "offender", "It is a term of abuse, and often not true."),
    (
        "consensual",
        TermLevel.WARN,
        "",
        "A child cannot consent to sexual activity with an adult. Say what happened.",
    ),
    (
        "historic abuse",
        TermLevel.WARN,
        "non-recent abuse",
        "What was done long ago is not over for those it was done to.",
    ),
    ("historical abuse", TermLevel.WARN, "non-recent abuse", "It is not over for those harmed."),
    ("graphic detail", TermLevel.WARN, "", "Detail hurts those harmed, and serves offenders."),
    ("baby rape", TermLevel.WARN, "sexual abuse of a baby", "Graphic words hurt those harmed."),
]


def load() -> None:
    """Add each phrase that is not on the list yet, in any capitals; change none that is."""
    there = {phrase.lower() for phrase in Term.objects.values_list("phrase", flat=True)}
    for phrase, level, instead, why in TERMS:
        if phrase.lower() not in there:
            term = Term(phrase=phrase, level=level, instead=instead, why=why)
            term.full_clean()
            term.save()
