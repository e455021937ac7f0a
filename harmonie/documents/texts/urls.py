"""The texts of letters."""

from django.urls import path

from . import views

urlpatterns = [
    path("reglages/lettres/", views.letters, name="letter_texts"),
    path("reglages/lettres/<slug:slug>/", views.letter, name="letter_text"),
    path("reglages/lettres/<slug:slug>/ecrire/", views.write, name="write_letter_text"),
    path("reglages/lettres/<slug:slug>/<int:version>/specimen/", views.specimen, name="letter_specimen"),
    path("reglages/lettres/<slug:slug>/<int:version>/retirer/", views.remove, name="remove_letter_text"),
]
