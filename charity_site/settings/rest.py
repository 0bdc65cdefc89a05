"""The public, read-only API at /api/v1/."""

REST_FRAMEWORK = {
    # Nobody logs in to the API: what it shows is public, and the same for everyone.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_PAGINATION_CLASS": "charity_site.pagination.PublicPagination",
    "PAGE_SIZE": 50,
    "DEFAULT_FILTER_BACKENDS": ["charity_site.filtering.RefusingFilterBackend"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    # The Accept header alone chooses a format: `format` is a parameter like any unknown one.
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
