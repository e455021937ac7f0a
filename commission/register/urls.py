"""The register of decisions."""

from django.urls import path

from . import views

urlpatterns = [
    path("registre/", views.register, name="register"),
    path("registre/csv/", views.register_csv, name="register_csv"),
    path("registre/xlsx/", views.register_xlsx, name="register_xlsx"),
    path("registre/emettre/", views.issue_register, name="issue_register"),
    path("registre/extraits/<slug:reference>/", views.register_extract, name="register_extract"),
]
