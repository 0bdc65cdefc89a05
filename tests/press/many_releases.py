"""Thousands of releases at once, for what has to cost the same however many there are.

They are written as rows, not built: how they are built is tested elsewhere, one by one.
"""

from __future__ import annotations

import itertools
import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale, Page, Revision

from press.models import DraftBuild, NewsroomPage, ReleaseCheck, ReleasePage, ReleaseTemplate
from stats.models import Area, Publication

_number = itertools.count(1)

Row = tuple[int | str, ...]


def add_areas(count: int) -> list[Area]:
    """Invented police force areas of the North West."""
    parent = Area.objects.get(gss_code="E12000002")
    numbers = [next(_number) for _ in range(count)]
    return Area.objects.bulk_create(
        Area(
            gss_code=f"E{97_000_000 + number}",
            slug=f"many-{number}",
            level="police-force-area",
            name=f"Many {number:05d}",
            name_in_prose=f"Many {number}",
            body_name=f"Many {number} Police",
            parent=parent,
        )
        for number in numbers
    )


def add_releases(
    publication: Publication,
    template: ReleaseTemplate,
    count: int,
    *,
    state: str = "draft",
    contradicted: int = 0,
    figure_ids: tuple[int, ...] = (),
) -> list[int]:
    """Releases of as many new areas, each with its draft done and its check kept; their numbers."""
    areas = add_areas(count)
    pages = _pages(areas)
    columns = (
        "page_ptr_id",
        "publication_id",
        "area_id",
        "template_used_id",
        "language",
        "body",
        "state",
        "withdrawn_why",
    )
    rows: list[Row] = [
        (page.pk, publication.pk, area.pk, template.pk, "en-gb", "[]", state, "")
        for page, area in zip(pages, areas, strict=True)
    ]
    # Django's bulk_create() has no way to write the second of a page's two rows.
    one = f"({', '.join(['%s'] * len(columns))})"
    with connection.cursor() as cursor:
        for some in _batches(rows, 1_000):
            cursor.execute(
                f"INSERT INTO {ReleasePage._meta.db_table} ({', '.join(columns)})"
                f" VALUES {', '.join([one] * len(some))}",
                [value for row in some for value in row],
            )
    _add_revisions(pages)
    ReleaseCheck.objects.bulk_create(
        ReleaseCheck(
            release_id=page.pk,
            revision_id=0,
            contradicted=contradicted,
            figure_ids=list(figure_ids),
        )
        for page in pages
    )
    DraftBuild.objects.bulk_create(
        DraftBuild(
            publication=publication,
            template=template,
            area=area,
            state="done",
            release_id=page.pk,
        )
        for page, area in zip(pages, areas, strict=True)
    )
    return [page.pk for page in pages]


def _pages(areas: list[Area]) -> list[Page]:
    """Pages under the newsroom, where the tree has room for them."""
    newsroom = NewsroomPage.objects.get()
    kind = ContentType.objects.get_for_model(ReleasePage)
    locale = Locale.get_default()
    now = timezone.now()
    taken = newsroom.get_children().count()
    pages = Page.objects.bulk_create(
        Page(
            title=f"Police recorded 12 offences in {area.name}",
            draft_title=f"Police recorded 12 offences in {area.name}",
            slug=f"release-{area.slug}",
            path=Page._get_path(newsroom.path, newsroom.depth + 1, 1_000 + taken + place),
            depth=newsroom.depth + 1,
            numchild=0,
            url_path=f"{newsroom.url_path}release-{area.slug}/",
            content_type=kind,
            locale=locale,
            translation_key=uuid.uuid4(),
            live=False,
            has_unpublished_changes=True,
            latest_revision_created_at=now,
        )
        for place, area in enumerate(areas)
    )
    Page.objects.filter(pk=newsroom.pk).update(numchild=taken + len(areas))
    return list(pages)


def _add_revisions(pages: list[Page]) -> None:
    """A first revision for each, by nobody, as the builder makes it."""
    kinds = {
        "content_type": ContentType.objects.get_for_model(ReleasePage),
        "base_content_type": ContentType.objects.get_for_model(Page),
    }
    revisions = Revision.objects.bulk_create(
        Revision(
            object_id=str(page.pk),
            object_str=page.title,
            created_at=page.latest_revision_created_at,
            content={"title": page.title, "body": "[]"},
            **kinds,
        )
        for page in pages
    )
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision = revision
    Page.objects.bulk_update(pages, ["latest_revision"], batch_size=1_000)


def _batches(rows: list[Row], size: int) -> list[list[Row]]:
    return [rows[start : start + size] for start in range(0, len(rows), size)]
