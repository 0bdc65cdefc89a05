"""The addresses under /api/v1/, their description in OpenAPI, and a page to try them on."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NoReturn

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path, re_path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
)
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import APIRootView, DefaultRouter
from rest_framework.views import APIView

from campaigns.api import CampaignViewSet
from helpline_info.api import SupportCategoryViewSet
from press.api import ReleaseViewSet
from stats.api import (
    AreaViewSet,
    ChangeViewSet,
    FigureCsvViewSet,
    FigureViewSet,
    MeasureViewSet,
    PublicationViewSet,
)

from . import response_headers as headers
from .api_freshness import unless_unchanged
from .filtering import refuse_unknown_parameters


class StartView(APIRootView):
    """Where everything is listed."""

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        refuse_unknown_parameters(request, known=())
        return super().get(request, *args, **kwargs)


class SchemaView(SpectacularAPIView):
    """The whole API described in OpenAPI: as JSON, or as YAML where the Accept header asks.

    Describing takes half a second and always comes to the same, so each process does it once.
    """

    renderer_classes = [OpenApiJsonRenderer, OpenApiJsonRenderer2, OpenApiYamlRenderer]

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        refuse_unknown_parameters(request, known=())
        return Response(description_of_the_api())


@cache
def description_of_the_api() -> Any:
    return SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]


# It reads nothing that is sent, so a POST is told 405 rather than asked for a token.
@method_decorator(csrf_exempt, name="dispatch")
class DocsView(TemplateView):
    """The API for people: in plain HTML, and to be tried out where JavaScript runs."""

    template_name = "charity_site/api_docs.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        response["Content-Security-Policy"] = headers.written(
            headers.API_EXPLORER, is_secure_alone=settings.SECURE_SSL_REDIRECT
        )
        return response


@extend_schema(exclude=True)
class NothingHereView(APIView):
    """Says so as the API says everything, where the rest of the site would say it in HTML."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotFound(_("There is nothing at this address. Everything is listed at /api/v1/."))


class PublicRouter(DefaultRouter):
    include_format_suffixes = False
    APIRootView = StartView

    def get_urls(self) -> list[URLPattern | URLResolver]:
        patterns = super().get_urls()
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = unless_unchanged(pattern.callback)
        return patterns


Endpoint = tuple[str, str, str, Callable[..., Any]]


def public_endpoints(endpoints: list[Endpoint]) -> list[Endpoint]:
    """What the schema describes: this API, and not the one that Wagtail's admin has for itself."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


def without_staff_labels(result: Any, **context: Any) -> Any:
    """The schema without titles, which are the labels of staff's own forms ("web address")."""
    if isinstance(result, list):
        return [without_staff_labels(part) for part in result]
    if not isinstance(result, dict):
        return result
    is_described = "type" in result or "allOf" in result
    return {
        name: without_staff_labels(part)
        for name, part in result.items()
        if not (is_described and name == "title" and isinstance(part, str))
    }


router = PublicRouter()
router.register("areas", AreaViewSet, basename="area")
router.register("measures", MeasureViewSet, basename="measure")
router.register("publications", PublicationViewSet, basename="publication")
router.register("figures", FigureViewSet, basename="figure")
router.register("releases", ReleaseViewSet, basename="release")
router.register("campaigns", CampaignViewSet, basename="campaign")
router.register("support-categories", SupportCategoryViewSet, basename="support-category")

app_name = "api"
urlpatterns = [
    path("schema/", unless_unchanged(SchemaView.as_view()), name="schema"),
    path("docs/", unless_unchanged(DocsView.as_view()), name="docs"),
    path(
        "figures.csv",
        unless_unchanged(FigureCsvViewSet.as_view({"get": "list"}, basename="figure")),
        name="figures-csv",
    ),
    path(
        "changes/",
        unless_unchanged(ChangeViewSet.as_view({"get": "list"}, basename="change")),
        name="changes",
    ),
    *router.urls,
    # Only with the last slash: an address without one is sent on to the address with it.
    re_path("^.+/$", NothingHereView.as_view(), name="nothing-here"),
]
