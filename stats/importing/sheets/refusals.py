"""Why a file cannot be read, each with its remedy."""

from __future__ import annotations

from ..sentences import UnreadableFile, say
from ..sentences import gettext_noop as _
from .limits import MEBIBYTE


def damaged() -> UnreadableFile:
    return UnreadableFile(
        say(
            _(
                "The file is damaged or incomplete: open it in a spreadsheet, save it again, or ask"
                " for it to be sent again."
            )
        )
    )


def too_large(limit: int) -> UnreadableFile:
    return UnreadableFile(
        say(
            _(
                "The file is larger than %(limit)s MB: take out pictures and what is not a figure,"
                " or give it in parts."
            ),
            limit=str(limit // MEBIBYTE),
        )
    )


def unpacks_too_large(limit: int) -> UnreadableFile:
    return UnreadableFile(
        say(
            _(
                "Unpacked, the file would be larger than %(limit)s MB: copy the figures alone into"
                " a new workbook."
            ),
            limit=str(limit // MEBIBYTE),
        )
    )


def too_many_cells(limit: int) -> UnreadableFile:
    return UnreadableFile(
        say(
            _("The file has more than %(limit)s cells: give it in parts."),
            limit=f"{limit:,}",
        )
    )


def too_much_text(limit: int) -> UnreadableFile:
    return UnreadableFile(
        say(
            _(
                "The cells of the file hold more than %(limit)s million letters: take out what is"
                " not a figure, or give it in parts."
            ),
            limit=str(limit // 1_000_000),
        )
    )


def too_wide(limit: int) -> UnreadableFile:
    return UnreadableFile(
        say(
            _(
                "A sheet has more than %(limit)s columns: copy the figures alone into a new"
                " workbook."
            ),
            limit=f"{limit:,}",
        )
    )


def too_many_sheets(limit: int) -> UnreadableFile:
    return UnreadableFile(
        say(_("The file has more than %(limit)s sheets: give it in parts."), limit=str(limit))
    )


def too_much_work() -> UnreadableFile:
    return UnreadableFile(
        say(
            _(
                "The file takes too much time or memory to read, as damaged files do: copy the"
                " figures alone into a new workbook."
            )
        )
    )


def has_a_password() -> UnreadableFile:
    return UnreadableFile(
        say(
            _(
                "The file is protected by a password: open it, save it without the password, and"
                " give that file."
            )
        )
    )


def declares_entities() -> UnreadableFile:
    return UnreadableFile(
        say(
            _(
                "The file declares a document type, which no spreadsheet program does and attacks"
                " do: copy the figures into a new workbook."
            )
        )
    )


def is_another_kind(kind: str) -> UnreadableFile:
    return UnreadableFile(
        say(
            _("The file is %(kind)s: open it in a spreadsheet and save it as .xlsx or .csv."),
            kind=say(kind),
        )
    )


def is_empty() -> UnreadableFile:
    return UnreadableFile(say(_("The file is empty: give the file that holds the figures.")))


def has_no_cells() -> UnreadableFile:
    return UnreadableFile(
        say(_("No sheet of the file has anything in it: give the file that holds the figures."))
    )
