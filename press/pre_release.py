"""Who read releases before everybody did: told to everybody, once the figures are out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from stats.models import Publication

from .models import PreReleaseAccess


@dataclass(frozen=True)
class PublicAccess:
    """What the public is told of a person's access. Never an address."""

    name: str
    role: str
    organisation: str
    reason: str


def public_access_list(publication: Publication, moment: datetime) -> list[PublicAccess]:
    """Everybody who had access to a publication, also if it was ended; nobody before its moment.

    The Code of Practice for Statistics asks for the list, which a later change does not shorten.
    """
    if not Publication.objects.visible_at(moment).filter(pk=publication.pk).exists():
        return []
    people = PreReleaseAccess.objects.filter(publication=publication).order_by("name", "pk")
    return list(
        dict.fromkeys(
            PublicAccess(person.name, person.role, person.organisation, person.reason)
            for person in people
        )
    )


def publications_with_access(moment: datetime) -> QuerySet[Publication]:
    """Those that are out by a moment and were read by somebody before, the newest first."""
    given = PreReleaseAccess.objects.filter(publication=OuterRef("pk"))
    return (
        Publication.objects.visible_at(moment)
        .filter(Exists(given))
        .order_by("-publish_at", "-version", "pk")
    )
