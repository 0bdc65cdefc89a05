"""What is taken away from the pages: drawn charts, and the files of figures."""

from __future__ import annotations

from collections.abc import Callable

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..downloads import collections
from ..downloads.collections import Collection, absolute
from ..downloads.files import TooLongForASpreadsheet, as_csv, as_json, as_xlsx
from ..downloads.metadata import table_description
from ..models import Chart, Publication
from .asked import area_asked, measure_asked
from .dataset import FILES

CSVW_TYPE = "application/csvm+json"
# What a chart's address holds never changes: it is named by what is drawn.
FOR_EVER = "public, max-age=31536000, immutable"
# A picture that is opened by itself runs nothing and loads nothing.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def chart(request: HttpRequest, digest: str, form: str) -> HttpResponse:
    """A drawn chart, once every figure in it is public."""
    found = get_object_or_404(
        Chart.objects.visible_at().only("svg" if form == "svg" else "png"), digest=digest
    )
    content = found.svg.encode() if form == "svg" else bytes(found.png)
    media_type = "image/svg+xml" if form == "svg" else "image/png"
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Cache-Control": FOR_EVER,
            "Content-Security-Policy": PICTURE_POLICY,
            "Content-Disposition": f'inline; filename="chart-{digest[:12]}.{form}"',
            # An image says nothing secret, and may be shown where it is quoted.
            "Cross-Origin-Resource-Policy": "cross-origin",
        },
    )


@require_safe
def measure_file(request: HttpRequest, measure: str, form: str) -> HttpResponseBase:
    return _answer(collections.of_measure(measure_asked(measure)), form)


@require_safe
def area_file(request: HttpRequest, measure: str, area: str, form: str) -> HttpResponseBase:
    collection = collections.of_area(measure_asked(measure), area_asked(area))
    if not collection.figures.exists():
        raise Http404
    return _answer(collection, form)


@require_safe
def version_file(request: HttpRequest, slug: str, version: int, form: str) -> HttpResponseBase:
    publication = get_object_or_404(Publication.objects.visible_at(), slug=slug, version=version)
    return _answer(collections.of_version(publication), form)


def _answer(collection: Collection, form: str) -> HttpResponseBase:
    return ANSWERS[form](collection)


def _csv(collection: Collection) -> HttpResponseBase:
    response = StreamingHttpResponse(as_csv(collection), content_type="text/csv; charset=utf-8")
    beside = absolute(collection.file_address("csv-metadata.json"))
    response["Link"] = f'<{beside}>; rel="describedby"; type="{CSVW_TYPE}"'
    return _named(response, collection, "csv")


def _json(collection: Collection) -> HttpResponseBase:
    response = StreamingHttpResponse(as_json(collection), content_type=FILES["json"])
    return _named(response, collection, "json")


def _xlsx(collection: Collection) -> HttpResponseBase:
    try:
        file = as_xlsx(collection)
    except TooLongForASpreadsheet:
        text = _("There are too many figures for a spreadsheet. Take the CSV instead: %(address)s")
        return HttpResponse(
            text % {"address": absolute(collection.file_address("csv"))},
            status=413,
            content_type="text/plain; charset=utf-8",
        )
    return _named(HttpResponse(file, content_type=FILES["xlsx"]), collection, "xlsx")


def _table_description(collection: Collection) -> HttpResponseBase:
    return JsonResponse(
        table_description(collection),
        content_type=CSVW_TYPE,
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )


def _named(response: HttpResponseBase, collection: Collection, form: str) -> HttpResponseBase:
    response["Content-Disposition"] = f'attachment; filename="{collection.name}.{form}"'
    return response


ANSWERS: dict[str, Callable[[Collection], HttpResponseBase]] = {
    "csv": _csv,
    "csv-metadata.json": _table_description,
    "json": _json,
    "xlsx": _xlsx,
}
