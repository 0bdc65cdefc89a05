"""Correcting in the open: a new version, with old value, new value and reason."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Figure, FigureStatus, Publication
from .locking import locked
from .refusals import PublicationNotReady, WrongState, a_reason

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def start_correction(*, publication: Publication, by: User) -> Publication:
    """The draft of a publication's next version: the one that is open, or a new one.

    The new one has the words of the version before it and no figures: it will hold the corrected
    ones. Raises WrongState while the newest version is in review or waits for its moment.
    """
    with transaction.atomic():
        locked(publication)
        # Read after the lock: another may have begun the correction while this waited.
        newest = Publication.objects.of_the_same_address(publication)[0]
        if newest.takes_figures and newest.version > 1:
            return newest
        if not newest.is_published:
            raise WrongState(
                _("“%(publication)s” is not public yet: it is changed, not corrected.")
                % {"publication": newest}
            )
        correction = Publication.objects.create(
            slug=newest.slug,
            version=newest.version + 1,
            title=newest.title,
            summary=newest.summary,
            methodology=newest.methodology,
            police_forces_asked=newest.police_forces_asked,
            police_forces_answered=newest.police_forces_answered,
        )
        log(
            instance=correction,
            action="stats.start_correction",
            user=by,
            data={"version": correction.version},
        )
    return correction


def correct_figure(
    *, figure: Figure, value: Decimal | None, status: str, reason: str, by: User
) -> Figure:
    """Put a correction of a public figure into the next version of its publication.

    Nobody sees it until that version is approved. Raises ReasonMissing, WrongState where the figure
    does not stand or is being corrected already, and PublicationNotReady where nothing changes.
    """
    reason = a_reason(reason)
    with transaction.atomic():
        draft = start_correction(publication=figure.publication, by=by)
        figure = Figure.objects.for_display().select_for_update(of=("self",)).get(pk=figure.pk)
        if not Figure.objects.visible_at().filter(pk=figure.pk).exists():
            raise WrongState(_("Only a figure that is public and stands is corrected."))
        rival = Figure.objects.filter(supersedes=figure).select_related("publication").first()
        if rival is not None:
            raise WrongState(
                _("A correction of it waits in “%(publication)s” already.")
                % {"publication": rival.publication}
            )
        if (figure.value, figure.status) == (value, status):
            raise PublicationNotReady([_("That is what the figure says already.")])
        new = Figure.objects.create(
            publication=draft,
            measure=figure.measure,
            area=figure.area,
            category=figure.category,
            period_start=figure.period_start,
            period_end=figure.period_end,
            value=value,
            status=FigureStatus(status),
            source=figure.source,
            note=reason,
            supersedes=figure,
        )
        log(
            instance=new,
            action="stats.correct",
            user=by,
            data={"old": figure.shown_value, "new": new.shown_value, "reason": reason},
        )
    return new
