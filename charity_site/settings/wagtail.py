"""Wagtail: the editors' half of the site."""

from .environment import required

WAGTAIL_SITE_NAME = "Charity site"
WAGTAILADMIN_BASE_URL = required(
    "SITE_URL", in_development="http://localhost:8000", example="https://www.example.org"
)
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "english"}
}
WAGTAIL_ENABLE_UPDATE_CHECK = False  # no request leaves this site on its own
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_EXTENSIONS = [
    "avif",
    "gif",
    "jpg",
    "jpeg",
    "png",
    "webp",
]  # no SVG: it can carry scripts
# Looked at before anything is decoded: width by height, as the head of the file has it. Of a moving
# picture only the first frame is ever drawn.
WAGTAILIMAGES_IMAGE_FORM_BASE = "charity_site.uploads.ImageForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10_000_000  # bytes
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20_000_000  # bytes
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "txt", "xlsx"]
# Kept and never opened in the page; charity_site.middleware says that nothing in them may run.
WAGTAILDOCS_DOCUMENT_FORM_BASE = "charity_site.uploads.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_BLOCK_EMBEDDED_CONTENT = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
TAGGIT_CASE_INSENSITIVE = True
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h3", "bold", "ol", "ul", "link", "document-link"]},
    }
}
