"""The site's addresses: the admin, the API, and every page that editors make."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from press.newsroom.sitemap import sitemap
from press.views.public_access import access_index, access_of_publication
from press.views.unsubscribing import unsubscribe

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include(admin_urls)),
    path("api/v1/", include("charity_site.api")),
    path("documents/", include(document_urls)),
    path("help/", include("helpline_info.urls")),
    path("statistics/", include("stats.urls")),
    path("newsroom/pre-release-access/", access_index, name="press-pre-release-access"),
    path(
        "newsroom/pre-release-access/<slug:slug>/<int:version>/",
        access_of_publication,
        name="press-access-of-publication",
    ),
    path("newsroom/", include("press.newsroom.urls")),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("newsroom/unsubscribe/<str:token>/", unsubscribe, name="press-unsubscribe"),
    path("", include(wagtail_urls)),
]

if settings.IS_DEVELOPMENT:
    # In production the web server in front of the site serves uploads.
    urlpatterns.insert(0, path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}))
