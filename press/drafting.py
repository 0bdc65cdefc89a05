"""Making one draft: the page, its first revision, and the claims with their figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from wagtail.models import Page, Revision

from stats.models import Area, Publication

from .compose import CannotCompose, ComposedParagraph, ComposedRelease, compose
from .facts import Facts
from .gathering import Subject, gather, subject_of
from .models import (
    ClaimFigure,
    NewsroomPage,
    ReleaseClaim,
    ReleasePage,
    ReleaseTemplate,
)
from .models.release import release_slug


class HasArea(Protocol):
    """Work that is about one area: a draft to build, or a release to make again."""

    @property
    def area(self) -> Area: ...


@dataclass(frozen=True)
class Outcome:
    """A release, or the reason why there is none."""

    release: ReleasePage | None
    reason: str = ""


class Draftsman:
    """Makes the drafts of one publication with one template; the facts are gathered once.

    `subject` is what they are about, where that is not simply the publication's latest period.
    """

    def __init__(
        self,
        publication: Publication,
        template: ReleaseTemplate,
        builds: Iterable[HasArea],
        *,
        subject: Subject | None = None,
    ) -> None:
        self.publication = publication
        self.template = template
        self.composing = template.as_template()
        self.newsroom: NewsroomPage | None = NewsroomPage.objects.first()
        areas = [build.area for build in builds]
        self.existing = {
            release.area_id: release
            for release in ReleasePage.objects.filter(
                publication=publication, template_used=template, area__in=areas
            )
        }
        subject = subject or subject_of(publication, template.measure)
        self.facts: dict[int, Facts] = {} if subject is None else gather(subject, areas)

    def draft(self, area: Area) -> Outcome:
        """The area's release: the one that stands, untouched, or a new one."""
        if area.pk in self.existing:
            return Outcome(self.existing[area.pk])
        if self.newsroom is None:
            return Outcome(None, "There is no newsroom: add its page under the home page.")
        try:
            composed = self.compose(area)
        except CannotCompose as error:
            return Outcome(None, str(error))
        return Outcome(self._store(self.newsroom, area, composed))

    def compose(self, area: Area) -> ComposedRelease:
        """The area's words from the figures. Raises CannotCompose, saying why there are none."""
        facts = self.facts.get(area.pk)
        if facts is None:
            raise CannotCompose(f"The publication has no figures for {area.name}.")
        return compose(self.composing, facts)

    def _store(self, newsroom: NewsroomPage, area: Area, composed: ComposedRelease) -> ReleasePage:
        release = ReleasePage(
            title=composed.headline.text,
            draft_title=composed.headline.text,
            slug=release_slug(self.publication, area, self.template),
            live=False,
            has_unpublished_changes=True,
            publication=self.publication,
            area=area,
            template_used=self.template,
            language=self.template.language,
            body=[(paragraph.part, _block(paragraph)) for paragraph in composed.paragraphs],
        )
        # The newsroom is read again because adding a child moves its count of children.
        newsroom.refresh_from_db(fields=["numchild", "path", "depth"])
        newsroom.add_child(instance=release)
        _store_first_revision(release)
        _store_claims(release, composed)
        return release


def _store_first_revision(release: ReleasePage) -> None:
    """What Page.save_revision() does, without saving the page, which has only just been added.

    To save it again would index the same words a second time, for search and for references.
    """
    revision = Revision.objects.create(
        content_object=release,
        base_content_type=release.get_base_content_type(),
        content=release.serializable_data(),
        object_str=str(release),
    )
    release.latest_revision = release.built_revision = revision
    release.latest_revision_created_at = revision.created_at
    Page.objects.filter(pk=release.pk).update(
        latest_revision=revision, latest_revision_created_at=revision.created_at
    )
    ReleasePage.objects.filter(pk=release.pk).update(built_revision=revision)


def _block(paragraph: ComposedParagraph) -> object:
    if paragraph.part == "quote":
        return {"text": paragraph.text, "speaker": paragraph.speaker}
    return paragraph.text


def replace_claims(release: ReleasePage, composed: ComposedRelease) -> None:
    """Put the proof of other words in the place of the old: these follow from other figures."""
    release.claims.all().delete()
    _store_claims(release, composed)


def _store_claims(release: ReleasePage, composed: ComposedRelease) -> None:
    rows: list[ReleaseClaim] = []
    figures: list[tuple[int, ...]] = []
    for place, paragraph in enumerate((composed.headline, *composed.paragraphs)):
        for claim in paragraph.claims:
            rows.append(
                ReleaseClaim(
                    release=release,
                    position=len(rows),
                    part=paragraph.part,
                    paragraph=place,
                    start=claim.start,
                    text=claim.text,
                    kind=claim.kind,
                    arithmetic=claim.arithmetic,
                )
            )
            figures.append(claim.figures)
    ReleaseClaim.objects.bulk_create(rows)
    ClaimFigure.objects.bulk_create(
        ClaimFigure(claim=row, figure_id=figure_id)
        for row, behind in zip(rows, figures, strict=True)
        for figure_id in behind
    )
