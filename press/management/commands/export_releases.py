"""Write a publication's releases to files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from press.exports.collecting import WRITERS, export
from press.models import DraftBuild, ReleasePage
from stats.models import Area, Publication


class Command(BaseCommand):
    help = "Write one file for each release of a publication, named by its area."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--publication", required=True, metavar="SLUG")
        parser.add_argument("--format", required=True, choices=sorted(WRITERS), dest="format_name")
        parser.add_argument("--out", required=True, type=Path, metavar="DIR")
        parser.add_argument("--area", metavar="GSS", help="only this area, by its GSS code")

    def handle(self, *args: Any, **options: Any) -> None:
        publication = _publication(options["publication"])
        releases = ReleasePage.objects.filter(publication=publication)
        if options["area"]:
            releases = releases.filter(area=_area(options["area"]))
        directory: Path = options["out"]
        try:
            directory.mkdir(parents=True, exist_ok=True)
            count = 0
            for file in export(releases, format_name=options["format_name"], at=timezone.now()):
                _write(directory / file.name, file.content)
                count += 1
        except OSError as error:
            raise CommandError(f"{directory} cannot be written: {error.strerror}.") from error
        if not count:
            raise CommandError(_why_none(publication, options["area"]))
        self.stdout.write(f"{count} {'file' if count == 1 else 'files'} written to {directory}")


def _publication(slug: str) -> Publication:
    publication = Publication.objects.filter(slug=slug).order_by("-version").first()
    if publication is None:
        known = ", ".join(Publication.objects.values_list("slug", flat=True)[:20]) or "none yet"
        raise CommandError(f"There is no publication {slug!r}. There are: {known}.")
    return publication


def _area(code: str) -> Area:
    area = Area.objects.filter(gss_code=code).first()
    if area is None:
        raise CommandError(f"There is no area with the GSS code {code!r} (such as E23000003).")
    return area


def _why_none(publication: Publication, area: str | None) -> str:
    where = f" for {area}" if area else ""
    waiting = DraftBuild.objects.filter(publication=publication).progress()
    if not waiting.total:
        return f"“{publication}” has no releases{where}: publish it, and drafts are built."
    return (
        f"“{publication}” has no releases{where}: {waiting.unfinished} still to be built,"
        f" {waiting.failed} stopped (the press desk says why)."
    )


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a full disk leaves no half a release behind."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
