"""The site's addresses: the admin, the API, and every page that editors make."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.static import serve as serve_file
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from campaigns.finding import serve as serve_page
from charity_site.search.views import search
from charity_site.share_cards import share_card
from charity_site.views import stylesheet
from charity_site.well_known import robots, security
from press.newsroom.sitemap import sitemap
from press.views.public_access import access_index, access_of_publication
from press.views.unsubscribing import unsubscribe

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include(admin_urls)),
    path("api/v1/", include("charity_site.api")),
    path("documents/", include(document_urls)),
    path("look/<slug:digest>.css", stylesheet, name="stylesheet"),
    path("card/<int:number>/<slug:digest>.png", share_card, name="share-card"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security, name="security-txt"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("newsroom/unsubscribe/<str:token>/", unsubscribe, name="press-unsubscribe"),
    # What people read: in English at these addresses, and in Welsh under /cy/.
    *i18n_patterns(
        path("help/", include("helpline_info.urls")),
        path("search/", search, name="search"),
        path("statistics/", include("stats.urls")),
        path("newsroom/pre-release-access/", access_index, name="press-pre-release-access"),
        path(
            "newsroom/pre-release-access/<slug:slug>/<int:version>/",
            access_of_publication,
            name="press-access-of-publication",
        ),
        path("newsroom/", include("press.newsroom.urls")),
        *(each for each in wagtail_urls.urlpatterns if each.name != "wagtail_serve"),
        re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
        prefix_default_language=False,
    ),
]

if settings.IS_DEVELOPMENT:
    # In production the web server in front of the site serves uploads.
    urlpatterns.insert(
        0, path("media/<path:path>", serve_file, {"document_root": settings.MEDIA_ROOT})
    )

handler500 = "charity_site.views.server_error"
