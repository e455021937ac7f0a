"""Letters."""

from django.urls import path

from . import batch_views, views

urlpatterns = [
    path("seances/<int:pk>/lettres/", batch_views.letters, name="letters"),
    path("seances/<int:pk>/lettres/avancement/", batch_views.progress, name="letters_progress"),
    path("seances/<int:pk>/lettres/preparer/", batch_views.prepare, name="prepare_letters"),
    path("seances/<int:pk>/lettres/apercu/", batch_views.preview, name="preview_letters"),
    path("seances/<int:pk>/lettres/emettre/", batch_views.release, name="release_letters"),
    path("seances/<int:pk>/lettres/imprimer/", batch_views.printed, name="print_letters"),
    path("seances/<int:pk>/lettres/envoi/", batch_views.send, name="send_letters"),
    path("decisions/<slug:number>/lettre/", views.letter, name="letter"),
    path("decisions/<slug:number>/lettre/apercu/", views.preview, name="preview_letter"),
    path("decisions/<slug:number>/lettre/emettre/", views.issue_letter, name="issue_letter"),
    path("decisions/<slug:number>/lettre/envoi/", views.send, name="send_letter"),
]
