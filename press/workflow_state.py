"""Where a release stands, in one word for staff: what its people did, and what the clock says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import ReleasePage, ReleaseState

SCHEDULED = "scheduled"
CORRECTED = "corrected"

# Every state that is shown, in the order of a release's way.
SHOWN_STATES: dict[str, str | Promise] = {
    ReleaseState.DRAFT.value: _("draft"),
    ReleaseState.IN_REVIEW.value: _("in review"),
    ReleaseState.APPROVED.value: _("approved"),
    SCHEDULED: _("scheduled"),
    ReleaseState.RELEASED.value: _("released"),
    CORRECTED: _("corrected"),
    ReleaseState.WITHDRAWN.value: _("withdrawn"),
}

# The same of a release whose earlier version the public reads meanwhile.
OF_A_CORRECTION: dict[str, str | Promise] = {
    ReleaseState.DRAFT.value: _("correction: draft"),
    ReleaseState.IN_REVIEW.value: _("correction: in review"),
    ReleaseState.APPROVED.value: _("correction: approved"),
    SCHEDULED: _("correction: scheduled"),
}


@dataclass(frozen=True)
class VersionsInBrief:
    """What the state asks of a release's versions: the newest, and the newest that is public."""

    newest_number: int | None
    newest_public_from: datetime | None
    public_number: int | None


def versions_in_brief(release: ReleasePage, moment: datetime) -> VersionsInBrief:
    """From the row itself if it came through with_versions(), else by asking."""
    if not hasattr(release, "newest_number"):
        release = ReleasePage.objects.with_versions(moment).get(pk=release.pk)
    return VersionsInBrief(
        newest_number=getattr(release, "newest_number", None),
        newest_public_from=getattr(release, "newest_public_from", None),
        public_number=getattr(release, "public_number", None),
    )


def shown_state(release: ReleasePage, moment: datetime) -> tuple[str, str]:
    """The key and the words of where a release stands. No query for a row of with_versions()."""
    versions = versions_in_brief(release, moment)
    key = _key(release, versions, moment)
    is_public = versions.public_number is not None and release.withdrawn_at is None
    words = OF_A_CORRECTION if is_public and key in OF_A_CORRECTION else SHOWN_STATES
    return key, str(words[key])


def _key(release: ReleasePage, versions: VersionsInBrief, moment: datetime) -> str:
    if release.state != ReleaseState.RELEASED:
        return str(release.state)
    if versions.newest_public_from is None or versions.newest_public_from > moment:
        return SCHEDULED
    is_first = versions.newest_number == 1
    return str(ReleaseState.RELEASED.value) if is_first else CORRECTED
