"""A Word document's look, made ready once: its styles, headers and page, without its words.

What a release is written into is a .docx of the press office, or our own look where it has sent in
none. The release's words are put into a copy of its parts as XML; nothing of it is parsed again.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.section import Section
from lxml import etree

BODY = "word/document.xml"
PROPERTIES = "docProps/core.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
CONTENT_TYPES = "[Content_Types].xml"
TWENTIETHS_OF_A_POINT = 635  # EMU

# What each part of a release is called in Word, the best first. A house that names its styles so
# gets them used; what it lacks falls back to what every document has.
CANDIDATES: Mapping[str, tuple[str, ...]] = {
    "timing": ("Release timing", "Embargo", "Body Text", "Normal"),
    "headline": ("Heading 1",),
    "lead": ("Release lead", "Lead", "Body Text", "Normal"),
    "body": ("Release text", "Body Text", "Normal"),
    "speaker": ("Release speaker", "Body Text", "Normal"),
    "quotation": ("Release quotation", "Quote", "Body Text", "Normal"),
    "help": ("Release help", "Body Text", "Normal"),
    "correction": ("Release correction", "Release help", "Body Text", "Normal"),
    "ends": ("Release end", "Body Text", "Normal"),
    "section": ("Heading 2",),
    "subsection": ("Heading 3", "Heading 2"),
    "note": ("Release note", "List Number", "Body Text", "Normal"),
    "small": ("Release small print", "Caption", "Body Text", "Normal"),
    "cell": ("Release table text", "Normal"),
    "mark": ("Release mark", "Header", "Normal"),
}
TABLES = ("Release table", "Table Grid", "Table Normal")
NUMBERED = ("List Number",)
REQUIRED = ("Heading 1", "Heading 2")
"""Without these a release has no headings that a screen reader or Word's navigation would find."""

BOLD_WHERE_PLAIN = ("timing", "ends", "mark")


@dataclass(frozen=True)
class Margin:
    """A header or footer, opened where a mark goes: before anything else in it."""

    before: str
    after: str


@dataclass(frozen=True)
class Stylesheet:
    """Everything that a release needs of a Word document but its words.

    `styles` gives the style id of each part; `plain` names the parts whose style is no more than
    that of running text, so that the writer makes bold what must stand out. `width` is that of the
    text in twentieths of a point.
    """

    parts: tuple[tuple[str, bytes], ...]
    margins: Mapping[str, Margin]
    opening: str
    section: str
    relationships: str
    styles: Mapping[str, str]
    plain: frozenset[str]
    table_style: str
    numbers_notes: bool
    width: int


