"""PostgreSQL, the only database, and the record of all work."""

import os

import dj_database_url

from .environment import required_address

DATABASE_URL = required_address(
    "DATABASE_URL",
    # startup.provide_servers() names the embedded server before this is read; checks that need no
    # data (types, templates) never connect.
    in_development="postgresql:///charity_site",
    example="postgresql://user:password@host/name",
    schemes={"postgres", "postgresql"},
)
DATABASES = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True)
}
# Tests copy one migrated database, which tests/servers.py makes and names here.
DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ.get("TEST_TEMPLATE_DATABASE")}
