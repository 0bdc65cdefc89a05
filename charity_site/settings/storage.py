"""Where files are kept: static ones with the code, uploads in the data directory."""

import os
from pathlib import Path

from charity_site.embedded import data_directory

from .environment import BASE_DIR, IS_DEVELOPMENT, whole_number

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or BASE_DIR / "staticfiles")
WHITENOISE_USE_FINDERS = IS_DEVELOPMENT
WHITENOISE_AUTOREFRESH = IS_DEVELOPMENT
MEDIA_URL = "/media/"
MEDIA_ROOT = data_directory() / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Replies of police forces and the spreadsheets they sent: no address leads here, and web server
    # and worker share it.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": data_directory() / "private",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if IS_DEVELOPMENT
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Bytes that a spreadsheet sent to the statistics desk may have. A reply of every force has 0.1 MB.
RECEIVED_FILE_LARGEST = 1_000_000 * whole_number("RECEIVED_FILE_LARGEST_MB", default=50)
