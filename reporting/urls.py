from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("bilan/", views.bilan_page, name="bilan"),
    path("bilan/credits.csv", views.bilan_csv, name="bilan_csv"),
    path("reglages/", views.settings_page, name="settings"),
    path("reglages/<slug:code>/conditions/", views.vote_terms, name="vote_terms"),
    path("reglages/<slug:code>/enveloppe/", views.open_envelope, name="open_envelope"),
    path("journal/", views.access_log, name="access_log"),
    path("simulateur/", views.simulator, name="simulator"),
]
