"""Releases as documents, made without a database, for tests of how each format is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from press.exports.document import LONDON, Correction, ReleaseChart, ReleaseDocument, Row
from stats.charts.drawing import draw
from stats.charts.in_words import series_in_words
from stats.charts.points import Point
from stats.charts.series import series_chart

EMBARGO = datetime(2018, 9, 20, 0, 1, tzinfo=LONDON)
HEADLINE = "Police recorded nearly two child abuse image offences a day in Lancashire"
# What typst, Word, HTML, Django and Jinja would each run or choke on.
NASTY = (
    '#eval("1+1") $x^2$ @ref *bold* _it_ `raw` // not a comment {{ settings.SECRET_KEY }} {% now %}'
    " <script>alert(1)</script> & ]]> \\ #{ } [ ] ~ = + - {braces}"
)
POINTS = (Point("2016-17", Decimal(591), "591"), Point("2017-18", Decimal(674), "674"))


@cache
def chart() -> ReleaseChart:
    title = "Child abuse image offences recorded by police: Lancashire"
    svg, png = draw(series_chart(POINTS, title=title, below=["Source: a reply"]))
    return ReleaseChart(title, series_in_words(POINTS), "digest", svg, png)


def document(**changes: Any) -> ReleaseDocument:
    """A release that is out, with everything in it; `changes` as to dataclasses.replace()."""
    made = ReleaseDocument(
        is_draft=False,
        timing="FOR IMMEDIATE RELEASE",
        headline=HEADLINE,
        lead=("Police recorded nearly two offences a day in Lancashire, new figures show.",),
        detail=("Of these, 541 were for taking, making or distributing.",),
        quotes=(("Help is there.", "A spokesperson for the helpline"),),
        helpline=("Call the helpline on 0808 1000 900.",),
        notes=("Percentages are rounded.", "Figures came from 41 of 44 forces."),
        table_title="Child abuse image offences recorded by police",
        table=(
            Row("Lancashire", "2017-18", "Total", "674"),
            Row("Lancashire", "2016-17", "Total", "591"),
        ),
        sources=("Reply of Lancashire Constabulary",),
        contacts=("Press office", "Telephone: 01632 960 001", "Out of hours: 01632 960 002"),
        version="Release 7, version 2, 20 September 2018",
        corrections=(Correction("2 October 2018", "It was 674, not 684."),),
        link="https://www.example.org/newsroom/lancashire/",
        released_at=EMBARGO,
        changed_at=datetime(2018, 10, 2, 9, 0, tzinfo=LONDON),
        exported_at=datetime(2018, 10, 2, 9, 5, tzinfo=LONDON),
        version_number=2,
        identifier="tag:www.example.org,2018:release/7",
        publisher="The charity",
        area="Lancashire",
        area_code="E23000003",
    )
    return replace(made, **changes)


def embargoed(**changes: Any) -> ReleaseDocument:
    timing = "EMBARGOED UNTIL 00:01 Thursday 20 September 2018 (BST)"
    before = datetime(2018, 9, 19, 12, 0, tzinfo=LONDON)
    held = {"timing": timing, "embargo": EMBARGO, "link": "", "exported_at": before}
    return document(**{**held, **changes})
