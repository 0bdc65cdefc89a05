"""Terms, typed numbers, and how hard the words are to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext as _

from campaigns.reading import Reading, read
from helpline_info.models import Channel, OtherService, SupportCategory
from press.checking.findings import STOP
from press.checking.reading import says_nothing, sentence_at
from press.checking.stopping import problem_in_words
from press.checking.subjects import terms_found_in
from press.wording.claims import check

from .findings import Finding, Rule
from .passages import Kind, Passage

FOR_HELP, FOR_OTHERS = 6, 8
HELP_IN_ADDRESSES = re.compile(r"/(?:help|cymorth|support)(?:/|-)")


def target_of(instance: models.Model) -> int:
    """The grade that a text should not exceed: lower where people read in distress."""
    is_help = isinstance(instance, SupportCategory) or HELP_IN_ADDRESSES.search(
        str(getattr(instance, "url_path", ""))
    )
    return FOR_HELP if is_help else FOR_OTHERS


def reading_of(instance: models.Model, passages: list[Passage], language: str) -> Reading:
    texts = [one.text for one in passages if one.kind is not Kind.PICTURE]
    return read(texts, target=target_of(instance), language=language)


def reading_findings(reading: Reading, passages: list[Passage]) -> Iterator[Finding]:
    """One warning for the whole text; its hardest sentences are listed beside it."""
    if not reading.is_too_hard:
        return
    values = {"measured": reading.measured, "at_most": reading.at_most}
    if reading.is_welsh:
        why = _(
            "Its sentences have %(measured).0f words on average; aim for %(at_most)s. Of Welsh,"
            " only the length of sentences is measured."
        )
    else:
        why = _(
            "It reads at grade %(measured)s; aim for %(at_most)s. Shorten the hardest sentences,"
            " and choose plainer words."
        )
    whole = "\n".join(passage.text for passage in passages)
    yield Finding(Rule.READING, False, _("The whole text"), why % values, sentence=whole)


def term_findings(instance: models.Model) -> Iterator[Finding]:
    """Words of the terminology list. One to stop at may stand where it is marked as quoted."""
    for found in terms_found_in(instance):
        if found.answered:
            continue
        is_stop = found.verdict == STOP
        why = problem_in_words(found) if is_stop else _look_again(found.explanation, found.instead)
        yield Finding(
            Rule.TERMS, is_stop, found.part, why, words=found.words, sentence=found.sentence
        )


def _look_again(why: str, instead: str) -> str:
    said = why or _("A word to use with care.")
    return f"{said} {_('Say instead: %(words)s') % {'words': instead}}" if instead else said


def figure_findings(passages: list[Passage], language: str) -> Iterator[Finding]:
    """Statements with numbers that were typed: no statistics entry bears them or corrects them.

    English alone: a figure in Welsh prose is put in by reference like any other.
    """
    if language != "en-gb":
        return
    contacts = _contacts()
    for passage in passages:
        if passage.kind is Kind.PICTURE or says_nothing(passage.text):
            continue
        text = passage.text
        for claim in check(text, ()):
            words = text[claim.start : claim.end]
            if any(words in contact for contact in contacts if contact in text):
                continue
            why = _(
                "A number that was typed: nothing proves it, and no correction will reach it. Put"
                " it in as a figure, or say what it rests on."
            )
            sentence = sentence_at(text, claim.start, claim.end)
            yield Finding(Rule.FIGURES, False, passage.place, why, passage.anchor, words, sentence)


def _contacts() -> list[str]:
    """Telephone numbers that stand on record: they are no figures. Two queries."""
    return [
        *Channel.objects.values_list("contact", flat=True),
        *OtherService.objects.exclude(telephone="").values_list("telephone", flat=True),
    ]
