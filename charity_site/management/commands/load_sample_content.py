"""Add the sample content that is missing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

import campaigns.sample_content
import helpline_info.sample_content
import press.sample_content
import stats.sample_content
from charity_site.sample_content import add_demo_accounts, load_look


class Command(BaseCommand):
    help = (
        "Add sample figures, release templates, help and campaign pages where they are missing."
        " Safe to repeat: nothing that stands is changed. The demo's accounts are added only in"
        " development."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            # The helpline comes before the figures: a release without a way to help is not built.
            helpline_info.sample_content.load()
            stats.sample_content.load_vocabulary()
            press.sample_content.load()
            stats.sample_content.load_publications()
            campaigns.sample_content.load()
            load_look()
            if settings.IS_DEVELOPMENT:
                add_demo_accounts()
        self.stdout.write("The sample content is in place.")