def stylesheet_of(content: bytes) -> Stylesheet:
    """Make a document ready that has been checked before (see checking.py)."""
    word = Document(BytesIO(content))
    section = _keep_the_first_section(word)
    width = (
        (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    ) // TWENTIETHS_OF_A_POINT
    styles, plain = _styles(word)
    written = BytesIO()
    word.save(written)
    with zipfile.ZipFile(written) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    root = parts.pop(BODY).decode("utf-8")
    opening, inside, _closing = _halves(root, "w:body")
    relationships = parts.pop(RELATIONSHIPS).decode("utf-8")
    parts.pop(PROPERTIES, None)
    _drop_thumbnail(parts)
    parts[CONTENT_TYPES] = _with_png(parts[CONTENT_TYPES])
    margins = {
        name: _margin(parts.pop(name).decode("utf-8"))
        for name in list(parts)
        if re.fullmatch(r"word/(header|footer)\d*\.xml", name)
    }
    return Stylesheet(
        parts=tuple(sorted(parts.items(), key=lambda part: part[0] != CONTENT_TYPES)),
        margins=margins,
        opening=opening,
        section=inside,
        relationships=relationships,
        styles=styles,
        plain=plain,
        table_style=_table_style(word),
        numbers_notes=_numbers(word, styles["note"]),
        width=max(int(width), 4000),
    )


def missing_styles(names: set[str]) -> list[str]:
    """Of the styles that there must be, those that a document does not have."""
    known = {name.casefold() for name in names}
    return [name for name in REQUIRED if name.casefold() not in known]


def fallbacks(names: set[str]) -> dict[str, str]:
    """What each part falls back to in a document with these styles, where its first is missing."""
    known = {name.casefold() for name in names}
    found = {}
    for candidates in CANDIDATES.values():
        used = next((name for name in candidates if name.casefold() in known), "Normal")
        if used != candidates[0]:
            found[candidates[0]] = used
    return found


def _styles(word: WordDocument) -> tuple[dict[str, str], frozenset[str]]:
    ids = {
        str(style.name).casefold(): style.style_id
        for style in word.styles
        if style.type == WD_STYLE_TYPE.PARAGRAPH
    }
    chosen, plain = {}, set()
    for part, candidates in CANDIDATES.items():
        name = next((name for name in candidates if name.casefold() in ids), "")
        chosen[part] = ids.get(name.casefold(), "")
        if part in BOLD_WHERE_PLAIN and name in ("Body Text", "Normal", "Header", ""):
            plain.add(part)
    return chosen, frozenset(plain)


def _table_style(word: WordDocument) -> str:
    ids = {
        str(style.name).casefold(): style.style_id
        for style in word.styles
        if style.type == WD_STYLE_TYPE.TABLE
    }
    return next((ids[name.casefold()] for name in TABLES if name.casefold() in ids), "")


def _numbers(word: WordDocument, style_id: str) -> bool:
    """Whether the style of notes numbers them by itself."""
    for style in word.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and style.style_id == style_id:
            found: object = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            return found is not None
    return False


def _keep_the_first_section(word: WordDocument) -> Section:
    """No words, and the page of the first section, whose headers no other stands before.

    It gets a header and a footer of its own for every kind of page, so that a mark is on each.
    """
    body, kept = word.element.body, deepcopy(word.sections[0]._sectPr)
    for child in list(body):
        body.remove(child)
    body.append(kept)
    section = word.sections[0]
    margins = [section.header, section.footer]
    if section.different_first_page_header_footer:
        margins += [section.first_page_header, section.first_page_footer]
    if word.settings.odd_and_even_pages_header_footer:
        margins += [section.even_page_header, section.even_page_footer]
    for margin in margins:
        margin.is_linked_to_previous = False  # adds an empty one where there is none
    return section


def _margin(xml: str) -> Margin:
    end = re.search(r"<w:(?:hdr|ftr)\b[^>]*?(/?)>", xml)
    if end is None:
        return Margin("", xml)
    if end.group(1):  # an element without content
        name = "w:hdr" if "<w:hdr" in xml else "w:ftr"
        return Margin(f"{xml[: end.end() - 2]}>", f"</{name}>")
    return Margin(xml[: end.end()], xml[end.end() :])


def _halves(xml: str, name: str) -> tuple[str, str, str]:
    start = xml.index(f"<{name}>") + len(name) + 2
    end = xml.rindex(f"</{name}>")
    return xml[:start], xml[start:end], xml[end:]


def _drop_thumbnail(parts: dict[str, bytes]) -> None:
    """The small picture of another document's first page, which file managers would show."""
    thumbnails = [name for name in parts if name.startswith("docProps/thumbnail")]
    root = etree.fromstring(parts["_rels/.rels"])
    for relation in list(root):
        if str(relation.get("Target")).lstrip("/") in thumbnails:
            root.remove(relation)
    for name in thumbnails:
        del parts[name]
    parts["_rels/.rels"] = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )


def _with_png(content_types: bytes) -> bytes:
    root = etree.fromstring(content_types)
    namespace = root.nsmap[None]
    if not any(str(each.get("Extension")).casefold() == "png" for each in root):
        default = etree.SubElement(root, f"{{{namespace}}}Default")
        default.set("Extension", "png")
        default.set("ContentType", "image/png")
        root.remove(default)
        root.insert(0, default)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
