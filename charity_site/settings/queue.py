"""Celery on Redis. A lost or doubled message is harmless: the work is rows in PostgreSQL."""

from datetime import timedelta

from .environment import required_address, whole_number

REDIS_URL = required_address(
    "REDIS_URL",
    in_development="redis://127.0.0.1:6379/0",
    example="redis://host:6379/0",
    schemes={"redis", "rediss", "unix"},
)
# redis-py writes a Unix socket's address unix://…?db=1, Celery redis+socket://…?virtual_host=1.
CELERY_BROKER_URL = (
    REDIS_URL.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=", 1)
    if REDIS_URL.startswith("unix://")
    else REDIS_URL
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A person who presses Publish must not wait for a broker that is down; beat sweeps up after it.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
}
CELERY_TIMEZONE = "Europe/London"
# How long a worker may sit on a lease before its drafts are taken up by another, and how often
# beat looks for work that no bell rang for; both in seconds.
DRAFT_BUILD_LEASE = timedelta(seconds=whole_number("DRAFT_BUILD_LEASE", default=60))
# The same for a spreadsheet: its worker says after every few rows that it lives.
RECEIVED_FILE_LEASE = timedelta(seconds=whole_number("RECEIVED_FILE_LEASE", default=60))
# The same for a chart: one is drawn in a fraction of a second.
CHART_LEASE = timedelta(seconds=whole_number("CHART_LEASE", default=60))
# The same for a ZIP of releases: its worker says after every few of them that it lives.
BUNDLE_LEASE = timedelta(seconds=whole_number("BUNDLE_LEASE", default=120))
CELERY_BEAT_SCHEDULE = {
    "sweep-bundles": {
        "task": "press.tasks.sweep_bundles",
        "schedule": float(whole_number("BUNDLE_SWEEP_INTERVAL", default=15)),
    },
    "sweep-charts": {
        "task": "stats.tasks.sweep_charts",
        "schedule": float(whole_number("CHART_SWEEP_INTERVAL", default=15)),
    },
    # Scheduled figures are public at their second without this: it turns the labels of the desk.
    "label-what-came-out": {
        "task": "stats.tasks.label_what_came_out",
        "schedule": 15.0,
    },
    # Pages and worries that editors set for an hour: without this, nothing of them happens.
    "publish-on-time": {
        "task": "charity_site.tasks.publish_on_time",
        "schedule": 15.0,
    },
    # The same for releases: the pages that staff work on follow what the public reads already.
    "show-what-came-out": {
        "task": "press.tasks.show_what_came_out",
        "schedule": 15.0,
    },
    "sweep-received-files": {
        "task": "stats.tasks.sweep_received_files",
        "schedule": float(whole_number("RECEIVED_FILE_SWEEP_INTERVAL", default=15)),
    },
    "sweep-draft-builds": {
        "task": "press.tasks.sweep_draft_builds",
        "schedule": float(whole_number("DRAFT_SWEEP_INTERVAL", default=15)),
    },
    # Also what waits for a correction's moment: drafts are made again once it is public.
    "sweep-redrafts": {
        "task": "press.tasks.sweep_redrafts",
        "schedule": float(whole_number("DRAFT_SWEEP_INTERVAL", default=15)),
    },
    "sweep-dispatches": {
        "task": "press.tasks.sweep_dispatches",
        "schedule": float(whole_number("DISPATCH_SWEEP_INTERVAL", default=15)),
    },
    # What mail servers return hours later; nothing where BOUNCE_MAILBOX_URL is not set.
    "read-bounces": {
        "task": "press.tasks.read_bounces",
        "schedule": float(whole_number("BOUNCE_INTERVAL", default=300)),
    },
}
