"""Bring a file of figures into a draft publication."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stats.actions import PublicationNotReady
from stats.importing.actions import (
    Destination,
    FiguresRefused,
    import_figures,
    title_from,
)
from stats.importing.in_words import translated
from stats.importing.sentences import UnreadableFile, shortened
from stats.importing.summary import grouped, summary
from stats.importing.terminal import TerminalProgress
from stats.models import Publication

INTERRUPTED = 130  # the exit status that shells give to Ctrl-C
LONGEST_SLUG = Publication._meta.get_field("slug").max_length or 0
LONGEST_TITLE = Publication._meta.get_field("title").max_length or 0


class Command(BaseCommand):
    help = (
        "Import figures from a CSV file into a draft publication: all of its rows or none."
        " The columns and how to write them are in docs/import-format.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.csv", type=Path)
        parser.add_argument(
            "--publication",
            metavar="SLUG",
            help=_("the publication's web address; by default it is made from the file's name"),
        )
        parser.add_argument(
            "--title", help=_("the title of a new publication; by default made from its address")
        )
        parser.add_argument(
            "--dry-run", action="store_true", help=_("say what would be added, and change nothing")
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help=_("publish the publication too; if it cannot be, nothing is imported"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        destination = destination_of(path, slug=options["publication"], title=options["title"])
        progress = TerminalProgress(self.stderr, is_quiet=options["verbosity"] == 0)
        try:
            with opened(path) as file, progress:
                imported = import_figures(
                    file=file,
                    file_name=path.name,
                    size=path.stat().st_size,
                    destination=destination,
                    report=progress.problem,
                    progress=progress,
                    publish=options["publish"],
                    dry_run=options["dry_run"],
                )
        except UnreadableFile as error:
            raise CommandError(
                f"{path}: {' '.join(translated(sentence) for sentence in error.sentences)}"
            ) from None
        except FiguresRefused as error:
            raise CommandError(nothing_imported(path, error)) from None
        except PublicationNotReady as error:
            raise CommandError(
                _("Nothing was imported, because it cannot be published: %(reasons)s")
                % {"reasons": " ".join(error.reasons)}
            ) from None
        except IntegrityError as error:
            raise CommandError(
                _("Nothing was imported: figures were changed meanwhile. Import again (%(why)s).")
                % {"why": str(error).splitlines()[0]}
            ) from None
        except KeyboardInterrupt:
            raise CommandError(
                _(
                    "Stopped. All rows are imported or none: import again to be sure, for nothing"
                    " is added twice."
                ),
                returncode=INTERRUPTED,
            ) from None
        for line in summary(
            imported,
            path=path,
            title=options["title"],
            is_dry_run=options["dry_run"],
            is_published=options["publish"],
        ):
            self.stdout.write(line)


def destination_of(path: Path, *, slug: str | None, title: str | None) -> Destination:
    """Where the figures go. Raises CommandError for a name that cannot be a publication's."""
    chosen = slugify(path.stem.replace("_", "-")) if slug is None else slug
    try:
        Publication._meta.get_field("slug").clean(chosen, None)
    except ValidationError:
        fitting = slugify(chosen)[:LONGEST_SLUG].strip("-_") or "figures-2017-18"
        raise CommandError(
            _(
                "“%(slug)s” cannot be a publication's web address (letters, digits and hyphens,"
                " %(longest)s at most): give another, such as --publication %(fitting)s"
            )
            % {"slug": shortened(chosen), "longest": LONGEST_SLUG, "fitting": fitting}
        ) from None
    words = title_from(chosen) if title is None else " ".join(title.split())
    if not 0 < len(words) <= LONGEST_TITLE:
        raise CommandError(
            _("The title must have between 1 and %(longest)s characters: give another --title.")
            % {"longest": LONGEST_TITLE}
        )
    return Destination(slug=chosen, title=words)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file to read from. Raises CommandError, in one sentence, where there is none."""
    if path.is_dir():
        raise CommandError(
            _("%(path)s is a directory: give the CSV file that is in it.") % {"path": path}
        )
    if path.exists() and not path.is_file():
        raise CommandError(
            _("%(path)s is not a file: save the figures as a CSV file first.") % {"path": path}
        )
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise CommandError(
            _("%(path)s does not exist: check the name and the directory.") % {"path": path}
        ) from None
    except OSError as error:
        raise CommandError(
            _("%(path)s cannot be opened (%(why)s): check who may read it.")
            % {"path": path, "why": error.strerror or error}
        ) from None
    with file:
        yield file


def nothing_imported(path: Path, refusal: FiguresRefused) -> str:
    problems = ngettext("%(count)s problem", "%(count)s problems", refusal.problems) % {
        "count": grouped(refusal.problems)
    }
    rows = ngettext("%(count)s row", "%(count)s rows", refusal.bad_rows) % {
        "count": grouped(refusal.bad_rows)
    }
    return _("Nothing was imported: %(problems)s in %(rows)s of %(path)s.") % {
        "problems": problems,
        "rows": rows,
        "path": path,
    }
