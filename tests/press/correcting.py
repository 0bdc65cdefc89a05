"""Corrections of the sample figures, for the tests of what they do to releases."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.contrib.auth.models import User
from django.utils import timezone

from press import actions as press_actions
from press.actions.correcting import work_on_redrafts
from press.models import Redraft, ReleasePage, ReleaseVersion
from press.redraft_work import newest_words, store_words
from press.redrafting import Passage
from stats import actions
from stats.models import Figure, FigureStatus, Publication
from tests.stats.people import person

REASON = "Six offences were entered twice."
OWN_WORDS = "Our own words: Lancashire recorded 674 offences, up 14% on the year before."


def figure_of(
    publication: Publication, area: str, *, period: str = "2017-04-01", category: str = ""
) -> Figure:
    """The figure that stands for an area of a publication, whichever version it is of."""
    figures = Figure.objects.filter(
        publication__slug=publication.slug,
        area__name=area,
        period_start=period,
        superseded_by__isnull=True,
    )
    if category:
        return figures.get(category__slug=category)
    return figures.get(category__isnull=True)


def corrected(
    publication: Publication,
    changes: dict[tuple[str, str, str], int | None],
    *,
    at: datetime | None = None,
    by: User | None = None,
) -> Publication:
    """The next version with these figures, keyed by area, first day and category; out at `at`."""
    by = by or User.objects.filter(username="corrector").first() or person("corrector")
    for (area, period, category), value in changes.items():
        new = actions.correct_figure(
            figure=figure_of(publication, area, period=period, category=category),
            value=None if value is None else Decimal(value),
            status=FigureStatus.SUPPRESSED if value is None else FigureStatus.FINAL,
            reason=REASON,
            by=by,
        )
        publication = new.publication
    return actions.publish(publication=publication, by=None, at=at or timezone.now())


LANCASHIRE = ("Lancashire", "2017-04-01", "")
LANCASHIRE_MADE = ("Lancashire", "2017-04-01", "taking-making-distributing")
NATION = ("United Kingdom", "2017-04-01", "")


def lancashire_says(publication: Publication, value: int) -> Publication:
    """Lancashire's total corrected, and the part of it that makes up the difference."""
    made = value - 133
    return corrected(publication, {LANCASHIRE: value, LANCASHIRE_MADE: made})


def redraft_of(release: ReleasePage, correction: Publication) -> Redraft:
    return Redraft.objects.select_related("release", "correction").get(
        release=release, correction=correction
    )


def worked(release: ReleasePage, correction: Publication) -> Redraft:
    work_on_redrafts()
    return redraft_of(release, correction)


def edit(release: ReleasePage, by: User, *, part: str, text: str) -> ReleasePage:
    """A person writes a paragraph of their own in the place of the first of a part."""
    release = ReleasePage.objects.get(pk=release.pk)
    words = list(newest_words(release))
    place = next(place for place, passage in enumerate(words) if passage.part == part)
    words[place] = Passage(part, text, key=words[place].key)
    store_words(release, words, by=by)
    edited: ReleasePage = ReleasePage.objects.get(pk=release.pk)
    return edited


def put_out(release: ReleasePage, *, what_changed: str = "") -> ReleaseVersion:
    """Through review, approval by somebody else and out."""
    author = User.objects.filter(username="author").first() or person("author", "Press officer")
    approver = User.objects.filter(username="second").first() or person("second", "Approver")
    release = ReleasePage.objects.get(pk=release.pk)
    press_actions.submit_for_review(release=release, by=author)
    press_actions.approve(release=release, by=approver)
    return press_actions.release_now(release=release, by=approver, what_changed=what_changed)


def text_of(release: ReleasePage) -> str:
    """All the newest words of a release, a paragraph on each line."""
    fresh = ReleasePage.objects.get(pk=release.pk)
    return "\n".join(passage.text for passage in newest_words(fresh))
