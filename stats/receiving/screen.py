"""What the screens of a received file show, in words and with a flat number of queries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..importing.in_words import translated
from ..importing.sentences import Sentence, sentence_from_json
from ..importing.sheets import About, Question
from ..models import Area, Figure, FigureStatus, Measure, ReceivedFile, ReceivedFileState, StagedRow
from ..models.figure import format_value
from ..periods import Period
from . import decisions, judging
from .faults import FaultInWords, sentence_in_words
from .judging import Outcome

ROWS_ON_A_PAGE = 50
CHOICES_BEFORE_A_LIST = 6
OF_AREAS = (About.AREA, About.AREA_OF_SHEET)

TABS: dict[Outcome, Promise | str] = {
    Outcome.REFUSED: gettext_lazy("Refused"),
    Outcome.CHANGED: gettext_lazy("Corrections"),
    Outcome.NEW: gettext_lazy("New"),
    Outcome.UNCHANGED: gettext_lazy("Unchanged"),
    Outcome.ALREADY_PUBLIC: gettext_lazy("Already public"),
    Outcome.LEFT_OUT: gettext_lazy("Left out"),
}


@dataclass(frozen=True)
class Told:
    """How far a file is, in one sentence; `is_read` once nothing more comes by itself."""

    is_read: bool
    said: str


def told(file: ReceivedFile) -> Told:
    match file.state:
        case ReceivedFileState.WAITING:
            return Told(False, _("Waiting for its turn to be read."))
        case ReceivedFileState.READING:
            said = ngettext(
                "%(rows)s figure read, %(share)s%% of the file.",
                "%(rows)s figures read, %(share)s%% of the file.",
                file.rows_read,
            )
            return Told(
                False,
                said
                % {
                    "rows": number_format(file.rows_read, force_grouping=True),
                    "share": int(100 * file.share_read),
                },
            )
        case _:
            return Told(True, capfirst(str(file.get_state_display())))


@dataclass(frozen=True, kw_only=True)
class ShownQuestion:
    """A question as it stands on the screen; `key` names its fields in the form."""

    key: str
    text: str
    where: str
    written: str
    times: int
    choices: list[tuple[str, str]]
    others: list[tuple[str, str]]  # to choose from a list where none of the choices is right
    takes_words: bool  # whether another answer may be typed
    is_long: bool  # too many choices to show side by side


def questions_context(file: ReceivedFile) -> dict[str, Any]:
    asked = [Question.from_json(kept) for kept in file.questions]
    areas: list[tuple[str, str]] = []
    if any(question.about in OF_AREAS for question in asked):
        areas = [(area.gss_code, _area(area)) for area in Area.objects.order_by("name")]
    measures: list[tuple[str, str]] = []
    if any(question.about == About.MEASURE for question in asked):
        measures = list(Measure.objects.values_list("slug", "name"))
    others = {**dict.fromkeys(OF_AREAS, areas), About.MEASURE: measures}
    return {
        "questions": [_shown_question(question, others) for question in asked],
        "notices": _notices(file),
    }


def _shown_question(
    question: Question, others: Mapping[About, list[tuple[str, str]]]
) -> ShownQuestion:
    choices = [(choice.value, _label(choice.label)) for choice in question.choices]
    known = {value for value, _label in choices}
    rest = [pair for pair in others.get(question.about, []) if pair[0] not in known]
    return ShownQuestion(
        key=key_of(question.id),
        text=sentence_in_words(question.text),
        where="!".join(filter(None, [question.sheet, question.cell])),
        written=question.written,
        times=question.times,
        choices=choices,
        others=rest if question.takes_other else [],
        takes_words=question.takes_other and not rest,
        is_long=len(choices) > CHOICES_BEFORE_A_LIST,
    )


def key_of(question_id: str) -> str:
    """A question's id as a form can carry it: an id may hold whatever a sheet is called."""
    return hashlib.sha256(question_id.encode("utf-8", "replace")).hexdigest()[:16]


def _label(label: str | Sentence) -> str:
    return capfirst(translated(label)) if isinstance(label, Sentence) else label


def _area(area: Area) -> str:
    return f"{area.name} ({area.body_name})" if area.body_name else area.name


def _notices(file: ReceivedFile) -> list[str]:
    return [
        sentence_in_words(sentence_from_json(notice)) for notice in file.reading.get("notices", [])
    ]


@dataclass(frozen=True, kw_only=True)
class ShownRow:
    """A row of the file, beside the figure that stands."""

    number: int
    place: str
    area: str
    what: str
    period: str
    written: str
    value: str
    standing: str
    standing_in: str
    difference: str
    note: str
    reason: str  # what a person has typed
    problems: list[FaultInWords]
    left_out: Mapping[str, Any] | None


