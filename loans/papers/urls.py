"""The papers of a loan: issued once, handed out again as the same bytes."""

from django.urls import path

from . import views

urlpatterns = [
    path("<slug:reference>/contrat/", views.agreement, name="agreement"),
    path("<slug:reference>/echeancier/", views.schedule, name="schedule"),
    path("<slug:reference>/ecritures/<int:sequence>/recu/", views.receipt, name="receipt"),
    path("<slug:reference>/attestation-de-solde/", views.settlement, name="settlement"),
    path("<slug:reference>/documents/<slug:document>/", views.document, name="document"),
]
