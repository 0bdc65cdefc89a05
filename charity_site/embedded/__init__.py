"""A real PostgreSQL and a real Valkey, started from wheels for development and tests.

docs/decisions/embedded-servers.md says why they are run in this way.
"""

from .servers import EmbeddedServers, data_directory

__all__ = ["EmbeddedServers", "data_directory"]
