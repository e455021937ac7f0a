"""The lists of the loans room."""

from django.urls import path

from . import batch_views, print_views, views

urlpatterns = [
    path("", views.loan_list, name="list"),
    path("liste.csv", views.export_csv, name="export_csv"),
    path("liste.xlsx", views.export_xlsx, name="export_xlsx"),
    path("lot/imprimer/<slug:papers>/", print_views.print_list, name="print_list"),
    path("lot/<slug:act>/", batch_views.batch, name="batch"),
]
