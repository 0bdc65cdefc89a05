"""The way out for emails: releases to reporters, and what Wagtail tells staff."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from charity_site.embedded import data_directory

from .environment import IS_DEVELOPMENT, required, required_address, whole_number

# In development emails become files, in a directory that the demo names. In production nothing is
# sent before somebody has said how: `manage.py check --deploy` and the press desk say so.
MAIL_DIRECTORY = data_directory() / "mail"
MAIL_IS_SET_UP = IS_DEVELOPMENT or bool(os.environ.get("EMAIL_URL"))
EMAIL_URL = (
    required_address(
        "EMAIL_URL",
        in_development=MAIL_DIRECTORY.as_uri(),
        example="smtp+starttls://user:password@host:587",
        schemes={"smtp", "smtp+starttls", "smtps", "file", "console"},
    )
    if MAIL_IS_SET_UP
    else "nowhere:"
)
_parts = urlsplit(EMAIL_URL)

EMAIL_BACKEND = {
    "file": "django.core.mail.backends.filebased.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "nowhere": "django.core.mail.backends.dummy.EmailBackend",
}.get(_parts.scheme, "press.dispatch.handing_over.EmailBackend")
EMAIL_FILE_PATH = unquote(_parts.path) if _parts.scheme == "file" else None
EMAIL_HOST = _parts.hostname or ""
EMAIL_PORT = _parts.port or {"smtps": 465, "smtp+starttls": 587}.get(_parts.scheme, 25)
EMAIL_HOST_USER = unquote(_parts.username or "")
EMAIL_HOST_PASSWORD = unquote(_parts.password or "")
EMAIL_USE_TLS = _parts.scheme == "smtp+starttls"
EMAIL_USE_SSL = _parts.scheme == "smtps"
EMAIL_TIMEOUT = 30  # seconds that the mail server may take over one answer
if _parts.scheme.startswith("smtp") and not EMAIL_HOST:
    raise ImproperlyConfigured(
        "EMAIL_URL names no mail server (for example smtp+starttls://user:password@host:587)."
    )

DEFAULT_FROM_EMAIL = (
    required(
        "DEFAULT_FROM_EMAIL",
        in_development="Press office <press@example.org>",
        example="Press office <press@example.org>",
    )
    if MAIL_IS_SET_UP
    else "press@localhost"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Where the mail server delivers what other servers return: a Maildir, read every BOUNCE_INTERVAL
# seconds. Unset, staff note by hand what came back.
_bounces = urlsplit(os.environ.get("BOUNCE_MAILBOX_URL", ""))
if _bounces.geturl() and (_bounces.scheme != "maildir" or _bounces.netloc or not _bounces.path):
    raise ImproperlyConfigured(
        "BOUNCE_MAILBOX_URL names a Maildir on this machine (for example"
        " maildir:///var/mail/bounces)."
    )
BOUNCE_MAILDIR = Path(unquote(_bounces.path)) if _bounces.path else None

# How many emails the mail server is given in a minute, over all workers. With 0, none: they wait.
DISPATCH_PER_MINUTE = whole_number("DISPATCH_PER_MINUTE", default=60)
# How long a worker may be silent over one email before a person has to decide about it: longer than
# all of a mail server's answers can take together.
DISPATCH_LEASE = timedelta(seconds=whole_number("DISPATCH_LEASE", default=600))
