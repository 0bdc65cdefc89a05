"""Releases as Atom feeds: all of them, and those of one area."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from stats.downloads.collections import absolute, publisher
from stats.models import Area
from stats.public.asked import public_page
from stats.public.feeds import NOT_IN_XML

from ..models import NewsroomPage, ReleasePage
from .listing import newest_first

NEWEST = 50


@public_page
def all_releases(request: HttpRequest) -> HttpResponse:
    """The newest releases of every area."""
    title = _("Press releases – %(publisher)s") % {"publisher": publisher()}
    newsroom = NewsroomPage.objects.first()
    page = "/" if newsroom is None else newsroom.get_url(request) or "/"
    return _feed(title, page=page, feed=reverse("newsroom:feed"), area=None)


@public_page
def area_releases(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest releases of one area."""
    area = get_object_or_404(Area, slug=slug)
    title = _("Press releases about %(area)s – %(publisher)s") % {
        "area": area.name_in_prose,
        "publisher": publisher(),
    }
    page = reverse("newsroom:area", args=[area.slug])
    return _feed(title, page=page, feed=reverse("newsroom:area_feed", args=[area.slug]), area=area)


def _feed(title: str, *, page: str, feed: str, area: Area | None) -> HttpResponse:
    atom = Atom1Feed(
        title=title,
        link=absolute(page),
        description="",
        feed_url=absolute(feed),
        language="en-gb",
        author_name=publisher(),
    )
    for release in newest_first(area)[:NEWEST]:
        _add(atom, release)
    return HttpResponse(
        atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def _add(atom: Atom1Feed, release: ReleasePage) -> None:
    """One release as it stands, its correction first where it has one."""
    version = release.newest_fetched_version
    if version is None:
        return
    address = absolute(release.get_url() or "/")
    lead = " ".join(version.text.paragraphs("lead"))
    told = (
        [_("Correction: %(words)s") % {"words": version.what_changed}] if version.number > 1 else []
    )
    atom.add_item(
        title=NOT_IN_XML.sub(" ", version.headline),
        link=address,
        description=NOT_IN_XML.sub(" ", " ".join([*told, lead])),
        unique_id=address,
        pubdate=release.first_public_from,
        updateddate=version.public_from,
        categories=[release.area.name],
    )
