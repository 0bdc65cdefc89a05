"""Read the mailbox for emails that mail servers returned: beat does the same every few minutes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ...actions.bouncing import NoMailbox, read_bounces


class Command(BaseCommand):
    help = "Mark addresses that do not work, from the reports in the mailbox BOUNCE_MAILBOX_URL."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.BOUNCE_MAILDIR is None:
            self.stdout.write("BOUNCE_MAILBOX_URL is not set: there is no mailbox to read.")
            return
        try:
            marked = read_bounces()
        except NoMailbox as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{marked} emails came back.")
