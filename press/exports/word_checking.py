"""Whether a document of styles can be used: found out by another process, which is bounded.

A file made to do harm can at worst end that process. It says what it found as one line of JSON:

    {"styles": ["Normal", "Heading 1", …]}     names of its paragraph styles
    {"refused": {"template": …, "details": …}}  in place of that

Run as `python -c "from press.exports.word_checking import main; main()" path answer`.
Pure Python: nothing here knows of Django.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from stats.importing.sentences import (
    UnreadableFile,
    gettext_noop,
    say,
    sentence_from_json,
    sentence_to_json,
)
from stats.importing.sheets.child import EXCEEDED, bound
from stats.importing.sheets.zipped import DAMAGE

from .word_harm import (
    DAMAGED,
    HAS_A_PASSWORD,
    LIMITS,
    NOT_WORD,
    TOO_LARGE,
    TOO_MUCH_WORK,
    CannotUseStyles,
    refuse_harm,
)
from .word_styles import missing_styles

PATIENCE = 60  # seconds, on a busy machine
ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "import sys; sys.path.insert(0, {root!r}); from {module} import main; main()"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # OLE: how Word keeps what has a password
_ = gettext_noop


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
        _refuse_compound_files(path)
        with zipfile.ZipFile(path) as archive:
            refuse_harm(archive)
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


def _refuse_compound_files(path: Path) -> None:
    content = path.read_bytes()
    if content.startswith(COMPOUND) and "EncryptedPackage".encode("utf-16-le") in content:
        raise CannotUseStyles(HAS_A_PASSWORD)


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


__all__ = ["LIMITS", "TOO_LARGE", "CannotUseStyles", "check"]
