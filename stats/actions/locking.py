"""Holding a publication still while something is decided about it."""

from __future__ import annotations

from ..models import Publication


def locked(publication: Publication) -> Publication:
    """The publication as it stands now, with all its versions locked until the transaction ends.

    Every verb that adds figures, reviews, approves or moves takes this lock first, the newest
    version first, so that none waits for another in a ring.
    """
    versions = Publication.objects.of_the_same_address(publication).select_for_update()
    held = {version.pk: version for version in versions}
    if publication.pk in held:
        return held[publication.pk]
    # Its web address was changed meanwhile, or it is gone.
    return Publication.objects.select_for_update().get(pk=publication.pk)
