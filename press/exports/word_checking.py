"""Whether a document of styles can be used: found out by another process, which is bounded.

A file made to do harm can at worst end that process. It says what it found as one line of JSON:

    {"styles": ["Normal", "Heading 1", …]}     names of its paragraph styles
    {"refused": {"template": …, "details": …}}  in place of that

Run as `python -c "from press.exports.word_checking import main; main()" path answer`.
Pure Python: nothing here knows of Django.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from stats.importing.sentences import (
    Sentence,
    UnreadableFile,
    gettext_noop,
    say,
    sentence_from_json,
    sentence_to_json,
)
from stats.importing.sheets.child import EXCEEDED, bound
from stats.importing.sheets.limits import MEBIBYTE, Limits
from stats.importing.sheets.zipped import CHUNK, DAMAGE, DOCUMENT_TYPE, ENCRYPTED

from .word_styles import missing_styles

LIMITS = Limits(
    file_bytes=10 * MEBIBYTE,
    unpacked_bytes=50 * MEBIBYTE,
    members=1_000,
    memory_bytes=500 * MEBIBYTE,
    seconds=10,
)
PATIENCE = 60  # seconds, on a busy machine
ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "import sys; sys.path.insert(0, {root!r}); from {module} import main; main()"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ = gettext_noop

NOT_WORD = say(
    _("The file is no Word document: save it in Word as “Word Document (.docx)”, and send that.")
)
DAMAGED = say(
    _("The file is damaged: open it in Word, save it as “Word Document (.docx)”, and send that.")
)
TOO_LARGE = say(
    _("The file is too large for a document of styles: take out its pictures and its text.")
)
HAS_A_PASSWORD = say(_("The file has a password: save it without one."))
HAS_MACROS = say(
    _("The file has macros: save it in Word as “Word Document (.docx)”, which has none.")
)
A_TEMPLATE = say(_("The file is a Word template: save it as “Word Document (.docx)”."))
REACHES_OUT = say(
    _(
        "The file takes something from another file or address (%(what)s): in Word, put a copy of"
        " it into the document, or take it out."
    ),
    what="…",
)
TOO_MUCH_WORK = say(
    _("The file could not be read within the time and memory that it may take: simplify it.")
)


class CannotUseStyles(ValueError):
    """Why a document of styles is refused, with what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def check(path: Path) -> list[str]:
    """The names of the document's paragraph styles. Raises CannotUseStyles."""
    if path.stat().st_size > LIMITS.file_bytes:
        raise CannotUseStyles(TOO_LARGE)
    with TemporaryDirectory(prefix="styles-") as directory:
        answer = Path(directory) / "answer"
        program = PROGRAM.format(root=str(ROOT), module=__name__)
        try:
            finished = subprocess.run(
                [sys.executable, "-I", "-c", program, str(path.resolve()), str(answer)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise CannotUseStyles(TOO_MUCH_WORK) from None
        if finished.returncode != 0 or not answer.is_file():
            raise CannotUseStyles(TOO_MUCH_WORK)
        said = json.loads(answer.read_text(encoding="utf-8"))
    if "refused" in said:
        raise CannotUseStyles(sentence_from_json(said["refused"]))
    styles: list[str] = said["styles"]
    return styles


def main() -> None:
    path, answer = sys.argv[1:3]
    bound(LIMITS)
    try:
        try:
            said = {"styles": styles_in(Path(path))}
        except CannotUseStyles as refused:
            said = {"refused": sentence_to_json(refused.sentence)}  # type: ignore[dict-item]
        Path(answer).write_text(json.dumps(said), encoding="utf-8")
    except (MemoryError, OSError):
        sys.exit(EXCEEDED)


def styles_in(path: Path) -> list[str]:
    """Look through the file without trusting it. Raises CannotUseStyles."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = _go_through(archive)
            _refuse_what_may_run(archive, names)
            styles = _styles_of(path)
    except CannotUseStyles:
        raise
    except (MemoryError, OSError) as error:
        if isinstance(error, MemoryError):
            raise
        raise CannotUseStyles(NOT_WORD) from None
    except (*DAMAGE, UnreadableFile, KeyError, RuntimeError):
        raise CannotUseStyles(NOT_WORD) from None
    missing = missing_styles(set(styles))
    if missing:
        raise CannotUseStyles(
            say(
                _(
                    "The document lacks the styles %(names)s, which make the headings of a release:"
                    " in Word, give a line each of these styles once, and save it."
                ),
                names=", ".join(f"“{name}”" for name in missing),
            )
        )
    return styles


def _go_through(archive: zipfile.ZipFile) -> set[str]:
    """Every part unpacked once, with nothing kept: what the headers say of sizes may be a lie."""
    infos = archive.infolist()
    names = {info.filename for info in infos}
    if len(infos) > LIMITS.members or sum(info.file_size for info in infos) > LIMITS.unpacked_bytes:
        raise CannotUseStyles(TOO_LARGE)
    if len(names) < len(infos):
        raise CannotUseStyles(DAMAGED)  # two readers could each see another part
    if any(info.flag_bits & ENCRYPTED for info in infos):
        raise CannotUseStyles(HAS_A_PASSWORD)
    left = LIMITS.unpacked_bytes
    for info in infos:
        tail = b""
        with archive.open(info) as part:
            while chunk := part.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise CannotUseStyles(TOO_LARGE)
                if DOCUMENT_TYPE.search(tail + chunk):
                    raise CannotUseStyles(DAMAGED)  # entities: Word writes none
                tail = chunk[-16:]
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise CannotUseStyles(NOT_WORD)
    return names


def _refuse_what_may_run(archive: zipfile.ZipFile, names: set[str]) -> None:
    types = archive.read("[Content_Types].xml").decode("utf-8", "replace")
    lower = {name.casefold() for name in names}
    if "macroEnabled" in types or any(name.endswith("vbaproject.bin") for name in lower):
        raise CannotUseStyles(HAS_MACROS)
    if "wordprocessingml.template.main" in types:
        raise CannotUseStyles(A_TEMPLATE)
    if DOCUMENT not in types:
        raise CannotUseStyles(NOT_WORD)
    for what in _from_elsewhere(archive, names):
        raise CannotUseStyles(Sentence(REACHES_OUT.template, {"what": what}))


def _from_elsewhere(archive: zipfile.ZipFile, names: set[str]) -> Iterator[str]:
    """What the document would fetch when it is opened, or hold to be run. Links are not fetched."""
    for name in sorted(names):
        if re.search(r"(?i)^word/(embeddings|activex)/", name):
            yield name.rpartition("/")[2][:60]
        if not name.endswith(".rels"):
            continue
        relations = archive.read(name).decode("utf-8", "replace")
        for relation in re.findall(r"<[\w:]*Relationship\b[^>]*>", relations):
            if not re.search(r"""TargetMode\s*=\s*["']External""", relation):
                continue
            if not re.search(r"""Type\s*=\s*["'][^"']*/hyperlink["']""", relation):
                target = re.search(r"""Target\s*=\s*["']([^"']*)""", relation)
                yield (target.group(1) if target else name)[:60]


def _styles_of(path: Path) -> list[str]:
    """As the writer of releases will read them; and that it can make the document ready at all."""
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE

    from .word_styles import stylesheet_of

    try:
        word = Document(str(path))
        names = [str(style.name) for style in word.styles if style.type == WD_STYLE_TYPE.PARAGRAPH]
        stylesheet_of(path.read_bytes())
    except MemoryError:
        raise
    except Exception:  # a reader of what anybody may have written
        raise CannotUseStyles(DAMAGED) from None
    return names
