"""What is left to recover."""

from django.urls import path

from . import views

urlpatterns = [
    path("comptabilite/restes/", views.receivables, name="receivables"),
    path("comptabilite/restes/csv/", views.receivables_csv, name="receivables_csv"),
    path("comptabilite/restes/xlsx/", views.receivables_xlsx, name="receivables_xlsx"),
    path("comptabilite/restes/pdf/", views.receivables_pdf, name="receivables_pdf"),
]
