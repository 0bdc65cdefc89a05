"""Language, time zone and formats: British, with times shown as people's clocks show them."""

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "charity_site.formats"
