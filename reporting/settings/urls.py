"""Addresses of reporting/settings."""

from django.urls import path

from . import views
from .reasons.urls import urlpatterns as reasons
from .retention.urls import urlpatterns as retention

urlpatterns = [
    path("reglages/", views.settings_page, name="settings"),
    *reasons,
    *retention,
    path("reglages/<slug:code>/conditions/", views.vote_terms, name="vote_terms"),
    path("reglages/<slug:code>/enveloppe/", views.open_envelope, name="open_envelope"),
]
