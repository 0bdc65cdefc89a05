"""Taking a file or a publication in hand, so that nobody else changes it meanwhile."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..models import Publication, PublicationState, ReceivedFile, ReceivedFileState


class NotNow(ValueError):
    """What was asked cannot be done as things stand; the text says why, and what to do."""


def locked(file: ReceivedFile, *states: ReceivedFileState) -> ReceivedFile:
    """A file under lock, in one of these states. Raises NotNow."""
    row = ReceivedFile.objects.select_for_update().get(pk=file.pk)
    if row.state not in states:
        raise NotNow(
            _("“%(file)s” has moved on (%(state)s): look at it again.")
            % {"file": row.name, "state": row.get_state_display()}
        )
    return row


def locked_draft(pk: int) -> Publication:
    """A publication under lock, while it takes figures. Raises NotNow."""
    publication = Publication.objects.select_for_update().get(pk=pk)
    if publication.state != PublicationState.DRAFT:
        raise NotNow(
            _("“%(publication)s” is no draft any more: bring the file into one that is.")
            % {"publication": publication}
        )
    return publication
