"""How far all the releases of a publication are, in a few numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stats.models import Publication

from ..models import DraftBuild
from ..queries import Progress
from .counting import tallies
from .standing import APPROVED_OR_FURTHER


@dataclass(frozen=True, kw_only=True)
class Summary:
    """`total` counts what there is to be: releases, and drafts that have none yet."""

    total: int
    approved: int
    with_problems: int
    stopped: int
    figures_changed: int
    progress: Progress

    @property
    def progress_in_words(self) -> str:
        return progress_in_words(self.progress)

    @property
    def sentence(self) -> str:
        """“38 of 45 approved, 3 with problems, 2 stopped”: nought is left out."""
        parts = [
            _("%(approved)s of %(total)s approved")
            % {"approved": f"{self.approved:,}", "total": f"{self.total:,}"}
        ]
        if self.with_problems:
            parts.append(
                ngettext("%(count)s with problems", "%(count)s with problems", self.with_problems)
                % {"count": f"{self.with_problems:,}"}
            )
        if self.stopped:
            parts.append(
                ngettext("%(count)s stopped", "%(count)s stopped", self.stopped)
                % {"count": f"{self.stopped:,}"}
            )
        if self.figures_changed:
            parts.append(
                ngettext(
                    "%(count)s whose figures changed",
                    "%(count)s whose figures changed",
                    self.figures_changed,
                )
                % {"count": f"{self.figures_changed:,}"}
            )
        return ", ".join(parts)


def summary_of(publication: Publication, moment: datetime) -> Summary:
    """Three queries, however many releases there are."""
    states = tallies([publication.pk], moment)[publication.pk]
    progress = DraftBuild.objects.filter(publication=publication).progress()
    return Summary(
        total=sum(tally.releases for tally in states.values()),
        approved=sum(states[key].releases for key in APPROVED_OR_FURTHER if key in states),
        with_problems=sum(tally.in_the_way for tally in states.values()),
        stopped=progress.failed,
        figures_changed=sum(tally.figures_changed for tally in states.values()),
        progress=progress,
    )


def progress_in_words(progress: Progress) -> str:
    """“40 of 45 drafts built, 2 stopped”."""
    words = _("%(done)s of %(total)s drafts built") % {
        "done": f"{progress.done:,}",
        "total": f"{progress.total:,}",
    }
    if not progress.failed:
        return words
    stopped = ngettext("%(count)s stopped", "%(count)s stopped", progress.failed) % {
        "count": f"{progress.failed:,}"
    }
    return f"{words}, {stopped}"
