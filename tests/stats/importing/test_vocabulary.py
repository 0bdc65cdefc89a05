"""Naming measures, categories and areas, and being helped to the right name."""

import time

import pytest

from stats.importing.sentences import Fault
from stats.importing.vocabulary import KnownArea, KnownMeasure, Naming, Vocabulary

VOCABULARY = Vocabulary(
    measures={
        "image-offences": KnownMeasure(
            "Child abuse image offences", {"possession": "Possession", "making": "Taking or making"}
        ),
        "people-seeking-help": KnownMeasure("People seeking help"),
    },
    areas={
        "E23000003": KnownArea("Lancashire", ("Lancashire Constabulary", "lancashire")),
        "S92000003": KnownArea("Scotland", ("Police Scotland", "scotland")),
    },
)


def refusal(measure: str, category: str = "") -> str:
    faults = VOCABULARY.read_naming(measure, category)
    assert isinstance(faults, list), faults
    (fault,) = faults
    return f"{fault.column}: {fault.remedy}"


def test_a_measure_and_its_category_are_known_by_slug() -> None:
    assert VOCABULARY.read_naming(" image-offences ", " possession ") == Naming(
        "image-offences", "possession"
    )


def test_no_category_is_the_total() -> None:
    assert VOCABULARY.read_naming("image-offences", " ") == Naming("image-offences", "")


@pytest.mark.parametrize(
    "written", ["image_offences", "Image-Offences", "child abuse image offences", "image-ofences"]
)
def test_an_unknown_measure_is_told_the_nearest(written: str) -> None:
    assert refusal(written).startswith("measure: Did you mean image-offences?")


@pytest.mark.parametrize("written", ["", "burglary"])
def test_an_unknown_measure_that_nothing_is_near_is_told_all(written: str) -> None:
    assert "Write one of: image-offences, people-seeking-help" in refusal(written)


def test_without_any_measure_the_remedy_is_to_add_one() -> None:
    answer = Vocabulary(measures={}, areas={}).read_naming("image-offences", "")
    assert isinstance(answer, list)
    assert "add it in the admin" in str(answer[0].remedy)


def test_an_unknown_category_is_told_those_of_its_measure() -> None:
    assert refusal("image-offences", "Taking or Making") == (
        "category: Did you mean making? Known are: possession, making."
    )
    assert "Write one of: possession, making; or leave it empty for the total." in refusal(
        "image-offences", "all"
    )


def test_a_measure_without_categories_has_a_total_alone() -> None:
    assert "Leave the category empty" in refusal("people-seeking-help", "possession")


@pytest.mark.parametrize("written", ["E23000003", " e23000003 "])
def test_an_area_is_known_by_its_code(written: str) -> None:
    assert VOCABULARY.read_area(written) == "E23000003"


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("Lancashire", "Write E23000003, the code of Lancashire."),
        ("LANCASHIRE CONSTABULARY", "Write E23000003, the code of Lancashire."),
        ("Police Scotland", "Write S92000003, the code of Scotland."),
        ("Lancashire Police Constabulary", "If Lancashire is meant, write E23000003"),
        ("E2300003", "If Lancashire is meant, write E23000003"),
        ("", "Write a letter and 8 digits"),
        ("Atlantis", "Write a letter and 8 digits"),
    ],
)
def test_an_area_that_is_named_otherwise_is_told_its_code(written: str, remedy: str) -> None:
    fault = VOCABULARY.read_area(written)
    assert isinstance(fault, Fault)
    assert remedy in str(fault.remedy)


def test_a_whole_page_in_a_cell_does_not_hold_the_import_up() -> None:
    started = time.perf_counter()
    assert isinstance(VOCABULARY.read_area("Lancashire " * 10_000), Fault)
    assert time.perf_counter() - started < 1
