"""Addresses of reporting/losses."""

from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("bilan/ou-s-arretent-les-demandes/", views.losses_page, name="losses"),
    path("bilan/ou-s-arretent-les-demandes/liste/", views.losses_cases, name="losses_cases"),
]
