"""The public site with something on every sort of page, and the address of each.

Beside the sample content: releases that came out, one of them corrected and one withdrawn, charts
that are drawn, a search, and pages for what is wrong. `fill()` runs within a site's own process.
"""

from __future__ import annotations

from press.actions import build_waiting_drafts, withdraw
from press.actions.correcting import work_on_redrafts
from press.actions.deciding import take_proposed, what_changed_for
from press.models import ReleasePage
from stats.charts.outbox import draw_waiting_charts
from stats.models import Publication
from tests.press.correcting import lancashire_says, redraft_of
from tests.press.releasing import put_out, staff

IMAGE_OFFENCES = "/statistics/child-abuse-image-offences/"
PUBLICATION = "/statistics/publications/child-abuse-image-offences-2017-18/"
RELEASE = "/newsroom/child-abuse-image-offences-2017-18-{}-1/"
NOT_THERE = "/no-such-page/"

IN_ENGLISH: dict[str, str] = {
    "home": "/",
    "campaign": "/stop-it-now/",
    "campaign-families": "/stop-it-now/support-for-families/",
    "campaign-safer-online": "/stop-it-now/safer-online/",
    "campaign-law": "/stop-it-now/what-the-law-says/",
    "content": "/using-this-site/",
    "help": "/help/",
    "help-own-thoughts": "/help/your-own-thoughts/",
    "help-another-adult": "/help/another-adult/",
    "help-child": "/help/a-child-or-young-person/",
    "help-prevention": "/help/keeping-children-safe/",
    "no-trace": "/help/leave-no-trace/",
    "search": "/search/",
    "statistics": "/statistics/",
    "measure": IMAGE_OFFENCES,
    "measure-sorted": f"{IMAGE_OFFENCES}?sort=most",
    "area": f"{IMAGE_OFFENCES}lancashire/",
    "publication": PUBLICATION,
    "publication-version": f"{PUBLICATION}versions/1/",
    "calendar": "/statistics/calendar/",
    "corrections": "/statistics/corrections/",
    "newsroom": "/newsroom/",
    "newsroom-areas": "/newsroom/areas/",
    "newsroom-area": "/newsroom/areas/derbyshire/",
    "pre-release-access": "/newsroom/pre-release-access/",
    "release": RELEASE.format("derbyshire"),
    "release-corrected": RELEASE.format("lancashire"),
    "release-withdrawn": RELEASE.format("northamptonshire"),
    "not-found": NOT_THERE,
}
"""The address of each sort of page, by a name for its picture."""

IN_WELSH: dict[str, str] = {
    "home-welsh": "/cy/",
    "campaign-welsh": "/cy/stop-it-now/",
    "content-welsh": "/cy/defnyddior-wefan-hon/",
    "help-welsh": "/cy/help/",
    "help-own-thoughts-welsh": "/cy/help/your-own-thoughts/",
    "no-trace-welsh": "/cy/help/leave-no-trace/",
    "search-welsh": "/cy/search/",
    "statistics-welsh": "/cy/statistics/",
    "measure-welsh": f"/cy{IMAGE_OFFENCES}",
    "area-welsh": f"/cy{IMAGE_OFFENCES}lancashire/",
    "publication-welsh": f"/cy{PUBLICATION}",
    "calendar-welsh": "/cy/statistics/calendar/",
    "newsroom-areas-welsh": "/cy/newsroom/areas/",
    "newsroom-area-welsh": "/cy/newsroom/areas/derbyshire/",
    "not-found-welsh": f"/cy{NOT_THERE}",
}

EVERY_PAGE = {**IN_ENGLISH, **IN_WELSH}

# Pages of one sort: what holds of the first of them holds of the others but for their words.
LIKE_ANOTHER = {
    "campaign-safer-online",
    "campaign-law",
    "help-another-adult",
    "help-child",
    "help-prevention",
    "measure-sorted",
    "publication-version",
    "release",
    "content-welsh",
    "statistics-welsh",
    "area-welsh",
    "publication-welsh",
    "calendar-welsh",
    "newsroom-areas-welsh",
}


def fill() -> None:
    """Put releases out for the sample figures, correct one, withdraw one, and draw the charts."""
    build_waiting_drafts()
    publication = Publication.objects.get(slug="child-abuse-image-offences-2017-18", version=1)
    for area in ("United Kingdom", "Northamptonshire", "Derbyshire", "Lancashire"):
        put_out(ReleasePage.objects.get(publication=publication, area__name=area))
    correction = lancashire_says(publication, 680)
    work_on_redrafts()
    lancashire = ReleasePage.objects.get(publication=publication, area__name="Lancashire")
    take_proposed(
        redraft=redraft_of(lancashire, correction),
        by=staff("author"),
        revision=lancashire.latest_revision_id,
    )
    lancashire.refresh_from_db()
    put_out(lancashire, what_changed=what_changed_for(lancashire))
    withdraw(
        release=ReleasePage.objects.get(publication=publication, area__name="Northamptonshire"),
        by=staff("second-person", "Approver"),
        why="The force has asked to look at its figures again.",
    )
    draw_waiting_charts()