def shown_row(row: StagedRow) -> ShownRow:
    standing = row.standing
    written = row.written
    footnote = written.get("footnote", "")
    return ShownRow(
        number=row.number,
        place=judging.place(row),
        area=str(row.area) if row.area else written.get("area", ""),
        what=_what(row),
        period=_period(row),
        written=written.get("value", ""),
        value=_value(row),
        standing=standing.shown_value if standing else "",
        standing_in=standing.publication.title if standing else "",
        difference=_difference(row, standing),
        note=row.note,
        reason="" if row.note == footnote else row.note.removesuffix(f"\n{footnote}"),
        problems=list(judging.problems(row)),
        left_out=decisions.reason_to_leave_out(row),
    )


def _what(row: StagedRow) -> str:
    if row.measure is None:
        return " · ".join(filter(None, [row.written.get("measure"), row.written.get("category")]))
    return f"{row.measure} · {row.category}" if row.category else str(row.measure)


def _period(row: StagedRow) -> str:
    if row.period_start and row.period_end:
        return Period(row.period_start, row.period_end).label
    return str(
        row.written.get("period")
        or " – ".join(
            filter(None, [row.written.get("period_start"), row.written.get("period_end")])
        )
    )


def _value(row: StagedRow) -> str:
    if row.value is not None:
        return format_value(row.value)
    return str(FigureStatus(row.status).label) if row.status else ""


def _difference(row: StagedRow, standing: Figure | None) -> str:
    """ "+6", "−12"; nothing where either has no value, for a gap is not nought."""
    if standing is None or standing.value is None or row.value is None:
        return ""
    difference = row.value - standing.value
    if difference == 0:
        return "0"
    return f"{'+' if difference > 0 else '−'}{format_value(abs(difference))}"


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A heap of rows, and whether it is the one that is shown."""

    outcome: Outcome
    label: str
    count: int
    is_shown: bool


def check_context(file: ReceivedFile, asked: Mapping[str, str]) -> dict[str, Any]:
    """The heap and the page that were asked for; else the heap that needs a person most."""
    counts: dict[str, int] = file.counts
    shown = _outcome(asked.get("outcome", ""), counts)
    paginator: Paginator[StagedRow] = Paginator(judging.rows_of(file, shown), ROWS_ON_A_PAGE)
    page: Page[StagedRow] = paginator.get_page(asked.get("page"))
    to_add = counts.get(Outcome.NEW, 0) + counts.get(Outcome.CHANGED, 0)
    return {
        "outcome": shown,
        "tabs": _tabs(counts, shown),
        "page": page,
        "rows": [shown_row(row) for row in page],
        "summary": summary(file),
        "to_add": to_add,
        "refused": counts.get(Outcome.REFUSED, 0),
        "without_reason": counts.get("without-reason", 0),
        "may_be_brought_in": to_add > 0
        and not counts.get(Outcome.REFUSED)
        and not counts.get("without-reason")
        and file.publication.takes_figures,
        "notices": _notices(file),
    }


def _outcome(asked: str, counts: Mapping[str, int]) -> Outcome:
    if asked in list(Outcome):
        return Outcome(asked)
    return next((outcome for outcome in TABS if counts.get(outcome)), Outcome.NEW)


def _tabs(counts: Mapping[str, int], shown: Outcome) -> Iterable[Tab]:
    return [
        Tab(
            outcome=outcome,
            label=str(label),
            count=counts.get(outcome, 0),
            is_shown=outcome == shown,
        )
        for outcome, label in TABS.items()
        if counts.get(outcome) or outcome == shown or outcome != Outcome.LEFT_OUT
    ]


def summary(file: ReceivedFile) -> str:
    """What bringing the file in does, in a sentence."""
    counts: dict[str, int] = file.counts
    new, changed = counts.get(Outcome.NEW, 0), counts.get(Outcome.CHANGED, 0)
    known = counts.get(Outcome.UNCHANGED, 0) + counts.get(Outcome.ALREADY_PUBLIC, 0)
    refused, left_out = counts.get(Outcome.REFUSED, 0), counts.get(Outcome.LEFT_OUT, 0)
    parts = (
        (new, ngettext("%(count)s new figure", "%(count)s new figures", new)),
        (changed, ngettext("%(count)s correction", "%(count)s corrections", changed)),
        (known, _("%(count)s known already")),
        (refused, _("%(count)s refused")),
        (left_out, _("%(count)s left out")),
    )
    return ", ".join(said % {"count": _grouped(count)} for count, said in parts if count)


def _grouped(number: int) -> str:
    return number_format(number, force_grouping=True)
