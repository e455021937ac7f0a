"""Slips."""

from django.urls import path

from . import views

urlpatterns = [
    path("comptabilite/", views.books, name="books"),
    path("comptabilite/bordereaux/<slug:kind>/etablir/", views.draw_up, name="draw_up_slip"),
    path("comptabilite/bordereaux/<int:key>/", views.slip, name="slip"),
    path("comptabilite/bordereaux/<int:key>/csv/", views.slip_csv, name="slip_csv"),
    path("comptabilite/bordereaux/<int:key>/xlsx/", views.slip_xlsx, name="slip_xlsx"),
    path("comptabilite/bordereaux/<int:key>/emettre/", views.issue, name="issue_slip"),
    path("comptabilite/bordereaux/<int:key>/pdf/", views.slip_pdf, name="slip_pdf"),
    path("comptabilite/bordereaux/<int:key>/transmis/", views.sent, name="slip_sent"),
]
