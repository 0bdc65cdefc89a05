"""How hard a text is to read, and which sentences make it so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.reading import HARDEST_SHOWN, LONG_SENTENCE, read, sentences_of

PLAIN = ["You can call us. We will listen to you. You do not have to give your name."] * 4
HARD = (
    "Notwithstanding considerable organisational responsibilities, representatives of"
    " participating institutions are unconditionally available to individuals contemplating"
    " professional assistance, confidentially and internationally, in all circumstances."
)


def test_plain_words_in_short_sentences_are_easy() -> None:
    reading = read(PLAIN, target=6)
    assert reading.measured is not None
    assert reading.measured < 4
    assert not reading.is_too_hard
    assert reading.hardest == ()


def test_long_words_in_long_sentences_are_hard_and_are_named() -> None:
    reading = read([*PLAIN, *[HARD] * 3], target=8)
    assert reading.is_too_hard
    assert reading.hardest[0].text.startswith("Notwithstanding")
    assert "responsibilities" in reading.hardest[0].long_words
    assert reading.hardest[0].is_long


def test_headings_and_list_items_end_a_sentence_whether_or_not_they_have_a_full_stop() -> None:
    apart = read(["Step away from it", "Tell somebody you trust", "Call us today"] * 4, target=6)
    together = read([" ".join(["Step away from it and tell somebody and call us"] * 4)], target=6)
    assert apart.measured is not None
    assert together.measured is not None
    assert apart.measured < together.measured


def test_a_few_words_are_too_short_to_tell() -> None:
    reading = read(["Confidentiality"], target=6)
    assert reading.measured is None
    assert not reading.is_too_hard


def test_of_welsh_only_the_length_of_sentences_is_told() -> None:
    short = read(["Gallwch ein ffonio ni. Byddwn yn gwrando."] * 8, target=6, language="cy")
    assert short.measured == pytest.approx(3.5)
    assert not short.is_too_hard
    long = read([" ".join(["gair"] * 40)], target=6, language="cy")
    assert long.is_too_hard
    assert long.hardest[0].long_words == ()


def test_no_more_than_the_hardest_sentences_are_shown() -> None:
    reading = read([f"{' '.join(['word'] * (LONG_SENTENCE + n))}" for n in range(1, 12)], target=8)
    assert len(reading.hardest) == HARDEST_SHOWN
    assert [one.length for one in reading.hardest] == sorted(
        (one.length for one in reading.hardest), reverse=True
    )


def test_sentences_are_told_apart_and_figures_are_no_end_of_one() -> None:
    assert sentences_of("Call 0808 1000 900. It is free. Is it open? Yes!") == [
        "Call 0808 1000 900.",
        "It is free.",
        "Is it open?",
        "Yes!",
    ]
    assert sentences_of("A rise of 2.5 per cent") == ["A rise of 2.5 per cent."]
    assert sentences_of("  \n ") == []


@given(st.lists(st.text(max_size=80), max_size=8))
def test_any_text_can_be_read(passages: list[str]) -> None:
    for language in ("en-gb", "cy"):
        reading = read(passages, target=6, language=language)
        assert reading.words >= 0
