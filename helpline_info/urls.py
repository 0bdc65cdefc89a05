"""Addresses under /help/."""

from django.urls import path

from . import views

app_name = "helpline"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.category, name="category"),
]
