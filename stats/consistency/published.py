"""Figures against what has been published for the very same cell. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ..importing.sentences import gettext_noop as _
from ..importing.sentences import say
from .findings import Finding, Severity
from .picture import Picture

CONTRADICTS = "contradicts-what-is-published"
CORRECTS_NOTHING = "corrects-nothing"


def against_what_is_published(picture: Picture) -> Iterator[Finding]:
    """A cell that is public is corrected with a reason, or left alone: never said twice."""
    standing = {figure.key: figure for figure in picture.standing}
    for ours in picture.ours:
        public = standing.get(ours.key)
        if public is None:
            continue
        names = {"figure": picture.label(ours), "ours": ours.shown, "public": public.shown}
        is_same = (ours.value, ours.status) == (public.value, public.status)
        if ours.supersedes == public.pk:
            if is_same:
                yield Finding(
                    CORRECTS_NOTHING,
                    Severity.WARNING,
                    say(_("%(figure)s: this corrects %(public)s, and says the same."), **names),
                    say(_("Delete it from this publication, or say what it is there for.")),
                    (ours, public),
                )
            continue
        wrong = (
            _("%(figure)s: %(public)s is public already, and this says it again.")
            if is_same
            else _("%(figure)s: this says %(ours)s, and %(public)s has been published.")
        )
        yield Finding(
            CONTRADICTS,
            Severity.ERROR,
            say(wrong, **names),
            say(_("Delete it here, or bring it in as a correction, with the reason in its note.")),
            (ours, public),
        )
