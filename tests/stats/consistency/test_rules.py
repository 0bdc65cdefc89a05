"""Each rule, on the mistake that it is for and on figures that are right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.comparability import Break, Refusal
from stats.consistency.findings import Severity
from stats.periods import Period
from tests.stats.consistency.pictures import (
    ASH,
    BIRCH,
    CEDAR,
    ISLAND,
    MAKING,
    NATION,
    POSSESSION,
    REGION,
    figure,
    found_in,
    picture,
    rules_of,
    said,
)

PARTS, AREAS = "parts-do-not-add-up", "areas-do-not-add-up"
AS_NOUGHT = "missing-area-counted-as-nought"


def split(total: int | None, making: int | None, possession: int | None, /, **kinds: str):  # type: ignore[no-untyped-def]
    """A total and its two categories, with the statuses that are named."""
    return (
        figure(ASH, total, status=kinds.get("total", "")),
        figure(ASH, making, category=MAKING, status=kinds.get("making", "")),
        figure(ASH, possession, category=POSSESSION, status=kinds.get("possession", "")),
    )


# Parts and totals


def test_figures_that_are_right_raise_nothing() -> None:
    right = picture(
        *split(674, 541, 133),
        figure(BIRCH, 100),
        figure(CEDAR, 26),
        figure(REGION, 800),
        figure(ASH, 591, "2016-17", ours=False),
        asked=45,
        answered=41,
    )
    assert found_in(right) == []


@pytest.mark.parametrize(
    ("parts", "severity", "words"),
    [
        ((674, 541, 134), Severity.ERROR, "the parts come to 675, more than the total of 674"),
        ((674, 541, 132), Severity.ERROR, "the parts come to 673, less than the total of 674"),
        ((674, 700, None), Severity.ERROR, "the parts come to 700, more than the total of 674"),
        ((674, 674, None), Severity.WARNING, "The missing ones would be nought."),
    ],
)
def test_parts_that_do_not_add_up_are_found(
    parts: tuple[int, int, int | None], severity: Severity, words: str
) -> None:
    [finding] = found_in(picture(*split(*parts)))
    assert (finding.rule, finding.severity) == (PARTS, severity)
    assert words in said(finding)
    assert said(finding).startswith("Ashshire, 2017-18: ")
    assert len(finding.figures) == 3


def test_a_missing_part_may_be_the_rest() -> None:
    assert found_in(picture(*split(674, 541, None))) == []


def test_a_suppressed_part_needs_room_in_the_total() -> None:
    hidden = {"possession": "suppressed"}
    assert found_in(picture(*split(674, 541, None, **hidden)), PARTS) == []
    [finding] = found_in(picture(*split(674, 674, None, **hidden)), PARTS)
    assert "leaves too little of 674 for those that are suppressed" in said(finding)
    assert finding.is_error


def test_a_part_that_nobody_uses_may_hold_the_rest_and_is_asked_about() -> None:
    [finding] = found_in(picture(*split(674, 541, 100), categories=(MAKING, POSSESSION, 3)))
    assert finding.severity is Severity.WARNING
    assert "Other" in str(finding.remedy)


def test_a_total_that_was_rounded_may_be_off_by_its_rounding() -> None:
    assert found_in(picture(*split(700, 541, 133, total="estimated"))) == []
    [finding] = found_in(picture(*split(1_000, 541, 133, total="estimated")), PARTS)
    assert "less than the total of 1,000" in said(finding)
    assert finding.severity is Severity.WARNING


def test_parts_are_held_to_a_total_that_is_public_already() -> None:
    total, *parts = split(674, 541, 150)
    [finding] = found_in(picture(replace(total, is_ours=False), *parts))
    assert finding.rule == PARTS


@given(st.lists(st.integers(0, 500), min_size=2, max_size=2), st.integers(-3, 3))
def test_parts_add_up_or_are_found(parts: list[int], off: int) -> None:
    total = sum(parts) + off
    if total >= 0:
        found = found_in(picture(*split(total, *parts)), PARTS)
        assert bool(found) is (off != 0)
        assert all(finding.is_error for finding in found)


# Areas and their total


def region(total: int | None, ash: int | None, birch: int | None, cedar: int | None):  # type: ignore[no-untyped-def]
    return (
        figure(REGION, total),
        *(
            figure(area, value)
            for area, value in ((ASH, ash), (BIRCH, birch), (CEDAR, cedar))
            if value is not None
        ),
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((800, 674, 100, 27), "its areas (3) come to 801, more than the total of 800"),
        ((800, 674, 100, 25), "its areas (3) come to 799, less than the total of 800"),
        ((800, 674, 127, None), "its areas (2) come to 801, more than the total of 800"),
    ],
)
def test_areas_that_do_not_match_their_printed_total_are_found(
    values: tuple[int, int, int, int | None], words: str
) -> None:
    [finding] = found_in(picture(*region(*values)))
    assert (finding.rule, finding.is_error) == (AREAS, True)
    assert words in said(finding)


def test_a_total_may_hold_what_a_missing_force_had() -> None:
    assert found_in(picture(*region(800, 674, 100, None))) == []


@pytest.mark.parametrize("recorded", [True, False])
def test_a_regional_total_that_counted_a_missing_force_as_nought_is_asked_about(
    recorded: bool,
) -> None:
    gap = (figure(CEDAR, None, status="refused"),) if recorded else ()
    [finding] = found_in(picture(*region(774, 674, 100, None), *gap))
    assert (finding.rule, finding.severity) == (AS_NOUGHT, Severity.WARNING)
    assert "These were counted as nought: Cedarshire." in said(finding)


def test_the_forces_stand_for_a_region_without_a_figure() -> None:
    forces = [figure(area, 10) for area in (ASH, BIRCH, CEDAR, ISLAND)]
    assert found_in(picture(*forces, figure(NATION, 40))) == []
    [finding] = found_in(picture(*forces, figure(NATION, 41)))
    assert "Nation, 2017-18: its areas (4) come to 40" in said(finding)


def test_each_category_is_added_up_over_areas_too() -> None:
    cells = [figure(area, 10, category=MAKING) for area in (ASH, BIRCH, CEDAR)]
    [finding] = found_in(picture(*cells, figure(REGION, 31, category=MAKING)))
    assert said(finding).startswith("Region, 2017-18, Making: ")


def test_what_stands_and_is_not_ours_is_not_judged_again() -> None:
    old = [replace(each, is_ours=False) for each in region(900, 1, 2, 3)]
    assert found_in(picture(*old, figure(ISLAND, 5))) == []


# What has been published


def test_a_figure_that_contradicts_what_was_published_is_an_error() -> None:
    public = figure(ASH, 591, ours=False)
    [finding] = found_in(picture(public, figure(ASH, 614)))
    assert (finding.rule, finding.is_error) == ("contradicts-what-is-published", True)
    assert "this says 614, and 591 has been published" in said(finding)
    [again] = found_in(picture(public, figure(ASH, 591)))
    assert "591 is public already, and this says it again" in said(again)


def test_a_correction_contradicts_nothing_and_one_that_changes_nothing_is_asked_about() -> None:
    public = figure(ASH, 591, ours=False)
    assert found_in(picture(public, figure(ASH, 614, supersedes=public.pk))) == []
    [finding] = found_in(picture(public, figure(ASH, 591, supersedes=public.pk)))
    assert (finding.rule, finding.severity) == ("corrects-nothing", Severity.WARNING)


# Movement


@pytest.mark.parametrize(
    ("old", "new", "is_asked"),
    [
        (100, 150, False),
        (100, 151, True),
        (100, 50, False),
        (100, 49, True),
        (1, 6, False),  # a small base: five more is five more
        (4, 14, False),
        (4, 15, True),
        (0, 600, True),
        (14, 13, False),
    ],
)
def test_a_figure_that_moved_a_long_way_is_asked_about(old: int, new: int, is_asked: bool) -> None:
    given_figures = picture(figure(ASH, old, "2016-17", ours=False), figure(ASH, new))
    assert (rules_of(given_figures) == {"moved-a-long-way"}) is is_asked


def test_the_change_is_said_in_per_cent_only_on_a_fair_base() -> None:
    [finding] = found_in(picture(figure(ASH, 163, "2016-17", ours=False), figure(ASH, 477)))
    assert said(finding) == "Ashshire, 2017-18: 477, up by 193% from 163 in 2016-17."
    [small] = found_in(picture(figure(ASH, 4, "2016-17", ours=False), figure(ASH, 40)))
    assert said(small) == "Ashshire, 2017-18: 40, after 4 in 2016-17."


def test_an_older_year_that_is_brought_in_is_held_against_the_year_after_it() -> None:
    late = picture(figure(ASH, 10, "2016-17"), figure(ASH, 500, ours=False))
    [finding] = found_in(late)
    assert {each.period.label for each in finding.figures} == {"2016-17", "2017-18"}


def test_nothing_is_compared_over_a_break_and_shares_of_a_survey_never() -> None:
    pair = (figure(ASH, 100, "2016-17", ours=False), figure(ASH, 900))
    broken = Break(Refusal.RULES, date(2017, 4, 1), None, "New rules.")
    assert "moved-a-long-way" not in rules_of(picture(*pair, breaks={ASH: [broken]}))
    assert rules_of(picture(*pair, is_count=False)) == set()


# Noughts


def test_a_nought_after_a_large_figure_is_asked_about_once() -> None:
    [finding] = found_in(picture(figure(ASH, 591, "2016-17", ours=False), figure(ASH, 0)))
    assert finding.rule == "nought-after-a-large-figure"
    assert said(finding) == "Ashshire, 2017-18: 0, after 591 in 2016-17."


def test_a_file_that_is_mostly_noughts_is_asked_about() -> None:
    years = [f"20{year}-{year + 1}" for year in range(10, 17)]
    noughts = [figure(ASH, 0, year, file=7) for year in years[:5]]
    some = [figure(BIRCH, 9, year, file=7) for year in years[:4]]
    [finding] = found_in(picture(*noughts, *some), "mostly-noughts")
    assert said(finding).startswith("5 of 9 figures that came in together are 0: Ashshire, 2010-11")
    assert len(finding.figures) == 5
    one_more = figure(BIRCH, 9, years[4], file=7)
    assert "mostly-noughts" not in rules_of(picture(*noughts, *some, one_more))


@pytest.mark.parametrize("reply", ["refused", "not-held", "sent", "acknowledged"])
def test_a_number_of_a_force_that_gave_none_is_found(reply: str) -> None:
    [nought] = found_in(picture(figure(ASH, 0), replies={ASH: reply}))
    assert (nought.rule, nought.is_error) == ("nought-without-a-reply", True)
    [number] = found_in(picture(figure(ASH, 12), replies={ASH: reply}))
    assert (number.rule, number.is_error) == ("number-without-a-reply", False)
    assert found_in(picture(figure(ASH, None, status="refused"), replies={ASH: reply})) == []


@pytest.mark.parametrize("reply", ["in-full", "in-part"])
def test_the_nought_of_a_force_that_answered_is_a_nought(reply: str) -> None:
    assert found_in(picture(figure(ASH, 0), replies={ASH: reply})) == []


# Periods


def test_overlapping_windows_are_found_once_for_all_areas() -> None:
    first = Period(date(2018, 1, 1), date(2018, 6, 30))
    second = Period(date(2018, 4, 1), date(2018, 9, 30))
    [finding] = found_in(
        picture(
            *(figure(area, 10, first, ours=False) for area in (ASH, BIRCH)),
            *(figure(area, 10, second) for area in (ASH, BIRCH)),
        )
    )
    assert finding.rule == "periods-overlap"
    assert len(finding.figures) == 4
    assert "January to June 2018 and April to September 2018 share days" in said(finding)


def test_nine_months_after_twelve_are_found() -> None:
    nine = Period(date(2018, 4, 1), date(2018, 12, 31))
    [finding] = found_in(picture(figure(ASH, 100, ours=False), figure(ASH, 80, nine)))
    assert finding.rule == "periods-differ-in-length"
    assert "April to December 2018 is not as long as 2017-18 before it" in said(finding)


def test_leap_years_are_as_long_as_others() -> None:
    years = [figure(ASH, 100, year) for year in ("2014-15", "2015-16", "2016-17")]
    assert found_in(picture(*years)) == []


# Breaks


def test_a_break_inside_or_before_the_period_is_asked_about() -> None:
    inside = Break(Refusal.BREAK, date(2017, 9, 1), None, "A new system.")
    before = replace(inside, starts_on=date(2017, 4, 1))
    figures = (figure(ASH, 100, "2016-17", ours=False), figure(ASH, 110))
    [within] = found_in(picture(*figures, breaks={ASH: [inside]}))
    assert within.rule == "break-inside-the-period"
    assert "2017-18 holds a break in the series, from 1 September 2017. A new system." in said(
        within
    )
    [ahead] = found_in(picture(*figures, breaks={ASH: [before]}))
    assert ahead.rule == "break-before-the-period"
    assert len(ahead.figures) == 2
    assert found_in(picture(figures[1], breaks={ASH: [before]})) == []


# Replies


@pytest.mark.parametrize(("answered", "is_asked"), [(33, True), (34, False), (45, False)])
def test_too_few_replies_are_asked_about(answered: int, is_asked: bool) -> None:
    found = found_in(picture(figure(NATION, 100), asked=45, answered=answered))
    assert [each.rule for each in found] == (["too-few-replies"] if is_asked else [])
    if is_asked:
        assert said(found[0]) == "33 of 45 police forces answered, fewer than 75%."


def test_what_nobody_was_asked_for_has_no_replies() -> None:
    assert found_in(picture(figure(NATION, 100))) == []


# Small numbers


def test_a_small_number_that_would_be_shown_is_an_error() -> None:
    shown = picture(figure(ASH, 4), figure(BIRCH, 5), figure(CEDAR, 0), threshold=5)
    [finding] = found_in(shown)
    assert (finding.rule, finding.is_error) == ("small-number-shown", True)
    assert [each.area for each in finding.figures] == [ASH]
    assert found_in(picture(figure(ASH, 4))) == []


def test_a_suppressed_number_that_can_be_worked_out_is_an_error() -> None:
    [finding] = found_in(picture(*split(674, 671, None, possession="suppressed"), threshold=5))
    assert (finding.rule, finding.is_error) == ("suppressed-number-can-be-worked-out", True)
    assert "Ashshire, 2017-18, Possession" in said(finding)
    two = {"possession": "suppressed", "making": "suppressed"}
    assert found_in(picture(*split(674, None, None, **two), threshold=5)) == []


def test_a_number_suppressed_elsewhere_that_ours_give_away_is_an_error() -> None:
    stands = [
        figure(ASH, None, status="suppressed", ours=False),
        figure(REGION, 100, ours=False),
        figure(BIRCH, 60, ours=False),
    ]
    assert rules_of(picture(*stands, figure(ISLAND, 9))) == set()
    [finding] = found_in(picture(*stands, figure(CEDAR, 37)))
    assert finding.rule == "suppressed-number-can-be-worked-out"


def test_a_suppressed_number_beside_a_missing_one_is_asked_about() -> None:
    # If the total was printed without the missing force, 100 − 60 is what was suppressed.
    guess = picture(figure(ASH, None, status="suppressed"), figure(REGION, 100), figure(BIRCH, 60))
    [finding] = found_in(guess)
    assert finding.rule == "suppressed-number-can-be-guessed"
    assert finding.severity is Severity.WARNING


def test_the_halves_of_a_year_give_each_other_away() -> None:
    first = Period(date(2018, 1, 1), date(2018, 6, 30))
    second = Period(date(2018, 7, 1), date(2018, 12, 31))
    halves = picture(
        figure(ASH, 40, "2018"),
        figure(ASH, 37, first),
        figure(ASH, None, second, status="suppressed"),
        threshold=5,
    )
    assert "suppressed-number-can-be-worked-out" in rules_of(halves)


# Fingerprints


def test_an_answer_holds_for_the_same_figures_brought_in_again_and_for_no_others() -> None:
    def fingerprint(value: int, pk: int) -> str:
        before = figure(ASH, 100, "2016-17", ours=False, pk=1)
        [finding] = found_in(picture(before, figure(ASH, value, pk=pk)))
        return finding.fingerprint

    assert fingerprint(900, pk=2) == fingerprint(900, pk=3)
    assert fingerprint(900, pk=2) != fingerprint(901, pk=2)


@given(st.decimals(0, 10**6, places=4))
def test_a_fingerprint_does_not_depend_on_how_a_value_is_written(value: Decimal) -> None:
    def fingerprint(written: Decimal) -> str:
        given_figure = replace(figure(NATION, 1, pk=1), value=written)
        [finding] = found_in(picture(given_figure, asked=45, answered=1))
        return finding.fingerprint

    assert fingerprint(value) == fingerprint(value.normalize())
