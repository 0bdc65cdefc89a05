"""Settings come from the environment, and are safe where it is silent."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from tests.charity_site.commands import PRODUCTION, fault, manage, run

READ = """
import json, sys
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}))
"""


def read(*names: str, **variables: str) -> dict[str, Any]:
    """Settings as a process with these variables sees them."""
    done = run(
        sys.executable,
        "-c",
        READ,
        *names,
        DJANGO_SETTINGS_MODULE="charity_site.settings",
        **variables,
    )
    assert done.returncode == 0, done.stderr
    values: dict[str, Any] = json.loads(done.stdout)
    return values


def test_production_has_nothing_for_the_deployment_check_to_say() -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert done.stderr + done.stdout == "System check identified no issues (0 silenced).\n"


def test_the_deployment_check_would_speak_of_a_weak_key() -> None:
    weak = manage(
        "check", "--deploy", "--fail-level", "WARNING", **{**PRODUCTION, "SECRET_KEY": "short"}
    )
    assert weak.returncode == 1
    assert "security.W009" in weak.stderr


def test_production_is_what_a_process_is_in_when_nobody_says() -> None:
    silent = {name: value for name, value in PRODUCTION.items() if name != "SITE_ENVIRONMENT"}
    assert read("ENVIRONMENT", **silent) == {"ENVIRONMENT": "production"}


def test_production_sends_people_and_their_cookies_by_https_alone() -> None:
    assert read(
        "DEBUG",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        **PRODUCTION,
    ) == {
        "DEBUG": False,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 63_072_000,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
    }


def test_visitors_have_no_cookies_because_only_the_admin_has_any() -> None:
    assert read("SESSION_COOKIE_PATH", "CSRF_COOKIE_PATH", **PRODUCTION) == {
        "SESSION_COOKIE_PATH": "/admin/",
        "CSRF_COOKIE_PATH": "/admin/",
    }


def test_a_forwarded_protocol_is_believed_only_where_a_proxy_is_named() -> None:
    asked = ("SECURE_PROXY_SSL_HEADER",)
    assert read(*asked, **PRODUCTION) == {"SECURE_PROXY_SSL_HEADER": None}
    behind = {**PRODUCTION, "TRUSTED_PROXY_HEADER": "HTTP_X_FORWARDED_PROTO"}
    assert read(*asked, **behind) == {
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"]
    }


def test_development_shows_no_tracebacks_to_visitors_either() -> None:
    assert read("DEBUG", SITE_ENVIRONMENT="development") == {"DEBUG": False}


def test_several_hosts_are_separated_by_commas() -> None:
    hosts = {**PRODUCTION, "ALLOWED_HOSTS": " www.example.org, example.org ,"}
    assert read("ALLOWED_HOSTS", **hosts) == {"ALLOWED_HOSTS": ["www.example.org", "example.org"]}


def test_celery_is_given_a_sockets_address_in_its_own_words() -> None:
    socket = {**PRODUCTION, "REDIS_URL": "unix:///run/valkey.sock?db=3"}
    assert read("CELERY_BROKER_URL", **socket) == {
        "CELERY_BROKER_URL": "redis+socket:///run/valkey.sock?virtual_host=3"
    }


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS", "SITE_URL"]
)
def test_production_says_which_variable_it_lacks_with_an_example(name: str) -> None:
    without = {key: value for key, value in PRODUCTION.items() if key != name}
    sentence = fault(manage("check", **without))
    assert sentence.startswith(f"{name} must be set in production (for example ")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "SITE_ENVIRONMENT",
            "prod",
            "SITE_ENVIRONMENT is 'prod': set it to development or production.",
        ),
        ("ALLOWED_HOSTS", " , ", "ALLOWED_HOSTS must be set in production"),
        ("HSTS_SECONDS", "a year", "HSTS_SECONDS is 'a year': set it to a whole number."),
        ("HSTS_SECONDS", "-1", "HSTS_SECONDS is '-1': set it to a whole number."),
        ("DATABASE_URL", "sqlite:///site.db", "DATABASE_URL must begin with postgres:// or"),
        ("DATABASE_URL", "site", "DATABASE_URL must begin with postgres:// or postgresql://"),
        ("DATABASE_URL", "postgresql://u:p@h:none/s", "DATABASE_URL cannot be read as an address"),
        ("REDIS_URL", "http://127.0.0.1", "REDIS_URL must begin with redis:// or rediss:// or"),
    ],
)
def test_a_variable_that_cannot_be_meant(name: str, value: str, sentence: str) -> None:
    assert fault(manage("check", **{**PRODUCTION, name: value})).startswith(sentence)


def test_an_address_that_is_refused_is_not_repeated_with_its_password() -> None:
    done = manage("check", **{**PRODUCTION, "DATABASE_URL": "mysql://site:hunter2@db/site"})
    assert "hunter2" not in done.stdout + done.stderr
