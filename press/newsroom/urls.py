"""Addresses under /newsroom/ beside those of the releases themselves."""

from django.urls import path

from . import feeds, views

app_name = "newsroom"

urlpatterns = [
    path("areas/", views.all_areas, name="areas"),
    path("areas/find/", views.find, name="find"),
    path("areas/<slug:slug>/", views.area_releases, name="area"),
    path("areas/<slug:slug>/feed.atom", feeds.area_releases, name="area_feed"),
    path("feed.atom", feeds.all_releases, name="feed"),
]
