"""No file makes the import fail in any way but by refusing it: hundreds are tried, or thousands.

`make fuzz` tries ten thousand. FUZZ_FILES says how many of each sort.
"""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from stats.importing.sentences import UnreadableFile
from stats.importing.sheets import Limits, open_workbook, questions, read, suggest
from stats.importing.sheets.limits import LIMITS
from tests.fuzz.forking import ForkingReader
from tests.stats.importing.sheets.knowledge import CONTEXT, REPLIES

FILES = int(os.environ.get("FUZZ_FILES", "100"))  # of each of the three sorts below
SECONDS, MEGABYTES = 10.0, 300.0
WHOLE = {path.name: path.read_bytes() for path in sorted(REPLIES.iterdir()) if path.suffix != ".py"}
ZIPPED = [name for name in WHOLE if name.endswith((".xlsx", ".ods"))]
BOUNDS = Limits(cells=LIMITS.cells, seconds=int(SECONDS))

fuzzing = settings(
    max_examples=FILES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def reader() -> Iterator[ForkingReader]:
    with ForkingReader() as forking:
        yield forking
        assert forking.most_megabytes < MEGABYTES
        assert forking.most_seconds < SECONDS + 1


def survives(data: bytes, name: str, reader: ForkingReader) -> None:
    """The whole way from a file to its figures ends in a refusal or in figures, in time."""
    began = time.process_time()
    with TemporaryDirectory(prefix="fuzz-") as directory:
        path = Path(directory) / "file"
        path.write_bytes(data)
        try:
            workbook = open_workbook(path, name=name, limits=BOUNDS, reader=reader)
        except UnreadableFile:
            return
    reading = suggest(workbook, context=CONTEXT)
    for question in questions(workbook, reading, context=CONTEXT):
        assert str(question.text)
    for found in read(workbook, reading, context=CONTEXT):
        assert (found.row is None) == bool(found.problems)
    assert time.process_time() - began < SECONDS


PLACES = st.floats(0, 1, exclude_max=True)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "insert", "repeat", "zero"]),
        PLACES,
        st.binary(min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=6,
)
Change = tuple[str, float, bytes]


def changed(data: bytes, changes: list[Change]) -> bytes:
    for kind, place, content in changes:
        at = int(place * len(data))
        match kind:
            case "flip":
                data = data[:at] + content + data[at + len(content) :]
            case "cut":
                data = data[:at] if content[0] < 128 else data[:at] + data[at + content[0] :]
            case "insert":
                data = data[:at] + content + data[at:]
            case "repeat":
                data = data[:at] + data[at : at + 64] * content[0] + data[at:]
            case _:
                data = data[:at] + bytes(len(content)) + data[at + len(content) :]
    return data


@fuzzing
@given(name=st.sampled_from(sorted(WHOLE)), changes=CHANGES)
def test_a_real_file_with_bytes_changed(
    name: str, changes: list[Change], reader: ForkingReader
) -> None:
    survives(changed(WHOLE[name], changes), name, reader)


WORDS = st.sampled_from(
    [
        *(b'"1048576"', b'"-1"', b'"999999999999"', b'"1e400"', b'""', b'"e"', b'"s"', b'"b"'),
        *(b'"inlineStr"', b'"XFD1048576"', b'"A0"', b"<f>1+1</f>", b"<v></v>", b"<v>1e999</v>"),
        *(b"<v>NaN</v>", b"<!--", b"]]>", b"<![CDATA[", b"&#0;", b"&amp;", b"\xff\xfe", b"\x00"),
        *(b"<mergeCell ref='A1:XFD1048576'/>", b' number-rows-repeated="1048576"', b"\xc3("),
        *(b' hidden="1"', b' table:visibility="collapse"', b"<row/>", b"</row>", b"<c/>", b"%"),
    ]
)
EDITS = st.lists(st.tuples(PLACES, WORDS, st.booleans()), min_size=1, max_size=4)
Edit = tuple[float, bytes, bool]


def edited(data: bytes, edits: list[Edit]) -> bytes:
    """XML with something of the format put where it may not be: at tags, or over attributes."""
    for place, word, is_attribute in edits:
        sign = b'"' if is_attribute and word.startswith(b'"') else b">"
        at = data.find(sign, int(place * len(data)))
        if at < 0:
            continue
        end = data.find(b'"', at + 1) if sign == b'"' else at
        data = data[: at + (sign == b">")] + word + data[max(end, at) + 1 :]
    return data


@fuzzing
@given(name=st.sampled_from(ZIPPED), member=PLACES, edits=EDITS)
def test_a_real_file_with_its_parts_edited(
    name: str, member: float, edits: list[Edit], reader: ForkingReader
) -> None:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(WHOLE[name])) as whole,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        names = whole.namelist()
        chosen = names[int(member * len(names))]
        for part in names:
            content = whole.read(part)
            archive.writestr(part, edited(content, edits) if part == chosen else content)
    survives(packed.getvalue(), name, reader)


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 3, 1), date(2099, 12, 31)),
    st.text(max_size=20),
    st.sampled_from(
        [
            *("Force", "Police force", "2016/17", "2017/18", 2017, "Total", "Possession", "Notes"),
            *("Lancs", "West Midlands", "Met", "674*", "<5", "*", "-", "n/k", "12%", "1,747"),
            *("1e400", "NaN", "#REF!", "=1+1", "01/04/2017", "Year ending March 2018", "£5", 674),
        ]
    ),
)
TABLES = st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=8)
MERGES = st.lists(st.tuples(*[st.integers(0, 6)] * 4), max_size=2)


def as_workbook(rows: list[list[object]], merges: list[tuple[int, ...]]) -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(
        packed, {"in_memory": True, "default_date_format": "d mmm yyyy"}
    ) as book:
        sheet = book.add_worksheet("Sheet")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell)
        taken: set[tuple[int, int]] = set()
        for top, left, bottom, right in merges:
            first, last = (min(top, bottom), min(left, right)), (max(top, bottom), max(left, right))
            covered = {
                (row, column)
                for row in range(first[0], last[0] + 1)
                for column in range(first[1], last[1] + 1)
            }
            if len(covered) > 1 and not covered & taken:
                taken |= covered
                sheet.merge_range(*first, *last, "2016/17")
    return packed.getvalue()


@fuzzing
@example(rows=[["Force", "2016/17"], ["Lancs", "674"]], merges=[], as_text=True)
@given(rows=TABLES, merges=MERGES, as_text=st.booleans())
def test_a_sheet_of_anything(
    rows: list[list[object]],
    merges: list[tuple[int, ...]],
    as_text: bool,
    reader: ForkingReader,
) -> None:
    if as_text:
        lines = [",".join("" if cell is None else str(cell) for cell in row) for row in rows]
        survives("\n".join(lines).encode("utf-8", "surrogatepass"), "reply.csv", reader)
    else:
        survives(as_workbook(rows, merges), "reply.xlsx", reader)
