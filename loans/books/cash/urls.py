"""The cash office."""

from django.urls import path

from . import views

urlpatterns = [
    path("comptabilite/regie/", views.cash_journal, name="cash_journal"),
    path("comptabilite/regie/<slug:month>/cloture/", views.close_month, name="close_month"),
    path("comptabilite/regie/<slug:month>/etat/", views.month_statement, name="month_statement"),
    path("comptabilite/regie/<slug:month>/csv/", views.cash_csv, name="cash_csv"),
    path("comptabilite/regie/<slug:month>/xlsx/", views.cash_xlsx, name="cash_xlsx"),
]
