"""The addresses of angles, under the press desk's."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import angles as views

URLS: list[URLPattern] = [
    path("<int:pk>/angles/", views.angles, name="angles"),
    path("<int:pk>/angles/text/", views.angles_as_text, name="angles_text"),
]
