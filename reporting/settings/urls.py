"""Addresses of reporting/settings."""

from django.urls import path

from . import views
from .partners.urls import urlpatterns as partners
from .people.urls import urlpatterns as people

urlpatterns = [
    path("reglages/", views.settings_page, name="settings"),
    *people,
    *partners,
    path("reglages/<slug:code>/conditions/", views.vote_terms, name="vote_terms"),
    path("reglages/<slug:code>/enveloppe/", views.open_envelope, name="open_envelope"),
]
