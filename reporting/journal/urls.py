"""Addresses of reporting/journal."""

from django.urls import path

from . import views

urlpatterns = [
    path("journal/", views.access_log, name="access_log"),
]
