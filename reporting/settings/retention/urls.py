"""Addresses of reporting/settings/retention."""

from django.urls import path

from . import views

SLIP = "reglages/conservation/bordereaux/<slug:number>/"
urlpatterns = [
    path("reglages/conservation/", views.retention, name="retention"),
    path("reglages/conservation/durees/", views.retention_rules, name="retention_rules"),
    path("reglages/conservation/bordereaux/", views.draw_up_slip, name="draw_up_disposal_slip"),
    path(SLIP, views.disposal_slip, name="disposal_slip"),
    path(f"{SLIP}emettre/", views.issue_disposal_paper, name="issue_disposal_paper"),
    path(f"{SLIP}visa/", views.note_disposal_visa, name="note_disposal_visa"),
    path(f"{SLIP}abandonner/", views.abandon_disposal_slip, name="abandon_disposal_slip"),
    path(f"{SLIP}pdf/", views.disposal_pdf, name="disposal_pdf"),
    path(f"{SLIP}csv/", views.disposal_csv, name="disposal_csv"),
]
