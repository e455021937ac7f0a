"""Addresses of the partners."""

from django.urls import path

from . import views

ONE = "reglages/partenaires/<int:pk>"
urlpatterns = [
    path("reglages/partenaires/", views.partners, name="partners"),
    path("reglages/partenaires/nouveau/", views.add_partner, name="add_partner"),
    path(f"{ONE}/", views.partner, name="partner"),
    path(f"{ONE}/fiche/", views.edit_partner, name="edit_partner"),
    path(f"{ONE}/fermer/", views.close_partner, name="close_partner"),
    path(f"{ONE}/rouvrir/", views.reopen_partner, name="reopen_partner"),
]
