"""Headings, links and pictures: what anybody who listens to a page, or looks over it, relies on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from django.utils.translation import gettext as _

from .findings import Finding, Rule
from .passages import Kind, Link, Passage

SAYS_NOTHING = frozenset(
    """
    click|click here|here|read more|more|more info|more information|find out more|learn more|link
    this|this link|this page|this website|website|go|see here|download|continue|details
    yma|cliciwch yma|darllen mwy|darllenwch fwy|mwy|rhagor|dolen|y ddolen hon|y dudalen hon
    """.replace("\n", "|")
    .replace("||", "|")
    .strip("| ")
    .split("|")
)
BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|avif|heic|tiff?)|(?:IMG|DSC|image)[-_ ]?\d+", re.IGNORECASE
)
ANNOUNCED = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|photograph|graphic) of\b", re.IGNORECASE
)
LONGEST_DESCRIPTION = 150


def structure_findings(passages: Iterable[Passage]) -> Iterator[Finding]:
    passages = list(passages)
    return chain(_headings(passages), _links(passages), _pictures(passages))


def _headings(passages: list[Passage]) -> Iterator[Finding]:
    above = 0
    for passage in passages:
        if passage.kind is not Kind.HEADING:
            continue
        words = passage.text.strip()
        if not words:
            yield _error(
                Rule.HEADINGS, passage, _("A heading without words. Write it or delete it.")
            )
            continue
        if passage.level > above + 1:
            yield _error(
                Rule.HEADINGS,
                passage,
                _("A small heading without the larger one that it belongs under. Add that first."),
                words,
            )
        above = passage.level


def _links(passages: list[Passage]) -> Iterator[Finding]:
    leads_to: dict[str, str] = {}
    for passage in passages:
        for link in passage.links:
            words = link.words.casefold().strip(" .…»>→")
            if not words:
                yield _of_link(passage, link, is_error=True, why=_("A link without words."))
            elif words in SAYS_NOTHING:
                yield _of_link(
                    passage,
                    link,
                    is_error=True,
                    why=_("A link that does not say where it leads. Name the page it opens."),
                )
            elif BARE_ADDRESS.fullmatch(link.words):
                yield _of_link(
                    passage,
                    link,
                    is_error=False,
                    why=_("A bare address, read out letter by letter. Say where it leads instead."),
                )
            elif leads_to.setdefault(words, link.target) != link.target:
                yield _of_link(
                    passage,
                    link,
                    is_error=False,
                    why=_("Two links with the same words lead to two places. Tell them apart."),
                )


def _pictures(passages: list[Passage]) -> Iterator[Finding]:
    for passage in passages:
        if passage.kind is not Kind.PICTURE or passage.is_decorative:
            continue
        words = passage.text.strip()
        if not words:
            yield _error(
                Rule.ALTERNATIVE,
                passage,
                _("A picture without a description. Say what it shows, or mark it as decorative."),
            )
        elif FILE_NAME.fullmatch(words):
            yield _error(
                Rule.ALTERNATIVE,
                passage,
                _("The name of a file describes nothing. Say what the picture shows."),
                words,
            )
        elif ANNOUNCED.match(words) or len(words) > LONGEST_DESCRIPTION:
            why = _("Say in a few words what the picture shows. That it is one is read out anyway.")
            yield Finding(Rule.ALTERNATIVE, False, passage.place, why, passage.anchor, words, words)


def _error(rule: Rule, passage: Passage, why: str, words: str = "") -> Finding:
    return Finding(rule, True, passage.place, why, passage.anchor, words, passage.text)


def _of_link(passage: Passage, link: Link, *, is_error: bool, why: str) -> Finding:
    return Finding(
        Rule.LINKS, is_error, passage.place, why, passage.anchor, link.words, link.sentence
    )
