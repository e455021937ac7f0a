"""Addresses of reporting/settings/reasons."""

from django.urls import path

from . import views

urlpatterns = [
    path("reglages/motifs/", views.reasons, name="reasons"),
    path("reglages/motifs/<slug:kind>/<slug:code>/", views.reason, name="reason"),
]
