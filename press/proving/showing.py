"""One release of a template as the press desk looks at it: each number beside its figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from stats.models import Area, Figure, Publication

from ..compose import ComposedParagraph, ComposedRelease
from ..facts import Facts
from ..palette import Claim
from ..wording.profiles import ENGLISH
from .areas import facts_for, newest_subject, nouns_of
from .invented import invented
from .proof import AreaProof, prove

if TYPE_CHECKING:
    from ..models import ReleaseTemplate

AREAS_TO_CHOOSE_FROM = 500
"""A longer list is no list to choose from: the table of areas leads to every one."""

INVENTED = "invented-"


@dataclass(frozen=True)
class Piece:
    """Words of a paragraph; `number` counts the claims, and is 0 where they are none."""

    text: str
    number: int = 0


@dataclass(frozen=True)
class ShownParagraph:
    part: str
    pieces: tuple[Piece, ...]
    speaker: str


@dataclass(frozen=True)
class ShownClaim:
    """A number, its working, and the figures that it follows from, as "Area, period: value"."""

    number: int
    text: str
    arithmetic: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class ShownRelease:
    """What the release for an area says, or in `proof.problems` why there is none."""

    name: str
    publication: Publication | None
    proof: AreaProof | None
    headline: ShownParagraph | None = None
    paragraphs: tuple[ShownParagraph, ...] = ()
    claims: tuple[ShownClaim, ...] = ()
    language: str = ENGLISH


def choices(template: ReleaseTemplate, user: Any) -> list[tuple[str, str]]:
    """The areas whose release can be looked at; before there are figures, invented ones."""
    subject = newest_subject(template, user=user)
    if subject is not None:
        areas = Area.objects.filter(pk__in=subject.area_ids)
        if template.language == "cy":
            areas = areas.in_wales()
        named = areas.order_by("name").values_list("pk", "name")[:AREAS_TO_CHOOSE_FROM]
        if found := [(str(pk), name) for pk, name in named]:
            return found
    made = invented(nouns_of(template), template.language)
    return [
        (f"{INVENTED}{number}", _("Invented figures: %(how)s") % {"how": each.label})
        for number, each in enumerate(made[:AREAS_TO_CHOOSE_FROM])
    ]


def shown_release(template: ReleaseTemplate, choice: str, user: Any) -> ShownRelease:
    """The release for one of the choices, from the words that the template holds. Never raises.

    Where the choice names no area that this user may see figures of, the release is empty.
    """
    name, facts, publication = _chosen(template, choice, user)
    if facts is None:
        return ShownRelease(name, publication, None)
    proof = prove(template.as_template(), facts, name=name)
    if proof.release is None:
        return ShownRelease(name, publication, proof)
    first, *rest = _paragraphs(proof.release)
    claims = _claims(proof.release, facts)
    return ShownRelease(name, publication, proof, first, tuple(rest), claims, template.language)


def _chosen(
    template: ReleaseTemplate, choice: str, user: Any
) -> tuple[str, Facts | None, Publication | None]:
    number = choice.removeprefix(INVENTED)
    if not number.isdecimal():
        return "", None, None
    if choice.startswith(INVENTED):
        made = invented(nouns_of(template), template.language)
        each = made[int(number) % len(made)]
        return each.facts.place.name, each.facts, None
    area = Area.objects.filter(pk=int(number)).first()
    subject = newest_subject(template, user=user)
    if area is None or subject is None or area.pk not in subject.area_ids:
        return "" if area is None else area.name, None, None
    facts = facts_for(template, subject, [area]).get(area.pk)
    return area.name, facts, subject.publication


def _paragraphs(release: ComposedRelease) -> list[ShownParagraph]:
    shown = []
    number = 0
    for paragraph in release.everything:
        pieces, number = _pieces(paragraph, number)
        shown.append(ShownParagraph(paragraph.part, pieces, paragraph.speaker))
    return shown


def _pieces(paragraph: ComposedParagraph, number: int) -> tuple[tuple[Piece, ...], int]:
    """The paragraph cut at its claims, which are numbered on from those before it."""
    pieces: list[Piece] = []
    position = 0
    for claim in paragraph.claims:
        number += 1
        pieces.append(Piece(paragraph.text[position : claim.start]))
        position = claim.start + len(claim.text)
        pieces.append(Piece(paragraph.text[claim.start : position], number))
    pieces.append(Piece(paragraph.text[position:]))
    return tuple(piece for piece in pieces if piece.text), number


def _claims(release: ComposedRelease, facts: Facts) -> tuple[ShownClaim, ...]:
    claims: list[Claim] = [claim for each in release.everything for claim in each.claims]
    behind = {pk for claim in claims for pk in claim.figures}
    names = {
        figure.pk: _("%(area)s, %(period)s: %(value)s")
        % {"area": figure.area, "period": figure.period.label, "value": figure.shown_value}
        for figure in Figure.objects.for_display().filter(pk__in=behind)
    }
    invented_name = _("%(area)s, an invented figure") % {"area": facts.place.name}
    return tuple(
        ShownClaim(
            number,
            claim.text,
            claim.arithmetic,
            tuple(names.get(pk, invented_name) for pk in claim.figures),
        )
        for number, claim in enumerate(claims, start=1)
    )
