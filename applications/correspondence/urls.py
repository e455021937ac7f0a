"""Notes and messages of one dossier."""

from django.urls import path

from . import views

urlpatterns = [
    path("<slug:reference>/messages/", views.write_message, name="write_message"),
    path("<slug:reference>/notes/", views.write_note, name="write_note"),
]
