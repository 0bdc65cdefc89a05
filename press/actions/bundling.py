"""The verbs of bundles: asking for a ZIP of releases, making it, cancelling it, and clearing it up.

A bundle is a row of work like a draft (docs/decisions/0002). A worker leases it, says after every
few releases how far it is, and begins anew where another died: what it has written so far is a file
of its own that goes with it.
"""

from __future__ import annotations

import csv
import logging
import tempfile
import uuid
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from io import StringIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import File
from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from stats.downloads.csv_rows import defused
from stats.models import Publication

from ..exports.collecting import WRITERS, Export, ExportedFile
from ..exports.document import LONDON
from ..models import Bundle, BundleState, ReleasePage

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)

TRIES_BEFORE_A_PERSON = 3
KEPT_FOR = timedelta(days=1)
"""It holds words that may be embargoed, or corrected since: whoever needs it later makes it new."""

COMPRESSED_ALREADY = (".docx", ".png", ".pdf")
CONTENTS = "contents.csv"


class BundleRefused(ValueError):
    """What was asked for cannot be put into a bundle: a sentence for whoever asked."""


class LeaseLost(Exception):
    """Another worker has taken the bundle up, or a person has cancelled it."""


def ask_for_bundle(
    *,
    publication: Publication,
    formats: Sequence[str],
    releases: Iterable[ReleasePage] | None = None,
    by: User,
) -> Bundle:
    """Have a ZIP made of a publication's releases, or of some of them; Celery is woken on commit.

    Raises BundleRefused without a known format, or where there is no release to put in.
    """
    chosen_formats = [name for name in WRITERS if name in formats]
    if not chosen_formats or set(formats) - set(WRITERS):
        raise BundleRefused(_("Choose at least one format of those on offer."))
    own = ReleasePage.objects.filter(publication=publication)
    chosen = [] if releases is None else sorted({release.pk for release in releases})
    wanted = own if releases is None else own.filter(pk__in=chosen)
    total = wanted.count()
    if not total or (releases is not None and total != len(chosen)):
        raise BundleRefused(_("There are no releases of this publication to export."))
    with transaction.atomic():
        bundle = Bundle.objects.create(
            publication=publication,
            formats=chosen_formats,
            chosen=chosen,
            total=total,
            asked_by=by,
        )
        data = {"formats": chosen_formats, "releases": total, "publication": publication.pk}
        log(instance=bundle, action="press.ask_for_bundle", user=by, data=data)
        transaction.on_commit(ring)
    return bundle


def cancel_bundle(*, bundle: Bundle, by: User) -> bool:
    """Stop a bundle that is not ready yet. False when there is nothing to stop any more."""
    with transaction.atomic():
        row = Bundle.objects.select_for_update().get(pk=bundle.pk)
        if row.state not in (BundleState.READY, BundleState.RUNNING):
            return False
        row.state, row.leased_until = BundleState.FAILED, None
        row.reason = _("%(name)s cancelled it.") % {"name": by.get_full_name() or by.get_username()}
        row.save(update_fields=["state", "leased_until", "reason"])
        log(instance=row, action="press.cancel_bundle", user=by)
    return True


def ring() -> None:
    """Wake a worker. If the queue is down nothing is lost: beat sweeps the outbox."""
    from ..tasks import make_bundles

    try:
        make_bundles.delay()
    except Exception:  # whatever broker and driver raise; the work is safe in its row
        logger.warning("the queue cannot be reached; bundles wait for a sweep", exc_info=True)


