"""How the web server runs. It writes no access log: nothing about a visitor is kept."""

import os
import sys

from charity_site import startup

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
worker_class = "charity_site.web_worker.Worker"
logger_class = "charity_site.web_worker.Log"
accesslog = None
loglevel = "warning"


def on_starting(_server: object) -> None:
    """Say in one sentence what is amiss, where every worker would say it in a traceback."""
    with startup.faults_in_one_sentence():
        startup.provide_servers()
        startup.require_database()
        try:
            startup.require_valkey()
        except Exception as error:
            # Pages are served without it, and what staff publish waits in the database.
            print(f"Warning: {startup.in_one_sentence(error)}", file=sys.stderr)
