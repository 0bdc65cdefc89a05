"""What every process does before Django: find its servers, and fail in one sentence."""

import errno
import os
import sys

MINIMUM_PYTHON = (3, 11)


class StartupError(RuntimeError):
    """The site cannot start; the message is one sentence that says what to do."""


def provide_servers() -> None:
    """Name PostgreSQL and Valkey in the environment, starting embedded ones where none is named.

    Only development starts servers of its own; production must be told where its data is.
    """
    if sys.version_info < MINIMUM_PYTHON:
        wanted = ".".join(map(str, MINIMUM_PYTHON))
        raise StartupError(f"Python {wanted} or newer is needed; this is {sys.version.split()[0]}.")
    missing = [name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.get(name)]
    if not missing:
        return
    if os.environ.get("SITE_ENVIRONMENT", "production") != "development":
        raise StartupError(
            f"{' and '.join(missing)} must be set in production"
            " (for example DATABASE_URL=postgresql://user:password@host/name)."
        )
    from charity_site.embedded import EmbeddedServers, data_directory

    try:
        servers = EmbeddedServers.acquire(data_directory())
    except OSError as error:
        raise StartupError(
            in_one_sentence(error) or f"The servers cannot start: {error}."
        ) from error
    os.environ.setdefault("DATABASE_URL", servers.database_url)
    os.environ.setdefault("REDIS_URL", servers.redis_url)


def in_one_sentence(error: BaseException) -> str | None:
    """What an operator should do about a fault of the machine, or None where it is no such fault."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError

    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno == errno.ENOSPC:
            return "The disk is full: free some space and run the command again; nothing was lost."
        if "No space left on device" in str(seen):
            return "The disk is full: free some space and run the command again; nothing was lost."
        seen = seen.__cause__
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    if isinstance(error, OperationalError):
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "no reason given"
        return (
            f"The database cannot be reached ({reason}): check DATABASE_URL and that it is running."
        )
    return None
