"""The verb: suppress the small numbers of a publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..consistency.gathering import picture_of
from ..consistency.picture import Picture, SeenFigure
from ..models import Figure, FigureStatus, Publication
from .planning import Suppression, notes_that_give_away, suppression_of
from .tables import MeasureTable

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NAMED_AT_MOST = 10


class CannotSuppress(ValueError):
    """Nothing was suppressed; `reasons` are sentences, each with what to do."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def suppress_small_numbers(*, publication: Publication, by: User) -> Suppression:
    """Put suppressed figures in the place of the small ones, and of those that give them away.

    The draft's figures are deleted and added again without their value, since none is ever changed;
    source, note and place in the file stay. Idempotent. Raises CannotSuppress, with nothing done.
    """
    with transaction.atomic():
        publication = Publication.objects.select_for_update().get(pk=publication.pk)
        picture = picture_of(publication)
        suppression = suppression_of(picture)
        figures = Figure.objects.in_bulk({hiding.figure.pk for hiding in suppression.hidings})
        reasons = what_stands_in_the_way(publication, picture, suppression, figures)
        if reasons:
            raise CannotSuppress(reasons)
        if not figures:
            return suppression
        Figure.objects.filter(pk__in=figures).delete()
        Figure.objects.bulk_create(_without_value(figure) for figure in figures.values())
        primary = sum(hiding.is_primary for hiding in suppression.hidings)
        log(
            instance=publication,
            action="stats.suppress",
            user=by,
            data={
                "small": primary,
                "to_protect_them": len(suppression.hidings) - primary,
                "figures": [picture.label(each.figure) for each in suppression.hidings],
            },
        )
    return suppression


def what_stands_in_the_way(
    publication: Publication,
    picture: Picture,
    suppression: Suppression,
    figures: dict[int, Figure],
) -> list[str]:
    """Why the small numbers cannot be suppressed as planned, each with its remedy; none if so."""
    notes = {pk: figure.note for pk, figure in figures.items()}
    settled = _("Its figures are settled: return it to its authors first.")
    return [
        *([] if publication.takes_figures else [settled]),
        *(_sums_do_not_hold(picture, found) for found in suppression.contradictory),
        *(_is_exposed(picture, figure) for figure in suppression.exposed[:NAMED_AT_MOST]),
        *(
            _("The note of %(figure)s says the number. Delete the figure and add it without.")
            % {"figure": picture.label(figure)}
            for figure in notes_that_give_away(suppression.hidings, notes)
        ),
    ]


def _sums_do_not_hold(picture: Picture, found: MeasureTable) -> str:
    reason = _(
        "%(measure)s, %(periods)s: the sums do not hold, so that nothing can be proved. Settle the"
        " errors of the checks first."
    )
    return reason % {
        "measure": picture.measures[found.measure].name,
        "periods": ", ".join(period.label for period in found.periods),
    }


def _is_exposed(picture: Picture, figure: SeenFigure) -> str:
    reason = _(
        "%(figure)s can be worked out from what is public already, whatever is hidden here. Leave"
        " it out of this publication together with what it is a part of, or join it with another"
        " category or area."
    )
    return reason % {"figure": picture.label(figure)}


def _without_value(figure: Figure) -> Figure:
    kept = (
        "publication_id",
        "measure_id",
        "area_id",
        "category_id",
        "period_start",
        "period_end",
        "source_id",
        "note",
        "file_id",
        "sheet",
        "cell",
        "supersedes_id",
    )
    fields = {name: getattr(figure, name) for name in kept}
    return Figure(**fields, value=None, status=FigureStatus.SUPPRESSED)
