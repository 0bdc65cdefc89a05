"""How the web server runs. It writes no access log: nothing about a visitor is kept."""

import gc
import os
import sys

from gunicorn.arbiter import Arbiter

from charity_site import startup

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
worker_class = "charity_site.web_worker.Worker"
logger_class = "charity_site.web_worker.Log"
accesslog = None
loglevel = "warning"


def on_starting(server: Arbiter) -> None:
    """Say in one sentence what is amiss, where every worker would say it in a traceback.

    Then load the site, so that workers begin as copies that share its memory. gunicorn's own
    setting for that would load it before there are servers.
    """
    with startup.faults_in_one_sentence():
        startup.provide_servers()
        startup.require_database()
        try:
            startup.require_valkey()
        except Exception as error:
            # Pages are served without it, and what staff publish waits in the database.
            print(f"Warning: {startup.in_one_sentence(error)}", file=sys.stderr)
        server.app.wsgi()
    gc.freeze()  # what is loaded stays: no worker need copy its pages to look through them
