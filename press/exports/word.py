"""A release as a Word document with real styles: the press office's own, or ours.

Written as XML straight into a copy of the styles' document, because a bundle has thousands of them:
nothing is parsed, and every text is escaped in one place.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from .document import ReleaseChart, ReleaseDocument
from .house_look import house_look
from .table import rows_shown
from .word_styles import BODY, PROPERTIES, RELATIONSHIPS, Stylesheet

PICTURE = "word/media/release-chart.png"
PICTURE_ID = "rIdReleaseChart"
EMU_OF_A_TWENTIETH = 635
EMU_OF_A_PIXEL = 914400 // 192
WARNING = "9B1C1C"
COLUMNS = (34, 22, 26, 18)  # of the table, in hundredths of the width
FASTEST = 1  # a tenth larger than the best, in a third of its time


def as_word(document: ReleaseDocument, styles: Stylesheet | None = None) -> bytes:
    """The release as a .docx file."""
    writer = _Writer(document, styles or house_look())
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=FASTEST) as archive:
        for name, content in writer.parts():
            archive.writestr(name, content)
    return written.getvalue()


class _Writer:
    """One document on its way into Word's XML."""

    def __init__(self, document: ReleaseDocument, styles: Stylesheet) -> None:
        self.document = document
        self.labels = document.labels
        self.styles = styles
        chart = document.chart
        self.chart = chart if chart is not None and chart.is_drawn else None
        self.language = '<w:lang w:val="cy-GB"/>' if document.language == "cy" else ""

    def parts(self) -> Iterator[tuple[str, bytes]]:
        yield from self.styles.parts
        mark = "".join(
            self._paragraph("mark", words, colour=WARNING, bold=True)
            for words in self.document.marks
        )
        for name, margin in self.styles.margins.items():
            yield name, f"{margin.before}{mark}{margin.after}".encode()
        yield PROPERTIES, self._properties().encode()
        relationships = self.styles.relationships
        if self.chart is not None:
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
            picture = (
                f'<Relationship Id="{PICTURE_ID}" Type="{kind}" Target="media/release-chart.png"/>'
            )
            relationships = relationships.replace("</Relationships>", f"{picture}</Relationships>")
            yield PICTURE, self.chart.png
        yield RELATIONSHIPS, relationships.encode()
        body = "".join([*self._story(), *self._notes()])
        yield (
            BODY,
            f"{self.styles.opening}{body}{self.styles.section}</w:body></w:document>".encode(),
        )

    def _story(self) -> Iterator[str]:
        document = self.document
        # A withdrawn release says so as its mark and its timing in one.
        if document.is_draft:
            yield self._paragraph("timing", self.labels.draft, colour=WARNING, bold=True)
        yield self._paragraph("timing", document.timing)
        for correction in document.corrections:
            words = self.labels.correction.format(day=correction.on, words=correction.words)
            heading = self._run("correction", self.labels.corrections, bold=True)
            yield self._paragraph("correction", f"\n{words}", before=heading)
        yield self._paragraph("headline", document.headline)
        for place, words in enumerate(document.body):
            yield self._paragraph("lead" if place < len(document.lead) else "body", words)
        for words, speaker in document.quotes:
            yield self._paragraph("speaker", self.labels.said.format(speaker=speaker))
            yield self._paragraph("quotation", self.labels.quotation.format(words=words))
        for words in document.helpline:
            yield self._paragraph("help", words)
        yield self._paragraph("ends", self.labels.ends)

    def _notes(self) -> Iterator[str]:
        document = self.document
        if document.notes or document.table:
            yield self._paragraph("section", self.labels.notes)
        for number, note in enumerate(document.notes, start=1):
            yield self._paragraph(
                "note", note if self.styles.numbers_notes else f"{number}. {note}"
            )
        if document.table:
            yield self._paragraph("subsection", document.table_title)
            yield from self._table()
        if document.sources:
            sources = self.labels.source.format(sources="; ".join(document.sources))
            yield self._paragraph("small", sources)
        if self.chart is not None:
            yield self._picture(self.chart)
        if document.contacts:
            yield self._paragraph("section", self.labels.contact)
            yield self._paragraph("body", "\n".join(document.contacts))
        if document.link:
            yield self._paragraph("body", self.labels.online.format(address=document.link))
        yield self._paragraph("small", document.version)

    def _paragraph(
        self, part: str, words: str, *, colour: str = "", bold: bool = False, before: str = ""
    ) -> str:
        style = self.styles.styles.get(part, "")
        named = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
        run = self._run(part, words, colour, bold=bold)
        return f"<w:p><w:pPr>{named}</w:pPr>{before}{run}</w:p>"

    def _run(self, part: str, words: str, colour: str = "", *, bold: bool = False) -> str:
        looks = "<w:b/>" if bold or part in self.styles.plain else ""
        if colour:
            looks += f'<w:color w:val="{colour}"/>'
        looks += self.language
        lines = "<w:br/>".join(
            f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split("\n")
        )
        return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{lines}</w:r>"

    def _table(self) -> Iterator[str]:
        """With a row of headings, which Word repeats on every page and screen readers announce."""
        rows, more = rows_shown(self.document)
        widths = [self.styles.width * share // 100 for share in COLUMNS]
        style = self.styles.table_style
        named = f"<w:tblStyle w:val={quoteattr(style)}/>" if style else ""
        title = quoteattr(self.document.table_title)
        yield (
            f'<w:tbl><w:tblPr>{named}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            '<w:tblInd w:w="108" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0"'
            ' w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
            f"<w:tblCaption w:val={title}/></w:tblPr><w:tblGrid>"
        )
        yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        yield "</w:tblGrid>"
        labels = self.labels
        headings = (labels.area, labels.period, labels.category, labels.figure)
        yield self._row(headings, widths, is_heading=True)
        for row in rows:
            cells = (row.area, row.period, row.category, row.value)
            yield self._row(cells, widths, is_heading=False)
        yield "</w:tbl>"
        for words in more:
            yield self._paragraph("small", words)

    def _row(self, cells: tuple[str, ...], widths: list[int], *, is_heading: bool) -> str:
        style = self.styles.styles.get("cell", "")
        named = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
        written = []
        for place, (words, width) in enumerate(zip(cells, widths, strict=True)):
            side = '<w:jc w:val="right"/>' if place == len(cells) - 1 else ""
            run = self._run("cell", words, bold=is_heading)
            written.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
                f"<w:p><w:pPr>{named}{side}</w:pPr>{run}</w:p></w:tc>"
            )
        heading = "<w:tblHeader/>" if is_heading else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{heading}</w:trPr>{''.join(written)}</w:tr>"

    def _picture(self, chart: ReleaseChart) -> str:
        """In the line of text, no wider than it; with the same in words for who does not see it."""
        across, down = (pixels * EMU_OF_A_PIXEL for pixels in _size(chart.png))
        room = self.styles.width * EMU_OF_A_TWENTIETH
        if across > room:
            across, down = room, down * room // across
        told = f"name={quoteattr(chart.title[:200])} descr={quoteattr(chart.text)}"
        main = "http://schemas.openxmlformats.org/drawingml/2006"
        return (
            f'<w:p><w:pPr><w:spacing w:before="240"/></w:pPr><w:r><w:drawing>'
            f'<wp:inline xmlns:wp="{main}/wordprocessingDrawing" distT="0" distB="0" distL="0"'
            f' distR="0"><wp:extent cx="{across}" cy="{down}"/><wp:docPr id="1" {told}/>'
            f'<a:graphic xmlns:a="{main}/main"><a:graphicData uri="{main}/picture">'
            f'<pic:pic xmlns:pic="{main}/picture"><pic:nvPicPr><pic:cNvPr id="0" {told}/>'
            f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{PICTURE_ID}" xmlns:r='
            f'"http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
            f"<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            f"</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )

    def _properties(self) -> str:
        document = self.document
        moment = (document.exported_at or datetime.now(UTC)).astimezone(UTC)
        stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        language = "cy-GB" if document.language == "cy" else "en-GB"
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties'
            ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(document.headline)}</dc:title>"
            f"<dc:creator>{escape(document.publisher)}</dc:creator>"
            f"<dc:language>{language}</dc:language>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
            "</cp:coreProperties>"
        )


def _size(png: bytes) -> tuple[int, int]:
    """The pixels across and down, from the picture's first chunk."""
    across, down = struct.unpack(">II", png[16:24])
    return int(across), int(down)
