#!/usr/bin/env python
"""Django's command line, on the embedded servers where no others are named."""

import os
import sys

# These neither read nor write data, so no server is started for them.
COMMANDS_WITHOUT_DATA = {"check", "collectstatic", "compilemessages", "help", "makemessages"}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "charity_site.settings")
    # manage.py is where developers start; wsgi.py and celery.py default to production.
    os.environ.setdefault("SITE_ENVIRONMENT", "development")

    from charity_site.startup import StartupError, in_one_sentence, provide_servers

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    try:
        if command not in COMMANDS_WITHOUT_DATA and "--help" not in sys.argv:
            provide_servers()
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
    except StartupError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    except Exception as error:
        sentence = in_one_sentence(error)
        if sentence is None:
            raise
        print(f"Error: {sentence}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