def make_waiting_bundles(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Make every bundle that waits, one after another. Any number of workers may run this at once.

    Gives the number of bundles that were worked on.
    """
    worked = 0
    while not stop():
        lease = _lease()
        if lease is None:
            break
        _make(lease)
        worked += 1
    return worked


def clear_old_bundles() -> int:
    """Delete the files of bundles that are a day old; their rows stay. Gives their number."""
    old = Bundle.objects.filter(
        state=BundleState.DONE, finished_at__lt=timezone.now() - KEPT_FOR
    ).exclude(file="")
    cleared = 0
    for bundle in old:
        with transaction.atomic():
            row = Bundle.objects.select_for_update().get(pk=bundle.pk)
            if row.file:
                name, storage = str(row.file.name), row.file.storage
                row.file = ""
                row.save(update_fields=["file"])
                transaction.on_commit(partial(storage.delete, name))
                cleared += 1
    return cleared


class _Lease:
    """One worker's hold on a bundle, renewed with every sign of life."""

    def __init__(self, bundle: Bundle, until: datetime) -> None:
        self.bundle, self.until = bundle, until

    def tell(self, *, done: int, total: int) -> None:
        """Write down how far it is. Raises LeaseLost."""
        until = timezone.now() + settings.BUNDLE_LEASE
        self._change(done=done, total=total, leased_until=until)
        self.until = until

    def finish(self, state: BundleState, **fields: Any) -> None:
        """Give the bundle back with what came of it. Raises LeaseLost."""
        self._change(state=state, leased_until=None, **fields)

    def _mine(self) -> QuerySet[Bundle]:
        return Bundle.objects.filter(
            pk=self.bundle.pk, state=BundleState.RUNNING, leased_until=self.until
        )

    def _change(self, **fields: Any) -> None:
        if not self._mine().update(**fields):
            raise LeaseLost


def _lease() -> _Lease | None:
    """Take a bundle that nobody else makes. One locked by another worker is passed over."""
    now = timezone.now()
    until = now + settings.BUNDLE_LEASE
    free = Q(state=BundleState.READY) | Q(state=BundleState.RUNNING, leased_until__lt=now)
    with transaction.atomic():
        bundle = (
            Bundle.objects.filter(free)
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("publication")
            .order_by("asked_at", "pk")
            .first()
        )
        if bundle is None:
            return None
        bundle.state, bundle.leased_until = BundleState.RUNNING, until
        bundle.tries, bundle.done = bundle.tries + 1, 0
        bundle.save(update_fields=["state", "leased_until", "tries", "done"])
    return _Lease(bundle, until)


def _make(lease: _Lease) -> None:
    """Make one bundle. A fault of the machine is tried again, but not for ever."""
    bundle = lease.bundle
    try:
        if bundle.tries > TRIES_BEFORE_A_PERSON:
            lease.finish(BundleState.FAILED, reason=_("Making it broke off again and again."))
            return
        # Without a name: a file that is left half written goes with its process.
        with tempfile.TemporaryFile(prefix="bundle-", dir=_roomy_directory()) as file:
            _write(lease, file)
            file.seek(0)
            _keep(lease, file)
    except LeaseLost:
        logger.info("bundle %s was taken from this worker", bundle.pk)
    except Exception as error:
        logger.exception("bundle %s could not be made", bundle.pk)
        _give_back(lease, error)


def _roomy_directory() -> Path | None:
    """Where bundles will lie, if that is a directory: the system's own for what is temporary may be
    memory, and thousands of releases are hundreds of megabytes."""
    location = getattr(Bundle._meta.get_field("file").storage, "location", None)
    if location is None:
        return None
    directory = Path(location)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return directory


def _write(lease: _Lease, file: IO[bytes]) -> None:
    """The ZIP, a few releases at a time: neither files nor releases are all in memory at once."""
    bundle, at = lease.bundle, timezone.now()
    releases = ReleasePage.objects.filter(publication_id=bundle.publication_id)
    if bundle.chosen:
        releases = releases.filter(pk__in=bundle.chosen)
    export = Export(releases, formats=bundle.formats, at=at, may_draw=True)
    done, contents = 0, _Contents()
    stamp = timezone.localtime(at, LONDON).timetuple()[:6]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for chunk in export.chunks():
            for release, files in chunk:
                for exported in files:
                    _add(archive, exported, stamp)
                contents.add(release, files)
                done += 1
            lease.tell(done=done, total=max(len(export), done))
        overview = ExportedFile(CONTENTS, contents.written(), "text/csv")
        _add(archive, overview, stamp)


def _add(archive: zipfile.ZipFile, file: ExportedFile, stamp: tuple[int, ...]) -> None:
    path = f"{file.folder}/{file.name}" if file.folder else file.name
    info = zipfile.ZipInfo(path, stamp)  # type: ignore[arg-type]
    is_small = file.name.endswith(COMPRESSED_ALREADY)
    info.compress_type = zipfile.ZIP_STORED if is_small else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, file.content)


class _Contents:
    """What is in the bundle, for whoever opens it: a table at its top."""

    def __init__(self) -> None:
        self._text = StringIO(newline="")
        self._rows = csv.writer(self._text)
        self._rows.writerow(["area", "headline", "state", "embargo_until", "files"])

    def add(self, release: ReleasePage, files: list[ExportedFile]) -> None:
        embargo = release.embargo_until
        when = timezone.localtime(embargo, LONDON).isoformat() if embargo else ""
        with translation.override("en-gb"):
            state = str(release.get_state_display())
        names = " ".join(f"{file.folder}/{file.name}" for file in files)
        headline = release.draft_title or release.title
        self._rows.writerow(
            [defused(text) for text in (release.area.name, headline, state, when, names)]
        )

    def written(self) -> bytes:
        return self._text.getvalue().encode("utf-8")


def _keep(lease: _Lease, file: IO[bytes]) -> None:
    """Put the file where no address leads, and the row to rights; neither without the other."""
    field: Any = Bundle._meta.get_field("file")
    storage = field.storage
    path = storage.save(field.generate_filename(None, f"{uuid.uuid4().hex}.zip"), File(file))
    try:
        lease.finish(BundleState.DONE, file=path, finished_at=timezone.now(), reason="")
    except BaseException:
        storage.delete(path)
        raise


def _give_back(lease: _Lease, error: Exception) -> None:
    failed = lease.bundle.tries >= TRIES_BEFORE_A_PERSON
    reason = _("A fault of the system, not of the releases: %(fault)s.") % {
        "fault": type(error).__name__
    }
    try:
        state = BundleState.FAILED if failed else BundleState.READY
        lease.finish(state, reason=reason)
    except LeaseLost:
        logger.info("bundle %s was taken from this worker", lease.bundle.pk)
    except DatabaseError:
        logger.warning("bundle %s keeps its lease until it runs out", lease.bundle.pk)
