"""A release as PDF/UA-1: read back as a reader of PDF finds it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdf

from press.exports.document import Row
from press.exports.pdf import as_pdf
from tests.press.exports.documents import HEADLINE, NASTY, chart, document, embargoed


def opened(**changes: Any) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(as_pdf(document(**changes))))


def words_of(pdf: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def elements(pdf: pypdf.PdfReader) -> list[Any]:
    """Every element of the structure, in the order in which it is read aloud."""

    def inside(node: Any) -> Iterator[Any]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                yield from inside(child)
        elif isinstance(node, dict):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from inside(node["/K"])

    root: Any = pdf.trailer["/Root"]
    return list(inside(root["/StructTreeRoot"]))


def kinds(pdf: pypdf.PdfReader) -> list[str]:
    return [str(element["/S"]) for element in elements(pdf)]


def test_it_is_tagged_and_says_that_it_is_pdf_ua_1() -> None:
    pdf = opened()
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert pdf.metadata is not None
    assert pdf.metadata.title == HEADLINE
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_headings_quotation_list_and_table_are_known_as_such() -> None:
    found = kinds(opened())
    assert found.count("/H1") == 1
    assert found.index("/H1") < found.index("/H2")
    for kind in ("/BlockQuote", "/L", "/LI", "/Table", "/TH", "/TD"):
        assert kind in found, kind
    assert found.count("/TH") == 4


def test_the_chart_is_told_in_words() -> None:
    pdf = opened(chart=chart())
    told = [str(one["/Alt"]) for one in elements(pdf) if "/Alt" in one]
    assert told == [chart().text]


def test_all_letters_are_in_the_file() -> None:
    for page in opened(chart=chart()).pages:
        fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
        for font in fonts.values():
            described = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(described.get_object())


def test_what_anybody_writes_is_text_and_never_run() -> None:
    pdf = opened(
        headline=NASTY,
        lead=(NASTY,),
        quotes=((NASTY, NASTY),),
        notes=(NASTY,),
        contacts=(NASTY,),
        table=(Row(NASTY, "=1+1", NASTY, "1"),),
    )
    plain = words_of(pdf).replace(" ", "")
    assert plain.count('#eval("1+1")') >= 6
    assert "{braces}" in plain
    assert "<script>alert(1)</script>" in plain
    assert pdf.metadata is not None
    assert pdf.metadata.title == NASTY


def test_an_embargo_stands_on_every_page() -> None:
    many = tuple(Row("Lancashire", f"{year}", "Total", "1") for year in range(120))
    pdf = pypdf.PdfReader(BytesIO(as_pdf(embargoed(table=many))))
    assert len(pdf.pages) > 2
    for page in pdf.pages:
        words = page.extract_text()
        assert words.count("EMBARGOED UNTIL 00:01 Thursday 20 September 2018 (BST)") >= 2


def test_a_draft_says_so_in_what_is_read_aloud_and_on_every_page() -> None:
    pdf = opened(is_draft=True)
    assert words_of(pdf).count("DRAFT – NOT FOR PUBLICATION") == 1 + 2 * len(pdf.pages)


def test_ten_thousand_figures_do_not_make_a_book() -> None:
    many = tuple(Row("Lancashire", f"{number}", "Total", "1") for number in range(10_000))
    pdf = opened(table=many)
    assert len(pdf.pages) < 20
    assert "9,600 more figures are in the CSV file" in words_of(pdf)


def test_a_very_long_headline_and_a_word_without_end_stay_on_the_page() -> None:
    pdf = opened(headline="Police " * 200 + "x" * 500)
    assert words_of(pdf).count("Police") >= 200


def test_a_welsh_release_is_welsh_to_its_labels() -> None:
    pdf = opened(language="cy")
    root: Any = pdf.trailer["/Root"]
    assert str(root["/Lang"]).startswith("cy")
    assert "Nodiadau i olygyddion" in words_of(pdf)


def test_a_release_without_figures_quotes_or_contacts_can_be_had() -> None:
    pdf = opened(table=(), quotes=(), contacts=(), notes=(), sources=(), corrections=(), detail=())
    assert "/Table" not in kinds(pdf)
    assert "ENDS" in words_of(pdf)


def test_the_same_release_gives_the_same_file() -> None:
    assert as_pdf(document()) == as_pdf(document())
