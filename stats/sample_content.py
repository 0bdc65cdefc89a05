"""Real, sober figures to begin with: only what is missing is added, nothing is overwritten.

The figures are those that charities and newspapers published at the time; each file's sources are
named below. They come in by the same door as any other: import_figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from .models import Category, Measure, MeasureKind, Publication, Source, SourceKind

FILES = Path(__file__).resolve().parent / "sample"

RECORDED_CRIME_CAVEAT = (
    "Recorded crime tells of how police find and record offences as well as of how many there are."
    " A change can come from either."
)
NOT_SHOWN_BY_RECORDED_CRIME = (
    "How many children were harmed, or how many people harmed them: much abuse is never reported to"
    " the police, one offence can involve many images or several children, and one person can be"
    " behind many offences. The figures do not show what came of the offences in court. Police"
    " forces differ in how many people they serve and in how they look for these offences, so their"
    " counts are no ranking of places."
)

MEASURES: dict[str, dict[str, str]] = {
    "child-abuse-image-offences": {
        "name": "Child abuse image offences recorded by police",
        "noun_singular": "child abuse image offence",
        "noun_plural": "child abuse image offences",
        "noun_in_welsh": "droseddau delweddau cam-drin plant",
        "definition": (
            "Offences of taking, making, distributing or possessing indecent images of children,"
            " as recorded by police forces."
        ),
        "caveat": RECORDED_CRIME_CAVEAT,
        "shows": (
            "How many of these offences each police force that answered recorded in the period,"
            " counted in the year in which they were recorded, which can be later than the year in"
            " which they happened."
        ),
        "does_not_show": NOT_SHOWN_BY_RECORDED_CRIME,
    },
    "sexual-communication-with-a-child": {
        "name": "Offences of sexual communication with a child recorded by police",
        "noun_singular": "offence of sexual communication with a child",
        "noun_plural": "offences of sexual communication with a child",
        "noun_in_welsh": "droseddau cyfathrebu rhywiol â phlentyn",
        "definition": (
            "Offences of sexual communication with a child, as recorded by police forces."
        ),
        "caveat": RECORDED_CRIME_CAVEAT,
        "shows": (
            "How many of these offences police forces recorded in the period, counted in the year"
            " in which they were recorded. In England and Wales this has been an offence of its own"
            " since April 2017."
        ),
        "does_not_show": NOT_SHOWN_BY_RECORDED_CRIME,
    },
    "people-seeking-help": {
        "name": "People seeking help from Stop It Now!",
        "noun_singular": "person",
        "noun_plural": "people",
        "noun_in_welsh": "bobl",
        "definition": (
            "People who contacted the Stop It Now! helpline or used its online self-help."
        ),
        "caveat": (
            "A person who used both the helpline and the online self-help may be counted twice."
            " More people seeking help does not by itself mean that more people need it."
        ),
        "shows": (
            "How many people turned to Stop It Now! in the period, by the area that they said they"
            " live in."
        ),
        "does_not_show": (
            "Whether anybody committed an offence: people get in touch about their own thoughts or"
            " behaviour, about somebody else's, and to keep children safe. People who gave no area"
            " are in none, and nothing is known of those who sought help elsewhere or not at all."
        ),
    },
    "young-people-who-sent-a-nude-image-to-an-adult": {
        "name": "Young people who said they had sent a nude image to an adult",
        "noun_singular": "young person",
        "noun_plural": "young people",
        "definition": "The share of young people asked in a survey who said so.",
        "caveat": "A survey's result is never added to counts.",
        "shows": "What young people answered when they were asked.",
        "does_not_show": (
            "How many young people there are of whom it is true: some may not have wanted to say,"
            " and a sample is not everybody."
        ),
        "kind": MeasureKind.PROPORTION,
    },
}

CATEGORIES = (
    (
        "child-abuse-image-offences",
        "taking-making-distributing",
        "Taking, making or distributing",
        "taking, making or distributing",
        "gymryd, gwneud neu ddosbarthu",
    ),
    (
        "child-abuse-image-offences",
        "possession",
        "Possession",
        "possession",
        "feddu ar ddelweddau",
    ),
)

SOURCES: dict[str, tuple[str, str]] = {
    "police-foi-2018": (
        "Replies of police forces to freedom of information requests, reported in September 2018",
        SourceKind.FREEDOM_OF_INFORMATION,
    ),
    "helpline-2018": (
        "Records of the Stop It Now! helpline and self-help site, reported in 2018",
        SourceKind.HELPLINE_RECORD,
    ),
    "nspcc-2024": (
        "Replies of police forces to freedom of information requests, reported in November 2024",
        SourceKind.FREEDOM_OF_INFORMATION,
    ),
}


@dataclass(frozen=True)
class SamplePublication:
    """A file in sample/, named by its publication; one that is not published waits for a person."""

    slug: str
    title: str
    methodology: str
    is_published: bool


POLICE_METHODOLOGY = (
    "Figures are from replies to freedom of information requests sent to police forces. They count"
    " offences recorded in the financial year, from 1 April to 31 March."
)

PUBLICATIONS = (
    SamplePublication(
        "child-abuse-image-offences-2017-18",
        "Child abuse image offences recorded by police, 2017-18",
        POLICE_METHODOLOGY,
        is_published=True,
    ),
    SamplePublication(
        "people-seeking-help-2018",
        "People seeking help from Stop It Now!, January to June 2018",
        "People are counted by the area that they said they live in. The campaign in the North West"
        " began in January 2018.",
        is_published=True,
    ),
    SamplePublication(
        "sexual-communication-with-a-child-2023-24",
        "Offences of sexual communication with a child recorded by police, 2023-24",
        POLICE_METHODOLOGY,
        is_published=False,
    ),
)


def load_vocabulary() -> None:
    """Add the measures, categories and sources that are not there yet."""
    for slug, fields in MEASURES.items():
        Measure.objects.get_or_create(slug=slug, defaults=fields)
    for position, (measure, slug, name, in_prose, in_welsh) in enumerate(CATEGORIES):
        Category.objects.get_or_create(
            measure=Measure.objects.get(slug=measure),
            slug=slug,
            defaults={
                "name": name,
                "name_in_prose": in_prose,
                "name_in_welsh": in_welsh,
                "position": position,
            },
        )
    for reference, (title, kind) in SOURCES.items():
        Source.objects.get_or_create(reference=reference, defaults={"title": title, "kind": kind})


def load_publications() -> None:
    """Add the publications that are not there yet, after the templates for their drafts."""
    for sample in PUBLICATIONS:
        if not Publication.objects.filter(slug=sample.slug).exists():
            _load_publication(sample)


def _load_publication(sample: SamplePublication) -> None:
    Publication.objects.create(slug=sample.slug, title=sample.title, methodology=sample.methodology)
    call_command(
        "import_figures",
        str(FILES / f"{sample.slug}.csv"),
        publication=sample.slug,
        publish=sample.is_published,
        stdout=StringIO(),
        stderr=StringIO(),
    )
