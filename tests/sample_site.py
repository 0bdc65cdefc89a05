"""The site as it is after its sample content is loaded, for tests that look at whole pages."""

from __future__ import annotations

from datetime import date

from campaigns import sample_content as campaigns_sample_content
from helpline_info import sample_content as helpline_sample_content
from tests.campaigns.factories import LANCASHIRE, make_figure, make_measure

ADDRESSES = (
    "/",
    "/stop-it-now/",
    "/stop-it-now/support-for-families/",
    "/stop-it-now/safer-online/",
    "/stop-it-now/what-the-law-says/",
    "/using-this-site/",
    "/help/",
    "/help/your-own-thoughts/",
    "/help/another-adult/",
    "/help/a-child-or-young-person/",
    "/help/keeping-children-safe/",
    "/help/leave-no-trace/",
)
MISSING = "/no-such-page/"


def load() -> None:
    """The sample content, with figures of its own to refer to."""
    people = make_measure("people-seeking-help")
    make_figure(1747, measure=people, period=(date(2017, 7, 1), date(2017, 12, 31)))
    make_figure(3549, measure=people)
    make_figure(
        674,
        measure=make_measure(campaigns_sample_content.OFFENCES),
        area=LANCASHIRE,
        period=campaigns_sample_content.YEAR,
    )
    helpline_sample_content.load()
    campaigns_sample_content.load()
