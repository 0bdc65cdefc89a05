"""The public, read-only API at /api/v1/."""

from .environment import whole_number

# What one address may ask for in a minute, of each process of the web server. A whole list as CSV
# counts as 20.
API_REQUESTS_PER_MINUTE = whole_number("API_REQUESTS_PER_MINUTE", default=600)
# The same for the search of the public pages.
SEARCHES_PER_MINUTE = whole_number("SEARCHES_PER_MINUTE", default=60)

REST_FRAMEWORK = {
    # Nobody logs in to the API: what it shows is public, and the same for everyone.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_PAGINATION_CLASS": "charity_site.pagination.KeysetPagination",
    "DEFAULT_FILTER_BACKENDS": ["charity_site.filtering.RefusingFilterBackend"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_THROTTLE_CLASSES": ["charity_site.api_throttling.FairShare"],
    # How many proxies in front add an address to X-Forwarded-For. With none, what a caller says of
    # itself there is not believed.
    "NUM_PROXIES": whole_number("TRUSTED_PROXIES", default=0),
    "EXCEPTION_HANDLER": "charity_site.api_problems.answer_with_a_problem",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    # The Accept header chooses a format, or the address: `format` is a parameter like any unknown.
    "URL_FORMAT_OVERRIDE": None,
    # Decimals stay exact: a number in the API is the number in the release.
    "COERCE_DECIMAL_TO_STRING": True,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Charity statistics and campaigns",
    "DESCRIPTION": (
        "Published figures, press releases, campaigns and ways to get help. Everything here is"
        " public and read-only. A parameter that is not known is refused (400), never ignored."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PREPROCESSING_HOOKS": ["charity_site.api.public_endpoints"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "charity_site.api.without_staff_labels",
    ],
    "ENUM_NAME_OVERRIDES": {
        "FigureStatus": "stats.models.FigureStatus",
        "MeasureKind": "stats.models.MeasureKind",
        "SourceKind": "stats.models.SourceKind",
        "AreaLevel": "stats.models.AreaLevel",
    },
}
