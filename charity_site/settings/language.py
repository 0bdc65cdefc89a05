"""Language, time zone and formats: British, with times shown as people's clocks show them."""

from .environment import BASE_DIR

LANGUAGE_CODE = "en-gb"
# Each by its own name. The first is at the plain addresses, the others under their code: /cy/.
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [BASE_DIR / "charity_site" / "locale"]
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en-gb", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "charity_site.formats"
