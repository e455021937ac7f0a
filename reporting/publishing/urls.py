"""Addresses of reporting/publishing."""

from django.urls import path

from . import views

urlpatterns = [
    path("bilan/graphiques/", views.charts, name="bilan_charts"),
    path("bilan/diffuser/", views.reports, name="reports"),
    path("bilan/diffuser/<int:pk>/", views.report, name="report"),
    path("bilan/diffuser/<int:pk>/avancement/", views.report_progress, name="report_progress"),
    path("bilan/diffuser/<int:pk>/fichier/", views.report_file, name="report_file"),
    path("bilan/diffuser/<int:pk>/reprendre/", views.resume_report, name="resume_report"),
    path("bilan/tableaux/<slug:version>/<slug:kind>/", views.report_tables, name="report_tables"),
]
