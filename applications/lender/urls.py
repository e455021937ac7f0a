"""The external lender. `interets/` is not a dossier."""

from django.urls import path

from . import interest_views, views

urlpatterns = [
    path("interets/", interest_views.interest, name="interest"),
    path("interets/<int:year>/interets.csv", interest_views.interest_csv, name="interest_csv"),
    path("interets/<int:year>/etat/", interest_views.issue_statement, name="issue_statement"),
    path("interets/etats/<slug:document>/", interest_views.statement_document, name="interest_statement"),
    path("interets/<int:pk>/payee/", interest_views.interest_paid, name="interest_paid"),
    path("interets/<int:pk>/non-due/", interest_views.interest_lost, name="interest_lost"),
    path("<slug:reference>/preteur/", views.lender_file, name="lender_file"),
    path("<slug:reference>/preteur/preparer/", views.make_lender_file, name="make_lender_file"),
    path("<slug:reference>/preteur/preparation/", views.lender_file_state, name="lender_file_state"),
    path("<slug:reference>/preteur/dossier/<slug:document>/", views.lender_document, name="lender_document"),
    path("<slug:reference>/envoyer/", views.send, name="send"),
    path("<slug:reference>/reponse-du-preteur/", views.lender_answer, name="lender_answer"),
    path("<slug:reference>/versement-du-preteur/", views.lender_paid, name="lender_paid"),
    path("<slug:reference>/renoncement/", views.lender_abandon, name="lender_abandon"),
    path("<slug:reference>/pret-solde/", views.lender_settled, name="lender_settled"),
    path("<slug:reference>/retard-de-paiement/", views.lender_late, name="lender_late"),
]
