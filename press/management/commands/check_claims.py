"""`manage.py check_claims CASES.json`: hold written claims against figures and print verdicts."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from press.wording.cases import CaseError, read_cases, report


class Command(BaseCommand):
    """Needs no database: the figures come with the cases."""

    help = "Check claims in words against the figures given with them, and print JSON."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The one argument: the file of cases."""
        parser.add_argument("cases", type=Path, help="a JSON list of cases")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a list with the id, the verdict and the claims of every case."""
        path: Path = options["cases"]
        try:
            cases = read_cases(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except (CaseError, UnicodeDecodeError) as error:
            raise CommandError(f"{path}: {error}") from error
        self.stdout.write(json.dumps(report(cases), ensure_ascii=False, indent=2))
