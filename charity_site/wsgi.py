"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "charity_site.settings")

application = get_wsgi_application()

# Every view is loaded here, once, rather than while the first visitor waits.
_ = get_resolver().url_patterns
