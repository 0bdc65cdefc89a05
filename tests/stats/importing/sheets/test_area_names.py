"""Forces go by many names: those that can mean one area alone are known, all others are asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.importing.sheets import AreaNames, known_spellings, normal
from tests.stats.importing.sheets.knowledge import CODES, NAMES, VOCABULARY


@pytest.mark.parametrize(
    ("written", "area"),
    [
        ("Lancs", "Lancashire"),
        ("Lancashire Police", "Lancashire"),
        ("LANCASHIRE CONSTABULARY", "Lancashire"),
        ("Devon & Cornwall", "Devon and Cornwall"),
        ("Devon and Cornwall Police", "Devon and Cornwall"),
        ("Avon+Somerset", "Avon and Somerset"),
        ("Met", "Metropolitan Police District"),
        ("Met Police", "Metropolitan Police District"),
        ("the Metropolitan Police Service", "Metropolitan Police District"),
        ("MPS", "Metropolitan Police District"),
        ("PSNI", "Northern Ireland"),
        ("Police Service of Northern Ireland", "Northern Ireland"),
        ("Police Scotland", "Scotland"),
        ("Scotland (Police Scotland)", "Scotland"),
        ("GMP", "Greater Manchester"),
        ("West Midlands Police", "West Midlands"),
        ("Hampshire & IoW", "Hampshire"),
        ("Dyfed Powys", "Dyfed-Powys"),
        ("DYFED-POWYS POLICE", "Dyfed-Powys"),
        ("City of London Police", "City of London"),
        ("Durham*", "Durham"),
        ("Durham [1]", "Durham"),
        ("Durham¹", "Durham"),
        ("  North   Wales ", "North Wales"),
        ("E23000003", "Lancashire"),
        ("UK", "United Kingdom"),
        ("UK total", "United Kingdom"),
    ],
)
def test_known_spellings_are_recognised(written: str, area: str) -> None:
    assert NAMES.recognise(written).code == CODES[area]


@pytest.mark.parametrize(
    ("written", "candidates"),
    [
        ("West Midlands", {"West Midlands"}),  # a force and a region
        ("City", {"City of London", "Metropolitan Police District"}),
        ("London", {"London", "Metropolitan Police District", "City of London"}),
        (
            "Yorkshire",
            {"Yorkshire and The Humber", "North Yorkshire", "West Yorkshire", "South Yorkshire"},
        ),
        ("Total", {"United Kingdom", "England"}),
        ("All forces", {"United Kingdom", "England"}),
        ("Devon", {"Devon and Cornwall"}),
        ("Northumberland", {"Northumbria"}),
        ("Lancashrie", {"Lancashire"}),
        ("WMP", {"West Midlands", "West Mercia"}),
        ("England and Wales", set()),
        ("British Transport Police", set()),
        ("Cumbria and Lancashire", set()),
        ("", set()),
    ],
)
def test_what_may_mean_another_area_is_never_guessed(written: str, candidates: set[str]) -> None:
    recognised = NAMES.recognise(written)
    assert recognised.code is None
    assert {VOCABULARY.areas[code].name for code in recognised.candidates} == candidates


def test_a_heading_that_says_force_tells_a_force_from_its_region() -> None:
    assert NAMES.recognise("West Midlands", are_forces=True).code == CODES["West Midlands"]
    assert NAMES.recognise("West Midlands", are_forces=False).code == "E12000005"
    assert NAMES.recognise("Yorkshire", are_forces=True).code is None


def test_each_area_is_known_by_its_own_names() -> None:
    for code, area in VOCABULARY.areas.items():
        for name in (code, *area.other_names):
            is_force = not code.startswith("E12")
            assert NAMES.recognise(name, are_forces=is_force).code == code, name


def test_a_spelling_that_a_person_has_explained_is_known_from_then_on() -> None:
    names = AreaNames(VOCABULARY.areas, spellings={normal("The Lancs Force"): "E23000003"})
    assert names.recognise("lancs").code == "E23000003"
    names = AreaNames(VOCABULARY.areas, spellings={"red rose county": "E23000003"})
    assert names.recognise("Red Rose County Police").code == "E23000003"


def test_the_reference_names_only_areas_that_there_are() -> None:
    for spelling, known in known_spellings().items():
        assert set(known.codes) <= VOCABULARY.areas.keys(), spelling
        assert known.is_asked or len(known.codes) == 1, spelling


@given(st.text(max_size=80))
def test_no_name_of_one_area_is_taken_for_another(text: str) -> None:
    recognised = NAMES.recognise(text)
    if recognised.code is not None:
        assert recognised.code in VOCABULARY.areas
        assert normal(text)


@given(st.sampled_from(sorted(VOCABULARY.areas)), st.data())
def test_a_slip_of_the_finger_is_asked_or_harmless(code: str, data: st.DataObject) -> None:
    """One letter left out or doubled never makes a certain name of another area."""
    name = VOCABULARY.areas[code].name
    at = data.draw(st.integers(0, len(name) - 1))
    slip = data.draw(
        st.sampled_from(
            [name[:at] + name[at + 1 :], name[:at] + name[at:][:1] * 2 + name[at + 1 :]]
        )
    )
    found = NAMES.recognise(slip).code
    assert found is None or VOCABULARY.areas[found].name == name
