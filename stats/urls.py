"""Addresses under /statistics/. Those that are words come before those that are measures."""

from __future__ import annotations

from django.urls import path, register_converter

from .public import feeds, files, publications, views


class FileForm:
    """The ending of a file of figures."""

    regex = r"csv|csv-metadata\.json|json|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class PictureForm(FileForm):
    regex = "svg|png"


class Digest(FileForm):
    regex = "[0-9a-f]{64}"


register_converter(FileForm, "file_form")
register_converter(PictureForm, "picture_form")
register_converter(Digest, "digest")

app_name = "statistics"
urlpatterns = [
    path("", views.index, name="index"),
    path("calendar/", publications.calendar, name="calendar"),
    path("corrections/", publications.corrections, name="corrections"),
    path("corrections.atom", feeds.corrections_feed, name="corrections-feed"),
    path("charts/<digest:digest>.<picture_form:form>", files.chart, name="chart"),
    path("publications/<slug:slug>/", publications.publication, name="publication"),
    path("publications/<slug:slug>/versions/<int:version>/", publications.version, name="version"),
    path(
        "publications/<slug:slug>/versions/<int:version>.<file_form:form>",
        files.version_file,
        name="version-file",
    ),
    path("<slug:measure>.<file_form:form>", files.measure_file, name="measure-file"),
    path("<slug:measure>/", views.measure, name="measure"),
    path("<slug:measure>/<slug:area>.<file_form:form>", files.area_file, name="area-file"),
    path("<slug:measure>/<slug:area>/", views.area, name="area"),
]
