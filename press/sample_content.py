"""The release templates that drafts are made with, added where they are missing."""

from __future__ import annotations

from stats.models import Measure

from . import sample_terms, sample_welsh
from .models import NewsroomPage, ReleaseTemplate
from .wording.profiles import ENGLISH, WELSH

Sentence = tuple[str, list[str]]

ROUNDING = (
    "Percentages are rounded to the nearest whole number. Rates divide a figure by the days, weeks"
    " or months in its period."
)
WAY_TO_HELP = (
    "Anyone worried about their own thoughts or behaviour, about another adult or about a child can"
    " call the Stop It Now! helpline, free and in confidence, on {helpline_number}"
    " ({helpline_hours}). In an emergency, call 999."
)

OFFENCE_HEADLINES: list[Sentence] = [
    (
        "Police recorded {rate_nouns} {rate_unit} on average {in_area} in {period}",
        ["not_united_kingdom", "daily"],
    ),
    ("Police recorded {about_nouns} {in_area} in {period}", []),
]

OFFENCE_LEAD: list[Sentence] = [
    (
        (
            "Police recorded {rate_nouns} {rate_unit} on average {in_area} {period_in_words},"
            " new figures show."
        ),
        ["not_united_kingdom", "daily"],
    ),
    (
        "Police recorded {about_nouns} {in_area} {period_in_words}, new figures show.",
        ["not_united_kingdom", "not_daily"],
    ),
    (
        "Police recorded {about_nouns} {in_area} {period_in_words}, new figures show.",
        ["united_kingdom"],
    ),
    (
        "{force} recorded a total of {value}, {change} in {previous_period}.",
        ["police_force", "changed"],
    ),
    (
        "{force} recorded a total of {value}, the same as in {previous_period}.",
        ["police_force", "same"],
    ),
    ("{force} recorded a total of {value}.", ["police_force", "no_comparison"]),
    (
        "The total was {value}, {change} in {previous_period}.",
        ["no_police_force", "changed"],
    ),
    (
        "The total was {value}, the same as in {previous_period}.",
        ["no_police_force", "same"],
    ),
    ("The total was {value}.", ["no_police_force", "no_comparison"]),
    ("That is {percentage} more.", ["rise", "clear", "percentage"]),
    ("That is {percentage} fewer.", ["fall", "clear", "percentage"]),
]

OFFENCE_BREAKDOWN: list[Sentence] = [
    ("Of these, {breakdown}.", ["breakdown"]),
    (
        "{force} did not give a breakdown by type of offence.",
        ["police_force", "no_breakdown", "few_gave_breakdown"],
    ),
    (
        "Unlike most forces, {force} did not give a breakdown by type of offence.",
        ["police_force", "no_breakdown", "most_gave_breakdown"],
    ),
    (
        "{force} gave only part of a breakdown by type of offence.",
        ["police_force", "some_breakdown"],
    ),
]

OFFENCE_CONTEXT: list[Sentence] = [
    ("On average, police recorded {every}.", ["united_kingdom", "minutes"]),
    ("The total covers {coverage} police forces.", ["united_kingdom", "coverage"]),
    (
        (
            "Across the United Kingdom the total in {period} was {uk_value},"
            " {uk_percentage} more than in {uk_previous_period}."
        ),
        ["uk_rise"],
    ),
    (
        (
            "Across the United Kingdom the total in {period} was {uk_value},"
            " {uk_percentage} fewer than in {uk_previous_period}."
        ),
        ["uk_fall"],
    ),
]

OFFENCE_NOTES: list[Sentence] = [
    (ROUNDING, []),
    (
        "The earlier figure is small, so a change between the two can look larger than it is.",
        ["small_base"],
    ),
    ("The figure is an estimate.", ["estimate"]),
    ("Figures came from {coverage} police forces.", ["coverage"]),
    ("How many police forces the figures cover was not recorded.", ["no_coverage"]),
]

HELP_HEADLINES: list[Sentence] = [
    (
        "Number of people from {area} seeking help {multiple} {period_in_words}",
        ["multiple"],
    ),
    ("More people from {area} sought help {period_in_words}", ["rise", "no_multiple"]),
    ("Fewer people from {area} sought help {period_in_words}", ["fall", "no_multiple"]),
    ("Help was sought by {about_nouns} from {area} {period_in_words}", []),
]

