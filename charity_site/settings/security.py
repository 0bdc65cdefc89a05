"""Safe by default: everything that may be off in development is on elsewhere."""

from .environment import IS_DEVELOPMENT, listed, one_line, required, required_list, whole_number

DEBUG = False
SECRET_KEY = required(
    "SECRET_KEY",
    in_development="development-only-key-that-no-production-site-will-accept",
    example="the output of: openssl rand -base64 48",
)
ALLOWED_HOSTS = required_list(
    "ALLOWED_HOSTS",
    in_development=["localhost", "127.0.0.1", "[::1]"],
    example="www.example.org,example.org",
)
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS")

SECURE_SSL_REDIRECT = not IS_DEVELOPMENT
SECURE_HSTS_SECONDS = 0 if IS_DEVELOPMENT else whole_number("HSTS_SECONDS", default=63_072_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = not IS_DEVELOPMENT
SECURE_HSTS_PRELOAD = not IS_DEVELOPMENT
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"  # charity_site.middleware: "same-origin" in the admin
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "charity_site.middleware.only_for_reading"
if listed("TRUSTED_PROXY_HEADER"):
    # Only where a proxy is known to set it: otherwise anybody could claim to have come by HTTPS.
    SECURE_PROXY_SSL_HEADER = (listed("TRUSTED_PROXY_HEADER")[0], "https")
X_FRAME_OPTIONS = "DENY"  # Wagtail allows the frames of its own previews by itself
# Where whoever finds a weakness may write to: an address of a page, or mailto:.
SECURITY_CONTACT = one_line("SECURITY_CONTACT", begins=("mailto:", "https:", "tel:"))
# The same site within the Tor network, which Tor Browser then offers.
ONION_ADDRESS = one_line("ONION_ADDRESS", begins=("http:", "https:"))

SESSION_COOKIE_SECURE = not IS_DEVELOPMENT
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Staff alone have cookies, and only under the admin's address.
SESSION_COOKIE_PATH = "/admin/"
CSRF_COOKIE_PATH = "/admin/"
CSRF_COOKIE_SECURE = not IS_DEVELOPMENT
CSRF_COOKIE_HTTPONLY = False  # the admin's own scripts read it
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_SAVE_EVERY_REQUEST = False

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long page's form in Wagtail
