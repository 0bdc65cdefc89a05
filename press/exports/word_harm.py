"""What a Word document may not hold: bombs, entities, macros, and what it would fetch or run.

Only what nobody can write in a second way is searched for as bytes; all else is read as XML, with
entities and the network shut. Pure Python: nothing here knows of Django.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from stats.importing.sentences import Sentence, gettext_noop, say
from stats.importing.sheets.limits import MEBIBYTE, Limits
from stats.importing.sheets.zipped import CHUNK, DOCUMENT_TYPE, ENCRYPTED

LIMITS = Limits(
    file_bytes=10 * MEBIBYTE,
    unpacked_bytes=50 * MEBIBYTE,
    members=1_000,
    memory_bytes=500 * MEBIBYTE,
    seconds=10,
)
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = "[Content_Types].xml"
LARGEST_LIST = MEBIBYTE  # of the types of parts, or of what one of them refers to
XML = (".xml", ".rels")
SIXTEEN_BITS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"\0\0")
DECLARED = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*?\bencoding\s*=\s*["']([^"']*)""")
PLAIN = (b"utf-8", b"us-ascii", b"ascii")
# Fields that read a file, fetch an address or start a program when they are brought up to date.
REACHING = re.compile(
    r"\b(?:INCLUDE(?:PICTURE|TEXT)?|IMPORT|LINK|DDE(?:AUTO)?|RD|DATABASE|MACROBUTTON)\b",
    re.IGNORECASE,
)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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


def refuse_harm(archive: zipfile.ZipFile) -> None:
    """Go through a document without trusting it. Raises CannotUseStyles, or what zipfile raises."""
    names = _go_through(archive)
    _refuse_what_is_not_plain_word(archive, names)
    for what in _from_elsewhere(archive, names):
        raise CannotUseStyles(Sentence(REACHES_OUT.template, {"what": what[:60]}))


def _go_through(archive: zipfile.ZipFile) -> list[str]:
    """Every part unpacked once, with nothing kept: what the headers say of sizes may be a lie."""
    infos = archive.infolist()
    names = sorted({info.filename for info in infos})
    if len(infos) > LIMITS.members or sum(info.file_size for info in infos) > LIMITS.unpacked_bytes:
        raise CannotUseStyles(TOO_LARGE)
    if len({name.casefold() for name in names}) < len(infos):
        raise CannotUseStyles(DAMAGED)  # two readers could each see another part
    if any(_leads_out(info) for info in infos):
        raise CannotUseStyles(DAMAGED)
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
                if DOCUMENT_TYPE.search(tail + chunk) or (not tail and _is_disguised(info, chunk)):
                    raise CannotUseStyles(DAMAGED)  # entities: Word writes none
                tail = chunk[-16:]
    if TYPES not in names or "word/document.xml" not in names:
        raise CannotUseStyles(NOT_WORD)
    return names


def _leads_out(info: zipfile.ZipInfo) -> bool:
    """Whether a part's name, as it was written, is not that of something beneath the document."""
    name = info.orig_filename.replace("\\", "/")
    return name.startswith("/") or ".." in name.split("/") or ":" in name or not name.isprintable()


def _is_disguised(info: zipfile.ZipInfo, begin: bytes) -> bool:
    """Whether XML is written in letters in which nothing can be searched for; Word's is UTF-8."""
    declared = DECLARED.match(begin)
    if declared is not None and declared.group(1).lower() not in PLAIN:
        return True
    is_xml = info.filename.casefold().endswith(XML)
    return begin.startswith(SIXTEEN_BITS) and (is_xml or b"<\0" in begin[:4] or b"\0<" in begin[:4])


def _refuse_what_is_not_plain_word(archive: zipfile.ZipFile, names: Iterable[str]) -> None:
    types = {each.get("ContentType", "") for each in _list(archive, TYPES)}
    if any(name.casefold().endswith("vbaproject.bin") for name in names) or any(
        "macroenabled" in each.casefold() or "vbaproject" in each.casefold() for each in types
    ):
        raise CannotUseStyles(HAS_MACROS)
    if any("wordprocessingml.template.main" in each for each in types):
        raise CannotUseStyles(A_TEMPLATE)
    if DOCUMENT not in types:
        raise CannotUseStyles(NOT_WORD)


def _from_elsewhere(archive: zipfile.ZipFile, names: Iterable[str]) -> Iterator[str]:
    """What the document would fetch when it is opened, or hold to be run. Links are not fetched."""
    for name in names:
        lower = name.casefold()
        if lower.startswith(("word/embeddings/", "word/activex/")):
            yield name.rpartition("/")[2]
        elif lower.endswith(".rels"):
            for relation in _list(archive, name):
                is_outside = relation.get("TargetMode", "").casefold() == "external"
                if is_outside and not relation.get("Type", "").endswith("/hyperlink"):
                    yield relation.get("Target", "") or name
        elif lower.startswith("word/") and lower.endswith(".xml"):
            field = REACHING.search(_fields_of(archive, name))
            if field is not None:
                yield field.group()


def _list(archive: zipfile.ZipFile, name: str) -> Iterator[etree._Element]:
    """The elements of a small part that lists something."""
    if archive.getinfo(name).file_size > LARGEST_LIST:
        raise CannotUseStyles(TOO_LARGE)
    try:
        root = etree.fromstring(archive.read(name), _parser())
    except etree.XMLSyntaxError:
        raise CannotUseStyles(DAMAGED) from None
    yield from root.iter(etree.Element)


def _fields_of(archive: zipfile.ZipFile, name: str) -> str:
    """The instructions of a part's fields, put together: Word parts them wherever it likes."""
    found = []
    try:
        with archive.open(name) as part:
            for _event, element in etree.iterparse(
                part,
                tag=(f"{WORD}instrText", f"{WORD}fldSimple", f"{WORD}p"),
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
            ):
                if element.tag == f"{WORD}instrText":
                    found.append(element.text or "")
                elif element.tag == f"{WORD}fldSimple":
                    found.append(f" {element.get(f'{WORD}instr', '')} ")
                else:
                    found.append(" ")
                    element.clear()
    except etree.XMLSyntaxError:
        raise CannotUseStyles(DAMAGED) from None
    return "".join(found)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
