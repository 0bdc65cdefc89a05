"""Another process reads the file, so that whatever the file does happens there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from ..sentences import UnreadableFile, sentence_from_json
from . import refusals
from .limits import Limits
from .workbook import (
    FailedFormula,
    Hidden,
    Kind,
    MayBeRaised,
    NoResult,
    Percentage,
    Place,
    Range,
    Row,
    Sheet,
    Superscript,
    Value,
)

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = "import sys; sys.path.insert(0, {root!r}); from {module} import main; main()"
PATIENCE = 12  # seconds waited for each second that a busy machine may give
KINDS: dict[str, Callable[..., Value]] = {
    kind.__name__: kind
    for kind in (Percentage, FailedFormula, NoResult, Hidden, Superscript, MayBeRaised)
}

Reader = Callable[[Kind, Path, Path, Limits], bool]
"""Has a file read and the answer written to the second path; False where that did not end well."""


class Answer(NamedTuple):
    sheets: tuple[Sheet, ...]
    has_macros: bool


def in_a_process(kind: Kind, path: Path, answer: Path, limits: Limits) -> bool:
    """One process for one file; it is killed when its time is up."""
    program = PROGRAM.format(root=str(ROOT), module=f"{__package__}.child")
    arguments = [kind.value, str(path), str(answer), json.dumps(asdict(limits))]
    try:
        finished = subprocess.run(
            [sys.executable, "-I", "-c", program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds * PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return finished.returncode == 0


def read(kind: Kind, path: Path, limits: Limits, *, reader: Reader = in_a_process) -> Answer:
    """The sheets of a workbook. Raises UnreadableFile, whatever the file does."""
    with TemporaryDirectory(prefix="workbook-") as directory:
        answer = Path(directory) / "answer"
        named = Path(directory) / f"workbook.{kind.value}"  # calamine goes by the extension
        named.symlink_to(path.resolve())
        if not reader(kind, named, answer, limits):
            raise refusals.too_much_work()
        return _understand(answer, limits)


def _understand(path: Path, limits: Limits) -> Answer:
    rows: dict[int, list[Row]] = {}
    texts: dict[str, str] = {}  # a file repeats itself: each text is kept once
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            said = json.loads(line)
            if isinstance(said, list):
                index, number, cells = said
                values = tuple(_value(cell, texts) for cell in cells)
                rows.setdefault(index, []).append(Row(number, values))
            elif "refused" in said:
                raise UnreadableFile(*map(sentence_from_json, said["refused"]))
            else:
                return Answer(tuple(_sheets(said["sheets"], rows)), said["has_macros"])
    raise refusals.too_much_work()


def _sheets(described: list[dict[str, Any]], rows: dict[int, list[Row]]) -> Iterator[Sheet]:
    for index, sheet in enumerate(described):
        yield Sheet(
            name=sheet["name"],
            rows=tuple(rows.get(index, ())),
            is_hidden=sheet["is_hidden"],
            merged=tuple(
                Range(Place(top, left), Place(bottom, right))
                for top, left, bottom, right in sheet["merged"]
            ),
            hidden_rows=frozenset(sheet["hidden_rows"]),
            hidden_columns=frozenset(sheet["hidden_columns"]),
        )


def _value(cell: Any, texts: dict[str, str]) -> Value:
    if isinstance(cell, str):
        return texts.setdefault(cell, cell)
    if isinstance(cell, dict):
        (name, said), *_ = cell.items()
        return date.fromisoformat(said) if name == "date" else KINDS[name](**said)
    value: Value = cell
    return value
