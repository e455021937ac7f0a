"""Addresses of reporting/search."""

from django.urls import path

from . import views

urlpatterns = [
    path("recherche/", views.search, name="search"),
    path("recherche/propositions/", views.suggestions, name="search_suggestions"),
]
