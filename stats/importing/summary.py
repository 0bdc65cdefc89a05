"""What an import did, in a few lines for whoever started it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .actions import Imported
from .reading import SEPARATORS


def summary(
    imported: Imported, *, path: Path, title: str | None, is_dry_run: bool, is_published: bool
) -> Iterator[str]:
    """What an import did, a line a fact."""
    if is_dry_run:
        yield _("Dry run: this is what would be done. Nothing was changed.")
    yield ngettext(
        "Read %(path)s: %(rows)s row, %(encoding)s, separated by %(separator)s.",
        "Read %(path)s: %(rows)s rows, %(encoding)s, separated by %(separator)s.",
        imported.rows,
    ) % {
        "path": path,
        "rows": grouped(imported.rows),
        "encoding": imported.encoding,
        "separator": _(SEPARATORS[imported.separator]),
    }
    if imported.ignored_columns:
        yield _("Ignored columns: %(columns)s.") % {"columns": ", ".join(imported.ignored_columns)}
    yield _publication_line(imported, is_published=is_published)
    if title and imported.publication and imported.publication.title != title:
        yield _("Its title stays as it is: change it in the admin.")
    yield ngettext("Added: %(count)s figure.", "Added: %(count)s figures.", imported.added) % {
        "count": grouped(imported.added)
    }
    if imported.corrections:
        yield _("Corrections among them: %(count)s.") % {"count": grouped(imported.corrections)}
    yield from _corrections(imported)
    yield _("Unchanged: %(unchanged)s in this publication, %(public)s public in another.") % {
        "unchanged": grouped(imported.unchanged),
        "public": grouped(imported.already_public),
    }
    yield _("Sources added: %(count)s.") % {"count": grouped(imported.sources_added)}


def _publication_line(imported: Imported, *, is_published: bool) -> str:
    if imported.publication is None:
        return _("No publication was made: there is nothing to put into it.")
    names = {"title": imported.publication.title, "slug": imported.publication.slug}
    if is_published:
        return _("Publication: “%(title)s” (%(slug)s), published.") % names
    if imported.is_new_publication:
        return _("Publication: “%(title)s” (%(slug)s), a new draft.") % names
    return _("Publication: “%(title)s” (%(slug)s), there already.") % names


def _corrections(imported: Imported) -> Iterator[str]:
    for correction in imported.first_corrections:
        old = correction.old
        yield _("  Row %(row)s corrects %(cell)s: %(old)s becomes %(new)s.") % {
            "row": correction.row,
            "cell": ", ".join(
                filter(
                    None,
                    [str(old.measure), str(old.category or ""), str(old.area), old.period.label],
                )
            ),
            "old": old.shown_value,
            "new": correction.new.shown_value,
        }
    more = imported.corrections - len(imported.first_corrections)
    if more:
        yield _("  And %(more)s more corrections.") % {"more": grouped(more)}


def grouped(number: int) -> str:
    return number_format(number, force_grouping=True)
