"""Where emails go, as the environment says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.charity_site.commands import PRODUCTION, fault, manage
from tests.charity_site.test_settings import read

SILENT = {
    name: value
    for name, value in PRODUCTION.items()
    if name not in ("EMAIL_URL", "DEFAULT_FROM_EMAIL")
}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.org", (25, False, False)),
        ("smtp+starttls://mail.example.org", (587, True, False)),
        ("smtps://mail.example.org:4650", (4650, False, True)),
    ],
)
def test_one_address_names_the_mail_server(url: str, expected: tuple[object, ...]) -> None:
    names = ("EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_USE_SSL")
    values = read("EMAIL_HOST", "EMAIL_TIMEOUT", *names, **{**PRODUCTION, "EMAIL_URL": url})
    assert values["EMAIL_HOST"] == "mail.example.org"
    assert values["EMAIL_TIMEOUT"] == 30
    assert tuple(values[name] for name in names) == expected


def test_a_password_may_hold_any_character() -> None:
    url = "smtps://press%40example.org:p%2Fw%40d@mail.example.org"
    assert read("EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", **{**PRODUCTION, "EMAIL_URL": url}) == {
        "EMAIL_HOST_USER": "press@example.org",
        "EMAIL_HOST_PASSWORD": "p/w@d",
    }


@pytest.mark.parametrize("url", ["http://mail.example.org", "smtp://", "smtp://host:port"])
def test_what_names_no_mail_server_is_refused_without_repeating_it(url: str) -> None:
    sentence = fault(manage("check", **{**PRODUCTION, "EMAIL_URL": url}))
    assert "EMAIL_URL" in sentence


def test_with_a_mail_server_the_sender_is_needed() -> None:
    without = {name: value for name, value in PRODUCTION.items() if name != "DEFAULT_FROM_EMAIL"}
    assert "DEFAULT_FROM_EMAIL" in fault(manage("check", **without))


def test_production_sends_nothing_until_told_how_and_the_check_says_so() -> None:
    assert read("MAIL_IS_SET_UP", **SILENT) == {"MAIL_IS_SET_UP": False}
    done = manage("check", "--deploy", "--fail-level", "WARNING", **SILENT)
    assert done.returncode == 1
    assert "press.W001" in done.stderr


def test_development_writes_emails_into_files(tmp_path: Path) -> None:
    values = read(
        "EMAIL_BACKEND",
        "EMAIL_FILE_PATH",
        SITE_ENVIRONMENT="development",
        DATA_DIR=str(tmp_path),
        DATABASE_URL="postgresql://nobody@127.0.0.1:1/none",
        REDIS_URL="redis://127.0.0.1:1/0",
    )
    assert values["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert values["EMAIL_FILE_PATH"] == str(tmp_path / "mail")
