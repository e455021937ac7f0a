"""The CCAS: its identity, its logo, its signatories."""

from django.urls import path

from . import views

urlpatterns = [
    path("logo/<slug:sha256>.png", views.logo, name="town_logo"),
    path("reglages/ccas/", views.identity, name="town_identity"),
    path("reglages/ccas/logo/", views.keep_logo, name="keep_town_logo"),
    path("reglages/ccas/logo/retirer/", views.remove_logo, name="remove_town_logo"),
    path("reglages/signataires/", views.signatories, name="signatories"),
    path("reglages/signataires/nommer/", views.name_signatory, name="name_signatory"),
    path("reglages/signataires/<int:pk>/retirer/", views.remove_signatory, name="remove_signatory"),
]
