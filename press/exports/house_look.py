"""Our own look in Word, for a press office that has sent in no styles: calm, and roomy to read."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from .word_styles import Stylesheet, stylesheet_of

FONT = "Arial"
INK = RGBColor(0x1D, 0x28, 0x29)
SOFT = RGBColor(0x42, 0x50, 0x4F)
DEEP = RGBColor(0x0B, 0x4F, 0x57)
TINT = "EEF4F4"
LINE = "8A948F"

# Name, its base, points, bold, colour, space before and after in points.
STYLES = (
    ("Normal", "", 11, False, INK, 0, 0),
    ("Body Text", "Normal", 11, False, INK, 0, 9),
    ("Heading 1", "Normal", 22, True, INK, 6, 14),
    ("Heading 2", "Normal", 13, True, DEEP, 20, 6),
    ("Heading 3", "Normal", 11, True, INK, 14, 6),
    ("Caption", "Normal", 9, False, SOFT, 6, 6),
    ("List Number", "Normal", 9.5, False, INK, 0, 5),
    ("Quote", "Body Text", 11, False, INK, 0, 12),
    ("Header", "Normal", 9, False, SOFT, 0, 0),
    ("Footer", "Normal", 9, False, SOFT, 0, 0),
    ("Release timing", "Normal", 10.5, True, DEEP, 0, 4),
    ("Release lead", "Body Text", 12.5, False, INK, 0, 10),
    ("Release speaker", "Body Text", 11, False, INK, 6, 4),
    ("Release help", "Body Text", 11, False, INK, 12, 12),
    ("Release correction", "Body Text", 11, False, INK, 8, 12),
    ("Release end", "Body Text", 11, True, INK, 10, 6),
    ("Release table text", "Normal", 9.5, False, INK, 3, 3),
    ("Release mark", "Normal", 10, True, INK, 0, 4),
)


@cache
def house_look() -> Stylesheet:
    return stylesheet_of(house_document())


def house_document() -> bytes:
    """The same as a .docx: what a press office may take as the beginning of its own."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.7)
    section.top_margin = section.bottom_margin = Cm(2.4)
    for name, base, points, bold, colour, before, after in STYLES:
        _set(word, name, base, points, bold=bold, colour=colour, before=before, after=after)
    _shape(word)
    _table_style(word)
    _number_pages(word)
    written = BytesIO()
    word.save(written)
    return written.getvalue()


def _set(
    word: WordDocument,
    name: str,
    base: str,
    points: float,
    *,
    bold: bool,
    colour: RGBColor,
    before: int,
    after: int,
) -> None:
    names = [style.name for style in word.styles]
    style = (
        word.styles[name] if name in names else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )
    if base:
        style.base_style = word.styles[base]
    style.font.name, style.font.size = FONT, Pt(points)
    style.font.bold, style.font.italic, style.font.color.rgb = bold, False, colour
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing = 1.05 if points > 14 else 1.25
    layout.widow_control = True
    # Word's own headings name a theme font for each script; ours must win over it.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in [key for key in fonts.attrib if key.lower().endswith("theme")]:
        del fonts.attrib[theme]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)


def _shape(word: WordDocument) -> None:
    """A line beside what was said, a tint under the way to get help, and no heading left alone."""
    _border(word, "Quote", side="left", space=12, size=18, colour="0B4F57")
    word.styles["Quote"].paragraph_format.left_indent = Cm(0.6)
    for name in ("Release help", "Release correction"):
        _shade(word, name)
    for name in ("Heading 1", "Heading 2", "Heading 3", "Release speaker", "Release timing"):
        word.styles[name].paragraph_format.keep_with_next = True
    word.styles["Release help"].paragraph_format.keep_together = True


def _border(
    word: WordDocument, name: str, *, side: str, space: int, size: int, colour: str
) -> None:
    properties = word.styles[name].element.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", size), ("space", space), ("color", colour)):
        line.set(qn(f"w:{key}"), str(value))
    borders.append(line)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _shade(word: WordDocument, name: str) -> None:
    properties = word.styles[name].element.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", 4), ("space", 8), ("color", TINT)):
            line.set(qn(f"w:{key}"), str(value))
        borders.append(line)
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", TINT)):
        shade.set(qn(f"w:{key}"), value)
    for element in (borders, shade):
        properties.insert_element_before(
            element, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )
    layout = word.styles[name].paragraph_format
    layout.left_indent = layout.right_indent = Cm(0.3)


def _table_style(word: WordDocument) -> None:
    """Hairlines between the rows, and a stronger one under the headings."""
    style = word.styles["Table Grid"]
    properties = style.element.find(qn("w:tblPr"))
    borders = properties.find(qn("w:tblBorders"))
    for line in borders:
        is_shown = line.tag in (qn("w:top"), qn("w:bottom"), qn("w:insideH"))
        line.set(qn("w:val"), "single" if is_shown else "nil")
        line.set(qn("w:color"), LINE)
        line.set(qn("w:sz"), "4")


def _number_pages(word: WordDocument) -> None:
    footer = word.sections[0].footer.paragraphs[0]
    footer.paragraph_format.tab_stops.add_tab_stop(Cm(15.6), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run("\t")
    for place, code in enumerate(("PAGE", "NUMPAGES")):
        if place:
            footer.add_run(" / ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "1"
        run.append(text)
        field.append(run)
        footer._p.append(field)
