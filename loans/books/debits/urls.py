"""Direct debits."""

from django.urls import path

from . import views

urlpatterns = [
    path("comptabilite/prelevements/", views.debits, name="debits"),
    path("comptabilite/prelevements/etablir/", views.make_run, name="make_debit_run"),
    path("comptabilite/prelevements/<int:key>/", views.run, name="debit_run"),
    path("comptabilite/prelevements/<int:key>/fichier/", views.run_file, name="debit_file"),
    path("comptabilite/prelevements/<int:key>/encaisser/", views.record_outcomes, name="record_debits"),
    path("<slug:reference>/prelevement/", views.mandate, name="debit_mandate"),
    path("<slug:reference>/prelevement/revoquer/", views.end_mandate, name="end_debit_mandate"),
]