HELP_LEAD: list[Sentence] = [
    (
        (
            "The number of people from {area} who sought help from Stop It Now! {multiple}"
            " {period_in_words}, new figures show."
        ),
        ["multiple"],
    ),
    (
        (
            "Help from Stop It Now! was sought by {about_nouns} from {area} {period_in_words},"
            " new figures show."
        ),
        ["no_multiple"],
    ),
    ("The total was {value}, {change} {previous_period_in_words}.", ["changed"]),
    ("The total was {value}.", ["no_comparison"]),
    ("That is {percentage} more.", ["rise", "clear", "percentage"]),
    ("That is {percentage} fewer.", ["fall", "clear", "percentage"]),
]

HELP_DETAIL: list[Sentence] = [
    ("On average, {monthly_number} people a month sought help.", ["monthly"]),
]

HELP_NOTES: list[Sentence] = [(ROUNDING, [])]


def load() -> None:
    """Add each template whose name is not taken yet, and the newsroom's first contacts."""
    _add(
        name="Offences recorded by police: images",
        measure="child-abuse-image-offences",
        headlines=OFFENCE_HEADLINES,
        body=[
            ("lead", OFFENCE_LEAD),
            ("detail", OFFENCE_BREAKDOWN),
            ("detail", OFFENCE_CONTEXT),
            ("helpline", [(WAY_TO_HELP, [])]),
            *(("note", [note]) for note in OFFENCE_NOTES),
        ],
    )
    _add(
        name="Offences recorded by police: sexual communication",
        measure="sexual-communication-with-a-child",
        vary_phrases=True,
        headlines=OFFENCE_HEADLINES,
        body=[
            ("lead", OFFENCE_LEAD),
            ("detail", OFFENCE_CONTEXT),
            ("helpline", [(WAY_TO_HELP, [])]),
            *(("note", [note]) for note in OFFENCE_NOTES),
        ],
    )
    _add(
        name="People seeking help",
        measure="people-seeking-help",
        headlines=HELP_HEADLINES,
        body=[
            ("lead", HELP_LEAD),
            ("detail", HELP_DETAIL),
            ("helpline", [(WAY_TO_HELP, [])]),
            *(("note", [note]) for note in HELP_NOTES),
        ],
    )
    _add(
        name="Offences recorded by police: images (Welsh)",
        measure="child-abuse-image-offences",
        language=WELSH,
        headlines=sample_welsh.HEADLINES,
        body=[
            ("lead", sample_welsh.LEAD),
            ("detail", sample_welsh.BREAKDOWN),
            ("detail", sample_welsh.CONTEXT),
            ("helpline", [(sample_welsh.WAY_TO_HELP, [])]),
            *(("note", [note]) for note in sample_welsh.NOTES),
        ],
    )
    sample_terms.load()
    _add_contacts()


def _add(
    *,
    name: str,
    measure: str,
    headlines: list[Sentence],
    body: list[tuple[str, list[Sentence]]],
    vary_phrases: bool = False,
    language: str = ENGLISH,
) -> None:
    """Phrases stand still where a release is held beside what was printed of the same figures."""
    if ReleaseTemplate.objects.filter(name=name).exists():
        return
    template = ReleaseTemplate(
        name=name,
        measure=Measure.objects.get(slug=measure),
        vary_phrases=vary_phrases,
        language=language,
        headlines=[("headline", _sentence(sentence)) for sentence in headlines],
        body=[(part, [_sentence(sentence) for sentence in sentences]) for part, sentences in body],
    )
    template.full_clean()
    template.save()
    template.save_revision().publish()


def _sentence(sentence: Sentence) -> dict[str, object]:
    text, conditions = sentence
    return {"text": text, "conditions": conditions}


def _add_contacts() -> None:
    newsroom = NewsroomPage.objects.first()
    if newsroom is None or newsroom.latest_revision_id is not None:
        return  # a person has been here
    newsroom.contact_name = "Press office"
    newsroom.contact_email = "press@example.org"
    newsroom.save_revision().publish()
