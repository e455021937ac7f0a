"""Addresses of reporting/envelopes."""

from django.urls import path

from . import views, voting_views

urlpatterns = [
    path("enveloppes/", views.envelopes, name="envelopes"),
    path("enveloppes/<slug:code>/ouvrir/", voting_views.open_envelope, name="open_envelope"),
    path("enveloppes/<slug:code>/<int:year>/", views.envelope, name="envelope"),
    path("enveloppes/<slug:code>/<int:year>/mouvements.csv", views.export_csv, name="envelope_csv"),
    path("enveloppes/<slug:code>/<int:year>/mouvements.xlsx", views.export_xlsx, name="envelope_xlsx"),
    path("enveloppes/<slug:code>/<int:year>/vote/", voting_views.vote_supplement, name="vote_supplement"),
    path("enveloppes/<slug:code>/<int:year>/report/", voting_views.carry_over, name="carry_over"),
    path("enveloppes/<slug:code>/<int:year>/remboursements/", voting_views.refill_envelope, name="refill_envelope"),
]
