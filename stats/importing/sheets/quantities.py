"""From what a cell holds to a number, or to the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ..numbers import FINAL, Statuses, read_number, read_quantity
from ..sentences import Fault, Sentence, say, shortened
from ..sentences import gettext_noop as _
from .marks import (
    LEFT_OUT,
    NOUGHT,
    certain_status,
    is_asked,
    normal_mark,
    split_marks,
    status_of_marks,
)
from .workbook import (
    FailedFormula,
    Hidden,
    MayBeRaised,
    NoResult,
    Percentage,
    Superscript,
    Value,
    written,
)

UNANSWERED = "?"


class Measured(NamedTuple):
    """How many, how that is known, and the mark that stood beside it."""

    value: Decimal | None
    status: str
    mark: str = ""


class LeftOut(NamedTuple):
    """A person has said that such a cell holds no figure of ours."""


class Quantities:
    """Reads figure cells of one sheet. Nothing that a cell can hold makes it raise."""

    def __init__(
        self, *, statuses: Statuses, marks: Mapping[str, str], has_decimal_commas: bool
    ) -> None:
        self._statuses = statuses
        self._marks = marks
        self._decimal_commas = has_decimal_commas

    def read(self, value: Value, status: str, *, is_count: bool) -> Measured | LeftOut | Fault:
        """`status` is the text of the row's status column, if there is one."""
        fault = _never_a_number(value)
        if fault is not None:
            return fault
        text, mark = self._parted(value)
        if status.strip():
            return self._with_status(text, status, mark, is_count=is_count)
        known = certain_status(text)
        if known is None and is_asked(text):
            known = self._marks.get(normal_mark(text), UNANSWERED)
        return (
            self._number(text, mark, is_count=is_count) if known is None else _meaning(text, known)
        )

    def _parted(self, value: Value) -> tuple[str, str]:
        if isinstance(value, Superscript):
            return value.text, value.mark
        text = written(value)
        if isinstance(value, str) and certain_status(text) is None:
            return split_marks(text)
        return text, ""

    def _with_status(
        self, text: str, status: str, mark: str, *, is_count: bool
    ) -> Measured | Fault:
        quantity = read_quantity(
            text, status, statuses=self._statuses, decimal_commas=self._decimal_commas
        )
        if isinstance(quantity, list):
            return quantity[0]
        fault = _fraction(text, quantity.value) if is_count else None
        return fault or Measured(quantity.value, quantity.status, mark)

    def _number(self, text: str, mark: str, *, is_count: bool) -> Measured | Fault:
        number = read_number(text, decimal_commas=self._decimal_commas)
        if isinstance(number, Fault):
            return number
        fault = _fraction(text, number) if is_count else None
        return fault or Measured(number, status_of_marks(mark) or FINAL, mark)


def _meaning(text: str, known: str) -> Measured | LeftOut | Fault:
    """What a mark in place of a number stands for."""
    if known == UNANSWERED:
        return _unanswered(text)
    if known == LEFT_OUT:
        return LeftOut()
    if known == NOUGHT:
        return Measured(Decimal(0), FINAL, text)
    return Measured(None, known, text)


def _fraction(text: str, value: Decimal | None) -> Fault | None:
    if value is None or value == value.to_integral_value():
        return None
    return _fault(
        text,
        say(_("a count is a whole number.")),
        say(_("Write how many there were; a rate or a percentage is another measure.")),
    )


NEVER_NUMBERS: Mapping[type, tuple[str, str]] = {
    FailedFormula: (
        _("a formula has failed here."),
        _("Mend the formula, or write the number itself."),
    ),
    NoResult: (
        _("a formula stands here, and its result was not saved with the file."),
        _("Open the file in a spreadsheet and save it, or write the number itself."),
    ),
    Hidden: (
        _("the format of the cell hides its number, so it was not meant to be seen."),
        _("Write what is shown, such as “<5”, or ask its sender."),
    ),
    MayBeRaised: (
        _("a mark may be raised among these digits, which old Excel does not tell apart."),
        _("Save the file as .xlsx, or write the number as a number."),
    ),
    Percentage: (
        _("this is a percentage, not a count."),
        _("Write how many there were; if it is a percentage, write it as a number."),
    ),
    bool: (
        _("this is not a number."),
        _("In the spreadsheet, give the cell the format of a number."),
    ),
    date: (
        _("this is a day, not a number."),
        _("In the spreadsheet, give the cell the format of a number."),
    ),
}
"""What looks like a number on the screen or in the file, and is none to rely on."""


def _never_a_number(value: Value) -> Fault | None:
    said = NEVER_NUMBERS.get(type(value))
    if said is None:
        return None
    shown = "" if isinstance(value, NoResult | Hidden) else written(value)
    return _fault(shown, say(said[0]), say(said[1]))


def _unanswered(text: str) -> Fault:
    wrong = say(_("this could mean several things.")) if text else say(_("the cell is blank."))
    remedy = say(_("Say what it means (none, not supplied, not held …), or ask for the number."))
    return _fault(text, wrong, remedy)


def _fault(text: str, wrong: Sentence, remedy: Sentence) -> Fault:
    return Fault("value", shortened(text), wrong, remedy)
