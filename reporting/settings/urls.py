"""Addresses of reporting/settings."""

from django.urls import path

from . import views

urlpatterns = [
    path("reglages/", views.settings_page, name="settings"),
    path("reglages/<slug:code>/conditions/", views.vote_terms, name="vote_terms"),
]
