"""From a CSV file to a header and its rows, a row at a time, however many there are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from .columns import columns_known
from .decoding import Decoding, examine
from .sentences import Fault, UnreadableFile, say
from .sentences import gettext_noop as _

SEPARATORS = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs")}
HEADER_WITHIN = 1 << 16  # characters


class Row(NamedTuple):
    """The cells of a row, and its number in a spreadsheet, where the header is mostly row 1."""

    number: int
    cells: Sequence[str]


class BrokenRow(ValueError):
    """A row that cannot be told from the rows after it, so that reading has to stop there."""

    def __init__(self, number: int, fault: Fault) -> None:
        super().__init__(f"{number}: {fault.wrong}")
        self.number = number
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Table:
    """A file as it was read. `rows` can be gone through once; rows without any text are left out.

    Going through them raises BrokenRow, or UnreadableFile when the file changes meanwhile.
    """

    encoding: str
    separator: str
    sha256: str
    header: Sequence[str]
    rows: Iterator[Row]

    @property
    def has_decimal_commas(self) -> bool:
        """Semicolons separate where commas are decimal points, so 1,747 may not be thousands."""
        return self.separator == ";"


class _Text(io.TextIOWrapper):
    """The text of a file, which stays open for its owner when the text is done with."""

    def close(self) -> None:
        with suppress(ValueError):  # let go of already
            self.detach()


def read_table(file: BinaryIO) -> Table:
    """Read a CSV file: comma, semicolon or tab, any line ends, any encoding that `examine` knows.

    Raises UnreadableFile when it is not such a file, or has no rows.
    """
    decoding = examine(file)
    text = text_of(file, decoding)
    try:
        separator = _separator_of(text.read(HEADER_WITHIN))
        text.seek(0)
        rows = rows_of(text, separator=separator)
        header = next(rows)
    except BrokenRow as error:
        raise UnreadableFile(error.fault.wrong, error.fault.remedy) from None
    except StopIteration:
        raise UnreadableFile(
            say(_("The file has no text in it: give the file that holds the figures."))
        ) from None
    return Table(decoding.name, separator, decoding.sha256, header.cells, rows)


def text_of(file: BinaryIO, decoding: Decoding) -> io.TextIOBase:
    """A file's text from its beginning. The file stays open for its owner."""
    return _Text(file, encoding=decoding.codec, newline="")


def _separator_of(opening: str) -> str:
    """The separator under which the header names the most columns; a comma if none tells."""

    def columns_under(separator: str) -> int:
        rows = rows_of(io.StringIO(opening, newline=""), separator=separator)
        try:
            return columns_known(next(rows).cells)
        except (BrokenRow, StopIteration):
            return 0

    return max(SEPARATORS, key=columns_under)


def rows_of(text: io.TextIOBase, *, separator: str) -> Iterator[Row]:
    """Rows that have any text in them. Raises BrokenRow from where they cannot be told apart."""
    reader = csv.reader(text, delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cells) and any(map(str.strip, cells)):
                yield Row(number, cells)
    except csv.Error:  # quotation marks, mostly: an open one makes a cell of the whole file
        raise BrokenRow(number + 1, _broken_quotation()) from None
    except UnicodeDecodeError:
        raise changed_meanwhile() from None


def changed_meanwhile() -> UnreadableFile:
    return UnreadableFile(
        say(_("The file changed while it was read: import it again when it is whole."))
    )


def _broken_quotation() -> Fault:
    return Fault(
        "",
        "",
        say(
            _(
                "its quotation marks do not pair up (or a cell holds more than %(limit)s"
                " characters), so the file cannot be read from there on."
            ),
            limit=str(csv.field_size_limit()),
        ),
        say(_("Close each quotation mark; inside a quoted cell, write a quotation mark twice.")),
    )
