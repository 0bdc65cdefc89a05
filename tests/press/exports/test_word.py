"""A release in Word, in our own look and in that of a press office: read back with python-docx."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import RGBColor

from press.exports.cleaning import cleaned
from press.exports.document import ReleaseDocument, Row
from press.exports.word import as_word
from press.exports.word_styles import stylesheet_of
from tests.press.exports.documents import HEADLINE, NASTY, chart, document, embargoed


def opened(release: ReleaseDocument, styles: bytes | None = None) -> Any:
    made = as_word(release, None if styles is None else stylesheet_of(styles))
    return Document(BytesIO(made))


def house(*names: str, header: str = "") -> bytes:
    """A press office's own document: some words, a header, and styles of its own."""
    word = Document()
    word.add_paragraph("Words that are no part of any release")
    for name in names:
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.color.rgb = RGBColor(0x12, 0x34, 0x56)
    if header:
        word.sections[0].header.paragraphs[0].text = header
    written = BytesIO()
    word.save(written)
    return written.getvalue()


def styles_of(word: Any) -> dict[str, str]:
    return {paragraph.text: paragraph.style.name for paragraph in word.paragraphs}


def test_every_part_stands_in_a_style_with_its_name() -> None:
    named = styles_of(opened(document()))
    assert named[HEADLINE] == "Heading 1"
    assert named["Notes to editors"] == "Heading 2"
    assert named["Percentages are rounded."] == "List Number"
    assert named["“Help is there.”"] == "Quote"
    assert named["Call the helpline on 0808 1000 900."] == "Release help"
    assert named["FOR IMMEDIATE RELEASE"] == "Release timing"


def test_the_properties_are_those_of_the_release() -> None:
    word = opened(document())
    assert word.core_properties.title == HEADLINE
    assert word.core_properties.author == "The charity"
    assert word.core_properties.language == "en-GB"


def test_the_chart_is_in_it_with_its_words() -> None:
    word = opened(document(chart=chart()))
    assert len(word.inline_shapes) == 1
    described = word.inline_shapes[0]._inline.docPr
    assert described.get("descr") == chart().text
    across, section = word.inline_shapes[0].width, word.sections[0]
    assert across <= section.page_width - section.left_margin - section.right_margin


def test_the_headings_of_the_table_are_repeated_and_announced() -> None:
    table = opened(document()).tables[0]
    first = table.rows[0]._tr.trPr
    assert first.find(first.makeelement(_w("tblHeader")).tag) is not None
    assert [cell.text for cell in table.rows[1].cells] == ["Lancashire", "2017-18", "Total", "674"]


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def test_control_characters_and_markup_are_only_words() -> None:
    written = cleaned(f"one\x0btwo\x00three {NASTY}")
    word = opened(document(headline=NASTY, quotes=((written, NASTY),), lead=(written,)))
    words = [paragraph.text for paragraph in word.paragraphs]
    assert NASTY in words
    assert f"“one\ntwothree {NASTY}”" in words


@pytest.mark.parametrize("mark", [embargoed().timing, "DRAFT – NOT FOR PUBLICATION"])
def test_what_is_not_for_everybody_says_so_on_every_page(mark: str) -> None:
    release = embargoed() if mark.startswith("EMBARGO") else document(is_draft=True)
    section = opened(release).sections[0]
    assert section.header.paragraphs[0].text == mark
    assert section.footer.paragraphs[0].text == mark


def test_a_release_that_is_out_bears_no_mark() -> None:
    section = opened(document()).sections[0]
    assert "".join(paragraph.text for paragraph in section.header.paragraphs) == ""


def test_the_press_offices_own_styles_and_header_are_used_and_its_words_are_not() -> None:
    word = opened(document(), house("Release timing", "Release lead", header="Our letterhead"))
    named = styles_of(word)
    assert named["FOR IMMEDIATE RELEASE"] == "Release timing"
    assert word.styles["Release timing"].font.color.rgb == RGBColor(0x12, 0x34, 0x56)
    assert "Words that are no part of any release" not in named
    assert word.sections[0].header.paragraphs[0].text == "Our letterhead"


def test_its_header_keeps_its_place_under_the_mark() -> None:
    word = opened(embargoed(), house(header="Our letterhead"))
    texts = [paragraph.text for paragraph in word.sections[0].header.paragraphs]
    assert texts == [embargoed().timing, "Our letterhead"]


def test_the_mark_is_on_a_first_page_that_is_different_too() -> None:
    word = Document()
    word.sections[0].different_first_page_header_footer = True
    word.settings.odd_and_even_pages_header_footer = True
    written = BytesIO()
    word.save(written)
    section = opened(embargoed(), written.getvalue()).sections[0]
    for margin in (
        *(section.header, section.first_page_header, section.even_page_header),
        *(section.footer, section.first_page_footer, section.even_page_footer),
    ):
        assert margin.paragraphs[0].text == embargoed().timing


def test_styles_that_a_house_lacks_fall_back_and_stand_out_all_the_same() -> None:
    word = opened(document(), house())
    timing = next(each for each in word.paragraphs if each.text == "FOR IMMEDIATE RELEASE")
    assert timing.style.name == "Body Text"
    assert timing.runs[0].bold
    notes = [each.text for each in word.paragraphs if each.style.name == "List Number"]
    assert notes == ["Percentages are rounded.", "Figures came from 41 of 44 forces."]


def test_ten_thousand_figures_and_a_headline_without_end() -> None:
    many = tuple(Row("Lancashire", f"{number}", "Total", "1") for number in range(10_000))
    word = opened(document(table=many, headline="Police " * 300))
    assert len(word.tables[0].rows) == 401
    assert any("9,600 more figures" in each.text for each in word.paragraphs)


def test_it_is_a_whole_zip_without_another_documents_picture() -> None:
    made = as_word(document(chart=chart()))
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert len(names) == len(set(names))
    assert not [name for name in names if "thumbnail" in name]
