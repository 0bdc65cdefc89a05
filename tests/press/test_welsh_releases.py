"""Welsh releases: for areas in Wales only, with Welsh names, true, and read back as Welsh."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import assume, given
from hypothesis import strategies as st

from press import sample_welsh
from press.actions import build_waiting_drafts
from press.checking import check_text, keep_check
from press.compose import (
    CannotCompose,
    ComposedRelease,
    Paragraph,
    Sentence,
    Template,
    compose,
)
from press.exports.document import document_of_version
from press.exports.html import as_html
from press.exports.news_article import news_article
from press.exports.ninjs import ninjs
from press.exports.text import as_text
from press.facts import Coverage, Facts, Help, KnownFigure, Nouns, Part, Place, Spoken, Welsh
from press.models import DraftBuild, NewsroomPage, ReleasePage, ReleaseTemplate
from press.palette_welsh import IN_WELSH
from press.proving.areas import prove_template
from press.proving.invented import invented
from press.proving.report import report_on
from press.reading_back import contradictions, names_in_welsh, observations_of
from press.recomposing import readers_as_at
from press.viewsets import release_templates
from press.wording.claims import Verdict
from press.wording.profiles import CHARITY, WEB
from press.wording.welsh.checking import check_welsh
from stats import clock
from stats.models import Area, Category, Measure, Publication
from stats.periods import Period, calendar_year, financial_year
from tests.press.conftest import publish
from tests.press.releasing import put_out, staff
from tests.stats.factories import add_figure, make_publication

LAST, THIS = financial_year(2016), financial_year(2017)
NORTH_WALES, GWENT, WALES, LANCASHIRE = "W15000001", "W15000002", "W92000004", "E23000003"
NOUNS = Nouns(
    "child abuse image offence", "child abuse image offences", "droseddau delweddau cam-drin plant"
)
PARTS = (
    ("taking, making or distributing", "gymryd, gwneud neu ddosbarthu"),
    ("possession", "feddu ar ddelweddau"),
)
NAMES = Welsh(
    area="Gogledd Cymru",
    in_area="yng Ngogledd Cymru",
    force="Heddlu Gogledd Cymru",
    parts=PARTS,
    around=(("Wales", "Cymru"), ("United Kingdom", "y Deyrnas Unedig")),
)
FORCE = Place("North Wales", "North Wales", "police-force-area", "North Wales Police")


def sentences(rows: list[tuple[str, list[str]]]) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, tuple(conditions)) for text, conditions in rows)


TEMPLATE = Template(
    headlines=sentences(sample_welsh.HEADLINES),
    paragraphs=(
        Paragraph("lead", sentences(sample_welsh.LEAD)),
        Paragraph("detail", sentences(sample_welsh.BREAKDOWN)),
        Paragraph("detail", sentences(sample_welsh.CONTEXT)),
        Paragraph("helpline", (Sentence(sample_welsh.WAY_TO_HELP),)),
        *(Paragraph("note", sentences([note])) for note in sample_welsh.NOTES),
    ),
    profile=WEB.in_welsh,
)


def facts(
    value: int | None = 373, previous: int | None = 287, *, period: Period = THIS, **more: object
) -> Facts:
    def known(number: int, over: Period, of: int | None) -> KnownFigure:
        reason = "" if of is not None else "not supplied"
        return KnownFigure(number, over, None if of is None else Decimal(of), reason)

    before = period.previous()
    fields: dict[str, object] = {
        "place": FORCE,
        "nouns": NOUNS,
        "current": known(1, period, value),
        "previous": None if previous is None else known(2, before, previous),
        "nation": known(3, period, 22_724),
        "nation_previous": known(4, before, 18_522),
        "coverage": Coverage(45, 43),
        "help": Help("0808 1000 900", "Monday to Thursday 9am to 9pm"),
        "country": "wales",
        "welsh": NAMES,
    }
    return Facts(**{**fields, **more})  # type: ignore[arg-type]


def lead(release: ComposedRelease) -> str:
    return next(each.text for each in release.paragraphs if each.part == "lead")


def one(sentence: str, *, known: Facts, **template: object) -> str:
    """What becomes of one sentence after a lead that names the area."""
    written = Template(
        headlines=(Sentence("Ffigurau newydd"),),
        paragraphs=(
            Paragraph("lead", (Sentence("Mae’r ffigurau am {area}."),)),
            Paragraph("detail", (Sentence(sentence),)),
        ),
        **{"profile": WEB.in_welsh, **template},  # type: ignore[arg-type]
    )
    return compose(written, known).paragraphs[1].text


# The words


def test_a_rise_in_north_wales_reads_as_welsh() -> None:
    release = compose(TEMPLATE, facts())
    assert release.headline.text == (
        "Cofnodwyd mwy na 370 o droseddau delweddau cam-drin plant yng Ngogledd Cymru"
        " rhwng Ebrill 2017 a Mawrth 2018"
    )
    assert lead(release) == (
        "Cofnodwyd mwy na 370 o droseddau delweddau cam-drin plant yng Ngogledd Cymru rhwng"
        " Ebrill 2017 a Mawrth 2018, yn ôl ffigurau newydd. Cofnododd Heddlu Gogledd Cymru"
        " gyfanswm o 373, i fyny o 287 rhwng Ebrill 2016 a Mawrth 2017. Mae hynny’n gynnydd o 30%."
    )
    texts = [each.text for each in release.paragraphs]
    assert "Ymatebodd 43 o’r 45 heddlu." in texts
    assert any("0808 1000 900" in text and "999" in text for text in texts)


def test_a_fall_and_a_standstill_read_as_welsh() -> None:
    assert "Mae hynny’n ostyngiad o 23%." in lead(compose(TEMPLATE, facts(287, 373)))
    assert "287, yr un nifer ag yn y cyfnod blaenorol." in lead(compose(TEMPLATE, facts(287, 287)))


def test_a_breakdown_names_its_parts_with_their_mutations() -> None:
    parts = (
        Part("possession", KnownFigure(6, THIS, Decimal(73))),
        Part("taking, making or distributing", KnownFigure(5, THIS, Decimal(280))),
    )
    said = one("O’r rhain, roedd {breakdown}.", known=facts(parts=parts))
    assert said == (
        "O’r rhain, roedd 280 am gymryd, gwneud neu ddosbarthu; 73 am feddu ar ddelweddau;"
        " 20 heb eu nodi yn ôl math."
    )


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Heddlu {force}", "Heddlu Heddlu Gogledd Cymru"),
        ("Nifer o {nouns}", "Nifer o droseddau delweddau cam-drin plant"),
        ("Ymatebodd {coverage} heddlu", "Ymatebodd 43 o’r 45 heddlu"),
        ("Roedd {difference}", "Roedd 86 yn fwy"),
        ("Cofnodwyd {rate_number} {rate_unit}", "Cofnodwyd mwy na 7 yr wythnos"),
        ("Roedd yn 2017-18: {period}", "Roedd yn 2017-18: 2017-18"),
    ],
)
def test_placeholders_have_welsh_words(sentence: str, words: str) -> None:
    assert one(sentence, known=facts()) == words


def test_all_forces_are_every_one_of_them() -> None:
    said = one("Ymatebodd {coverage} heddlu.", known=facts(coverage=Coverage(45, 45)))
    assert said == "Ymatebodd pob un o’r 45 heddlu."


@pytest.mark.parametrize("sample", [one_.sample for one_ in IN_WELSH.values() if one_.sample])
def test_every_sample_of_the_welsh_palette_is_welsh_or_a_number(sample: str) -> None:
    english = {"the", "up", "down", "from", "between", "nearly", "each", "more", "than", "offences"}
    assert not english & set(sample.lower().split())


# What stops a draft


@pytest.mark.parametrize(
    "sentence",
    ["{rank}", "{record}", "{in_a_row}", "{turn}", "{uk_contrast}", "{helpline_hours}"],
)
def test_what_has_no_welsh_words_stops_with_a_plain_reason(sentence: str) -> None:
    with pytest.raises(CannotCompose, match="no words for it") as refused:
        one(sentence, known=facts())
    assert not refused.value.is_about_data


@pytest.mark.parametrize(
    ("welsh", "nouns", "told"),
    [
        (replace(NAMES, in_area=""), NOUNS, "“in North Wales”. Fill it in under Statistics, Areas"),
        (replace(NAMES, force=""), NOUNS, "force of North Wales. .* under Statistics, Areas"),
        (NAMES, replace(NOUNS, welsh=""), "“child abuse image offences”. .* Statistics, Measures"),
    ],
)
def test_a_name_that_is_missing_stops_the_draft_and_says_where_it_goes(
    welsh: Welsh, nouns: Nouns, told: str
) -> None:
    with pytest.raises(CannotCompose, match=told) as refused:
        compose(TEMPLATE, facts(welsh=welsh, nouns=nouns))
    assert refused.value.is_about_data


def test_a_category_without_a_welsh_name_stops_the_draft() -> None:
    parts = (Part("possession", KnownFigure(6, THIS, Decimal(373))),)
    with pytest.raises(CannotCompose, match=r"“possession”\. .* Statistics, Categories"):
        compose(TEMPLATE, facts(parts=parts, welsh=replace(NAMES, parts=())))


def test_a_single_offence_is_left_to_a_person() -> None:
    with pytest.raises(CannotCompose, match="write this release by hand") as refused:
        compose(TEMPLATE, facts(1, None))
    assert refused.value.is_about_data


def test_a_lead_has_to_name_the_area_in_welsh() -> None:
    english = Template(
        headlines=(Sentence("Ffigurau newydd"),),
        paragraphs=(Paragraph("lead", (Sentence("Y cyfanswm yn North Wales oedd {value}."),)),),
        profile=WEB.in_welsh,
    )
    with pytest.raises(CannotCompose, match="does not name North Wales"):
        compose(english, facts())


def test_nobody_is_quoted_in_welsh_who_spoke_english() -> None:
    template = Template(
        headlines=(Sentence("Ffigurau newydd"),),
        paragraphs=(
            Paragraph("lead", (Sentence("Mae’r ffigurau am {area}."),)),
            Paragraph("quote", (Sentence("Mae cymorth ar gael."),), speaker="Llefarydd"),
        ),
        profile=WEB.in_welsh,
    )
    local = (Spoken("Help is there for anybody.", "A spokesperson"),)
    release = compose(template, facts(spokespeople=local))
    assert release.paragraphs[1].text == "Mae cymorth ar gael."


def test_a_quotation_is_held_against_the_figures_in_welsh() -> None:
    template = replace(
        TEMPLATE,
        paragraphs=(
            *TEMPLATE.paragraphs,
            Paragraph("quote", (Sentence("Mae’r cynnydd hwn yn achos pryder."),), "Llefarydd"),
        ),
    )
    assert compose(template, facts(373, 287))
    with pytest.raises(CannotCompose, match="r cynnydd hwn"):
        compose(template, facts(287, 373))


# Read back


PERIODS = st.sampled_from([THIS, calendar_year(2018)])
COUNTS = st.integers(0, 60_000)


@given(COUNTS, st.none() | COUNTS, PERIODS, st.booleans(), st.integers(0, 100))
def test_whatever_the_figures_the_sample_is_true_or_stops_with_a_reason(
    value: int, previous: int | None, period: Period, charity: bool, share: int
) -> None:
    template = replace(TEMPLATE, profile=(CHARITY if charity else WEB).in_welsh)
    first = value * share // 100
    parts = (
        Part("taking, making or distributing", KnownFigure(5, period, Decimal(first))),
        Part("possession", KnownFigure(6, period, Decimal(value - first))),
    )
    known = facts(value, previous, period=period, parts=parts if share % 2 else ())
    refused: CannotCompose | None = None
    try:
        release = compose(template, known)
    except CannotCompose as stopped:
        refused = stopped
    if refused is not None:
        assert (value, "by hand" in str(refused)) == (1, True)
        return
    for paragraph in release.everything:
        if paragraph.part not in ("headline", "lead", "detail"):
            continue
        read = check_welsh(
            paragraph.text,
            observations_of(known),
            area="North Wales",
            measure=NOUNS.plural,
            names=names_in_welsh(known),
        )
        for claim in paragraph.claims:
            end = claim.start + len(claim.text)
            held = [each for each in read if each.start < end and claim.start < each.end]
            assert held, (claim.text, paragraph.text)
        wrong = [each for each in read if each.verdict is not Verdict.SUPPORTED]
        assert not wrong, (paragraph.text, wrong)


@given(st.integers(50, 60_000), st.integers(50, 60_000))
def test_the_same_words_fall_when_the_figure_moves(value: int, previous: int) -> None:
    assume(value != previous)
    release = compose(TEMPLATE, facts(value, previous))
    moved = facts(value * 2 + 7, previous)
    found = [
        each
        for paragraph in release.everything
        for each in contradictions(paragraph.part, paragraph.text, moved, language="cy")
    ]
    assert {"headline", "lead"} <= {each.part for each in found}


# Proving


def test_the_sample_is_proved_over_invented_areas_of_wales() -> None:
    report = report_on(TEMPLATE, {}, nouns=NOUNS, seconds=0)
    assert report.blocking == []
    assert report.invented == len(invented(NOUNS, "cy"))
    assert {each.facts.country for each in invented(NOUNS, "cy")} == {"wales"}


def test_a_proof_finds_welsh_words_that_the_figures_belie() -> None:
    wrong = replace(TEMPLATE.paragraphs[0].sentences[-1], conditions=("fall", "percentage"))
    wrong = replace(wrong, text="Mae hynny’n gynnydd o {percentage}.")
    template = replace(
        TEMPLATE,
        paragraphs=(Paragraph("lead", (*sentences(sample_welsh.LEAD[:7]), wrong)),),
    )
    report = report_on(template, {}, nouns=NOUNS, seconds=0)
    assert any("gynnydd" in fault.sentence for fault in report.blocking)


# From figures to releases


@pytest.fixture
def figures(vocabulary: None) -> Publication:
    """Image offences of three areas, two of them in Wales, up on the year before."""
    publication = make_publication("welsh-figures", police_forces_asked=45)
    measure = Measure.objects.get(slug="child-abuse-image-offences")
    for area, before, now in (
        (NORTH_WALES, 287, 373),
        (WALES, 1_000, 1_300),
        (LANCASHIRE, 591, 674),
    ):
        add_figure(publication, measure, area, LAST, before)
        add_figure(publication, measure, area, THIS, now)
    return publication


@pytest.fixture
def built(figures: Publication) -> Publication:
    publish(figures)
    build_waiting_drafts()
    return figures


def welsh_release(publication: Publication, area: str = NORTH_WALES) -> ReleasePage:
    found: ReleasePage = ReleasePage.objects.get(
        publication=publication, area__gss_code=area, language="cy"
    )
    return found


def test_welsh_releases_stand_beside_the_english_ones_in_wales_alone(built: Publication) -> None:
    assert not DraftBuild.objects.filter(state="failed").exists(), [
        (str(row.area), row.reason) for row in DraftBuild.objects.filter(state="failed")
    ]
    made = ReleasePage.objects.filter(publication=built)
    in_welsh = made.filter(language="cy").values_list("area__gss_code", flat=True)
    assert set(in_welsh) == {NORTH_WALES, WALES}
    in_english = made.filter(language="en-gb").values_list("area__gss_code", flat=True)
    assert set(in_english) == {NORTH_WALES, WALES, LANCASHIRE}
    assert len(set(made.values_list("slug", flat=True))) == 5


def test_a_built_welsh_release_is_checked_in_welsh_and_borne_out(built: Publication) -> None:
    release = welsh_release(built)
    assert "373" in str(release.body[0].value)
    kept = keep_check(release)
    assert (kept.contradicted, kept.unverifiable) == (0, 0), kept.findings
    assert kept.supported > 3


def test_a_wrong_number_in_welsh_is_marked_and_welsh_words_are_offered(
    built: Publication,
) -> None:
    release = welsh_release(built)
    text = replace(release.text, headline="Cofnodwyd bron i 700 o droseddau yng Ngogledd Cymru")
    wrong = [one for one in check_text(release, text) if one.paragraph == 0]
    assert [one.verdict for one in wrong] == ["contradicted"]
    assert "mwy na 370" in wrong[0].instead


def test_coverage_is_read_in_welsh(built: Publication) -> None:
    release = welsh_release(built)
    Publication.objects.filter(pk=built.pk).update(police_forces_asked=45)
    text = replace(release.text, headline="Ymatebodd 44 o’r 45 heddlu")
    found = [one for one in check_text(release, text) if one.paragraph == 0]
    assert [one.says for one in found] == ["coverage"]


def test_a_welsh_template_is_proved_over_areas_of_wales(built: Publication) -> None:
    template = ReleaseTemplate.objects.get(language="cy")
    proved = prove_template(template, user=staff("press"))
    assert {each.place.name for each in proved.facts.values()} == {"North Wales", "Wales"}
    assert proved.report.blocking == []
    assert all(proof.release is not None for proof in proved.report.areas)


def test_without_its_welsh_name_an_area_gets_no_welsh_release(figures: Publication) -> None:
    Area.objects.filter(gss_code=NORTH_WALES).update(in_welsh="")
    publish(figures)
    build_waiting_drafts()
    stopped = DraftBuild.objects.get(state="failed")
    assert (stopped.area.gss_code, stopped.template.language) == (NORTH_WALES, "cy")
    assert "no Welsh name for “in North Wales”" in stopped.reason
    assert "Statistics, Areas" in stopped.reason


def test_facts_carry_the_welsh_names_of_categories(figures: Publication) -> None:
    measure = Measure.objects.get(slug="child-abuse-image-offences")
    possession = Category.objects.get(measure=measure, slug="possession")
    rest = Category.objects.get(measure=measure, slug="taking-making-distributing")
    add_figure(figures, measure, NORTH_WALES, THIS, 73, category=possession)
    add_figure(figures, measure, NORTH_WALES, THIS, 300, category=rest)
    publish(figures)
    build_waiting_drafts()
    release = welsh_release(figures)
    detail = str(next(block.value for block in release.body if block.block_type == "detail"))
    assert detail == (
        "O’r rhain, roedd 300 am gymryd, gwneud neu ddosbarthu; 73 am feddu ar ddelweddau."
    )
    kept = keep_check(release)
    assert (kept.contradicted, kept.unverifiable) == (0, 0), kept.findings


# To the public


@pytest.fixture
def public(built: Publication) -> ReleasePage:
    NewsroomPage.objects.update(contact_name="Press office", contact_email="press@example.org")
    release = welsh_release(built)
    put_out(release)
    return release


def shown(client: Client, address: str, css: str) -> list[Tag]:
    return list(BeautifulSoup(client.get(address).content, "html.parser").select(css))


def test_the_public_page_marks_what_is_welsh_and_what_is_not(
    public: ReleasePage, client: Client
) -> None:
    (page,) = shown(client, public.url, "html")
    assert str(page["lang"]).startswith("en")  # the menu and the footer are English
    (notes,) = shown(client, public.url, "article[lang=cy] #notes")
    assert notes.get_text() == "Nodiadau i olygyddion"
    (table,) = shown(client, public.url, "article table")
    assert "Gogledd Cymru, 2017-18" in table.get_text()
    in_english = shown(client, public.url, "article li[lang=en-GB]")
    assert [each.get_text() for each in in_english] == [public.template_used.measure.caveat]


def test_an_english_release_is_marked_as_nothing_else(built: Publication, client: Client) -> None:
    release = ReleasePage.objects.get(area__gss_code=NORTH_WALES, language="en-gb")
    put_out(release)
    assert shown(client, release.url, "article")
    assert not shown(client, release.url, "article[lang], article [lang]")
    (notes,) = shown(client, release.url, "#notes")
    assert notes.get_text() == "Notes to editors"


def test_exports_say_which_language_they_are_in(public: ReleasePage) -> None:
    version = public.version_at(clock.moment())
    assert version is not None
    newsroom = NewsroomPage.objects.get()
    document = document_of_version(version, newsroom=newsroom, at=clock.moment())
    assert ninjs(document)["language"] == "cy"
    assert news_article(document)["inLanguage"] == "cy"
    assert '<html lang="cy">' in as_html(document).decode()
    assert "DIWEDD" in as_text(document)
    assert any("Ffôn" in line or "E-bost" in line for line in document.contacts)


def test_a_template_that_has_made_releases_keeps_its_language(built: Publication) -> None:
    template = ReleaseTemplate.objects.get(language="cy")
    template.language = "en-gb"
    with pytest.raises(ValidationError, match="add another template"):
        template.full_clean()


def test_the_editor_shows_how_each_placeholder_reads_in_welsh(
    vocabulary: None, client: Client
) -> None:
    client.force_login(staff("press"))
    template = ReleaseTemplate.objects.get(language="cy")
    page = client.get(reverse(release_templates.get_url_name("edit"), args=[template.pk]))
    told = page.content.decode()
    assert "bron i 700 o droseddau delweddau cam-drin plant" in told
    assert "No words in Welsh yet." in told
    listed = client.get(reverse(release_templates.get_url_name("list"))).content.decode()
    assert "Welsh" in listed


# Corrections


def test_a_reader_of_redrafts_reads_welsh(built: Publication) -> None:
    release = welsh_release(built)
    reader = readers_as_at([release], clock.moment())[release.pk]
    right = reader.check("Cofnodwyd mwy na 370 o droseddau yng Ngogledd Cymru.")
    wrong = reader.check("Cofnodwyd bron i 700 o droseddau yng Ngogledd Cymru.")
    assert [one.verdict for one in right] == [Verdict.SUPPORTED]
    assert [one.verdict for one in wrong] == [Verdict.CONTRADICTED]
    assert "mwy na" in wrong[0].instead
