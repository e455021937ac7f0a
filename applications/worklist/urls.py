"""The list people work from. These addresses stand before the dossiers, which take any word."""

from django.urls import path

from . import export_views, saved_views, views

urlpatterns = [
    path("", views.application_list, name="list"),
    path("export.csv", export_views.export_csv, name="export_csv"),
    path("export.xlsx", export_views.export_xlsx, name="export_xlsx"),
    path("listes/", saved_views.lists, name="lists"),
    path("listes/<int:pk>/supprimer/", saved_views.forget_list, name="forget_list"),
]
