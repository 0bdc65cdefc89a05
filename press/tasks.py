"""Celery's way in: thin, without arguments worth losing, safe to run twice or never."""

from __future__ import annotations

import logging

from celery import shared_task

from . import actions
from .actions.bouncing import NoMailbox
from .actions.bouncing import read_bounces as read_new_bounces
from .actions.bundling import clear_old_bundles, make_waiting_bundles
from .actions.correcting import request_missed_redrafts, work_on_redrafts
from .actions.sending import send_waiting
from .checking import keep_outdated_checks

logger = logging.getLogger(__name__)


@shared_task
def build_drafts() -> int:
    """Build whatever waits in the outbox. Any number of these may run at once."""
    built = actions.build_waiting_drafts()
    keep_outdated_checks()
    return built


@shared_task
def sweep_draft_builds() -> int:
    """Build what the bell missed: rows whose worker died, or whose message was lost."""
    built = actions.build_waiting_drafts()
    keep_outdated_checks()
    return built


@shared_task
def send_dispatches() -> int:
    """Send whatever emails wait. Any number of these may run at once."""
    return send_waiting()


@shared_task
def sweep_dispatches() -> int:
    """Send what the bell missed, and what the limit of the minute kept waiting."""
    return send_waiting()


@shared_task
def read_bounces() -> int:
    """Mark what mail servers returned. Does nothing where no mailbox is set."""
    try:
        return read_new_bounces()
    except NoMailbox as error:
        logger.error("the mailbox of returned emails cannot be read: %s", error)
        return 0


@shared_task
def show_what_came_out() -> int:
    """Publish the pages of releases whose moment came. The public did not wait for this."""
    return actions.show_what_came_out()


@shared_task
def redraft_releases() -> int:
    """Look again at the releases that quote corrected figures. Any number may run at once."""
    worked = work_on_redrafts()
    keep_outdated_checks()
    return worked


@shared_task
def sweep_redrafts() -> int:
    """What the bell missed, what waited for a correction's moment, and what was written since."""
    request_missed_redrafts()
    worked = work_on_redrafts()
    keep_outdated_checks()
    return worked


@shared_task
def make_bundles() -> int:
    """Make whatever bundles of files wait. Any number of these may run at once."""
    return make_waiting_bundles()


@shared_task
def sweep_bundles() -> int:
    """Make what the bell missed, and delete the files of bundles that are a day old."""
    clear_old_bundles()
    return make_waiting_bundles()
