"""A release as a Word document with real styles, so that a newsroom's own look can replace ours."""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt, RGBColor

from .document import ReleaseDocument

FONT = "Arial"
INK = RGBColor(0x1A, 0x1A, 0x1A)
WARNING = RGBColor(0x9B, 0x1C, 0x1C)


def as_word(document: ReleaseDocument) -> bytes:
    """The release as a .docx file."""
    word = Document()
    _set_styles(word)
    word.core_properties.title = document.headline
    word.core_properties.author = ""
    word.core_properties.language = "en-GB"
    _write_story(word, document)
    _write_notes(word, document)
    if document.is_draft:
        _mark_as_draft(word)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def _write_story(word: WordDocument, document: ReleaseDocument) -> None:
    word.add_paragraph(document.timing, style="Release timing")
    word.add_heading(document.headline, level=1)
    for place, paragraph in enumerate(document.body):
        word.add_paragraph(paragraph, style="Release lead" if place == 0 else "Body Text")
    for words, speaker in document.quotes:
        word.add_paragraph(_("%(speaker)s said:") % {"speaker": speaker}, style="Body Text")
        word.add_paragraph(f"“{words}”", style="Quote")
    for paragraph in document.helpline:
        word.add_paragraph(paragraph, style="Release help")
    word.add_paragraph(_("ENDS"), style="Release timing")


def _write_notes(word: WordDocument, document: ReleaseDocument) -> None:
    word.add_heading(_("Notes to editors"), level=2)
    for note in document.notes:
        word.add_paragraph(note, style="List Number")
    if document.table:
        word.add_heading(document.table_title, level=3)
        _write_table(word, document)
    if document.sources:
        sources = "; ".join(document.sources)
        word.add_paragraph(_("Source: %(sources)s") % {"sources": sources}, style="Body Text")
    if document.contacts:
        word.add_heading(_("Contact"), level=2)
        for line in document.contacts:
            word.add_paragraph(line, style="Body Text")
    word.add_paragraph(document.version, style="Caption")


def _write_table(word: WordDocument, document: ReleaseDocument) -> None:
    table = word.add_table(rows=1, cols=4, style="Table Grid")
    headings = (_("Area"), _("Period"), _("Category"), _("Figure"))
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    # Word repeats this row on every page, and screen readers take it for the headings.
    header = table.rows[0]._tr.get_or_add_trPr()  # python-docx has no public name for it
    header.append(header.makeelement(_qualified("w:tblHeader"), {_qualified("w:val"): "true"}))
    for row in document.table:
        cells = table.add_row().cells
        for cell, text in zip(cells, (row.area, row.period, row.category, row.value), strict=True):
            cell.text = text


def _qualified(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))


def _mark_as_draft(word: WordDocument) -> None:
    """On every page, above and below, where nobody can cut it off unseen."""
    for section in word.sections:
        for place in (section.header, section.footer):
            run = place.paragraphs[0].add_run(_("DRAFT – NOT FOR PUBLICATION"))
            run.bold = True
            run.font.color.rgb = WARNING


def _set_styles(word: WordDocument) -> None:
    for section in word.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
    for name, points, bold in (
        ("Normal", 11, False),
        ("Body Text", 11, False),
        ("Heading 1", 20, True),
        ("Heading 2", 14, True),
        ("Heading 3", 12, True),
        ("Caption", 9, False),
        ("Quote", 11, False),
        ("List Number", 10, False),
    ):
        style = word.styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(points), bold
        style.font.color.rgb = INK
        style.paragraph_format.space_after = Pt(8)
        # Word's own headings name a theme font for each script; ours must win over it.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if key.lower().endswith("theme")]:
            del fonts.attrib[theme]
    for name, bold in (("Release timing", True), ("Release lead", True), ("Release help", False)):
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Body Text"]
        style.font.bold = bold
