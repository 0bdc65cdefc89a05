#!/usr/bin/env python
"""Django's command line, on the embedded servers where no others are named."""

import os
import sys

# These neither read nor write data, so no server is started for them.
COMMANDS_WITHOUT_DATA = {
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "spectacular",
    "version",
}


def main() -> int:
    # This file keeps to syntax that Python 3.6 can read, so that this sentence can be said.
    if sys.version_info < (3, 11):  # noqa: UP036
        version = sys.version.split()[0]
        print(f"Error: Python 3.11 or newer is needed; this is {version}.", file=sys.stderr)
        return 1
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "charity_site.settings")
    # manage.py is where developers start; wsgi.py and celery.py default to production.
    os.environ.setdefault("SITE_ENVIRONMENT", "development")
    try:
        from django.core.management import execute_from_command_line

        from charity_site import startup
    except ModuleNotFoundError as error:
        print(
            f"Error: {error.name} is not installed for {sys.executable}:"
            " run make venv, then .venv/bin/python manage.py.",
            file=sys.stderr,
        )
        return 1
    with startup.faults_in_one_sentence():
        if needs_data(sys.argv[1:]):
            startup.provide_servers()
            startup.require_database()
        execute_from_command_line(sys.argv)
    return 0


def needs_data(arguments: "list[str]") -> bool:
    asks_for_help = not arguments or {"-h", "--help", "--version"} & set(arguments)
    return not asks_for_help and arguments[0] not in COMMANDS_WITHOUT_DATA


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)  # as a shell says of a command that Ctrl-C ended
