"""Terms are found whatever their form, and never inside another word."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.wording.terminology import FoundTerm, KnownTerm, find_terms, forms

PORN = KnownTerm("child pornography", "stop", "child sexual abuse material")
KIDDIE = KnownTerm("kiddie *", "stop")
PAEDO = KnownTerm("paedo*", "warn")
CONSENSUAL = KnownTerm("consensual", "warn")
PROSTITUTE = KnownTerm("child prostitute", "stop")
TERMS = (PORN, KIDDIE, PAEDO, CONSENSUAL, PROSTITUTE)


def words(text: str, *terms: KnownTerm) -> list[str]:
    return [found.words for found in find_terms(text, terms or TERMS)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They held child pornography at home.", ["child pornography"]),
        ("CHILD PORNOGRAPHY RING", ["CHILD PORNOGRAPHY"]),
        ("a child-pornography case", ["child-pornography"]),
        ("a child\u2011pornography case", ["child\u2011pornography"]),
        ("so-called “child pornography”", ["child pornography"]),
        ("‘child’ pornography", ["child’ pornography"]),
        ("child\n pornography", ["child\n pornography"]),
        ("child\u00a0pornography", ["child\u00a0pornography"]),
        ("child por\u00adnography", ["child por\u00adnography"]),
        ("two child prostitutes", ["child prostitutes"]),
        ("children prostitutes", ["children prostitutes"]),
        ("the child prostitute’s story", ["child prostitute’s"]),
        ("kiddie fiddlers", ["kiddie fiddlers"]),
        ("Kiddie-porn", ["Kiddie-porn"]),
        ("a paedo and two Paedophiles", ["paedo", "Paedophiles"]),
        ("a paedophile’s computer", ["paedophile’s"]),
        ("it was not consensual", ["consensual"]),
    ],
)
def test_a_term_is_found_in_any_form(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "grandchild pornographyless",
        "non-consensual",
        "nonconsensual",
        "Non\u2011consensual sharing",
        "orthopaedophobia",
        "kiddies",
        "a child. Pornography is another matter",
        "",
    ],
)
def test_a_term_is_never_found_inside_another_word(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize("phrase", ["*", "", "  ", "--", "“”", "* *"])
def test_a_phrase_that_says_nothing_finds_nothing(phrase: str) -> None:
    assert words("anything at all, * even -- this", KnownTerm(phrase, "stop")) == []


def test_signs_of_a_pattern_are_plain_letters_in_a_phrase() -> None:
    assert words("b.b", KnownTerm("b.b", "stop")) == ["b.b"]
    assert words("bbb", KnownTerm("b.b", "stop")) == []


def test_of_two_that_overlap_the_one_to_stop_at_is_given() -> None:
    warn = KnownTerm("child pornography ring", "warn")
    assert [one.term for one in find_terms("a child pornography ring", (warn, PORN))] == [PORN]


def test_of_two_alike_the_longer_is_given() -> None:
    longer = KnownTerm("child pornography ring", "stop")
    assert [one.term for one in find_terms("a child pornography ring", (PORN, longer))] == [longer]


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("child", "children"),
        ("abuse", "abuses"),
        ("party", "parties"),
        ("watch", "watches"),
        ("victim", "victims"),
        ("woman", "women"),
    ],
)
def test_singular_and_plural_find_each_other(one: str, many: str) -> None:
    assert {one, many} <= set(forms(one)) & set(forms(many))


WORDS = st.text(string.ascii_letters, min_size=1, max_size=12)
FILLING = st.text(string.ascii_letters + " ,.’“”-\u00ad\u2011é", max_size=60)


@given(phrase=st.lists(WORDS, min_size=1, max_size=3), before=FILLING, after=FILLING)
def test_a_term_between_spaces_is_always_found(phrase: list[str], before: str, after: str) -> None:
    term = KnownTerm(" ".join(phrase), "stop")
    text = f"{before} . {' '.join(phrase).upper()} . {after}"
    assert any(one.start <= len(before) + 3 < one.end for one in find_terms(text, [term])), text


@given(word=st.text(string.ascii_lowercase, min_size=5, max_size=12), rest=WORDS, first=WORDS)
def test_a_term_with_letters_on_both_sides_is_never_found(word: str, rest: str, first: str) -> None:
    text = f"{first}{word}{rest}"
    if text.lower() not in forms(word):
        assert find_terms(text, [KnownTerm(word, "stop")]) == []


@given(text=st.text(max_size=200))
def test_what_is_found_stands_there_in_order_and_apart(text: str) -> None:
    last = 0
    for found in find_terms(text + " child pornography paedos", TERMS):
        assert isinstance(found, FoundTerm)
        assert last <= found.start < found.end
        assert (text + " child pornography paedos")[found.start : found.end] == found.words
        last = found.end
