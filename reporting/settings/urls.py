"""Addresses of reporting/settings."""

from django.urls import path

from . import scheme_views, terms_views, views
from .partners.urls import urlpatterns as partners
from .people.urls import urlpatterns as people

urlpatterns = [
    path("reglages/", views.settings_page, name="settings"),
    *people,
    *partners,
    path("reglages/dispositifs/", scheme_views.schemes, name="schemes"),
    path("reglages/dispositifs/nouveau/", scheme_views.create_scheme, name="create_scheme"),
    path("reglages/dispositifs/<slug:code>/", scheme_views.scheme, name="scheme"),
    path("reglages/dispositifs/<slug:code>/modifier/", scheme_views.change_scheme, name="change_scheme"),
    path("reglages/dispositifs/<slug:code>/ouverture/", scheme_views.open_or_close_scheme, name="open_or_close_scheme"),
    path("reglages/dispositifs/<slug:code>/conditions/", terms_views.vote_terms, name="vote_terms"),
    path("reglages/dispositifs/<slug:code>/conditions/<int:pk>/", terms_views.correct_terms, name="correct_terms"),
    path(
        "reglages/dispositifs/<slug:code>/conditions/<int:pk>/retirer/",
        terms_views.withdraw_terms,
        name="withdraw_terms",
    ),
]
