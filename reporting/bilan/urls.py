"""Addresses of reporting/bilan."""

from django.urls import path

from . import views

urlpatterns = [
    path("bilan/", views.bilan_page, name="bilan"),
    path("bilan/credits.csv", views.bilan_csv, name="bilan_csv"),
    path("bilan/<slug:key>/dossiers/", views.cases_page, name="bilan_cases"),
]
