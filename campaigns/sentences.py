"""What a campaign's page says of its days."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .running import Run, Stage


def run_in_words(run: Run, stage: Stage) -> str:
    """One or two sentences, in the reader's language; empty where there is nothing to say."""
    days = {"first": said(run.starts_on), "last": said(run.ends_on)}
    if stage is Stage.AHEAD:
        return _ahead(run) % days
    if stage is Stage.RUNNING:
        return _running(run) % days
    if stage is Stage.OVER:
        return _over(run) % days
    return ""


def _ahead(run: Run) -> str:
    if run.ends_on is None:
        return _("This campaign starts on %(first)s. Help is there now.")
    return _("This campaign runs from %(first)s to %(last)s. Help is there now.")


def _running(run: Run) -> str:
    if run.ends_on is None:
        return _("This campaign began on %(first)s.")
    return _("This campaign runs until %(last)s.")


def _over(run: Run) -> str:
    if run.starts_on is None:
        return _("This campaign ended on %(last)s. The help it offered is still there.")
    return _("This campaign ran from %(first)s to %(last)s. The help it offered is still there.")


def said(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
