"""Reading the environment, with an error that names the variable and the remedy."""

import os
from pathlib import Path

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


def listed(name: str) -> list[str]:
    """The parts of a comma-separated variable, without blanks."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def whole_number(name: str, *, default: int) -> int:
    """A variable that is a whole number of nought or more."""
    text = os.environ.get(name, "")
    if not text:
        return default
    if not text.isdigit():
        raise ImproperlyConfigured(f"{name} is {text!r}: set it to a whole number.")
    return int(text)
