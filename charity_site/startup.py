"""What every process does first: find its servers, and fail in one sentence where it cannot."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

FULL_DISK = {errno.ENOSPC, errno.EDQUOT}
# PostgreSQL's own codes for "not now": connection exceptions, shutting down, too many connections.
UNREACHABLE = ("08", "57P", "53300")


class StartupError(RuntimeError):
    """The site cannot start; the message is one sentence that says what to do."""


@contextmanager
def faults_in_one_sentence() -> Iterator[None]:
    """Say a fault of the machine in one sentence and exit with status 1; let all others rise."""
    try:
        yield
    except Exception as error:
        sentence = in_one_sentence(error)
        if sentence is None:
            raise
        # The real one: Celery makes log lines of what is written to sys.stderr.
        print(f"Error: {sentence}", file=sys.__stderr__)
        sys.exit(1)


def provide_servers() -> None:
    """Name PostgreSQL and Valkey in the environment, starting embedded ones where none is named.

    Only development starts servers of its own; in production the settings ask for their names.

    Raises StartupError where they cannot start.
    """
    if os.environ.get("SITE_ENVIRONMENT", "production") != "development":
        return
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return
    from charity_site.embedded import EmbeddedServers, data_directory

    directory = data_directory()
    try:
        servers = EmbeddedServers.acquire(directory)
    except OSError as error:
        if error.errno is None:
            raise StartupError(
                f"PostgreSQL and Valkey cannot start in {directory}: {error}."
            ) from error
        if error.errno in FULL_DISK:
            raise
        raise StartupError(
            f"The data directory {directory} cannot be written ({error.strerror}):"
            " set DATA_DIR to a directory that this account may write."
        ) from error
    os.environ.setdefault("DATABASE_URL", servers.database_url)
    os.environ.setdefault("REDIS_URL", servers.redis_url)


def require_settings() -> None:
    """Raise ImproperlyConfigured where a setting is missing or cannot be read."""
    from django.conf import settings

    _ = settings.SECRET_KEY  # reads them all


def require_database() -> None:
    """Raise OperationalError unless PostgreSQL answers, before anything is begun."""
    from django.db import connection

    connection.ensure_connection()
    connection.close()


def require_valkey() -> None:
    """Raise RedisError unless Valkey answers."""
    import redis
    from django.conf import settings
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    once = Retry(NoBackoff(), 0)
    with redis.Redis.from_url(settings.REDIS_URL, retry=once, socket_connect_timeout=5) as client:
        client.ping()


def in_one_sentence(error: BaseException) -> str | None:
    """What an operator should do about a fault of the machine, or None where it is none."""
    import redis
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError

    if _is_full_disk(error):
        return "The disk is full: free some space and run the command again; nothing was lost."
    if isinstance(error, (StartupError, ImproperlyConfigured)):
        return str(error)
    if isinstance(error, OperationalError) and _is_unreachable(error):
        return (
            f"The database cannot be reached ({_reason(error)}):"
            " check DATABASE_URL and that PostgreSQL is running."
        )
    if isinstance(error, (redis.ConnectionError, redis.TimeoutError)):
        return (
            f"Valkey cannot be reached ({_reason(error)}):"
            " check REDIS_URL and that Valkey is running."
        )
    return None


def _is_full_disk(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.errno in FULL_DISK:
            return True
        if os.strerror(errno.ENOSPC) in str(cause):  # as PostgreSQL reports it
            return True
        cause = cause.__cause__
    return False


def _is_unreachable(error: BaseException) -> bool:
    """Whether there was no answer, rather than one that something is wrong, such as a deadlock."""
    code = getattr(error.__cause__, "sqlstate", None)
    return code is None or code.startswith(UNREACHABLE)


def _reason(error: BaseException) -> str:
    """The driver's own words: its last line that is not a hint, without a full stop."""
    lines = [line for line in str(error).splitlines() if line and not line.startswith("\t")]
    reason = lines[-1] if lines else "no reason given"
    return reason.strip(" -.").removeprefix("connection failed: ")
