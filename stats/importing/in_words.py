"""Problems as people read them: verdicts turned into faults, and sentences into their language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from ..models import Figure, Publication, PublicationState
from ..models.figure import format_value
from .sentences import Fault, Problem, Sentence, say, shortened
from .staging import JudgedRow, Verdict, figures_by_pk

ROWS_AT_ONCE = 500


def translated(sentence: Sentence) -> str:
    details = {
        name: translated(detail) if isinstance(detail, Sentence) else detail
        for name, detail in sentence.details.items()
    }
    return gettext(sentence.template) % details


def described(problem: Problem) -> str:
    """ "Row 7, value “n/a”: this is not a number. Leave the value empty …"."""
    fault = problem.fault
    wrong, remedy = translated(fault.wrong), translated(fault.remedy)
    if not fault.column:
        template = gettext("Row %(row)s: %(wrong)s %(remedy)s")
    elif not fault.value:
        template = gettext("Row %(row)s, %(column)s (empty): %(wrong)s %(remedy)s")
    else:
        template = gettext("Row %(row)s, %(column)s “%(value)s”: %(wrong)s %(remedy)s")
    return template % {
        "row": problem.row,
        "column": fault.column,
        "value": shortened(fault.value),
        "wrong": wrong,
        "remedy": remedy,
    }


def problems_of(rows: Iterable[JudgedRow], *, publication: Publication | None) -> Iterator[Problem]:
    """What is wrong with rows that comparing refused, a few at a time."""
    waiting = iter(rows)
    while batch := list(islice(waiting, ROWS_AT_ONCE)):
        figures = figures_by_pk(
            pk for row in batch for pk in (row.held_id, row.standing_id, row.rival_id)
        )
        for row in batch:
            yield Problem(row.number, _fault(row, figures, publication))


def _fault(row: JudgedRow, figures: dict[int, Figure], publication: Publication | None) -> Fault:
    match row.verdict:
        case Verdict.REPEATED:
            return _repeated(row)
        case Verdict.DIFFERENT if row.held_id is not None:
            return _different(row, figures[row.held_id], publication)
        case Verdict.WITHOUT_REASON if row.standing_id is not None:
            return _without_reason(row, figures[row.standing_id])
        case Verdict.CORRECTED_ELSEWHERE if row.rival_id is not None:
            return _corrected_elsewhere(row, figures[row.rival_id])
        case _:
            return _closed(publication)


def _repeated(row: JudgedRow) -> Fault:
    return Fault(
        "",
        "",
        say(
            _("rows %(first)s and %(row)s are for the same measure, category, area and period."),
            first=str(row.first_number),
            row=str(row.number),
        ),
        say(_("Keep the right one of the two.")),
    )


def _different(row: JudgedRow, held: Figure, publication: Publication | None) -> Fault:
    column, now, before = _difference(row, held)
    wrong = say(_("the publication holds “%(before)s” here already."), before=shortened(before))
    if publication is not None and publication.state != PublicationState.DRAFT:
        return Fault(column, now, wrong, _remedy_when_closed(publication))
    remedy = _(
        "If the row is right, remove that figure from the draft in the admin and import again; if"
        " the draft is right, mend the row."
    )
    return Fault(column, now, wrong, say(remedy))


def _difference(row: JudgedRow, held: Figure) -> tuple[str, str, str]:
    """The first column in which a row differs from a figure, and what each says there."""
    if row.value != held.value:
        return "value", _number(row.value), _number(held.value)
    if row.status != held.status:
        return "status", row.status, held.status
    source = held.source.reference if held.source else ""
    if row.source != source:
        return "source", row.source, source
    return "note", row.note, held.note


def _number(value: Decimal | None) -> str:
    return "" if value is None else format_value(value)


def _closed(publication: Publication | None) -> Fault:
    title = publication.title if publication else ""
    return Fault(
        "",
        "",
        say(_("“%(title)s” takes no more figures, and this one is not in it."), title=title),
        _remedy_when_closed(publication),
    )


def _remedy_when_closed(publication: Publication | None) -> Sentence:
    if publication is not None and publication.state in (
        PublicationState.IN_REVIEW,
        PublicationState.SCHEDULED,
    ):
        return say(_("It is being reviewed or waits for its day: take it back to draft first."))
    return say(
        _(
            "It is public, so a new publication has to correct it: import with --publication and a"
            " new name, and give the reason in the note."
        )
    )


def _without_reason(row: JudgedRow, standing: Figure) -> Fault:
    said = _number(row.value) or row.status
    return Fault(
        "note",
        row.note,
        say(
            _(
                "this would correct a figure that is public in “%(publication)s”"
                " (%(before)s becomes %(now)s), and gives no reason."
            ),
            publication=standing.publication.title,
            before=standing.shown_value,
            now=said,
        ),
        say(_("Give the reason in the note, or mend the row if the public figure is right.")),
    )


def _corrected_elsewhere(row: JudgedRow, rival: Figure) -> Fault:
    return Fault(
        "value",
        _number(row.value) or row.status,
        say(
            _("another draft, “%(publication)s”, corrects the same public figure already."),
            publication=rival.publication.title,
        ),
        say(_("Remove that figure from the other draft in the admin, or import into that draft.")),
    )
