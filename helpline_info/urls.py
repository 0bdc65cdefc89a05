"""Addresses under /help/."""

from django.urls import path

from . import traces, views

app_name = "helpline"
urlpatterns = [
    path("", views.index, name="index"),
    path("leave-no-trace/", traces.traces, name="traces"),
    path("<slug:slug>/", views.category, name="category"),
]
