"""From the text of a value and its status to a number, or to the reason why there is none.

A number is accepted where it can be read in one way only. What police forces write in place of a
number is refused with the status that says the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from .not_numbers import explain
from .sentences import Fault, Sentence, say
from .sentences import gettext_noop as _

FINAL = "final"  # what a plain number is, unless its status says otherwise
LARGEST_WHOLE = 14  # digits before the point
LARGEST_FRACTION = 4  # digits after it

PLAIN = re.compile(r"([0-9]+)(?:\.([0-9]+))?")
GROUPED = re.compile(r"([1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]+))?")
ONE_GROUP = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


class Quantity(NamedTuple):
    """How many, and how that is known; or why it is not."""

    value: Decimal | None
    status: str


class Statuses:
    """The statuses that a figure can have, each with whether it goes with a value."""

    def __init__(self, have_values: Mapping[str, bool]) -> None:
        self.known = tuple(have_values)
        self.with_a_value = tuple(status for status, has in have_values.items() if has)
        self.without = tuple(status for status, has in have_values.items() if not has)

    def read(self, text: str) -> str | Fault:
        """A status in any case, with spaces or underscores; "" for none."""
        status = re.sub(r"[\s_-]+", "-", text.strip().casefold())
        if not status or status in self.known:
            return status
        return Fault(
            "status",
            text,
            say(_("there is no such status.")),
            say(_("Write one of: %(known)s."), known=", ".join(self.known)),
        )


def read_quantity(
    value_text: str, status_text: str, *, statuses: Statuses, decimal_commas: bool
) -> Quantity | list[Fault]:
    """A value and its status together. A plain number without a status is final."""
    written = value_text.strip()
    status = statuses.read(status_text)
    if isinstance(status, Fault):
        value = read_number(written, decimal_commas=decimal_commas) if written else None
        return [status, value] if isinstance(value, Fault) else [status]
    if status in statuses.without:
        return [_value_beside(status, written, statuses)] if written else Quantity(None, status)
    if not written:
        return [_neither_value_nor_reason(status, statuses)]
    value = read_number(written, decimal_commas=decimal_commas)
    if isinstance(value, Fault):
        return [value]
    return Quantity(value, status or FINAL)


def _value_beside(status: str, written: str, statuses: Statuses) -> Fault:
    return Fault(
        "value",
        written,
        say(_("the status “%(status)s” says that there is no value."), status=status),
        say(
            _("Leave the value empty, or if it is right write %(with_a_value)s as its status."),
            with_a_value=_listed(statuses.with_a_value),
        ),
    )


def _neither_value_nor_reason(status: str, statuses: Statuses) -> Fault:
    without = _listed(statuses.without)
    if status:
        return Fault(
            "value",
            "",
            say(_("the status “%(status)s” needs a value."), status=status),
            say(
                _("Write the value, or why there is none as the status: %(without)s."),
                without=without,
            ),
        )
    return Fault(
        "status",
        "",
        say(_("there is neither a value nor a reason why not.")),
        say(_("Write the value, or one of these as the status: %(without)s."), without=without),
    )


def _listed(names: tuple[str, ...]) -> str:
    return " / ".join(names)


def read_number(written: str, *, decimal_commas: bool) -> Decimal | Fault:
    """A number of nought or more: 674, 12.5 or 1,747.

    With `decimal_commas` (a file separated by semicolons) 1,747 and 1.747 can each be read in two
    ways, and are refused.
    """
    if decimal_commas and ONE_GROUP.fullmatch(written):
        return _fault(
            written,
            say(_("in a file separated by semicolons this can be read in two ways.")),
            say(
                _("Write %(whole)s or %(fraction)s, whichever is meant."),
                whole=re.sub("[.,]", "", written),
                fraction=f"{written.replace(',', '.')}0",
            ),
        )
    match = PLAIN.fullmatch(written) or GROUPED.fullmatch(written)
    if match is None:
        return _fault(written, *explain(written))
    whole, fraction = match[1].replace(",", ""), match[2] or ""
    if len(whole.lstrip("0")) > LARGEST_WHOLE or len(fraction) > LARGEST_FRACTION:
        return _fault(
            written,
            say(_("the number is too long.")),
            say(
                _("Write at most %(whole)s digits before the point and %(fraction)s after it."),
                whole=str(LARGEST_WHOLE),
                fraction=str(LARGEST_FRACTION),
            ),
        )
    return Decimal(f"{whole}.{fraction}" if fraction else whole)


def _fault(written: str, wrong: Sentence, remedy: Sentence) -> Fault:
    return Fault("value", written, wrong, remedy)
