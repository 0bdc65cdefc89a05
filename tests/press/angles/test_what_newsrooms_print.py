"""The rules of angles, held to what newsrooms printed: the same figures give the same news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from press.angles import Angle, Findings, Kind, Picture, Spot, find_angles
from press.facts import KnownFigure, Nouns, Place
from press.wording.profiles import WEB
from stats.comparability import Break, Refusal
from stats.periods import Period, financial_year
from tests.press.angles.tables import (
    ENGLAND,
    LAST,
    NAMES,
    UK,
    Values,
    picture,
    series,
    slices,
    spots,
)


def of(found: Findings, kind: Kind, about: str = "") -> list[str]:
    return [
        angle.sentence
        for angle in found.angles
        if angle.kind is kind and (not about or angle.about == about)
    ]


def find(table: dict[str, Values], **fields: object) -> Findings:
    return find_angles([picture(table, **fields)])


WALES: dict[str, Values] = {
    "North Wales": (287, 373),
    "South Wales": (528, 543),
    "Gwent": (259, 267),
    "Dyfed-Powys": (363, 275),
    "United Kingdom": (18522, 22724),
}


def test_wales_in_2018() -> None:
    """ "Three of the four Welsh police forces saw a rise"; "the only Welsh force to log a drop"."""
    found = find(WALES)
    assert of(found, Kind.HOW_MANY) == [
        (
            "In Wales, three of the four police forces recorded a rise in child abuse image"
            " offences in 2017-18."
        )
    ]
    (only,) = of(found, Kind.ONLY)
    assert only.startswith(
        "Dyfed-Powys was the only one of the four police forces in Wales to record a fall"
    )
    (largest,) = [one for one in of(found, Kind.LARGEST_RISE) if "percentage" in one]
    assert largest.startswith("North Wales recorded the largest percentage rise")
    assert "rose by 30 per cent, from 287 in 2016-17 to 373 in 2017-18" in largest
    (against,) = of(found, Kind.AGAINST_NATION, "Dyfed-Powys")[:1]
    assert "fell by 24 per cent" in against


def half_years(name: str, old: int, new: int) -> tuple[int, list[KnownFigure]]:
    area = NAMES[name]
    before = Period(date(2017, 7, 1), date(2017, 12, 31))
    after = Period(date(2018, 1, 1), date(2018, 6, 30))
    return area, [
        KnownFigure(area * 10, before, Decimal(old)),
        KnownFigure(area * 10 + 1, after, Decimal(new)),
    ]


def test_the_north_west_in_2018() -> None:
    """ "Particularly steep increases in Lancashire, Cumbria and Cheshire", and no words of a line
    with a region at 103 per cent. Cheshire's counts and the region's were printed; the counts of
    the others give the percentages that were."""
    counts = [
        ("North West", 1747, 3549),
        ("Cheshire", 163, 477),
        ("Cumbria", 105, 300),
        ("Lancashire", 278, 684),
        ("Merseyside", 501, 868),
        ("Greater Manchester", 700, 1220),
    ]
    seen = replace(
        picture({}),
        measure="people who sought help",
        nouns=Nouns("person seeking help", "people seeking help"),
        period=Period(date(2018, 1, 1), date(2018, 6, 30)),
        series=dict(half_years(*row) for row in counts),
    )
    found = find_angles([seen], profile=WEB)
    assert of(found, Kind.CLUSTER) == [
        (
            "Rises in people seeking help between January and June 2018 were particularly steep in"
            " Cheshire (193%), Cumbria (186%) and Lancashire (146%), against 103% across the North"
            " West."
        )
    ]
    assert of(found, Kind.MULTIPLE, "Cheshire") == [
        (
            "The number of people seeking help in Cheshire nearly trebled, from 163 between July"
            " and December 2017 to 477 between January and June 2018."
        )
    ]
    assert not any("recorded" in angle.sentence for angle in found.angles)


def test_the_south_west_in_2024() -> None:
    """ "Topping 600 for the first time"; "record levels"; "up 70 per cent from 2017/18"."""
    found = find({"Lancashire": (377, 402, 455, 512, 530, 571, 640)})
    assert of(found, Kind.FIRST_TIME) == [
        (
            "The number of child abuse image offences recorded in Lancashire passed 600 for the"
            " first time, reaching 640 in 2017-18."
        )
    ]
    assert len(of(found, Kind.RECORD)) == 1
    (span,) = of(found, Kind.SPAN)
    assert "rose by 70 per cent in six years, from 377 in 2011-12 to 640 in 2017-18" in span


def test_a_gap_lets_no_record_be_said_and_the_change_names_its_span() -> None:
    """377 in 2017/18 and 640 in 2023/24, and nothing between: that is a change in six years."""
    found = find({"Lancashire": (377, None, None, None, None, None, 640)})
    assert not of(found, Kind.CHANGE)  # the year before is known to be missing
    missing = {"Lancashire": series((377,), area=11, last=2011) + series((640,), area=11)}
    seen = replace(picture({}), series={11: missing["Lancashire"]})
    found = find_angles([seen])
    (change,) = of(found, Kind.CHANGE)
    assert "rose by 70 per cent in six years, from 377 in 2011-12 to 640 in 2017-18" in change
    assert not of(found, Kind.RECORD)


def test_a_last_year_that_runs_against_the_span_is_told() -> None:
    """ "48 per cent higher in the last four years", where the last year fell."""
    (span,) = of(find({"Lancashire": (1815, 2100, 2500, 2750, 2690)}), Kind.SPAN)
    assert span == (
        "The number of child abuse image offences recorded in Lancashire rose by 48 per cent in"
        " four years, from 1,815 in 2013-14 to 2,690 in 2017-18. In the last period alone it fell,"
        " from 2,750 in 2016-17 to 2,690 in 2017-18."
    )


def test_derbyshire_against_the_nation_and_a_slight_fall_that_is_none() -> None:
    """302 to 301 is "down slightly", and no bucking of any trend; 363 to 275 is."""
    slight = find({"Lancashire": (302, 301), "United Kingdom": (18522, 22724)})
    assert not of(slight, Kind.AGAINST_NATION)
    assert "fell slightly, from 302" in of(slight, Kind.CHANGE, "Lancashire")[0]


def test_cleveland_more_than_trebled() -> None:
    (words,) = of(find({"Lancashire": (247, 820)}), Kind.MULTIPLE)
    assert "more than trebled, from 247 in 2016-17 to 820 in 2017-18" in words


def test_a_multiple_that_has_no_verb_says_as_many_and_never_more() -> None:
    (words,) = of(find({"Lancashire": (600, 2597)}), Kind.MULTIPLE)
    assert "more than four times as many as in 2016-17" in words


@pytest.mark.parametrize(("old", "new"), [(1, 27), (14, 13), (0, 9)])
def test_small_bases_give_counts_and_a_caution(old: int, new: int) -> None:
    found = find({"Lancashire": (old, new)})
    (change,) = [angle for angle in found.angles if angle.kind is Kind.CHANGE]
    assert "per cent" not in change.sentence
    assert any("under 50" in caution for caution in change.cautions)
    assert not of(found, Kind.MULTIPLE)


def test_the_largest_percentage_is_not_that_of_a_small_base() -> None:
    table: dict[str, Values] = {**WALES, "Gwent": (2, 9)}
    found = find(table)
    assert not [one for one in of(found, Kind.LARGEST_RISE) if "percentage" in one]
    assert any("percentage rise" in one.what and "Gwent" in one.because for one in found.unsaid)


def test_level_areas_are_not_put_in_order() -> None:
    found = find({**WALES, "South Wales": (500, 543), "Gwent": (500, 543)})
    assert not of(found, Kind.LARGEST_TOTAL)
    assert any("stands level with" in one.because for one in found.unsaid)


def test_turns_and_runs() -> None:
    table: dict[str, Values] = {
        "Lancashire": (640, 620, 600, 591, 674),
        "Cumbria": (200, 240, 260, 300, 330),
    }
    found = find(table)
    assert of(found, Kind.REVERSAL) == [
        (
            "The number of child abuse image offences recorded in Lancashire rose from 591 in"
            " 2016-17 to 674 in 2017-18, after three consecutive falls."
        )
    ]
    assert of(found, Kind.STREAK) == [
        (
            "The number of child abuse image offences recorded in Cumbria rose for the fourth year"
            " running, from 300 in 2016-17 to 330 in 2017-18."
        )
    ]


def test_the_highest_since_a_year_names_it() -> None:
    found = find({"Lancashire": (700, 620, 600, 591, 674)})
    assert of(found, Kind.SINCE) == [
        (
            "There were 674 child abuse image offences recorded in Lancashire in 2017-18, the"
            " highest since 2013-14."
        )
    ]


def test_a_break_ends_the_series_and_an_estimate_bears_nothing() -> None:
    values: Values = (400, 450, 500, 560, 600)
    rules = Break(Refusal.RULES, date(2016, 4, 1), None, "New counting rules.")
    found = find({"Lancashire": values}, breaks=lambda area: [rules])
    assert not of(found, Kind.RECORD)
    assert of(found, Kind.CHANGE)
    known = series(values, area=11)
    estimated = [*known[:-1], replace(known[-1], is_estimate=True)]
    found = find_angles([replace(picture({}), series={11: estimated})])
    assert found.angles == ()


def test_the_make_up_of_a_total_that_shifted() -> None:
    parts = {"possession of images of children": (111, 300), "making images": (480, 374)}
    found = find({"Lancashire": (591, 674)}, slices={11: slices(parts)})
    assert of(found, Kind.BREAKDOWN) == [
        (
            "Of the 674 child abuse image offences recorded in Lancashire in 2017-18, 374 were for"
            " making images, compared with 480 of 591 in 2016-17."
        )
    ] or of(found, Kind.BREAKDOWN) == [
        (
            "Of the 674 child abuse image offences recorded in Lancashire in 2017-18, 300 were for"
            " possession of images of children, compared with 111 of 591 in 2016-17."
        )
    ]
    hidden = {"possession of images of children": (111, None), "making images": (480, 374)}
    assert not of(find({"Lancashire": (591, 674)}, slices={11: slices(hidden)}), Kind.BREAKDOWN)


def test_a_survey_is_not_compared() -> None:
    found = find({"United Kingdom": (50, 60)}, is_count=False)
    assert found.angles == ()
    assert "each has its own sample" in found.unsaid[0].because


def test_nothing_at_all_gives_nothing() -> None:
    assert find_angles([]) == Findings((), ())
    assert find({}).angles == ()
    assert find({"Lancashire": ()}).angles == ()


def test_ten_thousand_areas_are_found_in_good_time() -> None:
    places = {UK: spots()[UK], ENGLAND: spots()[ENGLAND]}
    figures = {}
    for pk in range(10_000, 20_000):
        name = f"Shire {pk}"
        places[pk] = Spot(pk, Place(name, name, "police-force-area", f"{name} Police"), ENGLAND)
        figures[pk] = series((100 + pk % 83, 100 + pk % 89), area=pk)
    found = find_angles(
        [Picture("offences", Nouns("offence", "offences"), financial_year(LAST), places, figures)]
    )
    assert len(of(found, Kind.CHANGE)) == 10_000


def test_every_angle_says_why_it_stands_where_it_does() -> None:
    angles: tuple[Angle, ...] = find(WALES).angles
    only = next(angle for angle in angles if angle.kind is Kind.ONLY)
    assert only.why == (
        "alone among its neighbours (62), a change of 24 per cent (+4), among 4 areas (+1)"
    )
    assert only.newsworthiness == 67
