"""Reading the environment, with an error that names the variable and the remedy."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = os.environ.get("SITE_ENVIRONMENT", "production")
if ENVIRONMENT not in {"development", "production"}:
    raise ImproperlyConfigured(
        f"SITE_ENVIRONMENT is {ENVIRONMENT!r}: set it to development or production."
    )
IS_DEVELOPMENT = ENVIRONMENT == "development"


def required(name: str, *, in_development: str, example: str) -> str:
    """A variable that production must set. Raises ImproperlyConfigured, with an example."""
    value = os.environ.get(name, "")
    if value:
        return value
    if IS_DEVELOPMENT:
        return in_development
    raise ImproperlyConfigured(f"{name} must be set in production (for example {example}).")


def required_address(name: str, *, in_development: str, example: str, schemes: set[str]) -> str:
    """A required variable that is a URL. The errors do not repeat it: it may hold a password."""
    address = required(name, in_development=in_development, example=example)
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises ValueError where it is not a number
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} cannot be read as an address (for example {example})."
        ) from None
    if parts.scheme not in schemes:
        wanted = " or ".join(f"{scheme}://" for scheme in sorted(schemes))
        raise ImproperlyConfigured(f"{name} must begin with {wanted} (for example {example}).")
    return address


def required_list(name: str, *, in_development: list[str], example: str) -> list[str]:
    """The parts of a comma-separated variable that production must set."""
    if parts := listed(name):
        return parts
    if IS_DEVELOPMENT:
        return in_development
    raise ImproperlyConfigured(f"{name} must be set in production (for example {example}).")


def listed(name: str) -> list[str]:
    """The parts of a comma-separated variable, without blanks."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def one_line(name: str, *, begins: tuple[str, ...]) -> str:
    """A variable that may be left out and becomes part of a header: printable, of a known kind."""
    text = os.environ.get(name, "").strip()
    if text and not (text.isascii() and text.isprintable() and text.startswith(begins)):
        wanted = " or ".join(begins)
        raise ImproperlyConfigured(f"{name} must be one line that begins with {wanted}.")
    return text


def whole_number(name: str, *, default: int) -> int:
    """A variable that is a whole number of nought or more."""
    text = os.environ.get(name, "")
    if not text:
        return default
    if not text.isdigit():
        raise ImproperlyConfigured(f"{name} is {text!r}: set it to a whole number.")
    return int(text)
